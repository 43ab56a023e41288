package api

import (
	"context"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
)

// Check is one thing that must hold for the server to be of use.
type Check struct {
	Name string
	Run  func(ctx context.Context) error
}

// Note is what whoever watches the server should know, although it is of use without it.
type Note struct {
	Name string
	Run  func(ctx context.Context) (any, error) // of numbers and plain words, never of a case
}

// readyWithin bounds all checks of one probe.
const readyWithin = 3 * time.Second

// health answers /healthz and /readyz, for whoever watches the server. They say
// nothing about the reasons: those are in the log. Notes never make it unready.
func (s *server) health(e *echo.Echo) {
	e.GET("/healthz", func(c echo.Context) error { return c.JSON(http.StatusOK, map[string]string{"status": "ok"}) })
	e.GET("/readyz", func(c echo.Context) error {
		ctx, cancel := context.WithTimeout(c.Request().Context(), readyWithin)
		defer cancel()
		status, state := http.StatusOK, "ready"
		results := map[string]string{}
		for _, check := range s.ready {
			results[check.Name] = "ok"
			if err := check.Run(ctx); err != nil {
				s.log.ErrorContext(ctx, "not ready", "check", check.Name, "error", err.Error())
				results[check.Name], status, state = "failed", http.StatusServiceUnavailable, "not ready"
			}
		}
		notes := map[string]any{}
		for _, note := range s.notes {
			var err error
			if notes[note.Name], err = note.Run(ctx); err != nil {
				s.log.WarnContext(ctx, "not known", "note", note.Name, "error", err.Error())
				notes[note.Name] = "unknown"
			}
		}
		return c.JSON(status, map[string]any{"status": state, "checks": results, "notes": notes})
	})
}
