package console

import (
	"encoding/json"
	"net/http"
	"net/url"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/assessment/instrument/sheet"
	"github.com/anjia-project/anjia/workflow/casework"
)

// pathJobs are the pages of long work.
const pathJobs = Prefix + "/jobs"

// jobsAtOnce is how many tasks a page of the list has.
const jobsAtOnce = 30

// jobsData is the list of long work: the own, and for who oversees others theirs.
type jobsData struct {
	Frame  view.Frame
	Tabs   []view.Link
	Lines  []*casework.Task
	Here   string // address of this page
	Others bool   // those of others stand there too
	Older  string // where older ones are; "" when there are none
}

// jobTabs are the states that the list shows, by the value in the address.
var jobTabs = []struct {
	name   string
	states []casework.TaskState
}{
	{"", nil},
	{"open", []casework.TaskState{casework.TaskQueued, casework.TaskRunning}},
	{"failed", []casework.TaskState{casework.TaskFailed}},
	{"ended", []casework.TaskState{casework.TaskDone, casework.TaskCancelled}},
}

func jobsPage(v *visit) error {
	title := v.t("jobs.title")
	d := jobsData{Frame: v.frame(title), Here: v.Request().URL.RequestURI()}
	f := casework.TaskFilter{Before: v.QueryParam("before"), Limit: jobsAtOnce + 1}
	show := v.QueryParam("show")
	for _, tab := range jobTabs {
		to := pathJobs
		if tab.name != "" {
			to += "?show=" + tab.name
		}
		d.Tabs = append(d.Tabs, view.Link{To: to, Text: v.t("jobs.show." + orAll(tab.name)), Here: tab.name == show})
		if tab.name == show {
			f.States = tab.states
		}
	}
	var err error
	if d.Lines, err = v.console.cases.Tasks(v.Request().Context(), v.actor(), f); err != nil {
		return err
	}
	if len(d.Lines) > jobsAtOnce {
		d.Lines = d.Lines[:jobsAtOnce]
		d.Older = pathJobs + "?" + url.Values{"show": {show}, "before": {d.Lines[jobsAtOnce-1].ID}}.Encode()
	}
	for _, t := range d.Lines {
		d.Others = d.Others || t.AskedBy != v.actor().ID
	}
	if anyUnderWay(d.Lines) {
		d.Frame.Refresh = jobsRefresh
	}
	return v.show(http.StatusOK, title, jobsBody(d))
}

func orAll(name string) string {
	if name == "" {
		return "all"
	}
	return name
}

// jobsRefresh is how often, in seconds, a page without script asks again.
const jobsRefresh = 5

// jobData is one task, how far it is, and what came of it.
type jobData struct {
	Frame  view.Frame
	Task   *casework.Task
	Mine   bool
	Yield  jobYield
	Result []view.Link // where what came of it is
}

// jobYield is what tasks carry when they are done, by kind.
type jobYield struct {
	PublicationID string           `json:"publication_id"`
	SHA256        string           `json:"sha256"`
	Cases         int64            `json:"cases"`
	Changed       int64            `json:"changed"`
	Errors        []sheet.RowError `json:"errors"`
}

func jobPage(v *visit) error {
	t, err := v.console.cases.Task(v.Request().Context(), v.actor(), v.Param("id"))
	if err != nil {
		return err
	}
	d := jobData{Frame: v.frame(t.Title), Task: t, Mine: t.AskedBy == v.actor().ID}
	if len(t.Result) > 0 {
		if err := json.Unmarshal(t.Result, &d.Yield); err != nil {
			return err
		}
	}
	d.Result = jobLinks(d)
	if underWay(t) {
		d.Frame.Refresh = jobsRefresh
	}
	return v.show(http.StatusOK, t.Title, jobBody(d))
}

// changeJob cancels a task or asks for it again.
func changeJob(v *visit) error {
	step := v.FormValue("step")
	if step != "cancel" && step != "retry" {
		return v.redirect(pathJobs)
	}
	to := pathJobs + "/" + url.PathEscape(v.Param("id"))
	if _, err := v.call(request{Method: http.MethodPost, Path: "/jobs/" + url.PathEscape(v.Param("id")) + "/" + step}, nil); err != nil {
		return err
	}
	v.flash(v.t("jobs." + step + ".done"))
	return v.redirect(to)
}
