package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow/office"
	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

func silent() *slog.Logger { return slog.New(slog.DiscardHandler) }

// sharedTemp is a folder that the database's user can reach, unlike t.TempDir of root.
func sharedTemp(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "anjia-sandbox-")
	require.NoError(t, err)
	require.NoError(t, os.Chmod(dir, 0o755))
	t.Cleanup(func() { require.NoError(t, os.RemoveAll(dir)) })
	return dir
}

// TestSandboxStopsAndIsTakenOver starts a sandbox, stops it by its context as Ctrl-C
// does while a request runs, and starts it again on the same folder.
func TestSandboxStopsAndIsTakenOver(t *testing.T) {
	t.Parallel()
	o := sandboxOptions{address: "127.0.0.1:0", dir: sharedTemp(t), startOn: law.MustDate("2024-01-02"), log: silent()}
	s, err := startSandbox(t.Context(), o)
	require.NoError(t, err)
	require.True(t, s.fresh)
	admin, err := sample.Login(t.Context(), http.DefaultClient, s.base, sandboxLogin, sandboxPassword)
	require.NoError(t, err)
	slow := make(chan error, 1)
	body, finish := io.Pipe()
	go func() { // a login whose body is still on its way
		req, err := http.NewRequestWithContext(context.WithoutCancel(t.Context()), http.MethodPost, s.base+"/api/v1/sessions", body)
		if err == nil {
			req.Header.Set("Content-Type", "application/json")
			var resp *http.Response
			if resp, err = http.DefaultClient.Do(req); err == nil {
				defer resp.Body.Close()
				if resp.StatusCode != http.StatusCreated {
					err = os.ErrInvalid
				}
			}
		}
		slow <- err
	}()
	_, err = io.WriteString(finish, `{"name":"`+sandboxLogin)
	require.NoError(t, err)
	stopped := make(chan error, 1)
	time.Sleep(200 * time.Millisecond) // the server has begun to read
	go func() { stopped <- s.stop(context.WithoutCancel(t.Context())) }()
	_, err = io.WriteString(finish, `","password":"`+sandboxPassword+`"}`)
	require.NoError(t, err)
	require.NoError(t, finish.Close())
	require.NoError(t, <-slow, "what runs when the server stops is finished")
	require.NoError(t, <-stopped)
	select {
	case <-s.postgres.Exited():
	default:
		t.Error("PostgreSQL still runs")
	}
	_, err = net.Dial("tcp", strings.TrimPrefix(s.base, "http://"))
	require.Error(t, err, "nobody listens any more")

	o.startOn = law.MustDate("2030-01-01")
	again, err := startSandbox(t.Context(), o)
	require.NoError(t, err)
	defer func() { require.NoError(t, again.stop(context.WithoutCancel(t.Context()))) }()
	require.False(t, again.fresh)
	clock, err := again.app.office.Clock(t.Context())
	require.NoError(t, err)
	require.Equal(t, law.MustDate("2024-01-02"), clock.Today, "a sandbox keeps its clock")
	same := *admin
	same.Base = again.base
	_, err = same.Call(t.Context(), http.MethodGet, "/sessions/me", nil, nil)
	require.NoError(t, err, "a session outlives the restart")
}

func TestRunEndsWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	var out bytes.Buffer
	o := sandboxOptions{address: "127.0.0.1:0", dir: sharedTemp(t), startOn: law.MustDate("2024-01-02"), log: silent()}
	ended := make(chan error, 1)
	announced := make(chan struct{})
	go func() {
		ended <- runUntilStopped(ctx, o, true, writerFunc(func(b []byte) {
			out.Write(b)
			if strings.Contains(string(b), "Ctrl-C") {
				close(announced)
			}
		}), silent())
	}()
	select {
	case <-announced:
	case err := <-ended:
		t.Fatal(err)
	}
	cancel()
	require.NoError(t, <-ended)
	require.Contains(t, out.String(), sandboxLogin)
	require.Contains(t, out.String(), "/api/v1/openapi.json")
}

// writerFunc hands on what is written.
type writerFunc func(b []byte)

// Write is of io.Writer.
func (f writerFunc) Write(b []byte) (int, error) {
	f(b)
	return len(b), nil
}

func TestServerRefusesTooMuchAndTooLittle(t *testing.T) {
	t.Parallel()
	open := func(url string) error {
		a, err := openApp(t.Context(), appOptions{database: url, files: t.TempDir(), log: silent()})
		if err == nil {
			require.NoError(t, a.close())
		}
		return err
	}
	d := storetest.New(t)
	var excess *store.ExcessError
	require.ErrorAs(t, open(d.Owner), &excess)
	require.ErrorAs(t, open(d.Admin), &excess)
	require.NoError(t, open(d.Server))
	_, err := storetest.Open(t, d.Owner).Exec(`grant delete on case_entries to anjia_server`)
	require.NoError(t, err)
	require.ErrorAs(t, open(d.Server), &excess, "a grant that came later is found at the start")
	require.ErrorContains(t, open(storetest.Empty(t).Server), "anjia migrate")
	require.Error(t, open("postgres://nobody@127.0.0.1:1/none"))
}

func TestMarkOfTheDatabase(t *testing.T) {
	t.Parallel()
	for _, sandbox := range []bool{true, false} {
		a, err := openApp(t.Context(), appOptions{database: storetest.New(t).Server, files: t.TempDir(), log: silent()})
		require.NoError(t, err)
		require.ErrorIs(t, a.checkMark(t.Context(), sandbox), errNotFounded)
		authority := sandboxAuthority()
		if !sandbox {
			authority.Pack = "cn"
		}
		_, err = a.office.Found(t.Context(), office.Founding{Sandbox: sandbox, Authority: authority, Login: "first", Name: "管理员", Password: sandboxPassword})
		require.NoError(t, err)
		require.NoError(t, a.checkMark(t.Context(), sandbox))
		require.Error(t, a.checkMark(t.Context(), !sandbox))
		require.NoError(t, a.close())
	}
}

// TestCommandsOfAnOffice goes the way of docs/operations.md: migrate, init, a case, verify.
func TestCommandsOfAnOffice(t *testing.T) { // uses the environment
	d := storetest.Empty(t)
	t.Setenv("DATABASE_URL", d.Server)
	t.Setenv("MIGRATE_URL", d.Owner)
	t.Setenv("ANJIA_DATA", t.TempDir())
	run := func(in string, args ...string) (int, string) {
		var out, errOut bytes.Buffer
		code := dispatch(args, strings.NewReader(in), &out, &errOut)
		return code, out.String() + errOut.String()
	}
	code, said := run("", "migrate")
	require.Zero(t, code, said)
	first := []string{
		"init", "--authority", "拉萨市城关区民政局", "--short-name", "拉城民收", "--certificate-mark", "藏城", "--division", "540102",
		"--superior", "拉萨市城关区人民政府", "--court", "拉萨市城关区人民法院", "--pack", "cn-540100", "--login", "guanli1", "--name", "管理员",
		"--sandbox", "--start-on", "2024-01-02",
	}
	code, said = run("short\n", first...)
	require.Equal(t, 1, code, "a weak password is refused: %s", said)
	code, said = run("anjia-sandbox-2024\n", first...)
	require.Zero(t, code, said)
	code, said = run("anjia-sandbox-2024\n", first...)
	require.Equal(t, 1, code, "an installation is founded once: %s", said)
	code, _ = run("", "init", "--start-on", "2024-02-30")
	require.Equal(t, 1, code)
	code, _ = run("", "serve", "--no-such-flag")
	require.Equal(t, 2, code)

	id, number := submitted(t, d)
	for _, which := range []string{id, number} {
		code, said = run("", "verify", "--case", which)
		require.Zero(t, code, said)
		require.Contains(t, said, "entries hold")
	}
	for _, wrong := range []string{"540102-2024-SY-00001-00", newID()} {
		code, said = run("", "verify", "--case", wrong)
		require.Equal(t, 1, code, said)
	}
	admin := storetest.Open(t, d.Admin)
	var office string
	require.NoError(t, admin.QueryRow(`select id from authorities`).Scan(&office))
	code, said = run("", "verify", "--authority", office)
	require.Zero(t, code, said)
	require.Contains(t, said, "children 1, papers of children 0")
	code, said = run("", "verify", "--authority", newID())
	require.Equal(t, 1, code, said)
	code, _ = run("", "verify", "--authority", office, "--case", id)
	require.Equal(t, 2, code, "one of both")
	_, err := admin.Exec(`set session_replication_role = replica; update case_payloads set after = replace(after, '肖梦', '假名')`)
	require.NoError(t, err)
	code, said = run("", "verify", "--case", id)
	require.Equal(t, 1, code, "a payload that was changed by hand is found: %s", said)
	_, err = admin.Exec(`set session_replication_role = replica; update authority_payloads set after = replace(after, '肖梦', '假名')`)
	require.NoError(t, err)
	code, said = run("", "verify", "--authority", office)
	require.Equal(t, 1, code, "in an authority's chain too: %s", said)
}

// submitted submits one case over the API of the founded database.
func submitted(t *testing.T, d *storetest.Database) (id, number string) {
	t.Helper()
	a, err := openApp(t.Context(), appOptions{database: d.Server, files: t.TempDir(), log: silent()})
	require.NoError(t, err)
	s := &sandbox{app: a, served: make(chan error, 1)}
	require.NoError(t, s.listen(t.Context(), "127.0.0.1:0"))
	require.NoError(t, s.serve(t.Context(), sandboxOptions{log: silent()}))
	defer func() { require.NoError(t, s.stop(context.WithoutCancel(t.Context()))) }()
	s.authorityID, err = s.firstAuthority(t)
	require.NoError(t, err)
	s.authority = "拉萨市城关区民政局"
	o, sched, err := openSamples(t.Context(), s, law.MustDate("2024-01-02"))
	require.NoError(t, err)
	f := sample.Foundling(sched, o)
	require.NoError(t, sched.Run(t.Context(), law.MustDate("2024-01-03")))
	return f.ID, f.Number
}

func (s *sandbox) firstAuthority(t *testing.T) (string, error) {
	t.Helper()
	admin, err := sample.Login(t.Context(), http.DefaultClient, s.base, sandboxLogin, sandboxPassword)
	if err != nil {
		return "", err
	}
	var raw json.RawMessage
	if _, err = admin.Call(t.Context(), http.MethodGet, "/authorities", nil, &raw); err != nil {
		return "", err
	}
	var list struct{ Items []office.Authority }
	err = json.Unmarshal(raw, &list)
	if err != nil || len(list.Items) == 0 {
		return "", err
	}
	return list.Items[0].ID, nil
}
