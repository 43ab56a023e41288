package api_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/api"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/reports/finish"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/jobs"
	"github.com/anjia-project/anjia/workflow/ledger"
	"github.com/anjia-project/anjia/workflow/office"
	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/files"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

// start is the day on which the clock of every test begins.
const start = "2024-01-02"

// world is a sandbox on a database of its own, with its API.
type world struct {
	t       *testing.T
	doc     *huma.OpenAPI
	base    string
	db      *storetest.Database
	store   *store.Store
	cases   *casework.Service
	office  *office.Service
	replay  *casework.Replay
	deps    api.Deps
	admin   *sample.Client
	founded *office.Founded
	later   atomic.Int64 // nanoseconds by which real time runs ahead
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }

func newSeed() (s ledger.Seed, err error) { _, err = io.ReadFull(rand.Reader, s[:]); return s, err }

// cheap makes logins fast: what a password costs is tested elsewhere.
var cheap = office.PasswordCost{MemoryKiB: 64, Passes: 1, Lanes: 1}

func newWorld(t *testing.T) *world {
	t.Helper()
	ctx := t.Context()
	db := storetest.New(t)
	orders, err := jobs.NewOrders(riverpgxv5.New(nil))
	require.NoError(t, err)
	st, err := store.Open(ctx, db.Server, store.Options{Enqueue: orders.Enqueue})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, st.Close()) })
	set, err := law.Embedded()
	require.NoError(t, err)
	shipped, err := instrument.Embedded()
	require.NoError(t, err)
	offered, err := instrument.Offered()
	require.NoError(t, err)
	shelf, err := casework.OpenShelf(ctx, casework.Shipped{Set: set, Seeded: shipped, Offered: offered}, st)
	require.NoError(t, err)
	lifecycle, err := workflow.Compile(workflow.Table(), workflow.Guards())
	require.NoError(t, err)
	folder, err := files.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, folder.Close()) })
	w := &world{t: t, db: db, store: st}
	now := func() time.Time { return time.Now().Add(time.Duration(w.later.Load())) }
	w.cases = &casework.Service{
		Store: st, Lifecycle: lifecycle, Laws: shelf, Tables: shelf, Renderer: finish.NewRenderer(nil), Overlays: finish.NewRenderer(nil), Files: folder, Vault: folder, Now: now, NewID: newID, Seed: newSeed,
	}
	w.office = office.New(office.Service{
		Store: st, Laws: shelf, Now: now, NewID: newID, Seed: newSeed, Random: rand.Reader, Cost: cheap, Printer: finish.NewRenderer(nil),
		Shelve:    func(h workflow.Holdings) (office.Shelf, error) { return shelf.Shelve(h) },
		Published: func(ctx context.Context) { _ = shelf.Refresh(ctx) },
	})
	w.founded, err = w.office.Found(ctx, office.Founding{
		Sandbox: true, StartOn: law.MustDate(start), Login: "admin", Name: "次旦", Password: sample.Password,
		Authority: particulars("拉萨市民政局", "拉民收", "藏拉", "540100", "cn-540100"),
	})
	require.NoError(t, err)
	at := func() casework.LawAtHand { return shelf.Shelf() }
	w.replay = &casework.Replay{Archive: st, Store: st, Law: at, Now: now, NewID: newID}
	w.deps = api.Deps{
		Cases: w.cases, Office: w.office, Law: shelf, Replay: w.replay, Notices: st, Boards: &casework.Boards{Archive: st, Store: st, Law: at, Now: now}, Book: &casework.LogBook{Log: st}, Secret: bytes.Repeat([]byte{7}, 32), Version: "test",
		Log: slog.New(slog.DiscardHandler), Ready: []api.Check{{Name: "database", Run: st.Ping}, {Name: "grants", Run: st.CheckGrants}},
		Notes: []api.Note{
			{Name: "waiting", Run: func(context.Context) (any, error) { return 3, nil }},
			{Name: "lost", Run: func(context.Context) (any, error) { return nil, io.ErrUnexpectedEOF }},
		},
	}
	e, doc, err := api.Document(w.deps)
	require.NoError(t, err)
	w.doc = doc
	server := httptest.NewServer(contract(t, e, doc))
	t.Cleanup(server.Close)
	w.base = server.URL
	w.admin = w.login("admin")
	return w
}

func particulars(name, short, mark, division, pack string) office.AuthorityParticulars {
	return office.AuthorityParticulars{
		Name: name, ShortName: short, CertificateMark: mark, Division: division, Superior: "拉萨市人民政府", Court: "有管辖权的人民法院", Pack: pack,
		Phone: "0891-6320000",
	}
}

func (w *world) login(name string) *sample.Client {
	w.t.Helper()
	c, err := sample.Login(w.t.Context(), http.DefaultClient, w.base, name, sample.Password)
	require.NoError(w.t, err)
	return c
}

// sampleOffice opens the office of the samples: its people and one agency.
func (w *world) sampleOffice() *sample.Office {
	w.t.Helper()
	return w.sampleOfficeAt(w.founded.Authority.ID)
}

// sampleOfficeAt opens it in an authority of the administrator.
func (w *world) sampleOfficeAt(authorityID string) *sample.Office {
	w.t.Helper()
	o, err := sample.OpenOffice(w.t.Context(), http.DefaultClient, w.base, w.admin, authorityID, "拉萨市城关区民政局", law.MustDate(start))
	require.NoError(w.t, err)
	return o
}

// account opens an account and logs it in.
func (w *world) account(login string, role workflow.Role, authorityID, agencyID string) *sample.Client {
	w.t.Helper()
	id := w.create("/accounts", office.CreateAccount{
		AuthorityID: authorityID, AgencyID: agencyID, Login: login, Name: "测试" + login, Role: role, Password: sample.Password,
	})
	if role == workflow.RoleOfficer || role == workflow.RoleSupervisor {
		card := workflow.RecusalCard{IDNumber: "540102196402290014"}
		r := w.do(w.admin, http.MethodPost, "/accounts/"+id+"/acts/file_recusal_card", office.FileRecusalCard{Card: card}, match(`"v1"`), key())
		require.Equal(w.t, http.StatusOK, r.status, string(r.body))
	}
	return w.login(login)
}

// create does an act of the administrator that makes something, and returns its id.
func (w *world) create(path string, in any) string {
	w.t.Helper()
	r := w.do(w.admin, http.MethodPost, path, in, key())
	require.Equal(w.t, http.StatusCreated, r.status, string(r.body))
	return r.text("id")
}

// schedule is a schedule over the administrator of the world.
func (w *world) schedule() *sample.Schedule { return &sample.Schedule{Admin: w.admin} }

// reply is an answer as it came.
type reply struct {
	t      *testing.T
	status int
	header http.Header
	body   []byte
}

// text is a member of the answer that is a text or a number.
func (r reply) text(name string) string {
	r.t.Helper()
	var fields map[string]any
	require.NoError(r.t, json.Unmarshal(r.body, &fields), string(r.body))
	switch v := fields[name].(type) {
	case string:
		return v
	case nil:
		return ""
	default:
		b, err := json.Marshal(v)
		require.NoError(r.t, err)
		return string(b)
	}
}

// problem reads the answer as a refusal and checks what every refusal has.
func (r reply) problem(status int, code string) sample.Problem {
	r.t.Helper()
	require.Equal(r.t, status, r.status, string(r.body))
	require.Equal(r.t, "application/problem+json", r.header.Get("Content-Type"))
	var p sample.Problem
	require.NoError(r.t, json.Unmarshal(r.body, &p), string(r.body))
	require.Equal(r.t, code, p.Code, string(r.body))
	require.Equal(r.t, status, p.Status)
	require.NotEmpty(r.t, p.Title)
	require.NotEmpty(r.t, p.Detail)
	return p
}

func key() sample.Header           { return sample.Header{Name: "Idempotency-Key", Value: uuid.NewString()} }
func match(v string) sample.Header { return sample.Header{Name: "If-Match", Value: v} }

// do sends one request as JSON; in may be raw bytes. A nil client has no token.
func (w *world) do(c *sample.Client, method, path string, in any, headers ...sample.Header) reply {
	w.t.Helper()
	var body io.Reader
	switch in := in.(type) {
	case nil:
	case []byte:
		body = bytes.NewReader(in)
	case string:
		body = strings.NewReader(in)
	default:
		b, err := json.Marshal(in)
		require.NoError(w.t, err)
		body = bytes.NewReader(b)
	}
	if !strings.HasPrefix(path, "/api/") && !strings.HasPrefix(path, "/check/") && path != "/healthz" && path != "/readyz" {
		path = "/api/v1" + path
	}
	req, err := http.NewRequestWithContext(context.WithoutCancel(w.t.Context()), method, w.base+path, body)
	require.NoError(w.t, err)
	if in != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if c != nil && c.Token != "" {
		req.Header.Set("Authorization", "Bearer "+c.Token)
	}
	for _, h := range headers {
		req.Header.Set(h.Name, h.Value)
	}
	resp, err := http.DefaultClient.Do(req)
	require.NoError(w.t, err)
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	require.NoError(w.t, err)
	return reply{t: w.t, status: resp.StatusCode, header: resp.Header, body: b}
}
