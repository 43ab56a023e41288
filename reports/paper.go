package reports

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// What papers print where there is nothing to print. The three kinds of not
// knowing differ in law: what nobody could ascertain, what the party who fills
// the form in has left open, what the record of an act does not say.
const (
	unknownWord  = "未查明"
	unstatedWord = "未填写"
	unnotedWord  = "未记载"
	noneWord     = "无"
)

// paper is one paper in the making: the job that it pictures, the document so
// far, and what it must state but cannot.
type paper struct {
	job     workflow.PaperJob
	spec    workflow.PaperSpec
	c       *workflow.Case  // never nil while a template writes
	k       *workflow.Child // never nil while a template writes
	doc     Document
	missing []workflow.FieldError
}

// add appends blocks to the body.
func (p *paper) add(blocks ...Block) { p.doc.Blocks = append(p.doc.Blocks, blocks...) }

// para appends a paragraph made of parts, see say.
func (p *paper) para(parts ...any) { p.add(Paragraph{Text: say(parts...)}) }

// small appends a paragraph in the size of notes.
func (p *paper) small(parts ...any) { p.add(Paragraph{Text: say(parts...), Small: true}) }

// beforeSigning puts a block before the places to sign at the end of the paper,
// with their headings, so that nothing stands after the signatures.
func (p *paper) beforeSigning(b Block) {
	i := len(p.doc.Blocks)
	for i > 0 && signing(p.doc.Blocks[i-1]) {
		i--
	}
	p.doc.Blocks = slices.Insert(p.doc.Blocks, i, b)
}

func signing(b Block) bool {
	switch b.(type) {
	case Signatures, Heading:
		return true
	}
	return false
}

// heading appends a heading of the first level.
func (p *paper) heading(text string) { p.add(Heading{Level: 1, Text: Text(text)}) }

const (
	lackPrefix = "缺少"
	lackSuffix = "：请补录后重新制作文书"
)

// lack notes that a particular is missing which the paper must state.
func (p *paper) lack(pointer, what string) {
	p.missing = append(p.missing, workflow.Field(pointer, "required", lackPrefix+what+lackSuffix))
}

// need prints a fact that the paper must state and notes when it is missing.
func (p *paper) need(pointer, value, what string) Inline {
	if strings.TrimSpace(value) == "" {
		p.lack(pointer, what)
		return nil
	}
	return Fact(pointer, value)
}

// day prints a date that the paper must state and notes when it is missing.
func (p *paper) day(pointer string, d law.Date, what string) Inline {
	if d.IsZero() {
		p.lack(pointer, what)
		return nil
	}
	return Fact(pointer, d.Chinese())
}

// known prints a fact of the record, 未查明 when nobody knows it.
func known(pointer, value string) Inline {
	return orWord(pointer, value, unknownWord)
}

// knownDay prints a date of the record, 未查明 when nobody knows it.
func knownDay(pointer string, d law.Date) Inline { return known(pointer, d.Chinese()) }

// stated prints what a party says of itself, 未填写 when it has left it open.
func stated(pointer, value string) Inline { return orWord(pointer, value, unstatedWord) }

// noted prints what the record of an act says, 未记载 when it does not.
func noted(pointer, value string) Inline { return orWord(pointer, value, unnotedWord) }

// notedDay prints a date of the record of an act, 未记载 when there is none.
func notedDay(pointer string, d law.Date) Inline { return noted(pointer, d.Chinese()) }

// statedWord is a word for a code of the application, 未填写 when it was left open.
func statedWord(word string) Inline {
	if word == unknownWord {
		return Text(unstatedWord)
	}
	return Text(word)
}

func orWord(pointer, value, word string) Inline {
	if strings.TrimSpace(value) == "" {
		return Text(word)
	}
	return Fact(pointer, value)
}

// orNone prints a fact of the record, 无 when there is none.
func orNone(pointer, value string) Inline {
	return orWord(pointer, value, noneWord)
}

// yesNo words a fact that may be unknown.
func yesNo(b *bool, yes, no string) string {
	switch {
	case b == nil:
		return unknownWord
	case *b:
		return yes
	}
	return no
}

// count words a number that may be unknown.
func count(n *int, unit string) string {
	if n == nil {
		return unknownWord
	}
	return strconv.Itoa(*n) + unit
}

// say makes inline text of strings, inlines and dates, one after another.
func say(parts ...any) Inline {
	var out Inline
	for _, part := range parts {
		switch v := part.(type) {
		case string:
			out = append(out, Run{Text: v})
		case Inline:
			out = append(out, v...)
		case law.Date:
			out = append(out, Run{Text: v.Chinese()})
		default:
			out = append(out, Run{Text: fmt.Sprint(v)})
		}
	}
	return out
}

// at is the pointer of an element of a list.
func at(list string, i int) string { return list + "/" + strconv.Itoa(i) }

// signedBy ends the cell of an opinion: who signs, in print, and a line for the
// hand. Nobody named leaves the line alone.
func signedBy(role string, name Inline) Inline {
	const line = 7
	return say(role, name, "（签名）：", Blank(line))
}

// lawDay is the day whose law the paper states: its own date; for a form before
// its act the day on which the case came where it stands.
func (p *paper) lawDay() law.Date {
	switch {
	case !p.job.Paper.On.IsZero():
		return p.job.Paper.On
	case !p.c.StateSince.IsZero():
		return p.c.StateSince
	case !p.c.ReceivedOn.IsZero():
		return p.c.ReceivedOn
	case !p.job.At.IsZero():
		return law.DateOf(p.job.At)
	}
	return law.Date{}
}

// draft decodes the input of the act to come; false when the job has none. Input
// that is no JSON is noted: the form cannot show it.
func (p *paper) draft(into any) bool {
	if len(p.job.Draft) == 0 {
		return false
	}
	if err := json.Unmarshal(p.job.Draft, into); err != nil {
		p.lack("/draft", "可以读取的填报内容")
		return false
	}
	return true
}

// authority is the name of the registration authority, which every paper of the
// authority must state.
func (p *paper) authority() string {
	if p.c.Authority.Name == "" {
		p.lack("/case/authority/name", "登记机关名称")
	}
	return p.c.Authority.Name
}
