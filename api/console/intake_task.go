package console

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/anjia-project/anjia/api/console/form"
	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// taskData is one page of questions.
type taskData struct {
	Frame    view.Frame
	Case     *workflow.Case
	Task     intakeTask
	Sections []taskSection
	Troubles []view.Trouble
	Missing  []string // what the rules will ask for besides
	Theirs   []clash  // what another window has saved meanwhile
	Version  int64
	Children *childChoice // of the task that picks the child
	Back     bool         // to the check of all answers, from where one came
}

type taskSection struct {
	Title  string
	Fields []form.Field
}

// clash is a field that two people have filled in differently.
type clash struct{ Label, Mine, Theirs string }

// openTask reads the draft and finds the task of the address.
func (v *visit) openTask() (draft, taskData, error) {
	d, err := v.openDraft()
	if err != nil {
		return draft{}, taskData{}, err
	}
	c := d.View.Case
	if c.State != workflow.Draft {
		return draft{}, taskData{}, &edge.Problem{Status: http.StatusConflict, Code: "wrong_state", Detail: v.t("intake.submitted")}
	}
	t, ok := taskNamed(c, v.Param("task"))
	if !ok {
		return draft{}, taskData{}, echo.NewHTTPError(http.StatusNotFound)
	}
	return d, taskData{Case: c, Task: t, Version: c.Version, Back: v.QueryParam("back") == "check"}, nil
}

// taskPage shows one page of questions with what is saved.
func taskPage(v *visit) error {
	d, page, err := v.openTask()
	if err != nil {
		return err
	}
	values, err := draftValues(d.View.Case)
	if err != nil {
		return err
	}
	if id := v.QueryParam("child_id"); id != "" && page.Task.name == "child" { // back from the registration of a child
		values.Set(atChild, id)
	}
	fields := v.taskFields(page.Task, values)
	wrong, missing := faultsOf(d.Faults, page.Task)
	if started(d.View.Case, page.Task) {
		page.Troubles = v.markTask(page.Task, fields, wrong)
	}
	for _, m := range missing {
		page.Missing = append(page.Missing, m.Message)
	}
	return v.showTask(http.StatusOK, page, fields, values)
}

// markTask tells what is wrong at the fields of a page.
func (v *visit) markTask(t intakeTask, fields map[string]form.Field, wrong []workflow.FieldError) []view.Trouble {
	p := &edge.Problem{}
	for _, f := range wrong {
		e := edge.ProblemField{Pointer: f.Pointer, Message: f.Message}
		if len(fields[f.Pointer].Options) > 0 { // the codes that the message lists stand below it, by their names
			e.Message, _, _ = strings.Cut(e.Message, "：")
		}
		if f.Basis != nil {
			e.Basis = &edge.Basis{Text: f.Basis.String()}
		}
		p.Errors = append(p.Errors, e)
	}
	if len(p.Errors) == 0 {
		return nil
	}
	return v.markFields(t, fields, p)
}

// markFields marks a refusal at the fields of a page, in their order.
func (v *visit) markFields(t intakeTask, fields map[string]form.Field, p *edge.Problem) []view.Trouble {
	list := inOrder(t, fields)
	out := v.mark(list, p)
	for _, f := range list {
		fields[f.Name] = f
	}
	return out
}

func inOrder(t intakeTask, fields map[string]form.Field) []form.Field {
	out := make([]form.Field, 0, len(fields))
	for _, p := range t.pointers() {
		if f, ok := fields[p]; ok {
			out = append(out, f)
		}
	}
	return out
}

func (v *visit) showTask(status int, page taskData, fields map[string]form.Field, values url.Values) error {
	f := v.frame("")
	f.Title = page.Task.title(f, page.Case)
	page.Frame = f
	for _, s := range page.Task.sections {
		section := taskSection{}
		if s.word != "" {
			section.Title = f.T(s.word)
		}
		for _, p := range s.fields {
			if field, ok := fields[p]; ok {
				section.Fields = append(section.Fields, field)
			}
		}
		page.Sections = append(page.Sections, section)
	}
	if page.Task.name == "child" {
		var err error
		if page.Children, err = v.childChoice(values.Get(atChild), fields[atChild].Error); err != nil {
			return err
		}
	}
	return v.render(status, view.Page(f, taskBody(page)))
}

// saveTask saves one page. It leads on to the next task, or shows the page again with what is wrong.
func saveTask(v *visit) error {
	typed, err := v.formValues()
	if err != nil {
		return err
	}
	d, page, err := v.openTask()
	if err != nil {
		return err
	}
	derived(typed)
	values, err := overlaid(page.Case, page.Task, typed)
	if err != nil {
		return err
	}
	if had := formVersion(typed.Get("_version")); had > 0 {
		page.Version = had
	}
	switch {
	case typed.Has("_add"):
		form.Add(values, typed.Get("_add"))
	case typed.Has("_remove"):
		form.Remove(values, typed.Get("_remove"))
	}
	fields := v.taskFields(page.Task, values)
	in, err := merged(page.Case, page.Task, fields, values)
	if err != nil {
		return err
	}
	saved, err := v.saveDraft(page.Case.ID, page.Version, in)
	var refused *edge.Problem
	switch {
	case errors.As(err, &refused):
		return v.taskRefused(d, page, fields, values, refused)
	case err != nil:
		return err
	}
	return v.taskSaved(page, typed, values, saved)
}

// taskSaved goes on after a page was saved.
func (v *visit) taskSaved(page taskData, typed, values url.Values, saved casework.Draft) error {
	page.Case, page.Version = saved.Case, saved.Case.Version
	if v.Request().Header.Get("X-Autosave") != "" {
		return v.JSON(http.StatusOK, map[string]any{"version": saved.Case.Version, "text": v.savedNow()})
	}
	t, _ := taskNamed(saved.Case, page.Task.name)
	page.Task = t
	if typed.Has("_add") || typed.Has("_remove") {
		return v.showTask(http.StatusOK, page, v.taskFields(t, values), values)
	}
	if wrong, _ := faultsOf(saved.Faults, t); len(wrong) > 0 && typed.Get("_step") != "later" {
		fields := v.taskFields(t, values)
		page.Troubles = v.markTask(t, fields, wrong)
		return v.showTask(http.StatusUnprocessableEntity, page, fields, values)
	}
	if page.Back {
		return v.redirect(intakeAddress(page.Case.ID) + "/check")
	}
	return v.redirect(v.nextTask(saved.Case, t, typed.Get("_step") == "later"))
}

// nextTask is where to go on after a task: the next one, or the list.
func (v *visit) nextTask(c *workflow.Case, t intakeTask, later bool) string {
	all := tasksOf(c)
	for i := range all {
		if all[i].name == t.name && i+1 < len(all) && !later {
			return taskAddress(c.ID, all[i+1].name)
		}
	}
	return intakeAddress(c.ID)
}
