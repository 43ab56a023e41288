package reports

import (
	"maps"
	"slices"
	"strings"

	"github.com/anjia-project/anjia/assessment/law"
)

// The languages that can stand beside the Chinese.
const (
	LanguageTibetan = "bo"
	LanguageEnglish = "en"
)

// Parallel is a second language beside the Chinese of titles, headings and labels
// (双语对照). What people have said and what the record holds is never in it: only the
// words that the paper itself brings along.
type Parallel struct {
	// Lang is a BCP 47 tag.
	Lang string `json:"lang"`
	// Over sets the words above the Chinese, as the Tibetan autonomous areas do; else
	// they stand below.
	Over bool `json:"over,omitempty"`
	// Labels holds the words by the LabelKey of the Chinese.
	Labels map[string]string `json:"labels"`
	// Values holds those for words of code lists that stand alone in a cell.
	Values map[string]string `json:"values,omitempty"`
}

// LabelKey is what a title, heading or label is looked up by: its Chinese in one line,
// without its number, brackets round the whole of it, and the colon.
func LabelKey(zh string) string {
	key := strings.NewReplacer("\n", "", "　", "", " ", "").Replace(zh)
	key = strings.TrimSuffix(key, "：")
	if _, rest, ok := strings.Cut(key, "、"); ok && numeral(strings.TrimSuffix(key, "、"+rest)) {
		key = rest
	}
	if inner, ok := strings.CutPrefix(key, "（"); ok && strings.Count(key, "（") == 1 && strings.HasSuffix(inner, "）") {
		key = strings.TrimSuffix(inner, "）")
	}
	return key
}

// numeral reports whether s is a number as headings carry it: 一, 十二.
func numeral(s string) bool {
	return s != "" && strings.Trim(s, chineseDigits+"十百") == ""
}

// Label is the word beside a title, heading or label; ok is false when there is none.
func (p *Parallel) Label(zh string) (word string, ok bool) {
	if p == nil {
		return "", false
	}
	word, ok = p.Labels[LabelKey(zh)]
	return word, ok
}

// Value is the word beside the text of a cell, which must be nothing but one word of a
// code list.
func (p *Parallel) Value(in Inline) (word string, ok bool) {
	if p == nil {
		return "", false
	}
	word, ok = p.Values[in.String()]
	return word, ok
}

// Cell is the word beside the text of a cell: of a label in a head cell, else of a
// value. All cells of the head of a table are head cells.
func (p *Parallel) Cell(c Cell, head bool) (word string, ok bool) {
	switch {
	case p == nil:
		return "", false
	case !head && !c.Head:
		return p.Value(c.Text)
	case !ownWords(c.Text):
		return "", false
	}
	return p.Label(c.Text.String())
}

// ownWords reports whether a text holds no fact of the record, no blank and no note.
func ownWords(in Inline) bool {
	for _, r := range in {
		if r.Field != "" || r.Blank > 0 || r.Note != "" {
			return false
		}
	}
	return !in.Empty()
}

func (p *Parallel) join(zh, word string, ok bool) string {
	switch {
	case !ok:
		return zh
	case p.Over:
		return word + "\n" + zh
	}
	return zh + "\n" + word
}

// Labelled is a label with the word of the second language in a line of its own.
func (p *Parallel) Labelled(zh string) string {
	word, ok := p.Label(zh)
	return p.join(zh, word, ok)
}

// Opening is a line that a label begins, 案件编号：…, with the word of the label before it.
func (p *Parallel) Opening(label, line string) string {
	if word, ok := p.Label(label); ok {
		return word + "　" + line
	}
	return line
}

// RunningTitle is what stands at the head of later pages: organ and title, with the
// title in the second language.
func (d Document) RunningTitle() string {
	word, ok := d.Parallel.Label(d.Title)
	switch {
	case !ok:
		return d.FullTitle()
	case d.Parallel.Over:
		return word + "　" + d.FullTitle()
	}
	return d.FullTitle() + "　" + word
}

// check reports the first word that cannot be set.
func (p *Parallel) check() error {
	if p == nil {
		return nil
	}
	if p.Lang == "" || !languageTag(p.Lang) {
		return badBlock("/parallel/lang", "对照语言的语言标记无效")
	}
	for _, list := range []struct {
		path  string
		words map[string]string
	}{{"/parallel/labels/", p.Labels}, {"/parallel/values/", p.Values}} {
		for _, zh := range slices.Sorted(maps.Keys(list.words)) {
			word := list.words[zh]
			if word == "" || strings.Contains(word, "\n") {
				return badBlock(list.path+zh, "对照文字应为一行，不能为空")
			}
			if err := checkText(list.path+zh, "", word); err != nil {
				return err
			}
		}
	}
	return nil
}

// Beside is the document with a second language: of each label and each word of a code
// list that it holds, what the two functions know. A document that neither knows a word
// of comes back as it was.
func (d Document) Beside(lang string, over bool, label, value func(key string) string) Document {
	p := &Parallel{Lang: lang, Over: over, Labels: map[string]string{}, Values: map[string]string{}}
	w := &wordWalker{label: func(zh string) {
		if word := label(LabelKey(zh)); word != "" {
			p.Labels[LabelKey(zh)] = word
		}
	}, value: func(in Inline) {
		if word := value(in.String()); word != "" {
			p.Values[in.String()] = word
		}
	}}
	w.document(d)
	if len(p.Labels)+len(p.Values) > 0 {
		d.Parallel = p
	}
	return d
}

// noLanguage is the pack's word for papers in Chinese alone.
const noLanguage = "none"

// draftMark stands after a word that nobody has confirmed.
const draftMark = "（草）"

// InPack is the document with the second language that the pack asks for on a day:
// the words that the office has confirmed. With drafts it has the others too, each
// marked, for a trial print. It comes back as it was where the pack asks for none.
func (d Document) InPack(pack *law.Pack, on law.Date, drafts bool) Document {
	if pack == nil {
		return d
	}
	lang, err := pack.Text("papers.second_language", on)
	if err != nil || lang == noLanguage {
		return d
	}
	return d.Beside(lang, true, func(key string) string {
		word, ok := pack.Word(lang, key)
		switch {
		case !ok || word.Text == "":
			return ""
		case word.Status == law.WordConfirmed:
			return word.Text
		case drafts:
			return word.Text + draftMark
		}
		return ""
	}, func(string) string { return "" })
}
