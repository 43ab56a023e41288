package api_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
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
	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/ledger"
)

func TestPaperWithItsData(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-05")
	officer := f.Office.Officer
	for _, p := range w.papersOf(f) {
		if p.Code != "D02b" && p.Code != "D01" {
			continue
		}
		path := "/cases/" + f.ID + "/papers/" + p.ID
		copied := w.do(officer, http.MethodGet, path+"?variant=a3", nil)
		require.Equal(t, http.StatusOK, copied.status, string(copied.body))
		sum := sha256.Sum256(copied.body)
		require.Equal(t, `"`+hex.EncodeToString(sum[:])+`"`, copied.header.Get("ETag"))
		require.Equal(t, copied.body, w.do(officer, http.MethodGet, path+"?variant=a3", nil).body, "the same bytes each time")
		plain := w.do(officer, http.MethodGet, path, nil)
		require.NotEqual(t, plain.body, copied.body)
		require.NotContains(t, string(plain.body), "document.json")

		document, header := detached(t, copied.body, "document.json"), detached(t, copied.body, "entry.json")
		require.Equal(t, w.renderedDocument(f, p.ID), hashOf(document), "the entry names the very bytes that are attached")
		var doc reports.Document
		require.NoError(t, json.Unmarshal(document, &doc))
		require.Equal(t, p.Title, doc.Title)
		var e struct {
			Hash string `json:"hash"`
		}
		require.NoError(t, json.Unmarshal(w.do(officer, http.MethodGet, "/cases/"+f.ID+"/history/"+strconv.FormatInt(p.EntrySeq, 10), nil).body, &e))
		require.Equal(t, e.Hash, hashOf(append([]byte("anjia ledger entry\x00"), header...)), "as docs/record.md hashes an entry")
		info := told(t, copied.body, "pdfinfo")
		require.Contains(t, info, "未签章，不是文书原件")
		require.NotContains(t, told(t, plain.body, "pdfinfo"), "不是文书原件")
		require.Contains(t, told(t, copied.body, "pdfinfo", "-meta"), "<pdfaid:part>3</pdfaid:part>")
		require.Equal(t, told(t, plain.body, "pdftotext", "-", "-"), told(t, copied.body, "pdftotext", "-", "-"), "the pages say the same")
		told(t, copied.body, "qpdf", "--check")
	}
	w.do(officer, http.MethodGet, "/cases/"+f.ID+"/papers/"+newID()+"?variant=a3", nil).problem(http.StatusNotFound, "unknown_paper")
	w.do(officer, http.MethodGet, "/cases/"+f.ID+"/papers/"+newID()+"?variant=a4", nil).problem(http.StatusUnprocessableEntity, "invalid_input")
}

func TestChildsPaperWithItsData(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-05")
	var list struct{ Papers []workflow.Paper }
	require.NoError(t, json.Unmarshal(w.do(f.Office.Officer, http.MethodGet, "/children/"+f.ChildID+"/papers", nil).body, &list))
	own := w.do(f.Office.Officer, http.MethodGet, "/children/"+f.ChildID+"/papers/"+list.Papers[0].ID+"?variant=a3", nil)
	require.Equal(t, http.StatusOK, own.status, string(own.body))
	require.Contains(t, string(detached(t, own.body, "entry.json")), `"chain":"authority:`)
	for _, p := range w.papersOf(f) {
		if p.Code == "D03a" {
			copied := w.do(f.Office.Officer, http.MethodGet, "/cases/"+f.ID+"/papers/"+p.ID+"?variant=a3", nil)
			require.Equal(t, own.body, copied.body, "one paper, one copy")
		}
	}
}

// renderedDocument is the hash of a paper's Document in the chain of its case.
func (w *world) renderedDocument(f *sample.Family, paperID string) string {
	w.t.Helper()
	history := "/cases/" + f.ID + "/history"
	var list struct {
		Entries []struct {
			Seq int64  `json:"seq"`
			Act string `json:"act"`
		} `json:"entries"`
	}
	require.NoError(w.t, json.Unmarshal(w.do(f.Office.Officer, http.MethodGet, history, nil).body, &list))
	for _, e := range list.Entries {
		if e.Act != string(workflow.ActPaperRendered) {
			continue
		}
		var r struct {
			Payload ledger.Redacted `json:"payload"`
		}
		require.NoError(w.t, json.Unmarshal(w.do(f.Office.Officer, http.MethodGet, history+"/"+strconv.FormatInt(e.Seq, 10), nil).body, &r))
		said := map[string]string{}
		for _, l := range r.Payload.Leaves {
			said[l.Path] = strings.Trim(string(l.Value), `"`)
		}
		if said["/input/paper_id"] == paperID {
			return said["/input/document/sha256"]
		}
	}
	w.t.Fatalf("no entry names the setting of paper %s", paperID)
	return ""
}

func hashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// told is what a tool of the trade says of a file; "-" among its arguments is the file.
func told(t *testing.T, pdf []byte, tool string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(tool); err != nil {
		t.Skip(tool + " is not installed")
	}
	file := filepath.Join(t.TempDir(), "paper.pdf")
	require.NoError(t, os.WriteFile(file, pdf, 0o600))
	if len(args) > 0 && args[0] == "-" {
		args = append([]string{file}, args[1:]...)
	} else {
		args = append(args, file)
	}
	out, err := exec.CommandContext(t.Context(), tool, args...).CombinedOutput()
	require.NoError(t, err, string(out))
	return string(bytes.TrimSpace(out))
}

// detached is a file that a paper carries, taken out by poppler.
func detached(t *testing.T, pdf []byte, name string) []byte {
	t.Helper()
	listed := told(t, pdf, "pdfdetach", "-list")
	for line := range strings.Lines(listed) {
		number, found, _ := strings.Cut(strings.TrimSpace(line), ": ")
		if found != name {
			continue
		}
		dir := t.TempDir()
		file, out := filepath.Join(dir, "paper.pdf"), filepath.Join(dir, "out")
		require.NoError(t, os.WriteFile(file, pdf, 0o600))
		said, err := exec.CommandContext(t.Context(), "pdfdetach", "-save", number, "-o", out, file).CombinedOutput()
		require.NoError(t, err, string(said))
		b, err := os.ReadFile(out)
		require.NoError(t, err)
		return b
	}
	t.Fatalf("the paper carries no %s: %s", name, listed)
	return nil
}
