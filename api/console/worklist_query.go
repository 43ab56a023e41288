package console

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// listQuery is what the address of a list says: known names with sound values only, so
// that an address from elsewhere asks for nothing else.
type listQuery struct{ values url.Values }

// What the filter by date can say; the dates depend on the day.
const (
	dueOverdue     = "overdue"
	dueWeek        = "week"
	dueMonth       = "month"
	duePaused      = "paused"
	dueProvisional = "provisional"
)

var dueChoices = []string{dueOverdue, dueWeek, dueMonth, duePaused, dueProvisional}

var (
	uuidForm     = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)
	divisionForm = regexp.MustCompile(`^[0-9]{2}([0-9]{2}){0,2}$`)
	afterForm    = regexp.MustCompile(`^([0-9]{4}-[0-9]{2}-[0-9]{2})?~[0-9a-fA-F-]{36}$`)
)

const searchMost = 60 // characters

// listNames are the names that an address may have, each with what its values must be.
var listNames = map[string]func(string) bool{
	"tab": func(s string) bool {
		return slices.ContainsFunc(allTabs(), func(t listTab) bool { return t.name == s })
	},
	"q":         func(s string) bool { return len([]rune(s)) <= searchMost },
	"state":     func(s string) bool { return slices.Contains(workflow.States(), workflow.State(s)) },
	"category":  func(s string) bool { return workflow.Category(s).Chinese() != "" },
	"due":       func(s string) bool { return slices.Contains(dueChoices, s) },
	"by":        func(s string) bool { _, err := law.ParseDate(s); return err == nil },
	"division":  divisionForm.MatchString,
	"officer":   uuidForm.MatchString,
	"agency":    uuidForm.MatchString,
	"secrecy":   func(s string) bool { return s == "1" },
	"emergency": func(s string) bool { return s == "1" },
	"after":     afterForm.MatchString,
}

// listQueryOf reads an address.
func listQueryOf(in url.Values) listQuery {
	out := url.Values{}
	for name, sound := range listNames {
		if value := strings.TrimSpace(in.Get(name)); value != "" && sound(value) {
			out.Set(name, value)
		}
	}
	return listQuery{out}
}

func (q listQuery) get(name string) string { return q.values.Get(name) }

// filters are the names that narrow the list, in the order in which they are shown.
func (q listQuery) filters() []string {
	var out []string
	for _, name := range []string{"q", "due", "by", "state", "category", "officer", "agency", "division", "secrecy", "emergency"} {
		if q.values.Has(name) {
			out = append(out, name)
		}
	}
	return out
}

// with is the address with one value changed, "" to take it out; a list that is changed begins anew.
func (q listQuery) with(name, value string) string {
	next := url.Values{}
	for k, v := range q.values {
		next[k] = v
	}
	next.Del("after")
	if next.Del(name); value != "" {
		next.Set(name, value)
	}
	return listAddress(next)
}

func listAddress(values url.Values) string {
	if len(values) == 0 {
		return pathCases
	}
	return pathCases + "?" + values.Encode()
}

// saved is what a saved view keeps of the address.
func (q listQuery) saved() string {
	next := url.Values{}
	for k, v := range q.values {
		next[k] = v
	}
	next.Del("after")
	return next.Encode()
}

// narrow adds what the address says to the filter of a tab.
func (q listQuery) narrow(f casework.CaseFilter, today law.Date) casework.CaseFilter {
	f.Text = q.get("q")
	f.Category, f.Division = workflow.Category(q.get("category")), q.get("division")
	if s := q.get("state"); s != "" {
		f.States = []workflow.State{workflow.State(s)}
	}
	for to, name := range map[*string]string{&f.OfficerID: "officer", &f.AgencyID: "agency"} {
		if id := q.get(name); id != "" {
			*to = id
		}
	}
	f.Secrecy, f.Emergency = q.get("secrecy") != "", q.get("emergency") != ""
	const week, month = 7, 30 // days
	switch q.get("due") {
	case dueOverdue:
		f.DueBy = earlier(f.DueBy, today.AddDays(-1))
	case dueWeek:
		f.DueBy = earlier(f.DueBy, today.AddDays(week))
	case dueMonth:
		f.DueBy = earlier(f.DueBy, today.AddDays(month))
	case duePaused:
		f.Paused = true
	case dueProvisional:
		f.Provisional = true
	}
	if by, err := law.ParseDate(q.get("by")); err == nil {
		f.DueBy = earlier(f.DueBy, by)
	}
	return f
}

// earlier is the earlier of two dates; a date that is not set is none.
func earlier(a, b law.Date) law.Date {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// after is where the page begins, nil at the beginning of the list.
func (q listQuery) after() *casework.Cursor {
	day, id, ok := strings.Cut(q.get("after"), "~")
	if !ok {
		return nil
	}
	at := &casework.Cursor{ID: id}
	if day != "" {
		at.DueOn, _ = law.ParseDate(day) // a day that is none leaves the position without one
	}
	return at
}

// next is the address of the page after a line.
func (q listQuery) next(at casework.Cursor) string {
	day := ""
	if !at.DueOn.IsZero() {
		day = at.DueOn.String()
	}
	return q.with("after", day+"~"+at.ID)
}
