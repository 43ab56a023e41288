package api_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// checked is a world whose papers have addresses.
func checked(t *testing.T, until string) (*world, *sample.Family) {
	t.Helper()
	w, f := underStudy(t, until)
	checks, err := casework.NewChecks("https://shouyang.example.gov.cn/", bytes.Repeat([]byte{9}, 32))
	require.NoError(t, err)
	w.cases.Checks = checks
	return w, f
}

var asks = sample.Header{Name: "Accept", Value: "application/json"}

// tokenOf reads a paper of a case, which sets it, and returns its token with what its foot shows.
func (w *world) tokenOf(f *sample.Family, p workflow.Paper) (path string, pdf []byte, entry string) {
	w.t.Helper()
	var e struct {
		Hash string `json:"hash"`
	}
	require.NoError(w.t, json.Unmarshal(w.do(f.Office.Officer, http.MethodGet, "/cases/"+f.ID+"/history/"+strconv.FormatInt(p.EntrySeq, 10), nil).body, &e))
	require.Len(w.t, e.Hash, 64)
	r := w.do(f.Office.Officer, http.MethodGet, "/cases/"+f.ID+"/papers/"+p.ID, nil)
	require.Equal(w.t, http.StatusOK, r.status, string(r.body))
	address := w.cases.Checks.Address(p.ID, e.Hash)
	require.Regexp(w.t, `^https://shouyang\.example\.gov\.cn/check/[a-z2-7]{24}$`, address)
	return strings.TrimPrefix(address, "https://shouyang.example.gov.cn"), r.body, e.Hash[:16]
}

func (w *world) papersOf(f *sample.Family) []workflow.Paper {
	w.t.Helper()
	var list struct{ Papers []workflow.Paper }
	require.NoError(w.t, json.Unmarshal(w.do(f.Office.Officer, http.MethodGet, "/cases/"+f.ID+"/papers", nil).body, &list))
	return list.Papers
}

func TestPaperIsCheckedByWhoeverHoldsIt(t *testing.T) {
	t.Parallel()
	w, f := checked(t, "2024-01-05")
	for _, p := range w.papersOf(f) {
		if p.Moment == workflow.MomentForm || p.Code == "D03a" {
			continue
		}
		path, _, entry := w.tokenOf(f, p)
		var got casework.PaperCheck
		r := w.do(nil, http.MethodGet, path, nil, asks)
		require.Equal(t, http.StatusOK, r.status, string(r.body))
		require.NoError(t, json.Unmarshal(r.body, &got))
		require.Equal(t, casework.PaperCheck{
			Code: p.Code, Title: p.Title, Number: p.Number, Authority: "拉萨市民政局", On: p.On, Entry: entry, Sandbox: true,
		}, got)
		page := w.do(nil, http.MethodGet, path[len("/check"):], nil)
		require.Equal(t, http.StatusNotFound, page.status, "not below the API")
		page = w.do(nil, http.MethodGet, "/check/"+strings.ToUpper(path[len("/check/"):]), nil, sample.Header{Name: "Accept", Value: "text/html, application/json;q=0.5"})
		require.Equal(t, http.StatusOK, page.status)
		require.Equal(t, "text/html; charset=UTF-8", page.header.Get("Content-Type"))
		for _, want := range []string{p.Title, p.Number, "拉萨市民政局", p.On.Chinese(), entry, "演练文书，不具法律效力", `lang="zh-CN"`, "width=device-width"} {
			require.Contains(t, string(page.body), want)
		}
		w.tellsNobody(f, append(page.body, r.body...))
	}
}

// tellsNobody holds an answer against all names and numbers of the parties.
func (w *world) tellsNobody(f *sample.Family, answer []byte) {
	w.t.Helper()
	var c workflow.Case
	r := w.do(f.Office.Officer, http.MethodGet, "/cases/"+f.ID, nil)
	require.NoError(w.t, json.Unmarshal(r.body, &struct {
		Case *workflow.Case `json:"case"`
	}{&c}))
	require.NotEmpty(w.t, c.Application.Applicants)
	for _, a := range c.Application.Applicants {
		require.NotEmpty(w.t, a.Name)
		require.NotContains(w.t, string(answer), a.Name)
		require.NotContains(w.t, string(answer), a.IDNumber)
	}
	for _, secret := range []string{f.ID, f.ChildID, c.Number} {
		require.NotContains(w.t, string(answer), secret)
	}
}

func TestPageOfACheckRunsNothing(t *testing.T) {
	t.Parallel()
	w, _ := checked(t, "2024-01-03")
	r := w.do(nil, http.MethodGet, "/check/"+strings.Repeat("a", 24), nil)
	require.Equal(t, http.StatusNotFound, r.status)
	require.Contains(t, string(r.body), "没有查到")
	require.Contains(t, string(r.body), "请核对链接是否完整", "the remedy")
	policy := r.header.Get("Content-Security-Policy")
	require.Regexp(t, `^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]{44}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$`, policy)
	require.NotRegexp(t, `(?i)<script|javascript:|<img|<link|<iframe|style=|src=|url\(`, string(r.body))
	require.Equal(t, "no-store", r.header.Get("Cache-Control"))
	require.Equal(t, "noindex", r.header.Get("X-Robots-Tag"))
	w.do(nil, http.MethodGet, "/check/x", nil, asks).problem(http.StatusNotFound, "unknown_check")
	for _, hostile := range []string{"%3Cscript%3E", "%00", strings.Repeat("z", 5000), "..%2F..%2Fetc"} {
		r := w.do(nil, http.MethodGet, "/check/"+hostile, nil)
		require.Equal(t, http.StatusNotFound, r.status, hostile)
		require.NotContains(t, string(r.body), "script>")
	}
}

func TestChecksAreLimitedByAddress(t *testing.T) {
	t.Parallel()
	w, _ := checked(t, "2024-01-03")
	statuses := map[int]int{}
	var refused reply
	for range 30 {
		r := w.do(nil, http.MethodGet, "/check/nothing", nil, asks)
		statuses[r.status]++
		if r.status == http.StatusTooManyRequests {
			refused = r
		}
	}
	require.GreaterOrEqual(t, statuses[http.StatusNotFound], 20)
	require.NotZero(t, statuses[http.StatusTooManyRequests])
	refused.problem(http.StatusTooManyRequests, "too_many_requests")
	require.Equal(t, "20", refused.header.Get("Retry-After"))
	page := w.do(nil, http.MethodGet, "/check/nothing", nil)
	require.Equal(t, http.StatusTooManyRequests, page.status)
	require.Contains(t, string(page.body), "核验过于频繁")
	var ready struct {
		Notes map[string]json.RawMessage `json:"notes"`
	}
	require.NoError(t, json.Unmarshal(w.do(nil, http.MethodGet, "/readyz", nil).body, &ready))
	var counts map[string]int
	require.NoError(t, json.Unmarshal(ready.Notes["paper_checks"], &counts))
	require.Equal(t, map[string]int{"found": 0, "unknown": statuses[http.StatusNotFound], "refused": statuses[http.StatusTooManyRequests] + 1}, counts)
}

func TestCheckOfAVoidPaperAndOfAChildsOwn(t *testing.T) {
	t.Parallel()
	w, f := checked(t, "2024-01-05")
	var list struct{ Papers []workflow.Paper }
	require.NoError(t, json.Unmarshal(w.do(f.Office.Officer, http.MethodGet, "/children/"+f.ChildID+"/papers", nil).body, &list))
	notice := list.Papers[0]
	r := w.do(f.Office.Officer, http.MethodGet, "/children/"+f.ChildID+"/papers/"+notice.ID, nil)
	require.Equal(t, http.StatusOK, r.status)
	scanned := scan(t, r.body)
	got := w.do(nil, http.MethodGet, pathOf(t, scanned), nil, asks)
	require.Equal(t, http.StatusOK, got.status, scanned)
	require.Equal(t, notice.Number, got.text("number"))
	for _, p := range w.papersOf(f) { // its copy in the case is the same paper under the same address
		if p.Code == "D03a" {
			require.Equal(t, scanned, scan(t, w.do(f.Office.Officer, http.MethodGet, "/cases/"+f.ID+"/papers/"+p.ID, nil).body))
		}
	}
	for _, p := range w.papersOf(f) {
		if p.Moment != workflow.MomentIssued || p.Code == "D03a" || len(p.Services) > 0 {
			continue
		}
		path, _, _ := w.tokenOf(f, p)
		done := w.do(f.Office.Supervisor, http.MethodPost, act(f, workflow.ActVoidPaper), map[string]any{"paper_id": p.ID, "reason": "打印错误：扎西"}, key(), current(f))
		require.Equal(t, http.StatusOK, done.status, string(done.body))
		page := w.do(nil, http.MethodGet, path, nil)
		require.Contains(t, string(page.body), "此文书已作废")
		require.NotContains(t, string(page.body), "打印错误", "the reason stays in the office")
		require.NotContains(t, string(page.body), "登记机关有此文书")
		return
	}
	t.Fatal("no paper that can be made void")
}

func TestCodeOnThePaperLeadsToItsCheck(t *testing.T) {
	t.Parallel()
	w, f := checked(t, "2024-01-05")
	for _, p := range w.papersOf(f) {
		if p.Code != "D02b" {
			continue
		}
		path, pdf, entry := w.tokenOf(f, p)
		require.Equal(t, "https://shouyang.example.gov.cn"+path+"#"+p.Number+"~"+entry, scan(t, pdf))
		return
	}
	t.Fatal("no acceptance notice")
}

func pathOf(t *testing.T, scanned string) string {
	t.Helper()
	address, _, ok := strings.Cut(strings.TrimPrefix(scanned, "https://shouyang.example.gov.cn"), "#")
	require.True(t, ok, scanned)
	return address
}

// scan reads the QR code of a paper's first page from its picture, as a telephone does.
func scan(t *testing.T, pdf []byte) string {
	t.Helper()
	for _, tool := range []string{"pdftoppm", "zbarimg"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip(tool + " is not installed")
		}
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "paper.pdf")
	require.NoError(t, os.WriteFile(file, pdf, 0o600))
	out, err := exec.CommandContext(t.Context(), "pdftoppm", "-r", "200", "-png", "-f", "1", "-l", "1", "-singlefile", file, filepath.Join(dir, "page")).CombinedOutput()
	require.NoError(t, err, string(out))
	out, err = exec.CommandContext(t.Context(), "zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", filepath.Join(dir, "page.png")).Output()
	require.NoError(t, err)
	return strings.TrimSpace(string(out))
}
