package console

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// sheetData is the page of an evaluator's own scoring sheet (评分表): every item with its
// guidance, what is typed, how far it has come and what it still lacks. Nobody else's
// sheet is ever read here.
type sheetData struct {
	Frame     view.Frame
	Case      *casework.CaseView
	Table     *instrument.Instrument
	Phase     string
	Own       casework.SheetView
	Version   int64 // of the draft that a save is based on; 0: nothing was saved
	Saved     bool  // there is a draft
	Sections  []sheetSection
	Missing   []sheetLack
	Total     string // of the own sheet, once it is complete
	Troubles  []view.Trouble
	Meanwhile []sheetDifference // set when another window was quicker
	Stale     bool
	Submit    *workflow.Action // nil: the act is not known here
	Key       string
	Values    url.Values
	Files     []*casework.Upload
}

// sheetAddress is where the own sheet of a phase stands.
func sheetAddress(caseID, phase string) string {
	return Prefix + "/cases/" + url.PathEscape(caseID) + "/sheets/" + url.PathEscape(phase)
}

// sheetPage shows the own sheet as it was saved, or an empty one.
func sheetPage(v *visit) error {
	d, err := v.openSheet()
	if err != nil {
		return err
	}
	if d.Values, err = answerValues(d.Own.Sheet.Answers); err != nil {
		return err
	}
	return v.showSheet(http.StatusOK, d)
}

// openSheet reads the case, its table and the own sheet. Not found for everybody who
// scores nothing in the phase.
func (v *visit) openSheet() (sheetData, error) {
	ctx, id, phase := v.Request().Context(), v.Param("id"), v.Param("phase")
	c, err := v.console.cases.ReadCase(ctx, v.actor(), id)
	if err != nil {
		return sheetData{}, err
	}
	ref, named := c.Case.Instruments[phase]
	me := c.Case.EvaluatorByAccount(v.actor().ID)
	if !named || me == nil {
		return sheetData{}, echo.NewHTTPError(http.StatusNotFound)
	}
	d := sheetData{Case: c, Phase: phase, Key: newKey()}
	if d.Table, err = v.console.cases.Tables.Get(instrument.Ref(ref)); err != nil {
		return sheetData{}, err
	}
	own, err := v.console.cases.ReadSheet(ctx, v.actor(), id, phase)
	switch {
	case workflow.IsKind(err, workflow.KindNotFound):
		var people []assessment.Person
		for _, a := range c.Case.Application.Applicants {
			people = append(people, assessment.Person{ID: a.ID, Name: a.Name})
		}
		d.Own.Sheet = assessment.NewSheet(d.Table, "", id, assessment.Person{ID: v.actor().ID, Name: v.actor().Name}, people...)
		d.Own.Problems, d.Own.Progress = assessment.Check(d.Table, d.Own.Sheet), assessment.ProgressOf(d.Table, d.Own.Sheet)
	case err != nil:
		return sheetData{}, err
	default:
		d.Own, d.Version, d.Saved = *own, own.Version, true
	}
	if d.Files, err = v.console.cases.Evidence(ctx, v.actor(), id); err != nil {
		return sheetData{}, err
	}
	actions, _, err := v.console.cases.Actions(ctx, v.actor(), id)
	if err != nil {
		return sheetData{}, err
	}
	for i := range actions {
		if actions[i].Act == workflow.ActSubmitSheet {
			d.Submit = &actions[i]
		}
	}
	return d, nil
}

// showSheet derives what the page shows and answers with it; with the bar of its state alone for the script that saves.
func (v *visit) showSheet(status int, d sheetData) error {
	title := v.t("sheet.title", v.t("phase."+d.Phase))
	d.Frame = v.frame(title)
	d.Sections = sectionsOf(d.Frame, &d)
	d.Missing = lacksOf(d.Frame, d)
	d.Total = ownTotal(d)
	if v.partial() {
		return v.render(status, sheetState(d))
	}
	return v.show(status, title, sheetBody(d))
}

// saveSheetPage keeps what was typed, finished or not. When the draft was saved elsewhere
// meanwhile, nothing is lost and nothing is overwritten: both are shown.
func saveSheetPage(v *visit) error {
	values, err := v.formValues()
	if err != nil {
		return err
	}
	if err := v.keepMore(values); err != nil {
		return err
	}
	d, err := v.openSheet()
	if err != nil {
		return err
	}
	d.Values = values
	if had, err := strconv.ParseInt(values.Get("_version"), 10, 64); err == nil {
		d.Version = had
	}
	saved := casework.SheetView{}
	in := request{
		Method: http.MethodPut, Path: "/cases/" + url.PathEscape(v.Param("id")) + "/sheets/" + url.PathEscape(d.Phase),
		Body: map[string]any{"answers": answersOf(d, values)}, Version: d.Version,
	}
	if d.Version == 0 {
		in.Header = http.Header{"If-None-Match": {"*"}}
	}
	_, err = v.call(in, &saved)
	var refused *edge.Problem
	switch {
	case errors.As(err, &refused):
		return v.sheetRefused(d, refused)
	case err != nil:
		return err
	}
	if v.partial() {
		d.Own, d.Version, d.Saved = saved, saved.Version, true
		return v.showSheet(http.StatusOK, d)
	}
	if values.Get("_step") == stepCheck {
		return v.redirect(Prefix + "/cases/" + url.PathEscape(v.Param("id")) + "/acts/submit_sheet?%2Fsheet_version=" + strconv.FormatInt(saved.Version, 10))
	}
	v.flash(v.t("sheet.saved"))
	to := sheetAddress(v.Param("id"), d.Phase)
	if at := values.Get("_step"); len(at) > 0 && at[0] == '#' {
		to += at
	}
	return v.redirect(to)
}

// sheetRefused shows the sheet again with everything that was typed. A draft that moved on
// is shown beside it, item by item, and the next save is based on it.
func (v *visit) sheetRefused(d sheetData, p *edge.Problem) error {
	switch p.Status {
	case http.StatusPreconditionFailed:
		d.Stale = true
		typed, err := answersFrom(answersOf(d, d.Values))
		if err != nil {
			return err
		}
		d.Meanwhile = differences(v.words, d.Table, d.Own.Sheet, typed)
		d.Version = d.Own.Version
	case http.StatusUnprocessableEntity, http.StatusConflict, http.StatusForbidden:
		for _, e := range p.Errors {
			d.Troubles = append(d.Troubles, view.Trouble{Text: e.Message, At: anchorOf(e.Pointer)})
		}
		if len(d.Troubles) == 0 {
			d.Troubles = []view.Trouble{{Text: p.Detail}}
		}
	default:
		return p
	}
	return v.showSheet(p.Status, d)
}

// ownTotal is what the own sheet gives by itself; nothing while it has gaps, since a sum of
// part of the items means nothing. The sheets of others stay blind.
func ownTotal(d sheetData) string {
	if d.Table.Method() == instrument.NoTotal || len(d.Own.Problems) > 0 {
		return ""
	}
	r, err := assessment.ScoreOne(d.Table, d.Own.Sheet)
	if err != nil {
		return ""
	}
	return r.Total
}
