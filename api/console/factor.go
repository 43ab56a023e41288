package console

import (
	"errors"
	"net/http"
	"net/url"

	"github.com/anjia-project/anjia/api/console/form"
	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

// factorData is the page of the second factor: how it stands, what is asked for next.
type factorData struct {
	Frame    view.Frame
	State    office.FactorState
	Since    string
	Must     bool
	Offer    *office.FactorOffer // set while an enrolment waits for its first code
	Fields   []form.Field
	Troubles []view.Trouble
}

// recoveryData is the page that tells codes of recovery, once.
type recoveryData struct {
	Frame view.Frame
	Codes []string
}

const factorRoute = "/second-factor"

func factorPage(v *visit) error { return showFactor(v, http.StatusOK, v.QueryParam("anew") == "", nil) }

// showFactor shows what comes next; pending goes on with an enrolment that was begun.
func showFactor(v *visit, status int, pending bool, refused *edge.Problem) error {
	ctx := v.Request().Context()
	d := factorData{Must: v.session.MustEnrol}
	var err error
	if d.State, err = v.console.office.FactorState(ctx, v.actor()); err != nil {
		return err
	}
	route := factorRoute
	if pending && d.State.Pending {
		offer, err := v.console.office.PendingFactor(ctx, v.actor())
		if err != nil && !workflow.IsKind(err, workflow.KindNotFound) {
			return err
		}
		if err == nil {
			d.Offer, route = &offer, factorRoute+"/confirm"
		}
	}
	d.Frame = v.frame(v.t("factor.title"))
	if d.State.Since != nil {
		d.Since = v.words.Moment(*d.State.Since)
	}
	d.Fields = v.builder("second_factor", nil).Build(v.console.document.Body(http.MethodPost, apiPrefix+route), url.Values{})
	if refused != nil {
		d.Troubles = v.mark(d.Fields, refused)
		if len(d.Troubles) == 0 {
			d.Troubles = []view.Trouble{{Text: refused.Detail}}
		}
	}
	return v.show(status, d.Frame.Title, factorBody(d))
}

// changeFactor goes one step on: draw a secret, confirm it, draw codes of recovery, do without.
func changeFactor(v *visit) error {
	values, err := v.FormParams()
	if err != nil {
		return err
	}
	step := values.Get("step")
	route, ok := map[string]string{
		"begin": factorRoute, "confirm": factorRoute + "/confirm", "recovery": factorRoute + "/recovery-codes", "remove": factorRoute + "/remove",
	}[step]
	if !ok {
		return v.redirect(pathFactor)
	}
	fields := v.builder("second_factor", nil).Build(v.console.document.Body(http.MethodPost, apiPrefix+route), values)
	var told struct {
		Codes []string `json:"recovery_codes"`
	}
	_, err = v.call(request{Method: http.MethodPost, Path: route, Body: form.Input(fields, values)}, &told)
	var refused *edge.Problem
	if errors.As(err, &refused) && (refused.Status == http.StatusUnprocessableEntity || refused.Status == http.StatusConflict || refused.Status == http.StatusTooManyRequests) {
		return showFactor(v, refused.Status, step == "confirm", refused)
	}
	if err != nil {
		return err
	}
	return v.factorChanged(step, told.Codes)
}

// factorChanged leads on after a step. With a new factor the session is renewed.
func (v *visit) factorChanged(step string, codes []string) error {
	switch step {
	case "begin":
		return v.redirect(pathFactor)
	case "remove":
		v.flash(v.t("factor.removed"))
		return v.redirect(pathAccount)
	case "confirm":
		if err := v.renew(true); err != nil {
			return err
		}
		v.session.MustEnrol = false
	}
	return v.show(http.StatusOK, v.t("factor.recovery.title"), recoveryBody(recoveryData{v.frame(v.t("factor.recovery.title")), codes}))
}
