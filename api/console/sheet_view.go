package console

import (
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/api/console/form"
	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/api/console/words"
	"github.com/anjia-project/anjia/assessment/instrument"
)

// sheetSection is a heading of the table with the items under it; sections within it follow flat, one level deeper.
type sheetSection struct {
	ID, Title, Guidance, Points string
	Items                       []sheetItem
	Answered                    int
}

// sheetItem is one item: what is judged, by which standard, what is typed.
type sheetItem struct {
	ID, Code, Title, Guidance, Points, Basis string
	Demand                                   string // which proof it asks for
	Files                                    bool   // files can be put to it
	Answered                                 bool
	Parts                                    []sheetPart
}

// sheetPart is the answer for the family, or for one applicant.
type sheetPart struct {
	Who    string // "" for the family
	At     string // pointer of the answer
	Fields []form.Field
}

// sheetLack is one thing that the sheet lacks before it can be submitted, with the place where it is met.
type sheetLack struct{ Text, At string }

func itemID(code string) string { return "item-" + code }

// anchorOf is the item that a pointer into the sheet is about; "" for the sheet itself.
func anchorOf(pointer string) string {
	parts := strings.Split(pointer, "/")
	if len(parts) < 3 || parts[1] != "answers" { //nolint:mnd // "", answers, code
		return ""
	}
	return itemID(strings.NewReplacer("~1", "/", "~0", "~").Replace(parts[2]))
}

// wording is a text of the table in the reader's language, as far as the table has it.
func wording(w *words.Words, t instrument.Text) string {
	if w.Language == words.English && t.EN != "" {
		return t.EN
	}
	return t.ZH
}

// sectionsOf lays the table out with what is typed and, at its place, what is wrong.
func sectionsOf(f view.Frame, d *sheetData) []sheetSection {
	var out []sheetSection
	b := sheetBuilder{f: f, d: d, missing: map[string]bool{}}
	for _, code := range d.Own.Progress.Missing {
		b.missing[code] = true
	}
	for n := range d.Table.Roots() {
		out = b.section(out, n)
	}
	return out
}

type sheetBuilder struct {
	f       view.Frame
	d       *sheetData
	missing map[string]bool
}

func (b sheetBuilder) section(out []sheetSection, n *instrument.Node) []sheetSection {
	if !n.IsGroup() { // an item at the root stands in a section of its own
		return append(out, sheetSection{ID: "section-" + n.Code(), Title: wording(b.f.Words, n.Title()), Items: []sheetItem{b.item(n)}, Answered: b.one(n)})
	}
	at := len(out)
	out = append(out, sheetSection{
		ID: "section-" + n.Code(), Title: wording(b.f.Words, n.Title()), Guidance: wording(b.f.Words, n.Guidance()), Points: b.points(n),
	})
	for child := range n.Children() {
		if child.IsGroup() {
			out = b.section(out, child)
			continue
		}
		out[at].Items = append(out[at].Items, b.item(child))
		out[at].Answered += b.one(child)
	}
	return out
}

func (b sheetBuilder) one(n *instrument.Node) int {
	if b.missing[n.Code()] {
		return 0
	}
	return 1
}

// points says what a node can give at most.
func (b sheetBuilder) points(n *instrument.Node) string {
	if !n.Scored() {
		return ""
	}
	_, most := n.Bounds()
	return b.f.T("sheet.points", most.String())
}

func (b sheetBuilder) item(n *instrument.Node) sheetItem {
	it := sheetItem{
		ID: itemID(n.Code()), Code: n.Code(), Title: wording(b.f.Words, n.Title()), Guidance: wording(b.f.Words, n.Guidance()), Points: b.points(n),
		Demand: b.demand(n), Answered: !b.missing[n.Code()], Files: n.Evidence().Demand == instrument.File || n.Scored(),
	}
	if n.HasOwnCitation() {
		it.Basis = n.Citation().String()
	}
	at := "/answers/" + n.Code()
	if !n.PerApplicant() {
		it.Parts = []sheetPart{{At: at, Fields: b.fields(n, at, it.Files)}}
	} else {
		for _, who := range b.d.Own.Sheet.Applicants {
			inner := at + "/by_applicant/" + who.ID
			it.Parts = append(it.Parts, sheetPart{Who: who.Name, At: inner, Fields: b.fields(n, inner, it.Files)})
		}
	}
	b.mark(&it)
	return it
}

// mark tells what is wrong at the field; what is only missing yet stands in the list of gaps.
func (b sheetBuilder) mark(it *sheetItem) {
	var wrong []form.Refusal
	for _, p := range b.d.Own.Problems {
		if !p.Gap && anchorOf(p.Pointer) == it.ID {
			wrong = append(wrong, form.Refusal{Pointer: p.Pointer, Message: p.Message + "。" + p.Remedy})
		}
	}
	for i := range it.Parts {
		form.Mark(it.Parts[i].Fields, wrong)
	}
}

// demand says which proof an item asks for, and when.
func (b sheetBuilder) demand(n *instrument.Node) string {
	e := n.Evidence()
	if e.Demand == "" || e.Demand == instrument.NoEvidence {
		return ""
	}
	what := b.f.T("sheet.demand." + string(e.Demand))
	if e.FileKind != "" {
		title := e.KindTitle
		if title == "" {
			title = instrument.KindTitle(e.FileKind)
		}
		what = b.f.T("sheet.demand.kind", title)
	}
	if e.When != "" && e.When != instrument.Always {
		return b.f.T("sheet.demand.when", b.f.T("sheet.when."+string(e.When)), what)
	}
	return what
}

// lacksOf lists what keeps the sheet from being submitted, each with its item.
func lacksOf(f view.Frame, d sheetData) []sheetLack {
	out := make([]sheetLack, 0, len(d.Own.Problems))
	for _, p := range d.Own.Problems {
		text := p.Message
		if f.Words.Language == words.English {
			text = f.T("sheet.lack", codeIn(p.Pointer))
		}
		out = append(out, sheetLack{Text: text, At: anchorOf(p.Pointer)})
	}
	return out
}

func codeIn(pointer string) string { return strings.TrimPrefix(anchorOf(pointer), "item-") }

// progress is how far the sheet has come, in percent of the items.
func progressOf(d sheetData) string {
	const whole = 100
	if d.Own.Progress.Required == 0 {
		return "0"
	}
	return strconv.Itoa(whole * d.Own.Progress.Answered / d.Own.Progress.Required)
}
