package console

import (
	"net/http"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// workListData is a page of a work list.
type workListData struct {
	Frame   view.Frame
	Query   listQuery
	Tab     string // "" for a search through all cases
	Tabs    []view.Link
	Chips   []view.Link // filters that are set, each leading to the list without it
	List    *casework.WorkList
	Count   string // of the list that is shown, as the lines below it
	Next    string // address of what follows; "" on the last page
	Choose  bool   // lines can be chosen, to be given to another officer
	Office  string // of the reader
	Secrecy bool   // the role knows the secrecy of adoption as a filter
}

const (
	pathCases = Prefix + "/cases"
	listMost  = 50     // lines of a page
	countMost = 10_000 // beyond which nobody needs to know
)

func homePage(v *visit) error { return v.redirect(pathCases) }

func workListPage(v *visit) error {
	d, err := v.workList()
	if err != nil {
		return err
	}
	title := v.t("worklist.title")
	d.Frame = v.frame(title)
	d.Tabs, d.Chips = d.tabs(v), d.chips(v)
	switch {
	case v.partial() && v.QueryParam("rows") != "":
		return v.render(http.StatusOK, workListRows(d))
	case v.partial():
		return v.render(http.StatusOK, workListLines(d))
	}
	return v.show(http.StatusOK, title, workListBody(d))
}

// workList reads the page that the address asks for, with the counts of all lists of
// the role and, where filters are set, of what they leave.
func (v *visit) workList() (workListData, error) {
	a := v.actor()
	q := listQueryOf(v.QueryParams())
	tab, named := listTabOf(a.Role, q)
	d := workListData{Query: q, Tab: tab.name, Office: a.AuthorityID, Choose: a.Role == workflow.RoleSupervisor && tab.name != tabEnded.name}
	d.Secrecy = a.AgencyID == "" && a.Role != workflow.RoleAdmin
	var filter casework.CaseFilter
	var err error
	d.List, err = v.console.cases.WorkList(v.Request().Context(), a, func(today law.Date) casework.WorkListAsk {
		filter = q.narrow(tab.filter(a, today), today)
		filter.Limit, filter.After = listMost, q.after()
		ask := casework.WorkListAsk{Filter: filter, Most: countMost}
		if v.partial() && v.QueryParam("rows") != "" {
			return ask // lines that follow need no counts
		}
		ask.Counts = append(ask.Counts, filter)
		if !v.partial() {
			for _, t := range tabsOf(a.Role) {
				ask.Counts = append(ask.Counts, t.filter(a, today))
			}
		}
		return ask
	})
	if err != nil {
		return d, err
	}
	if len(d.List.Counts) > 0 {
		d.Count = v.words.Count(d.List.Counts[0], countMost)
	}
	if d.List.More {
		d.Next = q.next(filter.CursorAt(d.List.Lines[len(d.List.Lines)-1]))
	}
	if !named {
		d.Tab = ""
	}
	return d, nil
}

// tabs are the lists of the reader's role with how many cases each has.
func (d workListData) tabs(v *visit) []view.Link {
	if len(d.List.Counts) == 0 {
		return nil
	}
	var out []view.Link
	for i, t := range tabsOf(v.actor().Role) {
		l := view.Link{To: pathCases + "?tab=" + t.name, Text: v.t("worklist.tab." + t.name), Here: t.name == d.Tab}
		if i+1 < len(d.List.Counts) {
			l.Count = v.words.Count(d.List.Counts[i+1], countMost)
		}
		out = append(out, l)
	}
	return out
}
