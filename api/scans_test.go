package api_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/jobs"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

// daemon is a virus scanner that may be away, asked by workers at any time.
type daemon struct {
	mu    sync.Mutex
	away  bool
	found string
	asked int
}

func (d *daemon) set(away bool, found string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.away, d.found = away, found
}

func (d *daemon) Scan(_ context.Context, r io.Reader) (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.asked++
	if d.away {
		return "", fmt.Errorf("daemon: %w", casework.ErrScannerAway)
	}
	_, err := io.Copy(io.Discard, r)
	return d.found, err
}

func (*daemon) Name(context.Context) (string, error) { return "daemon 1/2", nil }

func (d *daemon) times() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.asked
}

// worksEvidence works files until stop: with scans, or as a process without a scanner does.
func (w *world) worksEvidence(scans bool) (stop func()) {
	w.t.Helper()
	kinds := &jobs.Kinds{}
	jobs.AddEvidence(kinds, w.cases, w.store, 0)
	if scans {
		jobs.AddScans(kinds, w.cases, w.store)
	}
	pool, err := jobs.New(riverpgxv5.New(w.store.Pool()), w.store, kinds, jobs.Options{Poll: 100 * time.Millisecond, Log: slog.New(slog.DiscardHandler)})
	require.NoError(w.t, err)
	require.NoError(w.t, pool.Start(w.t.Context()))
	var once sync.Once
	stop = func() { once.Do(func() { require.NoError(w.t, pool.Stop(context.Background())) }) }
	w.t.Cleanup(stop)
	return stop
}

func TestAScanIsTriedAgainUntilTheScannerIsBack(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-18")
	scanner := &daemon{away: true}
	w.cases.Scanner = scanner
	w.worksEvidence(true)
	p := pieces{world: w, who: f.Office.Eval1, path: "/cases/" + f.ID}
	id := p.whole(film(70_000), nil).text("id")
	require.Eventually(t, func() bool { return scanner.times() > 0 }, 20*time.Second, 20*time.Millisecond)
	require.Equal(t, "quarantine", w.fileOf(f.Office.Officer, f.ID, id)["state"])
	scanner.set(false, "")
	require.Eventually(t, func() bool { return w.fileOf(f.Office.Officer, f.ID, id)["state"] == "clean" }, 40*time.Second, 50*time.Millisecond)
	require.GreaterOrEqual(t, scanner.times(), 2)
}

func TestAWorkerWithoutAScannerLeavesScansToOthers(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-18")
	scanner := &daemon{}
	w.cases.Scanner = scanner
	stop := w.worksEvidence(false)
	p := pieces{world: w, who: f.Office.Eval1, path: "/cases/" + f.ID}
	id := p.whole(film(70_000), nil).text("id")
	admin := storetest.Open(t, w.db.Admin)
	left := func(kind string) int {
		var n int
		require.NoError(t, admin.QueryRow(`select count(*) from river_job where kind = $1 and attempt = 0 and state = 'available'`, kind).Scan(&n))
		return n
	}
	require.Eventually(t, func() bool {
		var swept int
		require.NoError(t, admin.QueryRow(`select count(*) from river_job where kind = 'sweep_uploads' and state = 'completed'`).Scan(&swept))
		return swept == 1 && left("rescan_quarantine") == 1
	}, 20*time.Second, 20*time.Millisecond, "it works what it can, and orders as the leader what others work")
	require.Equal(t, 1, left("scan_upload"), "no attempt was lost")
	require.Zero(t, scanner.times())
	stop()
	w.worksEvidence(true)
	require.Eventually(t, func() bool { return w.fileOf(f.Office.Officer, f.ID, id)["state"] == "clean" }, 40*time.Second, 50*time.Millisecond)
	require.Zero(t, left("rescan_quarantine"))
}

func TestWorkbooksAreScannedAndSwept(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	o := w.sampleOffice()
	scanner := &daemon{found: "Eicar-Test-Signature"}
	w.cases.Scanner = scanner
	w.worksImports()
	bring := func() reply {
		return w.do(o.Supervisor, http.MethodPost, "/publications/workbooks?authority="+w.founded.Authority.ID, workbookOf(t, "2"), sample.Header{Name: "Content-Type", Value: "application/octet-stream"})
	}
	failed := w.jobState(o.Supervisor, bring().text("id"), "failed")
	require.Contains(t, failed.text("error"), "Eicar-Test-Signature")
	left, err := w.cases.Vault.OldPieces(t.Context(), time.Now().Add(time.Hour), 10)
	require.NoError(t, err)
	require.Empty(t, left, "nobody needs it any more")

	scanner.set(true, "")
	ordered := bring()
	asked := scanner.times()
	require.Eventually(t, func() bool { return scanner.times() > asked }, 20*time.Second, 20*time.Millisecond)
	require.Equal(t, "queued", w.jobState(o.Supervisor, ordered.text("id"), "queued").text("state"))
	scanner.set(false, "")
	w.jobState(o.Supervisor, ordered.text("id"), "done")
	require.NoError(t, w.cases.SweepUploads(t.Context(), w.store, time.Now().Add(time.Hour)))
	left, err = w.cases.Vault.OldPieces(t.Context(), time.Now().Add(time.Hour), 10)
	require.NoError(t, err)
	require.Empty(t, left)
}

func TestAWorkbookThatWasSweptIsAskedForAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	o := w.sampleOffice()
	ordered := w.do(o.Supervisor, http.MethodPost, "/publications/workbooks?authority="+w.founded.Authority.ID, workbookOf(t, "2"), sample.Header{Name: "Content-Type", Value: "application/octet-stream"})
	require.NoError(t, w.cases.SweepUploads(t.Context(), w.store, time.Now().Add(time.Hour)))
	w.worksImports()
	require.Contains(t, w.jobState(o.Supervisor, ordered.text("id"), "failed").text("error"), "重新导入")
}
