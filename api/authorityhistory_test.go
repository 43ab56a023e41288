package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// authorityHistory follows the cursors of an authority's record from its beginning.
func (w *world) authorityHistory(c *sample.Client, authority string, limit int) (lines []casework.AuthorityLine, pages int) {
	w.t.Helper()
	for cursor := ""; ; {
		r := w.do(c, http.MethodGet, fmt.Sprintf("/authorities/%s/history?limit=%d&cursor=%s", authority, limit, cursor), nil)
		require.Equal(w.t, http.StatusOK, r.status, string(r.body))
		var page struct {
			Items []casework.AuthorityLine
			Next  string
		}
		require.NoError(w.t, json.Unmarshal(r.body, &page))
		lines, pages = append(lines, page.Items...), pages+1
		if cursor = page.Next; cursor == "" {
			return lines, pages
		}
	}
}

func (w *world) authorityEntry(c *sample.Client, authority string, seq int64) (out casework.AuthorityEntryView) {
	w.t.Helper()
	r := w.do(c, http.MethodGet, fmt.Sprintf("/authorities/%s/history/%d", authority, seq), nil)
	require.Equal(w.t, http.StatusOK, r.status, string(r.body))
	require.NoError(w.t, json.Unmarshal(r.body, &out))
	return out
}

// leaf is the value that an entry shows under a pointer; "" when it is hidden or absent.
func leaf(e casework.AuthorityEntryView, path string) string {
	for _, l := range e.Payload.Leaves {
		if l.Path == path {
			return strings.Trim(string(l.Value), `"`)
		}
	}
	return ""
}

func TestRecordOfAnAuthorityIsCheckedOverTheAPIAlone(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-05")
	o := f.Office
	var list struct{ Papers []casework.PaperLine }
	require.NoError(t, json.Unmarshal(w.do(o.Officer, http.MethodGet, "/children/"+f.ChildID+"/papers", nil).body, &list))
	require.Empty(t, list.Papers[0].SHA256, "not read yet")
	paper := w.do(o.Officer, http.MethodGet, "/children/"+f.ChildID+"/papers/"+list.Papers[0].ID, nil)
	require.Equal(t, http.StatusOK, paper.status)

	lines, pages := w.authorityHistory(o.Auditor, o.AuthorityID, 7)
	require.Equal(t, (len(lines)+6)/7, pages)
	var records []ledger.Record
	for _, l := range lines {
		require.NotEqual(t, string(l.Act), l.Name, "every act has its Chinese name")
		e := w.authorityEntry(o.Auditor, o.AuthorityID, l.Seq)
		require.Equal(t, l, e.AuthorityLine)
		at, err := time.Parse(time.RFC3339Nano, l.At)
		require.NoError(t, err)
		record := ledger.Record{Payload: e.Payload, Entry: ledger.Entry{
			Schema: 1, Authority: o.AuthorityID, Chain: ledger.AuthorityChain(o.AuthorityID), Sequence: l.Seq, Kind: l.Kind, Act: string(l.Act),
			Actor: l.Actor, At: at, On: l.On, Payload: ledger.Commitment{Leaves: l.Leaves},
		}}
		require.NoError(t, record.Hash.UnmarshalText([]byte(l.Hash)))
		require.NoError(t, record.Entry.Prev.UnmarshalText([]byte(l.Prev)))
		require.NoError(t, record.Entry.Payload.Root.UnmarshalText([]byte(l.Root)))
		records = append(records, record)
	}
	report, err := ledger.VerifyChain(ledger.Genesis(o.AuthorityID, ledger.AuthorityChain(o.AuthorityID)), records)
	require.NoError(t, err)
	require.EqualValues(t, len(lines), report.Entries)
	verified, err := w.store.VerifyAuthority(t.Context(), o.AuthorityID)
	require.NoError(t, err)
	require.Equal(t, verified.Head, report.Head)

	last := w.authorityEntry(o.Auditor, o.AuthorityID, lines[len(lines)-1].Seq)
	require.Equal(t, workflow.ActPaperRendered, last.Act)
	require.Equal(t, paper.header.Get("ETag"), `"`+leaf(last, "/input/sha256")+`"`)
	require.Equal(t, list.Papers[0].Number, leaf(last, "/input/number"))
}

func TestRecordOfAnAuthorityShowsEachRoleItsPart(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-05")
	o := f.Office
	all, _ := w.authorityHistory(o.Supervisor, o.AuthorityID, 100)
	office, _ := w.authorityHistory(w.admin, o.AuthorityID, 100)
	children, evaluator := 0, int64(0)
	for _, l := range all {
		if l.About == casework.AboutChild {
			children++
			w.do(w.admin, http.MethodGet, fmt.Sprintf("/authorities/%s/history/%d", o.AuthorityID, l.Seq), nil).problem(http.StatusNotFound, "entry_not_found")
		}
		if l.Act == "register_evaluator" {
			evaluator = l.Seq
		}
	}
	require.NotZero(t, children)
	require.Len(t, office, len(all)-children, "an administrator sees nothing of a child, and the gaps")
	for _, l := range office {
		require.Equal(t, casework.AboutOffice, l.About)
	}
	require.NotEmpty(t, leaf(w.authorityEntry(w.admin, o.AuthorityID, evaluator), "/input/id_number"))
	for _, c := range []*sample.Client{o.Supervisor, o.Auditor} {
		e := w.authorityEntry(c, o.AuthorityID, evaluator)
		require.NotEmpty(t, leaf(e, "/input/name"))
		for _, path := range []string{"/input/id_number", "/after/evaluator/id_number", "/after/evaluator/phone", "/after/evaluator/address"} {
			require.Empty(t, leaf(e, path), path)
		}
	}
	w.do(o.Officer, http.MethodGet, "/authorities/"+o.AuthorityID+"/history", nil).problem(http.StatusForbidden, "role_not_allowed")
	w.do(o.Auditor, http.MethodGet, "/authorities/"+newID()+"/history", nil).problem(http.StatusNotFound, "authority_not_found")
	w.do(o.Auditor, http.MethodGet, "/authorities/"+o.AuthorityID+"/history/9999", nil).problem(http.StatusNotFound, "entry_not_found")
	w.do(o.Auditor, http.MethodGet, "/authorities/"+o.AuthorityID+"/history?cursor=x", nil).problem(http.StatusBadRequest, "invalid_cursor")
}
