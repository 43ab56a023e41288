package console

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"

	"github.com/anjia-project/anjia/api/console/form"
	"github.com/anjia-project/anjia/api/console/words"
	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
)

// fields are the controls of one answer, by the kind of the item, with what is typed.
func (b sheetBuilder) fields(n *instrument.Node, at string, files bool) []form.Field {
	out := b.judged(n, at)
	if n.Kind() != instrument.KindText {
		out = append(out, b.typed(form.Field{Name: at + "/comment", Kind: form.Long, Label: b.f.T("sheet.comment"), Most: commentMost, Required: noted(n)}))
	}
	if files {
		out = append(out, b.files(at))
	}
	return out
}

// noted reports whether an item asks for a reason whatever is chosen.
func noted(n *instrument.Node) bool {
	e := n.Evidence()
	return e.Demand == instrument.Note && (e.When == "" || e.When == instrument.Always)
}

// commentMost is the most characters of a comment that the field counts down; the API judges.
const commentMost = 2000

// judged are the controls of the judgement itself.
func (b sheetBuilder) judged(n *instrument.Node, at string) []form.Field {
	w, required := b.f.Words, !n.Optional()
	low, high := n.Range()
	field := func(name string, k form.Kind, label string) form.Field {
		return form.Field{Name: at + "/" + name, Kind: k, Label: label, Required: required}
	}
	var out []form.Field
	switch n.Kind() {
	case instrument.KindVeto:
		out = []form.Field{field("value", form.YesNo, w.T("sheet.veto"))}
	case instrument.KindBoolean:
		out = []form.Field{field("value", form.YesNo, w.T("sheet.boolean"))}
	case instrument.KindOption:
		f := field("option", form.Choice, w.T("sheet.option"))
		band := false
		for c := range n.Choices() {
			band = band || c.IsBand()
			f.Options = append(f.Options, form.Option{Value: c.Code, Label: wording(w, c.Title), Hint: gradePoints(w, c)})
		}
		out = []form.Field{f}
		if band {
			out = append(out, field("points", form.Number, w.T("sheet.points.band")))
		}
	case instrument.KindPoints:
		f := field("points", form.Number, w.T("sheet.points.own"))
		f.Help = w.T("sheet.range", low.String(), high.String())
		out = []form.Field{f}
	case instrument.KindRating:
		out = []form.Field{rated(w, n, field("rating", form.Choice, w.T("sheet.rating")))}
	case instrument.KindDual:
		out = []form.Field{
			rated(w, n, field("initial", form.Choice, w.T("sheet.initial"))),
			{Name: at + "/mitigation", Kind: form.Long, Label: w.T("sheet.mitigation"), Most: commentMost},
			rated(w, n, field("final", form.Choice, w.T("sheet.final"))),
		}
	case instrument.KindInteger:
		f := field("text", form.Whole, w.T("sheet.integer"))
		f.Help = w.T("sheet.range", low.String(), high.String())
		out = []form.Field{f}
	case instrument.KindDate:
		out = []form.Field{field("text", form.Date, w.T("sheet.date"))}
	case instrument.KindText:
		f := field("text", form.Long, w.T("sheet.text"))
		f.Most = n.MaxLength()
		out = []form.Field{f}
	case instrument.KindSection, instrument.KindBonus:
	}
	for i := range out {
		out[i] = b.typed(out[i])
	}
	return out
}

// gradePoints says what an option gives.
func gradePoints(w *words.Words, c instrument.Choice) string {
	if c.IsBand() {
		return w.T("sheet.points.between", c.Lowest.String(), c.Highest.String())
	}
	return w.T("sheet.points", c.Lowest.String())
}

// rated lists the ratings with the meaning that the table gives them.
func rated(w *words.Words, n *instrument.Node, f form.Field) form.Field {
	f.Numeric = true
	meaning := map[int]string{}
	for g := range n.Grades() {
		meaning[g.Rating] = wording(w, g.Title)
	}
	low, high := n.Range()
	one := instrument.FromInt(1)
	const most = 100 // no table has more; a wrong one does not fill the page
	for x := low; x.Cmp(high) <= 0 && len(f.Options) < most; x = x.Add(one) {
		text := x.String()
		i, err := strconv.Atoi(text)
		if err != nil {
			continue
		}
		o := form.Option{Value: text, Label: text}
		if m := meaning[i]; m != "" {
			o.Label = text + " " + m
		}
		f.Options = append(f.Options, o)
	}
	return f
}

// files are those of the case that can be put to the item, and those that are.
func (b sheetBuilder) files(at string) form.Field {
	f := form.Field{Name: at + "/evidence", Kind: form.Several, Label: b.f.T("sheet.evidence")}
	for _, u := range b.d.Files {
		f.Options = append(f.Options, form.Option{Value: u.ID, Label: u.Name, Hint: b.f.Words.Moment(u.At) + " · " + u.By})
	}
	return b.typed(f)
}

// typed puts what was typed into a field.
func (b sheetBuilder) typed(f form.Field) form.Field {
	f.Value, f.Values = b.d.Values.Get(f.Name), b.d.Values[f.Name]
	for i := range f.Options {
		f.Options[i].Chosen = slices.Contains(f.Values, f.Options[i].Value)
	}
	return f
}

// answersOf reads the answers of a page as the API takes them.
func answersOf(d sheetData, values url.Values) map[string]any {
	b := sheetBuilder{f: d.Frame, d: &d}
	b.f.Words = &words.Words{}
	out := map[string]any{}
	for n := range d.Table.Items() {
		at, answer := "/answers/"+n.Code(), map[string]any{}
		if n.PerApplicant() {
			each := map[string]any{}
			for _, who := range d.Own.Sheet.Applicants {
				if one := b.answer(n, at+"/by_applicant/"+who.ID, values); len(one) > 0 {
					each[who.ID] = one
				}
			}
			if len(each) > 0 {
				answer["by_applicant"] = each
			}
		} else {
			answer = b.answer(n, at, values)
		}
		if len(answer) > 0 {
			out[n.Code()] = answer
		}
	}
	return out
}

// answer reads one: points are written as they were typed, files by id and hash.
func (b sheetBuilder) answer(n *instrument.Node, at string, values url.Values) map[string]any {
	in := form.Input(b.fields(n, at, true), values)
	for _, name := range []string{"points", "text"} {
		if number, ok := in[name].(json.Number); ok {
			in[name] = number.String()
		}
	}
	delete(in, "evidence")
	var refs []map[string]any
	for _, id := range values[at+"/evidence"] {
		for _, u := range b.d.Files {
			if u.ID == id {
				refs = append(refs, map[string]any{"id": u.ID, "sha256": u.SHA256})
			}
		}
	}
	if len(refs) > 0 {
		in["evidence"] = refs
	}
	return in
}

// answersFrom reads answers back as the sheet knows them.
func answersFrom(in map[string]any) (map[string]assessment.Answer, error) {
	raw, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	out := map[string]assessment.Answer{}
	return out, json.Unmarshal(raw, &out)
}

// answerValues are saved answers as the page shows them.
func answerValues(answers map[string]assessment.Answer) (url.Values, error) {
	values, err := form.Values(map[string]any{"answers": answers})
	if err != nil {
		return nil, err
	}
	put := func(at string, a assessment.Answer) {
		for _, e := range a.Evidence {
			values.Add(at+"/evidence", e.ID)
		}
	}
	for code, a := range answers {
		put("/answers/"+code, a)
		for who, one := range a.ByApplicant {
			put("/answers/"+code+"/by_applicant/"+who, one)
		}
	}
	return values, nil
}
