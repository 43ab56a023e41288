package sample_test

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/api"
	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/reports/finish"
	"github.com/anjia-project/anjia/reports/font"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
	"github.com/anjia-project/anjia/workflow/office"
	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

// memoryFiles keeps files in memory: what is tested here is the road, not the disk.
type memoryFiles struct {
	mu    sync.Mutex
	files map[string][]byte
}

func (m *memoryFiles) Put(_ context.Context, id string, content []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.files[id] = content
	return nil
}

func (m *memoryFiles) Get(_ context.Context, id string) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if b, ok := m.files[id]; ok {
		return b, nil
	}
	return nil, errors.New("no such file")
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }

func seed() (s ledger.Seed, err error) { _, err = rand.Read(s[:]); return s, err }

// world is a running sandbox on a database of its own.
type world struct {
	Office, Chengdu *sample.Office
	Sched           *sample.Schedule
	Store           *store.Store
}

func newWorld(t *testing.T, start law.Date) *world {
	t.Helper()
	ctx := t.Context()
	db := storetest.New(t)
	st, err := store.Open(ctx, db.Server, store.Options{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, st.Close()) })
	set, err := law.Embedded()
	require.NoError(t, err)
	shipped, err := instrument.Embedded()
	require.NoError(t, err)
	shelf, err := casework.NewShelf(casework.Shipped{Set: set, Seeded: shipped}, workflow.Holdings{})
	require.NoError(t, err)
	lifecycle, err := workflow.Compile(workflow.Table(), workflow.Guards())
	require.NoError(t, err)
	cases := &casework.Service{
		Store: st, Lifecycle: lifecycle, Laws: shelf, Tables: shelf, Renderer: finish.NewRenderer(font.Embedded()),
		Files: &memoryFiles{files: map[string][]byte{}}, Now: time.Now, NewID: newID, Seed: seed,
	}
	offices := office.New(office.Service{Store: st, Laws: shelf, Now: time.Now, NewID: newID, Seed: seed, Random: rand.Reader})
	found, err := offices.Found(ctx, office.Founding{
		Sandbox: true, StartOn: start, Login: "admin", Name: "次旦", Password: sample.Password,
		Authority: office.AuthorityParticulars{
			Name: "拉萨市城关区民政局", ShortName: "拉城民收", CertificateMark: "藏城", Division: "540102", Address: "拉萨市城关区江苏路1号",
			Phone: "0891-6323232", Superior: "拉萨市城关区人民政府", Court: "拉萨市城关区人民法院", Pack: "cn-540100",
		},
	})
	require.NoError(t, err)
	e, err := api.New(api.Deps{Cases: cases, Office: offices, Law: shelf, Secret: []byte("0123456789abcdef0123456789abcdef"), Version: "test", Log: slog.New(slog.DiscardHandler)})
	require.NoError(t, err)
	srv := httptest.NewServer(e)
	t.Cleanup(srv.Close)
	admin, err := sample.Login(ctx, http.DefaultClient, srv.URL, "admin", sample.Password)
	require.NoError(t, err)
	o, err := sample.OpenOffice(ctx, http.DefaultClient, srv.URL, admin, found.Authority.ID, found.Authority.Name, start)
	require.NoError(t, err)
	chengdu, err := sample.OpenChengdu(ctx, http.DefaultClient, srv.URL, admin, found.Authority.ID, start)
	require.NoError(t, err)
	return &world{Office: o, Chengdu: chengdu, Store: st, Sched: &sample.Schedule{Admin: admin, Log: t.Logf}}
}

// TestSevenFamilies drives the seven families of the demo from the counter to
// their ends, over HTTP on a real PostgreSQL, and sets every paper.
func TestSevenFamilies(t *testing.T) {
	t.Parallel()
	w := newWorld(t, law.MustDate("2024-01-02"))
	families := append(sample.Families(w.Sched, w.Office), sample.BestOfSeveral(w.Sched, w.Chengdu)...)
	require.NoError(t, w.Sched.Run(t.Context(), law.Date{}))
	dir := outDir(t)
	for _, f := range families {
		sum, err := f.Write(t.Context(), dir)
		require.NoError(t, err, f.Name)
		require.Equal(t, f.Expected, sum.State, f.Name)
		require.NotEmpty(t, sum.Papers)
		for _, k := range sum.Clocks {
			if want, counted := countedByHand()[f.Name][k.Name]; counted && k.Name != law.ClockFollowUp {
				require.Equal(t, want, k.Due.On.String(), "%s: %s: %v", f.Name, k.Name, k.Due.Texts())
			}
		}
	}
}

// countedByHand is every legal date of the families as a person counts it with a
// calendar of 2024 on the desk. Spring Festival was 10 to 17 February with work on
// Sunday the 4th and Sunday the 18th; 7 April was a working Sunday.
func countedByHand() map[string]map[law.ClockName]string {
	return map[string]map[law.ClockName]string{
		"1-foundling": {
			law.ClockFoundlingNotice:    "2024-03-04", // day 60 is Saturday 2 March: Monday
			law.ClockRegistrationReview: "2024-04-03", // not a day runs before 5 March: notice, then also assessment
			law.ClockConsentAnswer:      "2024-01-17", // seven working days after the 8th
			law.ClockAssessment:         "2024-03-11", // 60 days from 11 January, over 29 February
			law.ClockIntegration:        "2024-02-24", // 30 days with the family from 25 January; a floor does not roll
		},
		"2-forty-years": {
			law.ClockRegistrationReview: "2024-02-18", // 10 February is a holiday: the working Sunday after it
			law.ClockReconsideration:    "2024-03-15",
			law.ClockLawsuit:            "2024-07-15",
		},
		"3-under-the-mark": {
			law.ClockRegistrationReview: "2024-02-23", // 30 days and the 15 of the assessment
			law.ClockAssessment:         "2024-03-18", // day 60 is Saturday the 16th
			law.ClockReconsideration:    "2024-04-07", // a working Sunday: no roll
			law.ClockLawsuit:            "2024-08-07",
		},
		"4-harm": {
			law.ClockRegistrationReview: "2024-03-22", // notice, assessment and emergency overlap: one union
			law.ClockAssessment:         "2024-03-19", // one day of emergency is not counted
			law.ClockReconsideration:    "2024-04-23",
			law.ClockLawsuit:            "2024-08-23",
		},
		"6-chosen-of-two": {
			law.ClockFoundlingNotice:    "2024-03-04", // day 60 from 4 January is a Monday
			law.ClockConsentAnswer:      "2024-01-22", // seven working days after the 11th
			law.ClockAssessment:         "2024-03-15", // 60 days from 15 January, a Friday; it stopped with the capacity report
			law.ClockIntegration:        "2024-03-20", // 30 days from 19 February
			law.ClockRegistrationReview: "2024-04-23", // not a day runs before the integration report of 25 March
		},
		"6-not-selected": {
			law.ClockAssessment:      "2024-03-18", // day 60 from 16 January is Saturday the 16th
			law.ClockReconsideration: "2024-05-31", // 60 days from the service on 1 April
			law.ClockLawsuit:         "2024-10-08", // 1 October opens the national holidays, the 8th is the first working day
		},
		"5-step-child": {law.ClockRegistrationReview: "2024-02-18"}, // 16 February is a holiday
	}
}

// outDir keeps the papers where ANJIA_KEEP_PAPERS says, for a look at them.
func outDir(t *testing.T) string {
	t.Helper()
	if dir := os.Getenv("ANJIA_KEEP_PAPERS"); dir != "" {
		return dir
	}
	return t.TempDir()
}

// TestAChildIsRegisteredOnce: the notice, the lock of an act and the rule that a
// child is adopted once hang on the child's one record.
func TestAChildIsRegisteredOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, law.MustDate("2024-01-02"))
	in := casework.RegisterChild{ChildInput: casework.ChildInput{
		Name: "罗桑曲珍", Sex: eligibility.Female, Born: law.MustDate("2015-01-25"), IDType: eligibility.ResidentCard,
		IDNumber: "540102201501250281", Source: "step", Code: "SY2024-01-01",
	}}
	register := func(key string) error {
		_, err := w.Office.Officer.Call(t.Context(), http.MethodPost, "/children", in, nil, sample.Header{Name: "Idempotency-Key", Value: key})
		return err
	}
	require.NoError(t, register(newID()))
	in.Code = "SY2024-01-02"
	err := register(newID())
	require.True(t, sample.IsStatus(err, http.StatusConflict), "%v", err)
	require.ErrorContains(t, err, "child_registered")
}
