package api_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"testing"
	"time"

	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/jobs"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

// chore is a job of these tests.
type chore struct {
	How string `json:"how"`
}

func (chore) Kind() string { return "chore" }

// askFor orders a chore with a task as somebody, and returns the task's id.
func (w *world) askFor(caseID, authorityID string, who workflow.Actor) string {
	w.t.Helper()
	id := newID()
	require.NoError(w.t, w.store.Within(w.t.Context(), who, func(tx casework.Tx) error {
		return tx.Enqueue(w.t.Context(), chore{How: "well"}, &casework.NewTask{ID: id, AuthorityID: authorityID, CaseID: caseID, Title: "核对材料", Total: 2})
	}))
	return id
}

// worksChores works them until the test ends: do says how.
func (w *world) worksChores(do func(ctx context.Context, p *jobs.Progress) error) {
	w.t.Helper()
	kinds := &jobs.Kinds{}
	jobs.Add(kinds, jobs.Worker[chore]{Do: func(ctx context.Context, _ chore, p *jobs.Progress) error { return do(ctx, p) }})
	pool, err := jobs.New(riverpgxv5.New(w.store.Pool()), w.store, kinds, jobs.Options{
		Beat: 30 * time.Millisecond, Poll: 100 * time.Millisecond, Log: slog.New(slog.DiscardHandler),
	})
	require.NoError(w.t, err)
	require.NoError(w.t, pool.Start(w.t.Context()))
	w.t.Cleanup(func() { require.NoError(w.t, pool.Stop(context.Background())) })
}

func (w *world) actorOf(c *sample.Client) workflow.Actor {
	w.t.Helper()
	r := w.do(c, http.MethodGet, "/sessions/me", nil)
	var me struct {
		Actor workflow.Actor `json:"actor"`
	}
	require.NoError(w.t, json.Unmarshal(r.body, &me))
	return me.Actor
}

// jobState waits for a state of a task and returns the answer.
func (w *world) jobState(c *sample.Client, id, state string) reply {
	w.t.Helper()
	var r reply
	require.Eventually(w.t, func() bool {
		r = w.do(c, http.MethodGet, "/jobs/"+id, nil)
		return r.status == http.StatusOK && r.text("state") == state
	}, 20*time.Second, 20*time.Millisecond, "the task never was %s", state)
	return r
}

func TestJobFromTheQueueToItsResult(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	officer := w.account("dengji9", workflow.RoleOfficer, w.founded.Authority.ID, "")
	who := w.actorOf(officer)
	first, second := w.askFor("", who.AuthorityID, who), w.askFor("", who.AuthorityID, who)

	queued := w.do(officer, http.MethodGet, "/jobs/"+first, nil)
	require.Equal(t, "queued", queued.text("state"), string(queued.body))
	require.Equal(t, "核对材料", queued.text("title"))
	page := w.do(officer, http.MethodGet, "/jobs?limit=1", nil)
	require.Contains(t, string(page.body), second, "newest first")
	rest := w.do(officer, http.MethodGet, "/jobs?limit=1&cursor="+page.text("next"), nil)
	require.Contains(t, string(rest.body), first)
	require.Empty(t, rest.text("next"))
	require.Contains(t, string(w.do(officer, http.MethodGet, "/jobs?state=done,failed", nil).body), `"items":[]`)

	require.Equal(t, "cancelled", w.do(officer, http.MethodPost, "/jobs/"+second+"/cancel", nil).text("state"))
	require.Equal(t, http.StatusOK, w.do(officer, http.MethodPost, "/jobs/"+second+"/cancel", nil).status, "cancelling again changes nothing")
	w.do(officer, http.MethodPost, "/jobs/"+first+"/retry", nil).problem(http.StatusConflict, "task_not_ended")

	w.worksChores(func(ctx context.Context, p *jobs.Progress) error {
		if err := p.Step(ctx, 2, 2, "正在核对第2份材料"); err != nil {
			return err
		}
		return p.Result(map[string]int{"checked": 2})
	})
	done := w.jobState(officer, first, "done")
	require.JSONEq(t, `{"checked":2}`, done.text("result"))
	require.JSONEq(t, `{"done":2,"total":2,"text":"正在核对第2份材料"}`, done.text("progress"))
	w.do(officer, http.MethodPost, "/jobs/"+first+"/cancel", nil).problem(http.StatusConflict, "task_ended")
	w.do(officer, http.MethodPost, "/jobs/"+first+"/retry", nil).problem(http.StatusConflict, "task_not_ended")

	require.Equal(t, "cancelled", w.do(officer, http.MethodGet, "/jobs/"+second, nil).text("state"), "its job found nothing to do")
	require.Equal(t, "queued", w.do(officer, http.MethodPost, "/jobs/"+second+"/retry", nil).text("state"))
	w.jobState(officer, second, "done")
}

func TestARunningJobIsCancelledAndTriedAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	officer := w.account("dengji9", workflow.RoleOfficer, w.founded.Authority.ID, "")
	who := w.actorOf(officer)
	started := make(chan struct{}, 2)
	w.worksChores(func(ctx context.Context, p *jobs.Progress) error {
		started <- struct{}{}
		if p.Task().Order > 1 {
			return workflow.Refuse(workflow.KindInvalid, "broken_file", "文件第3行缺少姓名，请补正后重新导入")
		}
		<-ctx.Done() // a long step: the sign of life finds the cancellation
		return context.Cause(ctx)
	})
	id := w.askFor("", who.AuthorityID, who)
	<-started
	r := w.do(officer, http.MethodPost, "/jobs/"+id+"/cancel", nil)
	require.Equal(t, http.StatusOK, r.status)
	w.jobState(officer, id, "cancelled")
	require.Equal(t, http.StatusOK, w.do(officer, http.MethodPost, "/jobs/"+id+"/retry", nil).status)
	failed := w.jobState(officer, id, "failed")
	require.Equal(t, "文件第3行缺少姓名，请补正后重新导入", failed.text("error"), "a refusal is final and shown as it is")
}

func TestJobsOfOthers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	home := w.founded.Authority.ID
	officer, other := w.account("dengji9", workflow.RoleOfficer, home, ""), w.account("dengji8", workflow.RoleOfficer, home, "")
	boss := w.account("shenpi9", workflow.RoleSupervisor, home, "")
	who := w.actorOf(officer)
	id := w.askFor("", home, who)
	w.do(other, http.MethodGet, "/jobs/"+id, nil).problem(http.StatusNotFound, "task_not_found")
	w.do(other, http.MethodPost, "/jobs/"+id+"/cancel", nil).problem(http.StatusNotFound, "task_not_found")
	w.do(other, http.MethodPost, "/jobs/"+id+"/retry", nil).problem(http.StatusNotFound, "task_not_found")
	require.Contains(t, string(w.do(other, http.MethodGet, "/jobs", nil).body), `"items":[]`)
	for name, c := range map[string]*sample.Client{"supervisor": boss, "administrator": w.admin} {
		require.Contains(t, string(w.do(c, http.MethodGet, "/jobs", nil).body), id, name)
		require.Contains(t, string(w.do(c, http.MethodGet, "/jobs?own=true", nil).body), `"items":[]`, name)
	}
	require.Equal(t, "cancelled", w.do(boss, http.MethodPost, "/jobs/"+id+"/cancel", nil).text("state"))
}

func TestAnAdministratorLearnsNothingOfTheCase(t *testing.T) {
	t.Parallel()
	x := newStrangers(t)
	who := x.actorOf(x.own[workflow.RoleOfficer])
	x.worksChores(func(_ context.Context, p *jobs.Progress) error {
		if err := p.Result(map[string]string{"case": x.family.Number}); err != nil {
			return err
		}
		return nil
	})
	id := x.askFor(x.family.ID, x.office.AuthorityID, who)
	own := x.jobState(x.own[workflow.RoleOfficer], id, "done")
	require.Contains(t, string(own.body), x.family.Number)
	require.Equal(t, x.family.ID, own.text("case_id"))
	r := x.do(x.office.Admin, http.MethodGet, "/jobs/"+id, nil)
	if r.status == http.StatusOK { // an administrator of the same authority
		require.NotContains(t, string(r.body), x.family.Number)
		require.NotContains(t, string(r.body), x.family.ID)
	}
	local := x.account("guanli9", workflow.RoleAdmin, x.office.AuthorityID, "")
	seen := x.do(local, http.MethodGet, "/jobs/"+id, nil)
	require.Equal(t, "done", seen.text("state"))
	require.NotContains(t, string(seen.body), x.family.Number)
	require.NotContains(t, string(seen.body), x.family.ID)
}

func TestPapersAreSetAheadOfTheirReaders(t *testing.T) {
	t.Parallel()
	x := newStrangers(t)
	admin := storetest.Open(t, x.db.Admin)
	count := func(query string) (n int) {
		require.NoError(t, admin.QueryRow(query).Scan(&n))
		return n
	}
	ordered := count(`select count(*) from papers_to_set`)
	require.Positive(t, ordered, "acts note the papers that they order")
	kinds := &jobs.Kinds{}
	jobs.AddPapers(kinds, x.cases)
	pool, err := jobs.New(riverpgxv5.New(x.store.Pool()), x.store, kinds, jobs.Options{Log: slog.New(slog.DiscardHandler)})
	require.NoError(t, err)
	require.NoError(t, pool.Start(t.Context()))
	t.Cleanup(func() { require.NoError(t, pool.Stop(context.Background())) })
	require.Eventually(t, func() bool { return count(`select count(*) from papers_to_set`) == 0 }, 60*time.Second, 50*time.Millisecond)
	require.Equal(t, ordered, count(`select count(*) from rendered_papers`), "each is set, or is noted as failed")
	entries := count(`select count(*) from case_entries`)
	require.Zero(t, count(`select count(*) from rendered_papers where failure is not null`))
	read := 0
	for _, p := range x.family.Papers {
		r := x.do(x.office.Officer, http.MethodGet, "/cases/"+x.family.ID+"/papers/"+p.ID, nil)
		switch r.status {
		case http.StatusOK:
			read++
		case http.StatusNotFound: // blind to the officer until all sheets are in
		default:
			require.Fail(t, "a paper was ordered and cannot be set", "%s: %s", p.Code, r.body)
		}
	}
	require.Positive(t, read)
	require.Equal(t, entries, count(`select count(*) from case_entries`), "who reads them sets nothing anew")
}
