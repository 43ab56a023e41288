package console

import (
	"net/http"
	"net/url"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// pathIntake is where applications are entered before they are submitted.
const pathIntake = Prefix + "/intake"

// intakeData is the list of drafts and the button for a new one.
type intakeData struct {
	Frame  view.Frame
	Drafts []casework.CaseLine
	More   bool
	Key    string // of the new draft: pressed twice, it is opened once
}

// intakePage lists the drafts of the office, the newest work first to hand.
func intakePage(v *visit) error {
	lines, err := v.console.cases.ListCases(v.Request().Context(), v.actor(), casework.CaseFilter{States: []workflow.State{workflow.Draft}, Limit: listMost + 1})
	if err != nil {
		return err
	}
	d := intakeData{Drafts: lines, Key: newKey()}
	if d.More = len(lines) > listMost; d.More {
		d.Drafts = lines[:listMost]
	}
	title := v.t("intake.title")
	d.Frame = v.frame(title)
	return v.show(http.StatusOK, title, intakeBody(d))
}

// openIntake opens a draft, for the child that the page it comes from has named, if any.
func openIntake(v *visit) error {
	in := casework.DraftInput{ChildID: v.FormValue("child_id")}
	var out struct {
		ID string `json:"id"`
	}
	if _, err := v.call(request{Method: http.MethodPost, Path: "/cases", Body: in, Key: v.FormValue("_key")}, &out); err != nil {
		return err
	}
	return v.redirect(intakeAddress(out.ID))
}

func intakeAddress(id string) string { return pathIntake + "/" + url.PathEscape(id) }

func taskAddress(id, task string) string { return intakeAddress(id) + "/tasks/" + task }

// draftTitle names a draft by its applicants, as far as they are known.
func draftTitle(f view.Frame, c *workflow.Case) string {
	if names := casework.ApplicantNames(c); names != "" {
		return f.T("intake.of", names)
	}
	return f.T("intake.unnamed")
}

// taskListData is the task list of one draft.
type taskListData struct {
	Frame    view.Frame
	Case     *workflow.Case
	Tasks    []taskLine
	Done, Of int
	Version  int64
}

// taskLine is one task as it stands.
type taskLine struct {
	Name, Title string
	To          string // "" when it cannot be started yet
	State       view.Badge
	Note        string // why it cannot be started, or what is still open
}

// taskListPage shows how far an application is, task by task.
func taskListPage(v *visit) error {
	d, err := v.openDraft()
	if err != nil {
		return err
	}
	if d.View.Case.State != workflow.Draft {
		return v.redirect(Prefix + "/cases/" + d.View.Case.ID)
	}
	title := v.t("intake.unnamed")
	f := v.frame(title)
	title = draftTitle(f, d.View.Case)
	f.Title = title
	page := taskListData{Frame: f, Case: d.View.Case, Version: d.View.Case.Version}
	for _, t := range tasksOf(d.View.Case) {
		line := taskLineOf(f, d, t)
		page.Tasks = append(page.Tasks, line)
		page.Of++
		if line.State.Tone == view.Good {
			page.Done++
		}
	}
	page.Tasks = append(page.Tasks, lastTasks(f, d)...)
	return v.show(http.StatusOK, title, taskListBody(page))
}

// discardDraft throws a draft away: it is in no record.
func discardDraft(v *visit) error {
	d, err := v.openDraft()
	if err != nil {
		return err
	}
	if _, err := v.call(request{Method: http.MethodDelete, Path: "/cases/" + d.View.Case.ID, Version: formVersion(v.FormValue("_version"))}, nil); err != nil {
		return err
	}
	v.flash(v.t("intake.discarded"))
	return v.redirect(pathIntake)
}
