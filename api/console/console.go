package console

import (
	"fmt"
	"log/slog"
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/anjia-project/anjia/api/console/assets"
	"github.com/anjia-project/anjia/api/console/form"
	"github.com/anjia-project/anjia/api/console/words"
	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/office"
)

// Prefix is where the console lies.
const Prefix = "/console"

// Deps is what the console works with.
type Deps struct {
	API     http.Handler // of the same process; every change goes through it
	Cases   *casework.Service
	Office  *office.Service
	Sandbox bool
	Version string // of the program
	Log     *slog.Logger
	Server  edge.ServerOptions
}

// Console answers for every page.
type Console struct {
	api      http.Handler
	cases    *casework.Service
	office   *office.Service
	document *form.Document
	books    *words.Books
	assets   *assets.Set
	sandbox  bool
	secure   bool
	version  string
	log      *slog.Logger
}

// New makes the console on an Echo of its own. It fails when its words or files
// cannot be read, or when the API does not give its document.
func New(d Deps) (http.Handler, error) {
	if d.Log == nil {
		d.Log = slog.Default()
	}
	if d.Server.Log == nil {
		d.Server.Log = d.Log
	}
	books, err := words.Load()
	if err != nil {
		return nil, err
	}
	set, err := assets.Load(Prefix + "/assets/")
	if err != nil {
		return nil, err
	}
	c := &Console{
		api: d.API, cases: d.Cases, office: d.Office, books: books, assets: set,
		sandbox: d.Sandbox, secure: d.Server.Secure, version: d.Version, log: d.Log,
	}
	if c.document, err = c.readDocument(); err != nil {
		return nil, err
	}
	e := edge.NewEcho(d.Server)
	e.HTTPErrorHandler = c.failed
	e.Use(policy)
	c.routes(e)
	return http.NewCrossOriginProtection().Handler(e), nil
}

// Beside answers with the console under its prefix and at the root, and with the API
// everywhere else.
func Beside(api, console http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", api)
	mux.Handle(Prefix+"/", console)
	mux.Handle(Prefix, console)
	mux.Handle("GET /{$}", http.RedirectHandler(Prefix, http.StatusSeeOther))
	return mux
}

// policy is what a page may load: files of the house and nothing else. No script or
// style stands in a page itself.
func policy(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Response().Header().Set("Content-Security-Policy",
			"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; font-src 'self'; connect-src 'self'; "+
				"manifest-src 'self'; worker-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
		return next(c)
	}
}

// readDocument asks the API for its document, of which the forms are made.
func (c *Console) readDocument() (*form.Document, error) {
	w := newAnswer()
	r, err := http.NewRequest(http.MethodGet, "/api/v1/openapi.json", http.NoBody) //nolint:noctx // once, at the start, within the process
	if err != nil {
		return nil, err
	}
	c.api.ServeHTTP(w, r)
	if w.status != http.StatusOK {
		return nil, fmt.Errorf("console: the API answers %d for its document", w.status)
	}
	return form.Read(w.body.Bytes())
}
