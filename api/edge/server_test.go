package edge_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/api/edge"
)

// serve runs a handler on a free port; stop ends it and returns what Serve returned.
func serve(t *testing.T, h http.Handler) (address string, stop func() error) {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	done := make(chan error, 1)
	go func() { done <- edge.Serve(ctx, l, h, slog.New(slog.DiscardHandler)) }()
	return l.Addr().String(), func() error {
		cancel()
		return <-done
	}
}

// get returns the body of an answer, or what went wrong.
func get(ctx context.Context, url string) string {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err.Error()
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return err.Error()
	}
	body, err := io.ReadAll(resp.Body)
	if err := errors.Join(err, resp.Body.Close()); err != nil {
		return err.Error()
	}
	return string(body)
}

func TestServeLetsRunningRequestsFinish(t *testing.T) {
	t.Parallel()
	e := edge.NewEcho(edge.ServerOptions{Log: slog.New(slog.DiscardHandler)})
	in, out := make(chan struct{}), make(chan struct{})
	e.GET("/slow", func(c echo.Context) error {
		close(in)
		<-out
		return c.String(http.StatusOK, "done")
	})
	address, stop := serve(t, e)
	answer := make(chan string, 1)
	go func() { answer <- get(t.Context(), "http://"+address+"/slow") }()
	<-in
	stopped := make(chan error, 1)
	go func() { stopped <- stop() }()
	require.Eventually(t, func() bool {
		conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", address)
		if err == nil {
			_ = conn.Close()
		}
		return err != nil
	}, 5*time.Second, time.Millisecond, "no new connections are taken")
	close(out)
	require.NoError(t, <-stopped)
	require.Equal(t, "done", <-answer)
}

func TestRequestHasATimeLimit(t *testing.T) {
	t.Parallel()
	e := edge.NewEcho(edge.ServerOptions{Log: slog.New(slog.DiscardHandler), RequestTimeout: 5 * time.Millisecond})
	e.GET("/wait", func(c echo.Context) error {
		<-c.Request().Context().Done()
		return fmt.Errorf("store: %w", c.Request().Context().Err())
	})
	s := &site{Echo: e, log: &buffer{}}
	w := s.call(http.MethodGet, "/wait", "")
	require.Equal(t, http.StatusServiceUnavailable, w.Code)
	require.Equal(t, "timeout", problem(t, w).Code)
}

func TestLyingLengthsAndLargeHeadersAreRefused(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	address, stop := serve(t, s)
	send := func(text string) string {
		conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", address)
		require.NoError(t, err)
		defer func() { _ = conn.Close() }()
		_, err = io.WriteString(conn, text)
		require.NoError(t, err)
		if half, ok := conn.(*net.TCPConn); ok {
			require.NoError(t, half.CloseWrite())
		}
		line, err := bufio.NewReader(conn).ReadString('\n')
		require.NoError(t, err)
		return line
	}
	head := "POST /things/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + authorised + "\r\nIf-Match: \"v1\"\r\nContent-Type: application/json\r\n"
	require.Contains(t, send(head+"Content-Length: 500\r\n\r\n{\"name\":\"a\"}"), " 400 ", "the body ends before its time")
	require.Contains(t, send(head+"Content-Length: 12\r\n\r\n{\"name\":\"a\"}"), " 200 ")
	require.Contains(t, send(head+"Transfer-Encoding: chunked\r\n\r\n1000\r\n"+strings.Repeat("a", 4096)+"\r\n0\r\n\r\n"), " 413 ")
	require.Contains(t, send("GET /me HTTP/1.1\r\nHost: x\r\nX-Long: "+strings.Repeat("a", 64<<10)+"\r\n\r\n"), " 431 ")
	require.NoError(t, stop())
}

func TestAddressOfTheClient(t *testing.T) {
	t.Parallel()
	for trusted, want := range map[bool]string{false: "192.0.2.1", true: "203.0.113.9"} {
		e := edge.NewEcho(edge.ServerOptions{Log: slog.New(slog.DiscardHandler), TrustProxy: trusted})
		e.IPExtractor = map[bool]echo.IPExtractor{false: e.IPExtractor, true: echo.ExtractIPFromXFFHeader(echo.TrustIPRange(&net.IPNet{IP: net.IPv4(192, 0, 2, 0), Mask: net.CIDRMask(24, 32)}))}[trusted]
		e.GET("/", func(c echo.Context) error { return c.String(http.StatusOK, edge.Source(c.Request().Context())) })
		s := &site{Echo: e, log: &buffer{}}
		require.Equal(t, want, s.call(http.MethodGet, "/", "", "X-Forwarded-For: 203.0.113.9").Body.String())
	}
}
