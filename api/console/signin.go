package console

import (
	"errors"
	"net/http"
	"net/url"
	"path"
	"strings"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

// signInData is the page on which one signs in. It has two faces: name and password,
// and the code of the second factor.
type signInData struct {
	Frame   view.Frame
	Name    string // as typed
	Back    string // where to go then
	Refused string // why it did not work
	Ticket  string // set: the password was right, and a code is asked for
	Typed   string // what was typed when the session had ended, sealed
	Ended   bool   // the session ended while something was typed
	Files   []string
}

func signInPage(v *visit) error {
	if v.session != nil {
		return v.redirect(Prefix)
	}
	return showSignIn(v, http.StatusOK, signInData{Back: v.QueryParam("back")})
}

func showSignIn(v *visit, status int, d signInData) error {
	title := v.t("signin.title")
	if d.Ticket != "" {
		title = v.t("signin.second.title")
	}
	d.Frame = v.frame(title)
	return v.show(status, title, signInBody(d))
}

// signIn opens a session, in one step or, where the account has a second factor, in two.
// Name and password wrong, and an account that is disabled, get the same words; what was
// typed but the password is kept.
func signIn(v *visit) error {
	d := signInData{Name: v.FormValue("name"), Back: v.FormValue("back"), Ticket: v.FormValue("ticket"), Typed: v.FormValue(typedField)}
	ctx := v.Request().Context()
	login := strings.ToLower(strings.TrimSpace(d.Name))
	a := office.Attempt{
		Name: d.Name, Password: v.FormValue("password"), Source: edge.Source(ctx), Known: v.knownFor(login), Kind: office.SessionConsole, Device: edge.Agent(ctx),
	}
	var in *office.LoggedIn
	var err error
	if d.Ticket == "" {
		in, err = v.console.office.SignIn(ctx, a)
	} else {
		a.Code = v.FormValue("code")
		in, err = v.console.office.SecondStep(ctx, d.Ticket, a)
	}
	if err != nil {
		return signInRefused(v, d, err)
	}
	return v.signedIn(in, login, d)
}

// signInRefused shows the page again: the step that comes next, or the same one with what was wrong.
func signInRefused(v *visit, d signInData, err error) error {
	p := edge.ProblemOf(v.Request().Context(), err)
	if p.Status != http.StatusUnauthorized && p.Status != http.StatusTooManyRequests {
		return err
	}
	var needed office.SecondFactorNeeded
	var refused *workflow.Error
	switch {
	case errors.As(err, &needed):
		if d.Ticket != "" { // sent without a code
			d.Refused = v.t("signin.second.missing")
		}
		d.Ticket = needed.Ticket
		return showSignIn(v, http.StatusOK, d)
	case errors.As(err, &refused) && refused.Code == "invalid_ticket":
		d.Ticket = ""
	}
	d.Refused = p.Detail
	return showSignIn(v, p.Status, d)
}

// signedIn gives the browser its new session and leads on: to what must come first, to
// what was typed, or to where one wanted to go.
func (v *visit) signedIn(in *office.LoggedIn, login string, d signInData) error {
	if err := v.endOld(); err != nil {
		return err
	}
	if err := v.keepKnown(login, in.Actor.ID); err != nil {
		return err
	}
	v.keepSession(in)
	if err := v.takeSettings(in.Actor); err != nil {
		return err
	}
	switch {
	case in.MustChangePassword:
		return v.redirect(pathPassword)
	case in.MustEnrol:
		return v.redirect(pathFactor)
	case d.Typed != "":
		return v.offerTyped(in, d.Typed)
	}
	return v.redirect(within(d.Back))
}

// endOld ends the session that the browser still had: another person may sit here now.
func (v *visit) endOld() error {
	if v.session == nil {
		return nil
	}
	return v.console.office.Logout(v.Request().Context(), v.actor(), v.console.token(v.Context))
}

// keepSession gives the browser the token of a session.
func (v *visit) keepSession(in *office.LoggedIn) {
	v.keep(v.console.sessionCookieName(), in.Token, 0)
}

// renew puts a new session in the place of the one of the visit, after a new password or
// a second factor.
func (v *visit) renew(second bool) error {
	ctx := v.Request().Context()
	in, err := v.console.office.Renew(ctx, *v.session, v.console.token(v.Context), edge.Source(ctx), edge.Agent(ctx), second)
	if err != nil {
		return err
	}
	v.keepSession(in)
	return nil
}

// signOut ends the session. It is no error when that has ended by itself.
func signOut(v *visit) error {
	if v.session != nil {
		if _, err := v.call(request{Method: http.MethodDelete, Path: "/sessions/me"}, nil); err != nil {
			return err
		}
	}
	v.keep(v.console.sessionCookieName(), "", -1)
	v.Response().Header().Set("Clear-Site-Data", `"cache"`)
	v.flash(v.t("signin.out"))
	return v.redirect(pathSignIn)
}

// askToSignIn leads to the page on which one signs in, and from there back. A form that
// was sent is not lost: the page carries it, for the person who typed it.
func (v *visit) askToSignIn() error {
	if v.Request().Method == http.MethodGet || v.Request().Method == http.MethodHead {
		if v.partial() { // what is typed in the page around it stays where it is
			v.Response().Header().Set("HX-Reswap", "none")
			return v.render(http.StatusUnauthorized, view.Signed(v.t("signin.ended.part.title"), v.t("signin.ended.part"), v.t("signin.go")))
		}
		return v.redirect(pathSignIn + "?back=" + url.QueryEscape(v.Request().URL.RequestURI()))
	}
	sealed, files, err := v.keepTyped()
	if err != nil {
		return err
	}
	if sealed == "" {
		return v.redirect(pathSignIn)
	}
	status := http.StatusUnauthorized
	if v.partial() {
		v.Response().Header().Set("HX-Retarget", "body")
		v.Response().Header().Set("HX-Reswap", "innerHTML")
		status = http.StatusOK // htmx puts nothing else into a page
	}
	return showSignIn(v, status, signInData{Name: v.known().Login, Back: v.Request().URL.RequestURI(), Typed: sealed, Ended: true, Files: files})
}

// within is an address of the console, its first page for any other: nobody is led
// away by a link that names where to go.
func within(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host != "" || u.Scheme != "" || strings.Contains(address, "\\") || u.Path != path.Clean(u.Path) || u.Path != Prefix && !strings.HasPrefix(u.Path, Prefix+"/") {
		return Prefix
	}
	return u.RequestURI()
}
