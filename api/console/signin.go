package console

import (
	"net/http"
	"net/url"
	"path"
	"strings"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow/office"
)

// signInData is the page on which one signs in.
type signInData struct {
	Frame   view.Frame
	Name    string // as typed
	Back    string // where to go then
	Refused string // why it did not work
}

func signInPage(v *visit) error {
	if v.session != nil {
		return v.redirect(Prefix)
	}
	return showSignIn(v, http.StatusOK, signInData{Back: v.QueryParam("back")})
}

func showSignIn(v *visit, status int, d signInData) error {
	d.Frame = v.frame(v.t("signin.title"))
	return v.show(status, v.t("signin.title"), signInBody(d))
}

// signIn opens a session. Name and password wrong, and an account that is disabled,
// get the same words; what was typed but the password is kept.
func signIn(v *visit) error {
	d := signInData{Name: v.FormValue("name"), Back: v.FormValue("back")}
	ctx := v.Request().Context()
	in, err := v.console.office.Login(ctx, d.Name, v.FormValue("password"), edge.Source(ctx))
	if err != nil {
		p := edge.ProblemOf(ctx, err)
		if p.Status != http.StatusUnauthorized && p.Status != http.StatusTooManyRequests {
			return err
		}
		d.Refused = p.Detail
		return showSignIn(v, p.Status, d)
	}
	v.keepSession(in)
	if in.MustChangePassword {
		return v.redirect(pathPassword)
	}
	return v.redirect(within(d.Back))
}

// keepSession gives the browser the token of a session.
func (v *visit) keepSession(in *office.LoggedIn) {
	v.keep(v.console.sessionCookieName(), in.Token, 0)
}

func signOut(v *visit) error {
	_, err := v.call(request{Method: http.MethodDelete, Path: "/sessions/me"}, nil)
	if err != nil {
		return err
	}
	v.keep(v.console.sessionCookieName(), "", -1)
	v.flash(v.t("signin.out"))
	return v.redirect(pathSignIn)
}

// askToSignIn leads to the page on which one signs in, and from there back.
func (v *visit) askToSignIn() error {
	to := pathSignIn
	if v.Request().Method == http.MethodGet {
		to += "?back=" + url.QueryEscape(v.Request().URL.RequestURI())
	}
	return v.redirect(to)
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
