package console

import (
	"net/http"
	"net/url"
	"time"

	"github.com/anjia-project/anjia/api/console/form"
	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow"
)

// taskRefused shows a page that could not be saved, with all that was typed and what
// is wrong at its place. When another window or colleague was quicker, it shows both.
func (v *visit) taskRefused(d draft, page taskData, fields map[string]form.Field, values url.Values, p *edge.Problem) error {
	if v.Request().Header.Get("X-Autosave") != "" {
		conflict, text := p.Status == http.StatusPreconditionFailed, v.t("intake.autosave.refused")
		if conflict {
			text = v.t("intake.autosave.conflict")
		}
		return v.JSON(p.Status, map[string]any{"text": text, "conflict": conflict})
	}
	switch p.Status {
	case http.StatusPreconditionFailed:
		theirs, err := draftValues(d.View.Case)
		if err != nil {
			return err
		}
		page.Theirs = clashes(v, page.Task, fields, v.taskFields(page.Task, theirs))
		page.Version = d.View.Case.Version
		if len(page.Theirs) == 0 { // other pages were changed; what stands here is the same
			page.Troubles = []view.Trouble{{Text: v.t("intake.conflict.elsewhere")}}
		}
	case http.StatusUnprocessableEntity, http.StatusBadRequest:
		page.Troubles = v.markFields(page.Task, fields, p)
	default:
		return p
	}
	return v.showTask(p.Status, page, fields, values)
}

// clashes are the fields of a page in which what was typed and what is saved differ.
func clashes(v *visit, t intakeTask, mine, theirs map[string]form.Field) []clash {
	f := v.frame("")
	var out []clash
	for _, p := range t.pointers() {
		a, b := factsText(entered(f, []form.Field{mine[p]})), factsText(entered(f, []form.Field{theirs[p]}))
		if a != b {
			out = append(out, clash{Label: mine[p].Label, Mine: a, Theirs: b})
		}
	}
	return out
}

// factsText is what was entered, as one text.
func factsText(facts []view.Fact) string {
	out := ""
	for i, f := range facts {
		if i > 0 {
			out += "\n"
		}
		if len(facts) > 1 {
			out += f.Name + " "
		}
		out += f.Value
	}
	return out
}

// savedNow says when something was saved, by the clock on the wall.
func (v *visit) savedNow() string {
	return v.t("intake.saved", time.Now().In(time.FixedZone("CST", 8*60*60)).Format("15:04")) //nolint:mnd // Asia/Shanghai
}

// checkData is the page of all answers, before they are signed and submitted.
type checkData struct {
	Frame   view.Frame
	Case    *workflow.Case
	Groups  []checkGroup
	Faults  []view.Trouble
	Missing []missingAt
	Version int64
}

type checkGroup struct {
	Title, To string
	Facts     []view.Fact
}

// missingAt is a fact that the rules will ask for, and where it is filled in.
type missingAt struct{ Text, To, Task string }

// checkPage shows all answers with ways to change them.
func checkPage(v *visit) error {
	d, err := v.openDraft()
	if err != nil {
		return err
	}
	c := d.View.Case
	if c.State != workflow.Draft {
		return v.redirect(Prefix + "/cases/" + c.ID)
	}
	title := v.t("intake.task.check")
	page := checkData{Frame: v.frame(title), Case: c, Version: c.Version}
	values, err := draftValues(c)
	if err != nil {
		return err
	}
	for _, t := range tasksOf(c) {
		group := checkGroup{Title: t.title(page.Frame, c), To: taskAddress(c.ID, t.name) + "?back=check"}
		if t.name == "child" {
			group.Facts = childFacts(page.Frame, d.View.Child)
		} else {
			group.Facts = entered(page.Frame, inOrder(t, v.taskFields(t, values)))
		}
		page.Groups = append(page.Groups, group)
	}
	for _, f := range d.Faults {
		to, name := v.taskOf(c, f.Pointer)
		if f.Code == factMissing {
			page.Missing = append(page.Missing, missingAt{Text: f.Message, To: to, Task: name})
			continue
		}
		page.Faults = append(page.Faults, view.Trouble{Text: name + page.Frame.T("form.colon") + f.Message})
	}
	return v.show(http.StatusOK, title, intakeCheckBody(page))
}

// taskOf finds where a place of a draft is filled in.
func (v *visit) taskOf(c *workflow.Case, pointer string) (to, name string) {
	f := view.Frame{Words: v.words}
	for _, t := range tasksOf(c) {
		if t.covers(pointer) {
			return taskAddress(c.ID, t.name), t.title(f, c)
		}
	}
	return intakeAddress(c.ID), ""
}

// childFacts are the particulars of a child, as far as they are known.
func childFacts(f view.Frame, k *workflow.Child) []view.Fact {
	if k == nil {
		return nil
	}
	out := appendFact(nil, f.T("field.name"), k.Name)
	out = appendFact(out, f.T("field.code"), k.Code)
	if k.Sex != "" {
		out = appendFact(out, f.T("field.sex"), f.T("option.sex."+string(k.Sex)))
	}
	out = appendFact(out, f.T("field.born"), f.Words.Date(k.Born))
	out = appendFact(out, f.T("field.id_number"), k.IDNumber)
	out = appendFact(out, f.T("field.no_id_reason"), k.NoIDReason)
	if k.Source != "" {
		out = appendFact(out, f.T("field.source"), f.T("option.source."+k.Source))
	}
	out = appendFact(out, f.T("field.institution"), k.Institution)
	out = appendFact(out, f.T("field.found_on"), f.Words.Date(k.FoundOn))
	return appendFact(out, f.T("field.health"), k.Health)
}
