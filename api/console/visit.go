package console

import (
	"errors"
	"net/http"
	"strings"

	"github.com/a-h/templ"
	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/api/console/words"
	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

// visit is one request for a page: who asks, in which words, how it is answered.
type visit struct {
	echo.Context

	console *Console
	words   *words.Words
	session *office.Session // nil: nobody is signed in
}

// page is a handler of a page.
type page func(v *visit) error

// open is a page for everybody, signed in or not.
func (c *Console) open(p page) echo.HandlerFunc {
	return func(ec echo.Context) error {
		v, err := c.enter(ec)
		if err != nil {
			return err
		}
		return p(v)
	}
}

// signed is a page for who is signed in; everybody else is asked to sign in first and
// comes back, with what was typed.
func (c *Console) signed(p page) echo.HandlerFunc {
	return func(ec echo.Context) error {
		v, err := c.enter(ec)
		if err != nil {
			return err
		}
		switch {
		case v.session == nil:
			return v.askToSignIn()
		case v.session.MustChange && ec.Path() != pathPassword && ec.Path() != pathSignOut:
			return v.redirect(pathPassword)
		case v.session.MustEnrol && !strings.HasPrefix(ec.Path(), pathAccount) && ec.Path() != pathSignOut:
			return v.redirect(pathFactor)
		}
		if sealed, ok := v.bringsTyped(); ok {
			return v.restore(sealed)
		}
		return p(v)
	}
}

// enter finds the session of the cookie and the words of the reader.
func (c *Console) enter(ec echo.Context) (*visit, error) {
	v := &visit{Context: ec, console: c, words: c.books.In(languageOf(ec.Request()))}
	token := c.token(ec)
	if token == "" {
		return v, nil
	}
	ctx := ec.Request().Context()
	session, err := c.office.Authenticate(ctx, token)
	if err != nil {
		if edge.ProblemOf(ctx, err).Status == http.StatusUnauthorized {
			return v, nil // ended; the cookie says nothing any more
		}
		return nil, err
	}
	v.session = &session
	ec.SetRequest(ec.Request().WithContext(edge.WithSession(ctx, session, token)))
	return v, nil
}

// actor is who is signed in; nobody who may do anything when nobody is.
func (v *visit) actor() workflow.Actor {
	if v.session == nil {
		return workflow.Actor{}
	}
	return v.session.Actor
}

// call asks the API as the person who is signed in.
func (v *visit) call(in request, out any) (*answer, error) {
	return v.console.call(v.Request().Context(), in, out)
}

// t is a text in the reader's words.
func (v *visit) t(key string, args ...any) string { return v.words.T(key, args...) }

// show answers with a page.
func (v *visit) show(status int, title string, body templ.Component) error {
	return v.render(status, view.Page(v.frame(title), body))
}

// render answers with a component as it is: a page, or the part of one that htmx asked for.
func (v *visit) render(status int, c templ.Component) error {
	h := v.Response().Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Vary", "HX-Request, Cookie")
	to, end := packed(v.Context)
	v.Response().WriteHeader(status)
	return errors.Join(c.Render(v.Request().Context(), to), end())
}

// partial reports whether htmx asks for a part of the page.
func (v *visit) partial() bool { return v.Request().Header.Get("HX-Request") == "true" }

// redirect leads to another page after something was done.
func (v *visit) redirect(to string) error { return v.Redirect(http.StatusSeeOther, to) }

// frame is what every page has around it.
func (v *visit) frame(title string) view.Frame {
	c := v.console
	f := view.Frame{
		Words: v.words, Title: title, Sandbox: c.sandbox, Version: c.version, Path: v.Request().URL.Path, Theme: themeOf(v.Request()),
		Style: c.assets.Path("anjia.css"), Scripts: []string{c.assets.Path("htmx.js"), c.assets.Path("anjia.js")}, Icon: c.assets.Path("icon.svg"),
		Flash: v.takeFlash(),
	}
	if note := v.restoredNote(); note != "" {
		f.Flash = note
	}
	if v.session != nil {
		a := v.session.Actor
		f.Person, f.Role, f.Organisation = a.Name, v.t("role."+string(a.Role)), a.Organisation
		f.Menu = v.menu()
	}
	return f
}

// newKey draws an Idempotency-Key for one showing of a form: sent twice, it is done once.
func newKey() string { return uuid.NewString() }
