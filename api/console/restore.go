package console

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow/office"
)

// typedData is the page that gives back what was typed before the session ended.
type typedData struct {
	Frame   view.Frame
	Lead    string // key of what it says
	Go      string // key of the button
	Problem string // why the page itself cannot be filled in
	Path    string
	Hidden  []pair
	Facts   []view.Fact
	Files   []string
}

// offerTyped is the page after signing in again: one press, and the form is there with
// what was typed. Another account gets nothing of it.
func (v *visit) offerTyped(in *office.LoggedIn, sealed string) error {
	v.session = &office.Session{Actor: in.Actor}
	t, ok := v.openTyped(sealed)
	if !ok {
		v.flash(v.t("typed.not_yours"))
		return v.redirect(Prefix)
	}
	d := typedData{Lead: "typed.lead", Go: "typed.go", Path: t.Path, Hidden: []pair{{typedField, sealed}}, Files: t.Files}
	d.Frame = v.frame(v.t("typed.title"))
	return v.show(http.StatusOK, d.Frame.Title, typedBody(d))
}

type restoredKey struct{}

// restored is what a page was filled in with, nil when it was not.
func (v *visit) restored() *typed {
	t, _ := v.Request().Context().Value(restoredKey{}).(*typed)
	return t
}

// typed are the values with which a page's form begins when it comes back after a
// session has ended; empty else.
func (v *visit) typed() url.Values {
	if t := v.restored(); t != nil {
		return t.Values
	}
	return url.Values{}
}

// restore answers a form that only brings what was typed with the page of that form,
// filled in. Nothing is done by it.
func (v *visit) restore(sealed string) error {
	t, ok := v.openTyped(sealed)
	if !ok || t.Path != v.Request().URL.RequestURI() {
		v.flash(v.t("typed.not_yours"))
		return v.redirect(Prefix)
	}
	page, err := v.pageOf(&t)
	if err != nil {
		return v.showTyped(t, edge.ProblemOf(v.Request().Context(), err).Detail)
	}
	filled, left, found := fillIn(page, v.Request().URL.Path, t.Values)
	if !found {
		return v.showTyped(t, "")
	}
	if len(left) > 0 {
		filled, err = addLeft(filled, v.t("typed.left"), left, t.Values)
		if err != nil {
			return err
		}
	}
	return v.HTMLBlob(http.StatusOK, filled)
}

// pageOf asks for the page at the address of a form, in this process.
func (v *visit) pageOf(t *typed) ([]byte, error) {
	r, err := http.NewRequestWithContext(context.WithValue(v.Request().Context(), restoredKey{}, t), http.MethodGet, t.Path, http.NoBody)
	if err != nil {
		return nil, err
	}
	for _, name := range []string{"Cookie", "Accept-Language"} {
		r.Header[name] = v.Request().Header[name]
	}
	w := newAnswer()
	c := v.Echo().NewContext(r, w)
	v.Echo().Router().Find(http.MethodGet, r.URL.Path, c)
	if err := c.Handler()(c); err != nil {
		return nil, err
	}
	if w.status != http.StatusOK {
		return nil, echo.NewHTTPError(http.StatusNotFound)
	}
	return w.body.Bytes(), nil
}

// showTyped lists what was typed where no page can take it, and lets it be sent as it is.
func (v *visit) showTyped(t typed, problem string) error {
	d := typedData{Lead: "typed.lead.list", Go: "typed.send", Problem: problem, Path: t.Path, Hidden: hidden(t.Values), Files: t.Files}
	for _, name := range t.names() {
		if strings.HasPrefix(name, "_") {
			continue
		}
		for _, value := range t.Values[name] {
			d.Facts = appendFact(d.Facts, name, value)
		}
	}
	for _, name := range []string{"_step", "_version", "_key"} {
		if value := t.Values.Get(name); value != "" {
			d.Hidden = append(d.Hidden, pair{name, value})
		}
	}
	d.Frame = v.frame(v.t("typed.title"))
	return v.show(http.StatusOK, d.Frame.Title, typedBody(d))
}

// restoredNote is what the page says of having been filled in.
func (v *visit) restoredNote() string {
	t := v.restored()
	if t == nil {
		return ""
	}
	if len(t.Files) == 0 {
		return v.t("typed.back")
	}
	return v.t("typed.back.files", strings.Join(slices.Compact(slices.Sorted(slices.Values(t.Files))), "、"))
}
