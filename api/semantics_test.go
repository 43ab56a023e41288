package api_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/office"
)

// underStudy is a world with a family whose home study has begun, up to a day.
func underStudy(t *testing.T, until string) (*world, *sample.Family) {
	t.Helper()
	w := newWorld(t)
	s := w.schedule()
	f := sample.Foundling(s, w.sampleOffice())
	require.NoError(t, s.Run(t.Context(), law.MustDate(until)))
	return w, f
}

// act is the path of an act on the family's case.
func act(f *sample.Family, name workflow.ActName) string {
	return "/cases/" + f.ID + "/acts/" + string(name)
}

func current(f *sample.Family) sample.Header { return match(fmt.Sprintf(`"v%d"`, f.Version)) }

func TestStatusOfEachRefusalOfAnAct(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-05") // under review, nothing checked yet
	officer := f.Office.Officer
	check := act(f, workflow.ActCheckEligibility)
	opinion := casework.CheckEligibility{Opinion: "符合条件。"}
	post := func(path string, in any, headers ...sample.Header) reply {
		return w.do(officer, http.MethodPost, path, in, headers...)
	}

	post(check, opinion, key()).problem(http.StatusPreconditionRequired, "if_match_missing")
	post(check, opinion, current(f)).problem(http.StatusBadRequest, "idempotency_key_missing")
	post(check, opinion, key(), match(`W/"v1"`)).problem(http.StatusBadRequest, "if_match_malformed")
	stale := post(check, opinion, key(), match(`"v1"`)).problem(http.StatusPreconditionFailed, "stale_version")
	require.NotEmpty(t, stale.Errors, "what changed since is told")
	require.Contains(t, stale.Errors[0].Message, "周敏")
	post(act(f, workflow.ActClose), casework.Close{Pages: 3}, key(), current(f)).problem(http.StatusConflict, "wrong_state")

	notice := casework.IssueNotice{Opinion: "初审合格", Body: casework.BodyChoice{Kind: workflow.BodyAgency, AgencyID: f.Office.AgencyID}}
	unmet := post(act(f, workflow.ActIssueNotice), notice, key(), current(f)).problem(http.StatusUnprocessableEntity, "guard_unmet")
	require.NotEmpty(t, unmet.Unmet)
	require.NotEmpty(t, unmet.Unmet[0].Message)

	post(check, `{"opinion":"符合",`, key(), current(f)).problem(http.StatusBadRequest, "malformed_json")
	post(check, []byte("{\"opinion\":\"\xff\"}"), key(), current(f)).problem(http.StatusBadRequest, "malformed_json")
	for place, in := range map[string]string{
		"/no_such_field": `{"opinion":"符合","no_such_field":1}`,
		"/Opinion":       `{"opinion":"符合","Opinion":"不符合"}`,
		"/opinion":       `{"opinion":7}`,
		"/on":            `{"opinion":"符合","on":"2026-02-30"}`,
	} {
		p := post(check, in, key(), current(f)).problem(http.StatusUnprocessableEntity, "invalid_input")
		require.Equal(t, place, p.Errors[0].Pointer, in)
		require.NotEmpty(t, p.Errors[0].Message)
	}
	p := post(check, "{\"opinion\":\"a\\u0007b\"}", key(), current(f)).problem(http.StatusUnprocessableEntity, "invalid_input")
	require.Equal(t, "/opinion", p.Errors[0].Pointer)
	require.Equal(t, "control_character", p.Errors[0].Code)
	p = post(check, `{"opinion":"一","opinion":"二"}`, key(), current(f)).problem(http.StatusUnprocessableEntity, "invalid_input")
	require.Equal(t, "duplicate_key", p.Errors[0].Code)
	p = post(check, map[string]any{"opinion": "符合", "on": "2026-02-01"}, key(), current(f)).problem(http.StatusUnprocessableEntity, "invalid_input")
	require.Equal(t, "/on", p.Errors[0].Pointer, "not after today")

	p = post(check, map[string]any{"opinion": "符合", "on": "1800-01-01"}, key(), current(f)).problem(http.StatusUnprocessableEntity, "invalid_input")
	require.Contains(t, p.Errors[0].Message, "1900-01-01至2200-12-31")

	large := map[string]string{"opinion": strings.Repeat("长", 1<<20)}
	post(check, large, key(), current(f)).problem(http.StatusRequestEntityTooLarge, "too_large")
	post(check, opinion, key(), current(f), sample.Header{Name: "Content-Type", Value: "text/xml"}).problem(http.StatusUnsupportedMediaType, "unsupported_media_type")
	w.do(f.Office.Auditor, http.MethodPost, check, opinion, key(), current(f)).problem(http.StatusForbidden, "role_not_allowed")
	post("/cases/"+newID()+"/acts/check_eligibility", opinion, key(), current(f)).problem(http.StatusNotFound, "case_not_found")
	post("/cases/"+f.ID+"/acts/no_such_act", opinion, key(), current(f)).problem(http.StatusNotFound, "no_such_path")
	w.do(officer, http.MethodPut, check, opinion, key()).problem(http.StatusMethodNotAllowed, "method_not_allowed")

	before := f.Version
	again, err := f.Reload(t.Context(), officer)
	require.NoError(t, err)
	require.Equal(t, workflow.Reviewing, again.State)
	require.Equal(t, before, again.Version, "nothing that was refused has changed anything")
	require.Equal(t, http.StatusOK, post(check, opinion, key(), current(f)).status)
}

func TestDatesInQueriesAndUnknownParameters(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	o := w.sampleOffice()
	for query, place := range map[string]string{
		"due_by=2026-02-30": "/due_by", "due_by=1800-01-01": "/due_by", "state=no_such_state": "/state/0", "limit=0": "/limit", "limit=101": "/limit",
		"officer=7": "/officer", "no_such_parameter=1": "/no_such_parameter", "category=9": "/category", "division=54010": "/division",
	} {
		p := w.do(o.Officer, http.MethodGet, "/cases?"+query, nil).problem(http.StatusUnprocessableEntity, "invalid_input")
		require.Equal(t, place, p.Errors[0].Pointer, query)
	}
	w.do(o.Officer, http.MethodGet, "/cases?q=%ff", nil).problem(http.StatusUnprocessableEntity, "invalid_input")
}

func TestRepeatedRequestIsDoneOnce(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-05")
	k, path := key(), act(f, workflow.ActCheckEligibility)
	in := casework.CheckEligibility{Opinion: "符合条件。"}
	first := w.do(f.Office.Officer, http.MethodPost, path, in, k, current(f))
	require.Equal(t, http.StatusOK, first.status)
	require.Empty(t, first.header.Get("Idempotency-Replayed"))
	require.Equal(t, first.header.Get("ETag"), fmt.Sprintf(`"v%d"`, f.Version+1))

	again := w.do(f.Office.Officer, http.MethodPost, path, in, k, current(f))
	require.Equal(t, http.StatusOK, again.status, "the key is looked up before the version: %s", again.body)
	require.Equal(t, "true", again.header.Get("Idempotency-Replayed"))
	require.JSONEq(t, string(first.body), string(again.body))

	other := casework.CheckEligibility{Opinion: "不符合条件。"}
	w.do(f.Office.Officer, http.MethodPost, path, other, k, match(again.header.Get("ETag"))).problem(http.StatusUnprocessableEntity, "idempotency_mismatch")
	require.Equal(t, http.StatusOK, w.do(f.Office.Officer2, http.MethodPost, path, other, k, match(again.header.Get("ETag"))).status, "keys are each actor's own")
}

func TestRepeatedCreationMakesOne(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	o := w.sampleOffice()
	k := key()
	in := map[string]any{"category": "1", "application": workflow.Application{}}
	first := w.do(o.Officer, http.MethodPost, "/cases", in, k)
	again := w.do(o.Officer, http.MethodPost, "/cases", in, k)
	require.Equal(t, http.StatusCreated, first.status, string(first.body))
	require.Equal(t, first.text("id"), again.text("id"))
	require.Equal(t, "/api/v1/cases/"+first.text("id"), first.header.Get("Location"))
	w.do(o.Officer, http.MethodPost, "/cases", in).problem(http.StatusBadRequest, "idempotency_key_missing")
	w.do(o.Admin, http.MethodPost, "/agencies", office.RegisterAgency{AuthorityID: o.AuthorityID, Staff: []office.StaffMember{}}).problem(http.StatusUnprocessableEntity, "invalid_input")
}

func TestTwoClerksAtOnce(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-05")
	in := casework.CheckEligibility{Opinion: "符合条件。"}
	var all sync.WaitGroup
	status := make([]int, 8)
	for i := range status {
		who := []*sample.Client{f.Office.Officer, f.Office.Officer2}[i%2]
		all.Go(func() {
			status[i] = w.do(who, http.MethodPost, act(f, workflow.ActCheckEligibility), in, key(), current(f)).status
		})
	}
	all.Wait()
	won := 0
	for _, s := range status {
		if s == http.StatusOK {
			won++
		} else {
			require.Contains(t, []int{http.StatusPreconditionFailed, http.StatusConflict}, s)
		}
	}
	require.Equal(t, 1, won)
}

func TestOneKeyAtOnceIsDoneOnce(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-05")
	k, in := key(), casework.CheckEligibility{Opinion: "符合条件。"}
	var all sync.WaitGroup
	replies := make([]reply, 8)
	for i := range replies {
		all.Go(func() {
			replies[i] = w.do(f.Office.Officer, http.MethodPost, act(f, workflow.ActCheckEligibility), in, k, current(f))
		})
	}
	all.Wait()
	for _, r := range replies {
		if r.status == http.StatusConflict {
			r.problem(http.StatusConflict, "idempotency_in_flight")
			continue
		}
		require.Equal(t, http.StatusOK, r.status, string(r.body))
		require.Equal(t, fmt.Sprint(f.Version+1), r.text("version"))
	}
}
