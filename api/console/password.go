package console

import (
	"errors"
	"net/http"
	"net/url"

	"github.com/anjia-project/anjia/api/console/form"
	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/api/edge"
)

// passwordData is the page on which one changes the own password.
type passwordData struct {
	Frame    view.Frame
	Must     bool
	Fields   []form.Field
	Troubles []view.Trouble
}

func passwordPage(v *visit) error { return showPassword(v, http.StatusOK, nil) }

const passwordRoute = "/accounts/{id}/acts/change_own_password" //nolint:gosec // an address

func showPassword(v *visit, status int, refused *edge.Problem) error {
	title := v.t("password.title")
	b := v.builder("change_own_password", nil)
	d := passwordData{Frame: v.frame(title), Must: v.session.MustChange}
	d.Fields = b.Build(v.console.document.Body(http.MethodPost, apiPrefix+passwordRoute), url.Values{})
	if refused != nil {
		d.Troubles = v.mark(d.Fields, refused)
	}
	return v.show(status, title, passwordBody(d))
}

// changePassword does the act; a refusal is told at its field.
func changePassword(v *visit) error {
	values, err := v.FormParams()
	if err != nil {
		return err
	}
	b := v.builder("change_own_password", nil)
	fields := b.Build(v.console.document.Body(http.MethodPost, apiPrefix+passwordRoute), values)
	_, err = v.call(request{
		Method: http.MethodPost, Path: "/accounts/" + v.actor().ID + "/acts/change_own_password", Body: form.Input(fields, values), Key: newKey(),
	}, nil)
	var refused *edge.Problem
	if errors.As(err, &refused) && refused.Status == http.StatusUnprocessableEntity {
		return showPassword(v, refused.Status, refused)
	}
	if err != nil {
		return err
	}
	if err := v.renew(false); err != nil { // every session has ended with the old password, this one too
		return err
	}
	v.flash(v.t("password.done"))
	return v.redirect(pathAccount)
}
