package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// secret is a word that stands in every comment of the first evaluator's sheet.
const secret = "独立评语甲乙丙"

// fill saves the own sheet of the capacity phase and returns the draft's version.
func (w *world) fill(f *sample.Family, c *sample.Client, comment string, choice int) int64 {
	w.t.Helper()
	return w.fillPhase(f, c, workflow.PhaseCapacity, comment, choice)
}

// fillPhase does so for a phase.
func (w *world) fillPhase(f *sample.Family, c *sample.Client, phase, comment string, choice int) int64 {
	w.t.Helper()
	table := w.tableOf(f, c, phase)
	answers := map[string]assessment.Answer{}
	var up struct{ ID, SHA256 string }
	require.NoError(w.t, c.Upload(w.t.Context(), "/cases/"+f.ID+"/uploads", "application/pdf", "证明材料.pdf", []byte("%PDF-1.7\n"+comment[:3]), &up))
	for item := range table.Items() {
		a := assessment.Answer{Comment: comment, Evidence: []assessment.EvidenceRef{{ID: up.ID, SHA256: up.SHA256}}}
		switch item.Kind() {
		case instrument.KindVeto, instrument.KindBoolean:
			a = assessment.Answer{Value: new(false)}
		case instrument.KindText:
			a = assessment.Answer{Text: comment}
		default:
			n := 0
			for o := range item.Choices() {
				if n <= choice {
					a.Option = o.Code
				}
				n++
			}
		}
		answers[item.Code()] = a
	}
	r := w.do(c, http.MethodPut, "/cases/"+f.ID+"/sheets/"+phase, map[string]any{"answers": answers}, match(`"v0"`))
	require.Equal(w.t, http.StatusOK, r.status, string(r.body))
	var saved casework.SheetView
	require.NoError(w.t, json.Unmarshal(r.body, &saved))
	require.Empty(w.t, saved.Problems)
	require.Equal(w.t, fmt.Sprintf(`"v%d"`, saved.Version), r.header.Get("ETag"))
	return saved.Version
}

// tableOf is the shipped table that the case names for a phase.
func (w *world) tableOf(f *sample.Family, c *sample.Client, phase string) *instrument.Instrument {
	w.t.Helper()
	view, err := f.Reload(w.t.Context(), c)
	require.NoError(w.t, err)
	shipped, err := instrument.Embedded()
	require.NoError(w.t, err)
	library, err := instrument.NewLibrary(shipped...)
	require.NoError(w.t, err)
	table, err := library.Get(instrument.Ref(view.Instruments[phase]))
	require.NoError(w.t, err)
	return table
}

// submit submits the own sheet and returns what came of it.
func (w *world) submit(f *sample.Family, c *sample.Client, version int64) *casework.Outcome {
	w.t.Helper()
	_, err := f.Reload(w.t.Context(), c)
	require.NoError(w.t, err)
	out, err := f.Try(w.t.Context(), c, casework.SubmitSheet{Version: version})
	require.NoError(w.t, err)
	return out
}

func TestSheetsAreBlindUntilAllAreIn(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-18")
	o := f.Office
	version := w.fill(f, o.Eval1, secret, 1)
	w.do(o.Eval2, http.MethodGet, "/cases/"+f.ID+"/sheets/capacity", nil).problem(http.StatusNotFound, "sheet_not_found")
	out := w.submit(f, o.Eval1, version)
	require.Len(t, out.Papers, 1)
	paper, seq := out.Papers[0].ID, out.EntrySeq

	others := map[string]*sample.Client{"other evaluator": o.Eval2, "manager": o.Manager, "officer": o.Officer, "supervisor": o.Supervisor, "auditor": o.Auditor}
	for name, c := range others {
		w.seesNothingOf(f, c, name, paper, seq)
		w.do(c, http.MethodGet, "/cases/"+f.ID+"/results/capacity", nil).problem(http.StatusNotFound, "no_result")
	}
	w.do(o.Eval1, http.MethodGet, "/cases/"+f.ID+"/results/capacity", nil).problem(http.StatusNotFound, "no_result")
	require.Contains(t, string(w.do(o.Eval1, http.MethodGet, "/cases/"+f.ID+"/sheets/capacity", nil).body), secret)
	own := w.do(o.Eval1, http.MethodGet, "/cases/"+f.ID+"/papers/"+paper, nil)
	require.Equal(t, http.StatusOK, own.status)
	require.True(t, strings.HasPrefix(string(own.body), "%PDF-"))
	for name, c := range others { // the entry of the paper's setting is there now
		w.seesNothingOf(f, c, name, paper, seq)
	}

	w.submit(f, o.Eval2, w.fill(f, o.Eval2, "另一位评估员的评语", 0))
	for name, c := range others {
		r := w.do(c, http.MethodGet, "/cases/"+f.ID, nil)
		require.Contains(t, string(r.body), secret, "%s: all sheets are in", name)
		require.Equal(t, http.StatusOK, w.do(c, http.MethodGet, "/cases/"+f.ID+"/papers/"+paper, nil).status, name)
		w.do(c, http.MethodGet, "/cases/"+f.ID+"/results/capacity", nil).problem(http.StatusConflict, "result_unsettled") // the two differ
	}
}

// seesNothingOf reads everything that somebody can read of the case.
func (w *world) seesNothingOf(f *sample.Family, c *sample.Client, name, paper string, seq int64) {
	w.t.Helper()
	read := []string{"", "/actions", "/clocks", "/materials", "/history", "/papers", "/sheets"}
	for n := int64(1); n <= seq+1; n++ {
		read = append(read, fmt.Sprint("/history/", n))
	}
	for _, at := range read {
		r := w.do(c, http.MethodGet, "/cases/"+f.ID+at, nil)
		body := string(r.body)
		require.NotContains(w.t, body, secret, "%s reads %s", name, at)
		require.NotContains(w.t, body, paper, "%s reads %s", name, at)
		switch at {
		case "/history":
			w.entryIsBlind(r, seq)
		case fmt.Sprint("/history/", seq):
			var entry casework.HistoryLine
			require.NoError(w.t, json.Unmarshal(r.body, &entry))
			require.True(w.t, entry.Blind && entry.Actor.ID == "" && entry.Actor.Name == "" && entry.Hash == "", "%s: who submitted is not told by the entry", name)
			require.Equal(w.t, name == "other evaluator", entry.Act == "" && entry.At == "" && entry.On == "", "%s: what it was and when", name)
			require.NotContains(w.t, body, "/after/case/sheets/", name)
			require.NotContains(w.t, body, `"/input/`, name)
		case "/sheets":
			told := 1
			if name == "other evaluator" {
				told = 0
			}
			require.JSONEq(w.t, fmt.Sprintf(`{"phases":[{"phase":"capacity","submitted":%d,"of":2,"mine":false},{"phase":"integration","submitted":0,"of":2,"mine":false}]}`, told), body)
		}
	}
	w.do(c, http.MethodGet, "/cases/"+f.ID+"/papers/"+paper, nil).problem(http.StatusNotFound, "unknown_paper")
	for _, list := range []string{"/cases?q=", "/cases?limit=100&q="} {
		found := w.do(c, http.MethodGet, list+"%E7%8B%AC%E7%AB%8B%E8%AF%84%E8%AF%AD", nil)
		require.NotContains(w.t, string(found.body), f.ID, "%s finds the case by a comment", name)
	}
	require.NotContains(w.t, string(w.do(c, http.MethodGet, "/cases", nil).body), secret)
}

// entryIsBlind checks that the entry by which a sheet was submitted tells neither person nor anything scored.
func (w *world) entryIsBlind(r reply, seq int64) {
	w.t.Helper()
	var list struct{ Entries []casework.HistoryLine }
	require.NoError(w.t, json.Unmarshal(r.body, &list))
	require.GreaterOrEqual(w.t, int64(len(list.Entries)), seq)
	line := list.Entries[seq-1]
	require.True(w.t, line.Blind)
	require.Empty(w.t, line.Actor.ID)
	require.Empty(w.t, line.Actor.Name)
}
