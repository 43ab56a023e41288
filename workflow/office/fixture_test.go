package office_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
	"github.com/anjia-project/anjia/workflow/office"
	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

// clock is real time as a test sets it.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// house is an installation of its own: a city over two counties, with people.
type house struct {
	*office.Service
	db         *storetest.Database
	clock      *clock
	root       workflow.Actor // administrator of the city
	city       string
	east, west string
	eastAdmin  workflow.Actor
	officer    workflow.Actor // of the east
}

const password = "Gesar-of-Ling-1"

var lastID atomic.Uint64

// newID is a UUIDv7 by form; ids made later sort later.
func newID() string {
	var tail [6]byte
	_, _ = rand.Read(tail[:])
	n := lastID.Add(1)
	return fmt.Sprintf("01900000-%04x-7%03x-8%03x-%012x", n>>12&0xffff, n&0xfff, uint16(tail[0])<<4, uint64(tail[1])<<40|uint64(tail[2])<<32|n)
}

func seed() (ledger.Seed, error) {
	var s ledger.Seed
	_, err := rand.Read(s[:])
	return s, err
}

// today is the day on which the clock of tests stands.
const today = "2024-01-02"

// newService is a service over an empty database.
func newService(t *testing.T) (*office.Service, *clock, *storetest.Database) {
	t.Helper()
	db := storetest.New(t)
	s, err := store.Open(context.Background(), db.Server, store.Options{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	set, err := law.Embedded()
	require.NoError(t, err)
	seeded, err := instrument.Embedded()
	require.NoError(t, err)
	offered, err := instrument.Offered()
	require.NoError(t, err)
	shelf, err := casework.OpenShelf(t.Context(), casework.Shipped{Set: set, Seeded: seeded, Offered: offered}, s)
	require.NoError(t, err)
	c := &clock{at: law.MustDate(today).Time().Add(2 * time.Hour)}
	return office.New(office.Service{
		Store: s, Laws: shelf, Now: c.now, NewID: newID, Seed: seed, Random: rand.Reader,
		Cost:      office.PasswordCost{MemoryKiB: 64, Passes: 1, Lanes: 1},
		Shelve:    func(h workflow.Holdings) (office.Shelf, error) { return shelf.Shelve(h) },
		Published: func(ctx context.Context) { _ = shelf.Refresh(ctx) },
	}), c, db
}

func particulars(name, division string) office.AuthorityParticulars {
	return office.AuthorityParticulars{
		Name: name, ShortName: "拉民收", CertificateMark: "藏拉", Division: division, Superior: "拉萨市人民政府", Court: "拉萨市城关区人民法院", Pack: "cn-540100",
	}
}

func founding(sandbox bool) office.Founding {
	return office.Founding{Sandbox: sandbox, Authority: particulars("拉萨市民政局", "540100"), Login: "root", Name: "次仁", Password: password}
}

func newHouse(t *testing.T, sandbox bool) *house {
	t.Helper()
	s, c, db := newService(t)
	f, err := s.Found(t.Context(), founding(sandbox))
	require.NoError(t, err)
	h := &house{Service: s, db: db, clock: c, city: f.Authority.ID}
	h.root = h.login(t, "root")
	h.east = h.authority(t, "拉萨市城关区民政局", "540102")
	h.west = h.authority(t, "拉萨市堆龙德庆区民政局", "540103")
	h.eastAdmin = h.person(t, h.east, "", "east-admin", workflow.RoleAdmin)
	h.officer = h.person(t, h.east, "", "officer", workflow.RoleOfficer)
	return h
}

// do does one act that must succeed.
func (h *house) do(t *testing.T, actor workflow.Actor, id string, version int64, c office.Command) *office.Outcome {
	t.Helper()
	out, err := h.Do(t.Context(), office.Request{Actor: actor, ID: id, Version: version, Command: c})
	require.NoError(t, err)
	return out
}

// refused does one act that must fail with a kind and a code.
func (h *house) refused(t *testing.T, kind workflow.Kind, code string, actor workflow.Actor, id string, version int64, c office.Command) *workflow.Error {
	t.Helper()
	_, err := h.Do(t.Context(), office.Request{Actor: actor, ID: id, Version: version, Command: c})
	var e *workflow.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, kind, e.Kind, e.Error())
	if code != "" {
		require.Equal(t, code, e.Code, e.Error())
	}
	return e
}

func (h *house) authority(t *testing.T, name, division string) string {
	t.Helper()
	return h.do(t, h.root, "", 0, office.CreateAuthority{ParentID: h.city, AuthorityParticulars: particulars(name, division)}).ID
}

// account opens an account and returns its id.
func (h *house) account(t *testing.T, authority, agency, login string, role workflow.Role) string {
	t.Helper()
	return h.do(t, h.root, "", 0, office.CreateAccount{
		AuthorityID: authority, AgencyID: agency, Login: login, Name: "某" + role.Chinese(), Role: role, Password: password,
	}).ID
}

// person opens an account and logs in.
func (h *house) person(t *testing.T, authority, agency, login string, role workflow.Role) workflow.Actor {
	t.Helper()
	h.account(t, authority, agency, login, role)
	return h.login(t, login)
}

func (h *house) login(t *testing.T, login string) workflow.Actor {
	t.Helper()
	in, err := h.Login(t.Context(), login, password, "test")
	require.NoError(t, err)
	return in.Actor
}

// agency files an agency that could be commissioned.
func (h *house) agency(t *testing.T, authority string, n int) string {
	t.Helper()
	staff := []office.StaffMember{}
	for i := range 5 {
		staff = append(staff, office.StaffMember{Name: fmt.Sprintf("工作人员%d", i), Background: "social_work", FullTime: true})
	}
	return h.do(t, h.root, "", 0, office.RegisterAgency{
		AuthorityID: authority, AgencyParticulars: agencyParticulars(n), Staff: staff,
		Contract: &office.ContractTerms{Number: "委〔2024〕1号", From: law.MustDate("2024-01-01"), To: law.MustDate("2026-12-31")},
	}).ID
}

func agencyParticulars(n int) office.AgencyParticulars {
	return office.AgencyParticulars{
		Name: fmt.Sprintf("雪域社会工作服务中心%d", n), CreditCode: creditCode(n), LegalPerson: true, Governance: true,
		Scope: "收养评估、社会调查", ScopeCovers: true, Representative: "卓玛",
	}
}

// creditCode is the n-th code with a right check character.
func creditCode(n int) string {
	body := fmt.Sprintf("52540102%09d", n)
	for _, c := range "0123456789ABCDEFGHJKLMNPQRTUWXY" {
		if _, err := eligibility.ParseCreditCode(body + string(c)); err == nil {
			return body + string(c)
		}
	}
	return ""
}

// idNumber is the n-th number of a person born in 1985, with a right check character.
func idNumber(n int) string {
	body := fmt.Sprintf("54010219850607%03d", n)
	for _, c := range "0123456789X" {
		if _, err := eligibility.ParseResidentID(body + string(c)); err == nil {
			return body + string(c)
		}
	}
	return ""
}

func evaluatorParticulars(n int, account string) office.EvaluatorParticulars {
	return office.EvaluatorParticulars{
		Name: "央金" + strings.Repeat("卓", n%3), IDNumber: idNumber(n), Phone: "13800000000", Background: "psychology", FullTime: true, AccountID: account,
	}
}

// actions reads the acts of an authority's chain as the database holds them, and checks the chain.
func (h *house) actions(t *testing.T, authority string) []string {
	t.Helper()
	db := storetest.Open(t, h.db.Admin)
	rows, err := db.Query(`select e.header, e.hash, p.seed, p.input, p.after from authority_entries e join authority_payloads p using (authority_id, seq)
		where authority_id = $1 order by seq`, authority)
	require.NoError(t, err)
	defer rows.Close()
	var acts []string
	var records []ledger.Record
	for rows.Next() {
		var header, input, after string
		var hash, rawSeed []byte
		require.NoError(t, rows.Scan(&header, &hash, &rawSeed, &input, &after))
		e, err := ledger.Decode([]byte(header))
		require.NoError(t, err)
		sum, err := ledger.HashFromBytes(hash)
		require.NoError(t, err)
		seed, err := ledger.SeedFromBytes(rawSeed)
		require.NoError(t, err)
		require.NotContains(t, input+after, password, "no password enters the record")
		require.NotContains(t, input+after, "$argon2id$")
		records = append(records, ledger.Record{Entry: e, Hash: sum, Payload: ledger.Payload{Seed: seed, Input: []byte(input), After: []byte(after)}})
		acts = append(acts, e.Act)
	}
	require.NoError(t, rows.Err())
	_, err = ledger.VerifyChain(ledger.Genesis(authority, ledger.AuthorityChain(authority)), records)
	require.NoError(t, err)
	return acts
}

func day(s string) law.Date { return law.MustDate(s) }
