package console

import (
	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// chips are the filters that are set, each with the address of the list without it.
func (d workListData) chips(v *visit) []view.Link {
	var out []view.Link
	for _, name := range d.Query.filters() {
		out = append(out, view.Link{To: d.Query.with(name, ""), Text: d.chip(v, name, d.Query.get(name))})
	}
	return out
}

// chip words one filter. People and agencies are named by the lines of the list: it
// has theirs only.
func (d workListData) chip(v *visit, name, value string) string {
	switch name {
	case "q":
		return v.t("worklist.chip.q", value)
	case "due":
		return v.t("worklist.due." + value)
	case "by":
		day, err := law.ParseDate(value)
		if err != nil {
			return value
		}
		return v.t("worklist.chip.by", v.words.Date(day))
	case "state":
		return v.t("state." + value)
	case "category":
		return v.t("category." + value)
	case "officer", "agency":
		return v.t("worklist.chip."+name, d.named(name, v.t("worklist.chip.someone")))
	case "division":
		return v.t("worklist.chip.division", value)
	}
	return v.t("worklist." + name)
}

func (d workListData) named(name, otherwise string) string {
	for _, l := range d.List.Lines {
		if name == "officer" && l.OfficerName != "" {
			return l.OfficerName
		}
		if name == "agency" && l.BodyName != "" {
			return l.BodyName
		}
	}
	return otherwise
}

// lineBadge says how the nearest limit of a case stands.
func lineBadge(d workListData, l casework.CaseLine) view.Badge {
	f := d.Frame
	left := d.List.Today.DaysUntil(l.DueOn)
	switch {
	case !l.EndedOn.IsZero():
		return view.Badge{Text: f.T("due.ended"), Tone: view.Plain}
	case l.Paused:
		return view.Badge{Text: f.T("due.paused"), Tone: view.Paused}
	case l.DueOn.IsZero():
		return view.Badge{Text: f.T("due.none"), Tone: view.Plain}
	case left < 0:
		return view.Badge{Text: f.T("due.overdue", -left), Tone: view.Danger}
	case left == 0:
		return view.Badge{Text: f.T("due.today"), Tone: view.Warn}
	case left <= dueSoon:
		return view.Badge{Text: f.T("due.left", left), Tone: view.Warn}
	}
	return view.Badge{Text: f.T("due.left", left), Tone: view.Info}
}

// lineDay is the day that the badge is about, with its clock.
func lineDay(d workListData, l casework.CaseLine) string {
	switch {
	case !l.EndedOn.IsZero():
		return d.Frame.Words.Date(l.EndedOn)
	case !l.DueOn.IsZero():
		return d.Frame.Words.Date(l.DueOn) + " " + d.Frame.T("clock."+string(l.DueClock))
	}
	return ""
}

// lineTitle says whom a case is about.
func lineTitle(f view.Frame, l casework.CaseLine) string {
	switch {
	case l.Applicants != "" && l.ChildName != "":
		return f.T("worklist.about", l.Applicants, l.ChildName)
	case l.Applicants != "":
		return l.Applicants
	}
	return f.T("worklist.unnamed")
}

// lineTags are what stands beside the name of a case.
func lineTags(d workListData, l casework.CaseLine) []view.Badge {
	var out []view.Badge
	if l.Emergency {
		out = append(out, view.Badge{Text: d.Frame.T("case.emergency"), Tone: view.Danger})
	}
	if l.Awaits != workflow.AwaitsNothing {
		out = append(out, view.Badge{Text: d.Frame.T("worklist.awaits." + string(l.Awaits)), Tone: view.Warn})
	}
	if l.Secrecy && d.Secrecy {
		out = append(out, view.Badge{Text: d.Frame.T("worklist.secrecy"), Tone: view.Plain})
	}
	return out
}

// option is one choice of a filter.
type option struct {
	Value, Text string
	Chosen      bool
}

// options are the choices of a filter with the one that the address names.
func (d workListData) options(name string) []option {
	var out []option
	add := func(value, key string) {
		out = append(out, option{value, d.Frame.T(key), value == d.Query.get(name)})
	}
	switch name {
	case "state":
		for _, s := range workflow.States() {
			add(string(s), "state."+string(s))
		}
	case "category":
		for _, c := range workflow.Categories() {
			add(string(c), "category."+string(c))
		}
	case "due":
		for _, c := range dueChoices {
			add(c, "worklist.due."+c)
		}
	}
	return out
}

// further reports whether one of the filters under "more" is set.
func (d workListData) further() bool {
	for _, name := range []string{"category", "by", "division", "secrecy", "emergency"} {
		if d.Query.get(name) != "" {
			return true
		}
	}
	return false
}
