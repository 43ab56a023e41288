package console

import (
	"net/http"
	"net/url"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/workflow/office"
)

// accountData is the page of the own account: who I am, where I am signed in, what
// protects the account.
type accountData struct {
	Frame    view.Frame
	Who      []view.Fact
	Sessions []sessionLine
	Others   bool // there are sessions beside this one
	Factor   office.FactorState
	Guard    []view.Fact
}

func accountPage(v *visit) error {
	ctx := v.Request().Context()
	lines, err := v.console.office.OpenSessions(ctx, v.actor(), v.session.ID)
	if err != nil {
		return err
	}
	a, err := v.console.office.OwnAccount(ctx, v.actor())
	if err != nil {
		return err
	}
	d := accountData{Others: len(lines) > 1}
	if d.Factor, err = v.console.office.FactorState(ctx, v.actor()); err != nil {
		return err
	}
	d.Frame = v.frame(v.t("account.title"))
	d.Who, d.Guard, d.Sessions = v.whoFacts(a), v.guardFacts(d.Factor), v.sessionLines(lines)
	return v.show(http.StatusOK, d.Frame.Title, accountBody(d))
}

// endSessions ends one session of the own account, or all but this one.
func endSessions(v *visit) error {
	path := "/sessions"
	if id := v.FormValue("end"); id != "all" {
		path += "/" + url.PathEscape(id)
	}
	if _, err := v.call(request{Method: http.MethodDelete, Path: path}, nil); err != nil {
		return err
	}
	v.flash(v.t("account.sessions.ended"))
	return v.redirect(pathAccount)
}
