package console

import (
	"net/url"
	"slices"
	"strings"

	"github.com/anjia-project/anjia/api/console/form"
	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// actionOf is an act as it stands for the reader.
type actionOf = workflow.Action

// pair is one hidden value of a page.
type pair struct{ Name, Value string }

// hidden lists what was typed, to be carried on; what the page sets itself is left out.
func hidden(values url.Values) []pair {
	var out []pair
	for name, all := range values {
		if name == "_step" || name == "_version" || name == "_key" || name == "_add" || name == "_remove" {
			continue
		}
		for _, v := range all {
			out = append(out, pair{name, v})
		}
	}
	slices.SortFunc(out, func(a, b pair) int { return strings.Compare(a.Name+"\x00"+a.Value, b.Name+"\x00"+b.Value) })
	return out
}

func actAddress(d actData) string {
	return Prefix + "/cases/" + d.Case.Case.ID + "/acts/" + string(d.Action.Act)
}

// entered lists the fields in which something stands, as the reader knows them.
func entered(f view.Frame, fields []form.Field) []view.Fact {
	var out []view.Fact
	for _, field := range fields {
		switch field.Kind {
		case form.Group:
			out = append(out, entered(f, field.Fields)...)
		case form.List:
			for i, item := range field.Items {
				for _, fact := range entered(f, item) {
					fact.Note = f.T("form.item", field.Label, i+1)
					out = append(out, fact)
				}
			}
		case form.Several:
			out = appendFact(out, field.Label, strings.Join(chosenLabels(field), "、"))
		case form.YesNo:
			switch field.Value {
			case "true":
				out = appendFact(out, field.Label, f.T("form.yes"))
			case "false":
				out = appendFact(out, field.Label, f.T("form.no"))
			}
		case form.Choice, form.Select:
			out = appendFact(out, field.Label, strings.Join(chosenLabels(field), ""))
		case form.Date:
			if d, err := law.ParseDate(field.Value); err == nil {
				out = appendFact(out, field.Label, f.Words.Date(d))
			}
		case form.Upload:
			if field.Value != "" {
				out = appendFact(out, field.Label, f.T("form.kept"))
			}
		case form.Secret, form.Fixed:
		default:
			out = appendFact(out, field.Label, field.Value)
		}
	}
	return out
}

func appendFact(facts []view.Fact, name, value string) []view.Fact {
	if strings.TrimSpace(value) == "" {
		return facts
	}
	return append(facts, view.Fact{Name: name, Value: value})
}

func chosenLabels(f form.Field) []string {
	var out []string
	for _, o := range f.Options {
		if o.Chosen {
			out = append(out, o.Label)
		}
	}
	return out
}

// clockChanges says which limits the act would start, stop, pause or move, and to what day.
func clockChanges(d actData) []string {
	var out []string
	for _, now := range d.Outcome.Clocks {
		if text := clockChange(d.Frame, before(d.Case.Clocks, now), now); text != "" {
			out = append(out, text)
		}
	}
	return out
}

// before finds a limit as it stood; nil when the act starts it.
func before(clocks []casework.ClockView, now casework.ClockView) *casework.ClockView {
	for i := range clocks {
		if k := &clocks[i]; k.Name == now.Name && k.Start.Equal(now.Start) {
			return k
		}
	}
	return nil
}

func clockChange(f view.Frame, was *casework.ClockView, now casework.ClockView) string {
	name := f.T("clock." + string(now.Name))
	paused := now.Due != nil && now.Due.Running
	switch {
	case was == nil && now.Due != nil && !paused:
		return f.T("act.follows.clock.starts", name, f.Words.Date(now.Due.On))
	case was == nil:
		return f.T("act.follows.clock.starts_paused", name)
	case was.Stopped.IsZero() && !now.Stopped.IsZero():
		return f.T("act.follows.clock.stops", name)
	case paused && was.Due != nil && !was.Due.Running:
		return f.T("act.follows.clock.pauses", name)
	case !paused && now.Due != nil && was.Due != nil && !was.Due.On.Equal(now.Due.On):
		return f.T("act.follows.clock.moves", name, f.Words.Date(now.Due.On))
	}
	return ""
}

// actFacts tell about an act beside its form.
func actFacts(d actData) []view.Fact {
	f := d.Frame
	var roles, arms, stops []string
	for _, r := range d.Action.Roles {
		roles = append(roles, f.T("role."+string(r)))
	}
	for _, k := range d.Row.Arms {
		arms = append(arms, f.T("clock."+string(k)))
	}
	for _, k := range append(slices.Clone(d.Row.Stops), d.Row.Pauses...) {
		stops = append(stops, f.T("clock."+string(k)))
	}
	var out []view.Fact
	out = appendFact(out, f.T("act.who"), strings.Join(roles, "、"))
	if d.Action.To != "" {
		out = appendFact(out, f.T("act.leads"), f.T("state."+string(d.Action.To)))
	}
	out = appendFact(out, f.T("act.arms"), strings.Join(arms, "、"))
	out = appendFact(out, f.T("act.stops"), strings.Join(stops, "、"))
	return appendFact(out, f.T("act.papers"), list(f, paperTitles(d.Row.Papers)))
}

func basisText(basis []law.Citation) string {
	texts := make([]string, len(basis))
	for i, c := range basis {
		texts[i] = c.String()
	}
	return strings.Join(texts, "、")
}

// unmetNote says who can meet an unmet condition, and when time alone does.
func unmetNote(f view.Frame, u workflow.Unmet) string {
	var parts []string
	if len(u.Who) > 0 {
		names := make([]string, len(u.Who))
		for i, r := range u.Who {
			names[i] = f.T("role." + string(r))
		}
		parts = append(parts, f.T("act.unmet.who", strings.Join(names, "、")))
	}
	if !u.Until.IsZero() {
		parts = append(parts, f.T("act.unmet.until", f.Words.Date(u.Until)))
	}
	return strings.Join(parts, " · ")
}

// caseTitle names a case: its number, and whom it is about.
func caseTitle(f view.Frame, c *casework.CaseView) string {
	names := make([]string, len(c.Case.Application.Applicants))
	for i, a := range c.Case.Application.Applicants {
		names[i] = a.Name
	}
	who := strings.Join(names, "、")
	if c.Case.Number == "" {
		return f.T("case.draft", who)
	}
	return c.Case.Number + " " + who
}
