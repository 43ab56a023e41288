package console

import (
	"errors"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"github.com/anjia-project/anjia/api/console/form"
	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// actData is the page of one act on one case. It has three faces: the form, the
// check of what was entered with what will follow, and what another person did in
// the meantime.
type actData struct {
	actState

	Case   *casework.CaseView
	Action workflow.Action // as it stands for the reader
	Row    workflow.Row
	// Outcome is what the act would do; set on the check.
	Outcome *casework.Outcome
	Printed []paperOf // forms that are ready to be printed
}

// actPage shows the form of an act, made of its row and its input.
func actPage(v *visit) error {
	d, in, err := v.openAct()
	if err != nil {
		return err
	}
	values := url.Values{}
	for name, given := range v.QueryParams() { // links from the case page fill in what they are about
		values[name] = given
	}
	typed := v.typed() // before the session ended
	for name, given := range typed {
		values[name] = given
	}
	if len(typed) == 0 {
		if err := v.prefill(d, in, values); err != nil {
			return err
		}
	}
	return v.showAct(http.StatusOK, d, in, values)
}

// openAct reads the case and finds the act among those that it knows now; not found
// for an act that its state does not have.
func (v *visit) openAct() (actData, *inCase, error) {
	ctx, id, act := v.Request().Context(), v.Param("id"), workflow.ActName(v.Param("act"))
	c, err := v.console.cases.ReadCase(ctx, v.actor(), id)
	if err != nil {
		return actData{}, nil, err
	}
	actions, _, err := v.console.cases.Actions(ctx, v.actor(), id)
	if err != nil {
		return actData{}, nil, err
	}
	d := actData{Case: c, actState: actState{Version: c.Case.Version, Key: newKey()}}
	for _, a := range actions {
		if a.Act == act {
			d.Action = a
		}
	}
	if rows := v.console.cases.Lifecycle.Act(act); len(rows) == 0 {
		return actData{}, nil, echo.NewHTTPError(http.StatusNotFound)
	}
	d.Row, _ = v.console.cases.Lifecycle.Row(c.Case, act)
	if d.Action.Act == "" {
		return actData{}, nil, &edge.Problem{
			Status: http.StatusConflict, Code: "wrong_state", Detail: v.t("act.wrong_state", v.actName(act, d.Row.Name), v.stateName(c.Case.State)),
		}
	}
	return d, &inCase{view: c, act: act, uploads: v.uploadsOf(id)}, nil
}

// fieldsOf makes the form of the act.
func (v *visit) fieldsOf(d actData, in *inCase, values url.Values) []form.Field {
	act := string(d.Action.Act)
	in.values = values
	return v.builder(act, in).Build(v.console.document.Body(http.MethodPost, apiPrefix+"/cases/{id}/acts/"+act), values)
}

func (v *visit) showAct(status int, d actData, in *inCase, values url.Values) error {
	title := v.actName(d.Action.Act, d.Action.Name)
	d.Frame, d.Values = v.frame(title), values
	if d.Fields == nil {
		d.Fields = v.fieldsOf(d, in, values)
	}
	return v.show(status, title, actBody(d))
}

// doAct goes one step on: room for one more item, the check, back to the form, or the act itself.
func doAct(v *visit) error {
	values, err := v.formValues()
	if err != nil {
		return err
	}
	d, in, err := v.openAct()
	if err != nil {
		return err
	}
	d.take(values)
	switch {
	case reshaped(values):
		return v.showAct(http.StatusOK, d, in, values)
	case values.Get("_step") == stepPrint:
		return v.printForms(d, in, values)
	}
	tidy(values)
	return v.sendAct(d, in, values, values.Get("_step") != stepDo)
}

// sendAct asks the API: for what would follow, or to do it.
func (v *visit) sendAct(d actData, in *inCase, values url.Values, preview bool) error {
	d.Fields = v.fieldsOf(d, in, values)
	path := "/cases/" + url.PathEscape(v.Param("id")) + "/acts/" + url.PathEscape(string(d.Action.Act))
	if preview {
		path += "?preview=true"
	}
	out := &casework.Outcome{}
	_, err := v.call(request{Method: http.MethodPost, Path: path, Body: form.Input(d.Fields, values), Version: d.Version, Key: d.Key}, out)
	var refused *edge.Problem
	switch {
	case errors.As(err, &refused):
		return v.actRefused(d, in, values, refused)
	case err != nil:
		return err
	case preview:
		d.Outcome = out
		return v.showAct(http.StatusOK, d, in, values)
	}
	v.flash(v.t("act.done", v.actName(d.Action.Act, d.Action.Name)))
	return v.redirect(Prefix + "/cases/" + out.CaseID)
}

// actRefused shows the form again with everything that was typed and each refusal at
// its place. When somebody was quicker, the page says what was done, and goes on
// with the version of now.
func (v *visit) actRefused(d actData, in *inCase, values url.Values, p *edge.Problem) error {
	switch p.Status {
	case http.StatusPreconditionFailed:
		d.quicker(p, d.Case.Case.Version, v.since(d.Case.Case.ID, d.Version))
	case http.StatusUnprocessableEntity, http.StatusConflict, http.StatusForbidden:
		d.Troubles, d.Key = v.mark(d.Fields, p), newKey()
	default:
		return p
	}
	return v.showAct(p.Status, d, in, values)
}

// actName is the name of an act in the reader's words; in the house's own, the term of the table.
func (v *visit) actName(act workflow.ActName, term string) string {
	if text := v.words.First("act." + string(act)); text != "" {
		return text
	}
	return term
}

func (v *visit) stateName(s workflow.State) string { return v.t("state." + string(s)) }
