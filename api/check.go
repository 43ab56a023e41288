package api

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/netip"
	"strings"
	"sync/atomic"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
	"golang.org/x/time/rate"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// Limits of checking, for each address (an IPv6 network of 64 bits counts as one) and
// process. They are no matter of law: a counter checks a paper now and then, and a
// token of 120 bits is not found by trying.
const (
	checkRate   = rate.Limit(1) // a second
	checkBurst  = 20
	checkForget = 10 * time.Minute
	// checkPace is how long an answer takes at least, so that the time of one does
	// not tell what was found.
	checkPace = 60 * time.Millisecond
)

// checking counts what was asked, since the process began.
type checking struct{ found, unknown, refused atomic.Int64 }

// checks puts the public page on which a paper is checked (文书核验) beside the API:
// it is for people with a telephone, without an account, in a browser; programs
// that accept JSON alone get that.
func (s *server) checks(e *echo.Echo) {
	count := &checking{}
	store := middleware.NewRateLimiterMemoryStoreWithConfig(middleware.RateLimiterMemoryStoreConfig{Rate: checkRate, Burst: checkBurst, ExpiresIn: checkForget})
	limit := middleware.RateLimiterWithConfig(middleware.RateLimiterConfig{
		Store:               store,
		IdentifierExtractor: func(c echo.Context) (string, error) { return network(c.RealIP()), nil },
		DenyHandler: func(c echo.Context, _ string, _ error) error {
			count.refused.Add(1)
			c.Response().Header().Set("Retry-After", "20")
			return checkRefused(c, problem(http.StatusTooManyRequests, "too_many_requests", "核验过于频繁", "核验过于频繁：请过半分钟再试"))
		},
	})
	e.GET("/check/:token", func(c echo.Context) error { return s.check(c, count) }, limit)
	s.notes = append(s.notes, Note{Name: "paper_checks", Run: func(context.Context) (any, error) {
		return map[string]int64{"found": count.found.Load(), "unknown": count.unknown.Load(), "refused": count.refused.Load()}, nil
	}})
}

func (s *server) check(c echo.Context, count *checking) error {
	ctx, started := c.Request().Context(), time.Now()
	found, err := s.cases.CheckPaper(ctx, c.Param("token"))
	var refusal *workflow.Error
	switch {
	case err == nil:
		count.found.Add(1)
	case errors.As(err, &refusal) && refusal.Kind == workflow.KindNotFound:
		count.unknown.Add(1)
	}
	if err := paced(ctx, started); err != nil {
		return checkRefused(c, edge.ProblemOf(ctx, err))
	}
	if err != nil {
		return checkRefused(c, edge.ProblemOf(ctx, err))
	}
	if wantsJSON(c) {
		return c.JSON(http.StatusOK, found)
	}
	return checkPage(c, http.StatusOK, verdictOf(found))
}

// paced waits until an answer may be given.
func paced(ctx context.Context, started time.Time) error {
	timer := time.NewTimer(time.Until(started.Add(checkPace)))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// network is whom a limit is for: an IPv4 address, or the 64 bits of an IPv6 one
// that a single household has.
func network(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	ip = ip.Unmap()
	if ip.Is4() {
		return ip.String()
	}
	p, err := ip.WithZone("").Prefix(64)
	if err != nil {
		return address
	}
	return p.String()
}

// wantsJSON tells a program from a browser: only who names JSON and not HTML gets it.
func wantsJSON(c echo.Context) bool {
	accept := c.Request().Header.Get(echo.HeaderAccept)
	return strings.Contains(accept, "json") && !strings.Contains(accept, "html")
}

// checkRefused answers a refusal in the form that was asked for.
func checkRefused(c echo.Context, p *edge.Problem) error {
	if wantsJSON(c) {
		return p
	}
	for name, values := range p.GetHeaders() {
		c.Response().Header()[name] = values
	}
	return checkPage(c, p.Status, verdict{Title: p.Title, Text: p.Detail})
}

// checkPage writes the page: nothing in it is run, and nothing comes from elsewhere.
func checkPage(c echo.Context, status int, v verdict) error {
	var page bytes.Buffer
	if err := checkTemplate.Execute(&page, v); err != nil {
		return err
	}
	h := c.Response().Header()
	h.Set("Content-Security-Policy", checkPolicy)
	h.Set("X-Robots-Tag", "noindex")
	h.Set("Vary", echo.HeaderAccept)
	return c.HTMLBlob(status, page.Bytes())
}

// verdictOf words what is known of a paper.
func verdictOf(p *casework.PaperCheck) verdict {
	v := verdict{Good: true, Title: "登记机关有此文书", Text: "登记机关制作过下列文书。请与手中的文书逐项核对，各项都应当一致："}
	switch {
	case !p.VoidOn.IsZero() && p.Replaced:
		v.Good, v.Title, v.Text = false, "此文书已作废", "下列文书已于"+p.VoidOn.Chinese()+"作废，登记机关已重新制作，以新文书为准。"
	case !p.VoidOn.IsZero():
		v.Good, v.Title, v.Text = false, "此文书已作废", "下列文书已于"+p.VoidOn.Chinese()+"作废。需要了解情况的，请向登记机关询问。"
	}
	v.add("文书名称", p.Title)
	v.add("发文字号", p.Number)
	v.add("登记机关", p.Authority)
	if !p.On.IsZero() {
		v.add("日期", p.On.Chinese())
	}
	v.add("记录校验码", p.Entry)
	v.add("电子签章", signed(p.Signatures))
	v.Sandbox = p.Sandbox
	return v
}

func signed(n int) string {
	if n == 0 {
		return "没有"
	}
	return "已签，共" + itoa(n) + "个签名"
}
