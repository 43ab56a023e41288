package console

import (
	"log/slog"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/api/edge"
)

// troubleData is a page that says what went wrong and what helps.
type troubleData struct {
	Frame   view.Frame
	Status  int
	Title   string
	Text    string // what happened
	Remedy  string // what helps
	Unmet   []edge.ProblemGuard
	Request string // to be told to the administrator
}

// failed is the answer to every error that a page does not tell itself.
func (c *Console) failed(err error, ec echo.Context) {
	if ec.Response().Committed {
		return
	}
	ctx := ec.Request().Context()
	p := edge.ProblemOf(ctx, err)
	v, enterErr := c.enter(ec)
	if enterErr != nil { // the database is away: the page goes without the person
		v = &visit{Context: ec, console: c, words: c.books.In(languageOf(ec.Request()))}
	}
	if p.Status == http.StatusUnauthorized {
		if err := v.askToSignIn(); err == nil {
			return
		}
	}
	d := v.trouble(p)
	if err := v.show(p.Status, d.Title, troubleBody(d)); err != nil {
		c.log.ErrorContext(ctx, "page of an error", slog.String("error", err.Error()))
	}
}

// trouble words a problem for the reader: the title and the remedy by its status, the
// detail as the API tells it.
func (v *visit) trouble(p *edge.Problem) troubleData {
	key := "trouble." + strconv.Itoa(p.Status)
	if !v.words.Has(key + ".title") {
		key = "trouble.500"
	}
	d := troubleData{
		Status: p.Status, Title: v.t(key + ".title"), Text: p.Detail, Remedy: v.t(key + ".remedy"), Unmet: p.Unmet, Request: p.Instance,
	}
	d.Frame = v.frame(d.Title)
	return d
}
