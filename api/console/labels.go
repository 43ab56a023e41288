package console

import (
	"strings"

	"github.com/anjia-project/anjia/api/console/form"
	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/api/console/words"
	"github.com/anjia-project/anjia/api/edge"
)

// labels name the fields of an act: by the very place where an act has words of its
// own, else by the name of the member, which means the same everywhere.
type labels struct {
	words *words.Words
	act   string
}

// Label is the name of a field. The items of a list of plain values are named as the list.
func (l labels) Label(pattern string) string {
	name := member(pattern)
	if text := l.words.First("field."+l.act+pattern, "field."+name); text != "" {
		return text
	}
	return l.words.T("field." + name)
}

// Help is what else the reader should know of a field.
func (l labels) Help(pattern string) string {
	return l.words.First("help."+l.act+pattern, "hint."+member(pattern))
}

// Option is the name of a value out of an enumeration.
func (l labels) Option(pattern, value string) string {
	name := member(pattern)
	if text := l.words.First("option."+l.act+pattern+"."+value, "option."+name+"."+value, "option."+value); text != "" {
		return text
	}
	return l.words.T("option." + name + "." + value)
}

// member is the name of the member that a pattern ends with; of an item, that of its list.
func member(pattern string) string {
	pattern = strings.TrimSuffix(pattern, "/*")
	return pattern[strings.LastIndexByte(pattern, '/')+1:]
}

// seldom are members that few acts of a day need.
var seldom = map[string]bool{"backdating_reason": true, "form_hash": true}

// surroundings are what a form stands in: they give the values that ids can have there, those that are settled, and the fields
// that have no place.
type surroundings interface {
	choices(v *visit) func(pattern string) ([]form.Option, bool)
	fixed(v *visit) func(pattern string) (string, bool)
	skipped() func(pattern string) bool
}

// builder makes the forms of an act; in may be nil where nothing is known around it.
func (v *visit) builder(act string, in surroundings) *form.Builder {
	b := &form.Builder{
		Document: v.console.document, Words: labels{v.words, act},
		Aside: func(pattern string) bool { return seldom[member(pattern)] },
	}
	if in != nil {
		b.Choices, b.Fixed, b.Skip = in.choices(v), in.fixed(v), in.skipped()
		if m, ok := in.(interface{ members(pattern string) []string }); ok {
			b.Members = m.members
		}
	}
	return b
}

// mark tells a refusal at the fields of a form and lists all of it for the summary at
// the top of the page.
func (v *visit) mark(fields []form.Field, p *edge.Problem) []view.Trouble {
	refusals := make([]form.Refusal, 0, len(p.Errors)+len(p.Unmet))
	for _, e := range p.Errors {
		r := form.Refusal{Pointer: e.Pointer, Message: e.Message}
		if e.Basis != nil {
			r.Basis = e.Basis.Text
		}
		refusals = append(refusals, r)
	}
	rest := form.Mark(fields, refusals)
	var out []view.Trouble
	form.Walk(fields, func(f *form.Field) {
		if f.Error != "" {
			out = append(out, view.Trouble{Text: f.Label + v.t("form.colon") + f.Error, At: f.ID(), Basis: f.Basis})
		}
	})
	for _, r := range rest {
		out = append(out, view.Trouble{Text: r.Message, Basis: r.Basis})
	}
	for _, u := range p.Unmet {
		out = append(out, view.Trouble{Text: u.Message, Basis: cited(u.Basis)})
	}
	if len(out) == 0 {
		out = append(out, view.Trouble{Text: p.Detail})
	}
	return out
}

func cited(basis []edge.Basis) string {
	texts := make([]string, len(basis))
	for i, b := range basis {
		texts[i] = b.Text
	}
	return strings.Join(texts, "、")
}
