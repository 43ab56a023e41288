package api_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/reports/dossier"
	"github.com/anjia-project/anjia/reports/dossier/check"
	"github.com/anjia-project/anjia/reports/dossier/lock"
	"github.com/anjia-project/anjia/reports/seal"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/jobs"
	"github.com/anjia-project/anjia/workflow/ledger"
	"github.com/anjia-project/anjia/workflow/office"
)

// bureau makes and signs dossiers for a world, and keeps its log.
type bureau struct {
	*world
	trust seal.Trust
	// fails is what the signing of the next dossiers fails with, nil for nothing.
	fails atomic.Pointer[error]
}

func newBureau(t *testing.T, w *world) *bureau {
	t.Helper()
	key, public, err := ledger.NewLogKey(rand.Reader, "anjia/test")
	require.NoError(t, err)
	trial, err := seal.NewTrial("根证书", time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC))
	require.NoError(t, err)
	signer, err := trial.Issue("城关区民政局", time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC))
	require.NoError(t, err)
	root := seal.PEM(trial.Root.Raw)
	b := &bureau{world: w}
	raw, err := json.Marshal(seal.TrustFile{Format: seal.TrustFormat, Roots: []string{root}, Logs: []string{public}})
	require.NoError(t, err)
	b.trust, err = seal.ReadTrust(raw)
	require.NoError(t, err)
	w.cases.LockDossier = func(file []byte, password string) ([]byte, error) { return lock.Copy(file, password, rand.Reader) }
	kinds := &jobs.Kinds{}
	jobs.AddDossiers(kinds, w.cases, func(context.Context) (bool, error) { return true, nil }, func(ctx context.Context, _, name string, at time.Time, file []byte) ([]byte, error) {
		if failed := b.fails.Load(); failed != nil {
			return nil, *failed
		}
		return seal.Sign(ctx, file, seal.Order{Signer: signer, Name: name, Reason: "案卷", At: at})
	})
	pool, err := jobs.New(riverpgxv5.New(w.store.Pool()), w.store, kinds, jobs.Options{
		Beat: 30 * time.Millisecond, Poll: 100 * time.Millisecond, Log: slog.New(slog.DiscardHandler),
	})
	require.NoError(t, err)
	require.NoError(t, pool.Start(t.Context()))
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	kept := make(chan struct{})
	go func() {
		defer close(kept)
		for ctx.Err() == nil {
			_, _ = w.store.ExtendLog(ctx, key, 1000)
			time.Sleep(20 * time.Millisecond)
		}
	}()
	t.Cleanup(func() {
		require.NoError(t, pool.Stop(context.Background()))
		stop()
		<-kept
	})
	return b
}

// take orders a dossier, waits for it and reads it.
func (b *bureau) take(c *sample.Client, caseID string, order map[string]any) (id string, file []byte) {
	b.t.Helper()
	r := b.do(c, http.MethodPost, "/cases/"+caseID+"/dossiers", order)
	require.Equal(b.t, http.StatusCreated, r.status, string(r.body))
	var done struct {
		Result struct {
			Dossier string `json:"dossier_id"`
		} `json:"result"`
	}
	var job reply
	require.Eventually(b.t, func() bool {
		job = b.do(c, http.MethodGet, "/jobs/"+r.text("id"), nil)
		return job.text("state") == "done"
	}, 60*time.Second, 50*time.Millisecond, "the dossier was never made")
	require.NoError(b.t, json.Unmarshal(job.body, &done))
	id = done.Result.Dossier
	read := b.do(c, http.MethodGet, "/cases/"+caseID+"/dossiers/"+id, nil)
	require.Equal(b.t, http.StatusOK, read.status, string(read.body))
	require.Equal(b.t, http.StatusNotModified, b.do(c, http.MethodGet, "/cases/"+caseID+"/dossiers/"+id, nil, sample.Header{Name: "If-None-Match", Value: read.header.Get("ETag")}).status)
	return id, read.body
}

// holds verifies a dossier as anjia verify does.
func (b *bureau) holds(file []byte, exit int) dossier.Content {
	b.t.Helper()
	r := check.File(file, check.Options{Trust: b.trust})
	require.Equal(b.t, exit, r.ExitCode(), check.Lines("dossier", r, true))
	c, err := check.Content(file)
	require.NoError(b.t, err)
	return c
}

// pdfText is what poppler reads on the pages, without white space, and what is attached.
func pdfText(t *testing.T, file []byte) (pages string, attached []string) {
	t.Helper()
	folder := t.TempDir()
	path := filepath.Join(folder, "file.pdf")
	require.NoError(t, os.WriteFile(path, file, 0o600))
	out, err := exec.Command("pdftotext", path, "-").Output()
	require.NoError(t, err)
	require.NoError(t, os.Mkdir(filepath.Join(folder, "documents"), 0o700))
	require.NoError(t, exec.Command("pdfdetach", "-saveall", "-o", folder, path).Run())
	require.NoError(t, filepath.WalkDir(folder, func(name string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || name == path {
			return err
		}
		raw, err := os.ReadFile(name)
		attached = append(attached, string(raw))
		return err
	}))
	return strings.Join(strings.Fields(string(out)), ""), attached
}

// TestARealCasesDossierHolds: a case that went on over the API is taken whole, redacted, as at an entry and as at a day, and all of
// it verifies offline: signature, log, chain, papers and pages.
func TestARealCasesDossierHolds(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-04-30")
	b := newBureau(t, w)
	o := f.Office
	_, whole := b.take(o.Officer, f.ID, map[string]any{"purpose": "卷宗检查"})
	c := b.holds(whole, check.CodeHolds)
	require.Greater(t, len(c.Manifest.Papers), 5)
	require.NotEmpty(t, c.Explanations.Clocks)
	require.NotEmpty(t, c.Log.Earlier)
	require.True(t, slices.ContainsFunc(c.Manifest.Evidence, func(e dossier.Evidence) bool { return len(e.Items) > 0 }), "what it proves: %v", c.Manifest.Evidence)
	require.True(t, slices.ContainsFunc(c.Manifest.Papers, func(p dossier.Paper) bool { return p.ChildPaper != "" && p.Document != "" && p.Pages[0] > 0 }), "the notice stands in it as a copy")
	require.Len(t, c.Entries.Entries, int(c.Manifest.AsOf.Sequence))

	_, redacted := b.take(o.Auditor, f.ID, map[string]any{"purpose": "年度审计", "redacted": true})
	r := b.holds(redacted, check.CodeHolds)
	require.True(t, r.Manifest.Redacted)
	pages, attached := pdfText(t, redacted)
	require.Contains(t, pages, dossier.Hidden)
	k, err := f.Reload(t.Context(), o.Supervisor)
	require.NoError(t, err)
	secrets := []string{}
	for _, a := range k.Application.Applicants {
		secrets = append(secrets, a.Name, a.IDNumber)
	}
	require.NotEmpty(t, secrets)
	for _, secret := range secrets {
		require.NotEmpty(t, secret)
		require.NotContains(t, pages, secret)
		for _, a := range attached {
			require.NotContains(t, a, secret)
		}
	}

	_, then := b.take(o.Supervisor, f.ID, map[string]any{"purpose": "复查", "up_to": 3})
	require.EqualValues(t, 3, b.holds(then, check.CodeHolds).Manifest.AsOf.Sequence)
	_, day := b.take(o.Supervisor, f.ID, map[string]any{"purpose": "复查", "on": "2024-01-08"})
	at := b.holds(day, check.CodeHolds).Manifest.AsOf
	require.Less(t, at.At, "2024-01-08T16:00:00", "the end of that day in China")
	require.Greater(t, at.Sequence, int64(1))

	list := b.do(o.Auditor, http.MethodGet, "/cases/"+f.ID+"/dossiers", nil)
	var taken struct{ Dossiers []casework.Dossier }
	require.NoError(t, json.Unmarshal(list.body, &taken))
	require.Len(t, taken.Dossiers, 4)
	require.Equal(t, "卷宗检查", taken.Dossiers[3].Purpose, "newest first")
	require.NotEmpty(t, taken.Dossiers[0].SHA256)
}

func TestWhoTakesWhichDossier(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-12")
	b := newBureau(t, w)
	o := f.Office
	path := "/cases/" + f.ID + "/dossiers"
	ask := func(c *sample.Client, order map[string]any) reply { return b.do(c, http.MethodPost, path, order) }
	ask(o.Officer, map[string]any{}).problem(http.StatusUnprocessableEntity, "invalid_input")
	for pointer, order := range map[string]map[string]any{
		"/purpose": {"purpose": "  "},
		"/up_to":   {"purpose": "检查", "up_to": 9999},
		"/on":      {"purpose": "检查", "on": "2020-01-01"},
	} {
		p := ask(o.Officer, order).problem(http.StatusUnprocessableEntity, "invalid_input")
		require.Equal(t, pointer, p.Errors[0].Pointer)
	}
	ask(o.Officer, map[string]any{"purpose": "检查", "up_to": 1, "on": "2024-01-05"}).problem(http.StatusUnprocessableEntity, "invalid_input")
	ask(o.Auditor, map[string]any{"purpose": "审计"}).problem(http.StatusForbidden, "redacted_only")
	other := w.account("dengji8", workflow.RoleOfficer, w.create("/authorities", office.CreateAuthority{
		ParentID: w.founded.Authority.ID, AuthorityParticulars: particulars("墨竹工卡县民政局", "墨民收", "藏墨", "540127", "cn-540100"),
	}), "")
	ask(other, map[string]any{"purpose": "检查"}).problem(http.StatusNotFound, "case_not_found")
	ask(nil, map[string]any{"purpose": "检查"}).problem(http.StatusUnauthorized, "unauthenticated")
	for _, c := range []*sample.Client{o.Manager, o.Eval1} {
		r := ask(c, map[string]any{"purpose": "检查", "redacted": true})
		require.Contains(t, []int{http.StatusForbidden, http.StatusNotFound}, r.status, string(r.body))
		require.Contains(t, []int{http.StatusForbidden, http.StatusNotFound}, b.do(c, http.MethodGet, path, nil).status)
	}

	whole, _ := b.take(o.Officer, f.ID, map[string]any{"purpose": "检查"})
	b.do(o.Auditor, http.MethodGet, path+"/"+whole, nil).problem(http.StatusForbidden, "redacted_only")
	b.do(other, http.MethodGet, path+"/"+whole, nil).problem(http.StatusNotFound, "case_not_found")
	b.do(o.Officer, http.MethodGet, path+"/"+newID(), nil).problem(http.StatusNotFound, "unknown_dossier")
}

// TestADossierThatFailedIsMadeAnew: nobody gets a half of it, who waits sees where it stands, and the next attempt makes it whole.
func TestADossierThatFailedIsMadeAnew(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-12")
	b := newBureau(t, w)
	o := f.Office
	b.fails.Store(new(errors.New("the key is away")))
	r := b.do(o.Officer, http.MethodPost, "/cases/"+f.ID+"/dossiers", map[string]any{"purpose": "检查"})
	var task struct {
		State, Error string
		Progress     struct {
			Done, Total int
			Text        string
		}
	}
	require.Eventually(t, func() bool {
		require.NoError(t, json.Unmarshal(b.do(o.Officer, http.MethodGet, "/jobs/"+r.text("id"), nil).body, &task))
		return task.Error != ""
	}, 30*time.Second, 20*time.Millisecond)
	require.NotContains(t, task.Error, "key is away", "what went wrong inside is for the log")
	var papers struct{ Papers []casework.PaperLine }
	require.NoError(t, json.Unmarshal(b.do(o.Officer, http.MethodGet, "/cases/"+f.ID+"/papers", nil).body, &papers))
	require.Equal(t, len(papers.Papers)+3, task.Progress.Total)
	for _, p := range papers.Papers {
		require.NotEmpty(t, p.SHA256+p.Failure, "the papers are set, and stay")
	}
	var taken struct{ Dossiers []casework.Dossier }
	path := "/cases/" + f.ID + "/dossiers"
	require.NoError(t, json.Unmarshal(b.do(o.Officer, http.MethodGet, path, nil).body, &taken))
	require.Len(t, taken.Dossiers, 1)
	id := taken.Dossiers[0].ID
	b.do(o.Officer, http.MethodGet, path+"/"+id, nil).problem(http.StatusConflict, "dossier_not_made")
	b.do(o.Officer, http.MethodPost, path+"/"+id+"/encrypted-copy", map[string]any{"password": "correct horse"}).problem(http.StatusConflict, "dossier_not_made")
	b.fails.Store(nil)
	var made reply
	require.Eventually(t, func() bool {
		made = b.do(o.Officer, http.MethodGet, path+"/"+id, nil)
		return made.status == http.StatusOK
	}, 60*time.Second, 50*time.Millisecond)
	b.holds(made.body, check.CodeHolds)
}

func TestAnEncryptedCopyOfADossier(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-12")
	b := newBureau(t, w)
	o := f.Office
	id, file := b.take(o.Officer, f.ID, map[string]any{"purpose": "移送"})
	path := "/cases/" + f.ID + "/dossiers/" + id + "/encrypted-copy"
	const password = "correct horse 正确"
	made := b.do(o.Officer, http.MethodPost, path, map[string]any{"password": password})
	require.Equal(t, http.StatusOK, made.status, string(made.body))
	require.Equal(t, "application/pdf", made.header.Get("Content-Type"))
	require.Contains(t, made.header.Get("Content-Disposition"), "%E5%8A%A0%E5%AF%86%E5%89%AF%E6%9C%AC")
	require.NotEqual(t, file, made.body)
	name := filepath.Join(t.TempDir(), "copy.pdf")
	require.NoError(t, os.WriteFile(name, made.body, 0o600))
	out, err := exec.Command("qpdf", "--password="+password, "--check", name).CombinedOutput()
	require.NoError(t, err, string(out))
	require.Error(t, exec.Command("qpdf", "--password=wrong", "--check", name).Run())
	require.Equal(t, check.CodeUnreadable, check.File(made.body, check.Options{Trust: b.trust}).ExitCode())

	for _, bad := range []string{"", "brief", strings.Repeat("x", 128), strings.Repeat("长", 50), "with a bell \u0007\u0007"} {
		r := b.do(o.Officer, http.MethodPost, path, map[string]any{"password": bad})
		r.problem(http.StatusUnprocessableEntity, "invalid_input")
		require.False(t, len(bad) > 4 && bytes.Contains(r.body, []byte(bad)), "a password is never repeated")
	}
	b.do(o.Auditor, http.MethodPost, path, map[string]any{"password": password}).problem(http.StatusForbidden, "redacted_only")
	b.do(o.Officer, http.MethodPost, "/cases/"+f.ID+"/dossiers/"+newID()+"/encrypted-copy", map[string]any{"password": password}).problem(http.StatusNotFound, "unknown_dossier")
	again := b.do(o.Officer, http.MethodGet, "/cases/"+f.ID+"/dossiers/"+id, nil)
	require.Equal(t, file, again.body, "what is kept is not the copy")
}
