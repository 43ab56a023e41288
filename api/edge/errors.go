package edge

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/anjia-project/anjia/workflow"
)

// ProblemOf turns any error into the problem to answer with. What the house
// refuses is told; anything else becomes a bare 500 that is logged once, with the
// id of the request, and says nothing.
func ProblemOf(ctx context.Context, err error) *Problem {
	var p *Problem
	if errors.As(err, &p) {
		return p.at(ctx)
	}
	var house *workflow.Error
	if errors.As(err, &house) {
		if c := classOfError(house); c != internal {
			return decorate(ofHouse(house), house).at(ctx)
		}
	}
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return newProblem("timeout", "处理超时，结果未知：请用同一 Idempotency-Key 重试，已办成的不会重复办理").with("Retry-After", "1").at(ctx)
	case errors.Is(err, context.Canceled):
		return newProblem("unavailable", "请求已中断").at(ctx)
	}
	var http *echo.HTTPError
	if errors.As(err, &http) {
		if code := codeOf(http.Code); code != internal.code {
			return newProblem(code, "").at(ctx)
		}
	}
	logger(ctx).ErrorContext(ctx, "internal error", slog.String("request_id", RequestID(ctx)), slog.String("error", err.Error()))
	return newProblem(internal.code, "系统内部错误，已记录；请将编号告知管理员").at(ctx)
}

// at names the occurrence.
func (p *Problem) at(ctx context.Context) *Problem {
	if id := RequestID(ctx); id != "" && p.Instance == "" {
		p.Instance = "urn:request:" + id
	}
	return p
}

// decorate adds the headers that belong to a refusal.
func decorate(p *Problem, e *workflow.Error) *Problem {
	switch p.Status {
	case http.StatusUnauthorized:
		return p.with("WWW-Authenticate", `Bearer realm="anjia"`)
	case http.StatusTooManyRequests:
		var wait interface{ RetryAfter() time.Duration }
		if errors.As(e.Cause, &wait) {
			return p.with("Retry-After", strconv.Itoa(int(wait.RetryAfter()/time.Second)+1))
		}
	}
	return p
}

// handleError is Echo's error handler: routes that are not there, and whatever a
// handler of Echo returns.
func handleError(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	ProblemOf(c.Request().Context(), err).write(c.Response())
}
