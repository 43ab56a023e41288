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

// readyWithin bounds all checks of one probe.
const readyWithin = 3 * time.Second

// health answers /healthz and /readyz, for whoever watches the server. They say
// nothing about the reasons: those are in the log.
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
		return c.JSON(status, map[string]any{"status": state, "checks": results})
	})
}
