package dossier_test

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/dossier"
	"github.com/anjia-project/anjia/workflow/ledger"
)

var seed = ledger.Seed{1, 2, 3}

// content is a dossier of n papers of some pages each; each names the applicant.
func content(t require.TestingT, n, lines int) dossier.Content {
	c := dossier.Content{
		Manifest: dossier.Manifest{
			Format: dossier.Format, Case: dossier.CaseRef{ID: "c1", Number: "川收〔2024〕1号", State: "已办结"},
			Authority: dossier.Named{ID: "a1", Name: "示例县民政局"},
			Taken:     dossier.Taken{At: "2024-06-03T01:30:15.123456Z", By: dossier.Taker{ID: "u1", Name: "李审", Role: "审计员"}, Purpose: "年度审计"},
		},
		Documents: map[string]dossier.DocumentFile{},
	}
	head := ledger.Genesis("a1", ledger.CaseChain("c1"))
	c.Entries = dossier.Entries{Chain: "case:c1", Authority: "a1"}
	for i := range n {
		id := fmt.Sprintf("p%03d", i)
		raw := document(t, i, lines)
		tied, err := ledger.Payload{Seed: seed, Input: raw, After: []byte("{}")}.Commit()
		require.NoError(t, err)
		input, err := json.Marshal(map[string]any{"paper_id": id, "document": tied})
		require.NoError(t, err)
		after := []byte(`{"case":{"state":"submitted","application":{"applicants":[{"name":"张三丰","id_number":"110101198805040011"}]},"note":"张三丰来电"}}`)
		record, next, err := head.Append(ledger.Entry{
			Kind: ledger.KindAct, Act: "submit", From: "draft", To: "draft", CaseVersion: int64(i + 1),
			Actor: ledger.Actor{ID: "u2", Name: "卓玛", Role: "officer"}, On: "2024-06-03", At: time.Date(2024, 6, 3, 0, 0, i, 0, time.UTC),
		}, ledger.Payload{Seed: seed, Input: input, After: after})
		require.NoError(t, err)
		head = next
		h, err := record.Entry.Header()
		require.NoError(t, err)
		c.Entries.Entries = append(c.Entries.Entries, dossier.Entry{Header: string(h), Hash: record.Hash.String(), Payload: dossier.Payload{
			Seed: hex.EncodeToString(seed[:]), Input: input, After: after,
		}})
		c.Explanations.History = append(c.Explanations.History, dossier.Step{Sequence: int64(i + 1), Act: "提交申请", From: "草稿", To: "草稿"})
		c.Documents[id] = dossier.DocumentFile{Raw: raw}
		c.Manifest.Papers = append(c.Manifest.Papers, dossier.Paper{
			ID: id, Code: "D02a", Title: fmt.Sprintf("文书甲%03d", i), On: "2024-06-03", Responsible: "示例县民政局",
			EntrySeq: int64(i + 1), RenderedSeq: int64(i + 1), SHA256: strings.Repeat("ab", 32), Size: 9,
			Document: dossier.DocumentFolder + id + ".json",
		})
		c.Manifest.AsOf = dossier.AsOf{Sequence: int64(i + 1), EntryHash: record.Hash.String(), At: "2024-06-03T00:00:00.000000Z"}
	}
	return c
}

func document(t require.TestingT, i, lines int) []byte {
	on, err := law.NewDate(2024, 6, 3)
	require.NoError(t, err)
	d := reports.Document{
		Kind: "D02a", Title: fmt.Sprintf("文书甲%03d", i), Authority: "示例县民政局", Recipient: "张三丰", Moment: reports.MomentIssued,
		Date: on, CaseNumber: "川收〔2024〕1号", EntryHash: strings.Repeat("ab", 32),
	}
	for range lines {
		d.Blocks = append(d.Blocks, reports.Paragraph{Text: reports.Join(reports.Text("收养申请人"), reports.Fact("/applicants/0/name", "张三丰"),
			reports.Text("（身份证号110101198805040011）于本日到场，登记机关依照《中华人民共和国民法典》第一千一百零五条予以办理，并告知其权利义务。"))})
	}
	raw, err := json.Marshal(d)
	require.NoError(t, err)
	raw, err = ledger.Canonical(raw)
	require.NoError(t, err)
	return raw
}

// pageTexts are the texts of the pages as poppler reads them.
func pageTexts(t *testing.T, file []byte) []string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "dossier.pdf")
	require.NoError(t, os.WriteFile(path, file, 0o600))
	out, err := exec.Command("pdftotext", "-layout", path, "-").Output()
	require.NoError(t, err)
	pages := strings.Split(string(out), "\f")
	return pages[:len(pages)-1]
}

func TestPageNumbersOfTheCatalogueAreRight(t *testing.T) {
	t.Parallel()
	file, m, err := dossier.Render(content(t, 40, 30), nil)
	require.NoError(t, err)
	pages := pageTexts(t, file)
	catalogue := strings.Join(pages[1:m.Papers[0].Pages[0]-1], "\n")
	for i, p := range m.Papers {
		require.Contains(t, pages[p.Pages[0]-1], p.Title)
		require.Greater(t, p.Pages[1], p.Pages[0], "the sample has more than one page")
		span := fmt.Sprintf("%d-%d", p.Pages[0], p.Pages[1])
		require.Regexp(t, `(?m)^.*`+p.Title+`.*\s`+span+`\s*$`, catalogue)
		if i > 0 {
			require.Equal(t, m.Papers[i-1].Pages[1]+1, p.Pages[0])
		}
	}
	for i, text := range pages {
		require.Contains(t, strings.Join(strings.Fields(text), ""), fmt.Sprintf("案卷第%d页共%d页", i+1, len(pages)))
	}
	if keep := os.Getenv("DOSSIER_OUT"); keep != "" {
		require.NoError(t, os.WriteFile(keep, file, 0o600))
	}
}

func TestTheSameContentGivesTheSameBytesEightAtOnce(t *testing.T) {
	t.Parallel()
	c := content(t, 3, 5)
	var files [8][]byte
	var all sync.WaitGroup
	for i := range files {
		all.Go(func() { files[i], _, _ = dossier.Render(c, nil) })
	}
	all.Wait()
	require.NotEmpty(t, files[0])
	for _, f := range files[1:] {
		require.Equal(t, files[0], f)
	}
}

func TestADocumentThatCannotBeReadIsRefused(t *testing.T) {
	t.Parallel()
	c := content(t, 1, 1)
	c.Documents["p000"] = dossier.DocumentFile{Raw: []byte(`{`)}
	_, _, err := dossier.Render(c, nil)
	require.ErrorContains(t, err, "documents/p000.json")
}

func BenchmarkThousandPages(b *testing.B) {
	c := content(b, 200, 33)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for b.Loop() {
		file, m, err := dossier.Render(c, nil)
		require.NoError(b, err)
		b.ReportMetric(float64(m.Papers[199].Pages[1]), "pages")
		b.ReportMetric(float64(len(file))/1e6, "MB")
	}
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/1e6/float64(b.N), "allocMB/op")
	if raw, err := os.ReadFile("/proc/self/status"); err == nil {
		for _, line := range strings.Split(string(raw), "\n") {
			if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
				kb, _ := strconv.Atoi(strings.Fields(rest)[0])
				b.ReportMetric(float64(kb)/1e3, "peakMB")
			}
		}
	}
}
