package edge

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"
)

// Limits of a server. None of them is a matter of law.
const (
	readHeaderTimeout = 5 * time.Second
	readTimeout       = 60 * time.Second // a scan over a slow line
	writeTimeout      = 90 * time.Second
	idleTimeout       = 120 * time.Second
	headerBytes       = 32 << 10
	// DefaultRequestTimeout is how long one request may take inside.
	DefaultRequestTimeout = 30 * time.Second
	// stopWithin is how long running requests may take when the server stops.
	stopWithin = 20 * time.Second
)

// ServerOptions describe what all routes share.
type ServerOptions struct {
	Log            *slog.Logger  // nil: slog.Default
	RequestTimeout time.Duration // 0: DefaultRequestTimeout
	// TrustProxy takes the address of the client from X-Forwarded-For; only behind a
	// proxy of the own house, which sets it.
	TrustProxy bool
	// Secure tells browsers to use HTTPS only; when the office serves it so.
	Secure bool
}

// NewEcho makes an Echo with what the API and the console share: request id, access
// log, time limit, security headers, panics caught, every error a problem.
func NewEcho(o ServerOptions) *echo.Echo {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.RequestTimeout == 0 {
		o.RequestTimeout = DefaultRequestTimeout
	}
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.HTTPErrorHandler = handleError
	e.IPExtractor = echo.ExtractIPDirect()
	if o.TrustProxy {
		e.IPExtractor = echo.ExtractIPFromXFFHeader()
	}
	e.Pre(opened(o), headers(o), logged(o), caught)
	return e
}

// opened gives the request its id, its books and its time.
func opened(o ServerOptions) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			r := &request{id: newRequestID(c.Request().Header.Get(echo.HeaderXRequestID)), source: c.RealIP(), agent: c.Request().UserAgent(), log: o.Log}
			if within, ok := c.Request().Context().Value(requestKey{}).(*request); ok {
				r = new(request)
				*r = *within // the console asks the API in the same process, for the person whom it knows
			}
			ctx, cancel := context.WithTimeout(withRequest(c.Request().Context(), r), o.RequestTimeout)
			defer cancel()
			c.SetRequest(c.Request().WithContext(ctx))
			c.Response().Header().Set(echo.HeaderXRequestID, r.id)
			return next(c)
		}
	}
}

// headers sets what every answer carries: nothing is kept by caches, nothing is
// framed, guessed or fetched from elsewhere. The console loosens the policy of its pages.
func headers(o ServerOptions) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			h := c.Response().Header()
			h.Set("X-Content-Type-Options", "nosniff")
			h.Set("X-Frame-Options", "DENY")
			h.Set("Referrer-Policy", "no-referrer")
			h.Set("Cross-Origin-Resource-Policy", "same-origin")
			h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
			h.Set("Cache-Control", "no-store")
			if o.Secure {
				h.Set("Strict-Transport-Security", "max-age=31536000")
			}
			return next(c)
		}
	}
}

// logged writes one line for each request: the template of the route and not the
// address, the actor's id and not the name.
func logged(o ServerOptions) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			start := time.Now()
			err := next(c)
			if err != nil {
				c.Error(err)
			}
			ctx := c.Request().Context()
			r := requestOf(ctx)
			status := c.Response().Status
			level := slog.LevelInfo
			if status >= http.StatusInternalServerError {
				level = slog.LevelError
			}
			route := c.Path()
			if route == "" {
				route = "(none)"
			}
			attributes := []slog.Attr{
				slog.String("request_id", r.id), slog.String("method", c.Request().Method), slog.String("route", route),
				slog.Int("status", status), slog.Int64("bytes", c.Response().Size), slog.Duration("took", time.Since(start)),
			}
			if r.session != nil {
				attributes = append(attributes, slog.String("actor_id", r.session.Actor.ID))
			}
			o.Log.LogAttrs(ctx, level, "request", attributes...)
			return nil
		}
	}
}

// caught turns a panic into an internal error. What was panicked with may hold data
// of a case: the log gets its type and where it happened.
func caught(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			what := recover()
			if what == nil {
				return
			}
			if what == http.ErrAbortHandler { //nolint:errorlint,err113 // the very value, as net/http compares it
				panic(what) //nolint:forbidigo // net/http knows it and closes the connection
			}
			ctx := c.Request().Context()
			logger(ctx).ErrorContext(ctx, "panic", slog.String("request_id", RequestID(ctx)), slog.String("type", fmt.Sprintf("%T", what)),
				slog.String("stack", string(debug.Stack())))
			err = newProblem(internal.code, "系统内部错误，已记录；请将编号告知管理员").at(ctx)
		}()
		return next(c)
	}
}

// Serve answers on the listener until the context ends, then lets running requests
// finish for a while and closes. It returns nil after an orderly stop.
func Serve(ctx context.Context, l net.Listener, h http.Handler, log *slog.Logger) error {
	s := &http.Server{
		Handler: h, ReadHeaderTimeout: readHeaderTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout,
		IdleTimeout: idleTimeout, MaxHeaderBytes: headerBytes, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	stopped := make(chan error, 1)
	served := make(chan error, 1)
	go func() { served <- s.Serve(l) }()
	select {
	case err := <-served:
		return err
	case <-ctx.Done():
	}
	go func() {
		within, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
		defer cancel()
		stopped <- s.Shutdown(within)
	}()
	if err := <-served; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	err := <-stopped
	if err != nil { // some request did not finish
		err = errors.Join(err, s.Close())
	}
	return err
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
