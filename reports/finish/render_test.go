package finish_test

import (
	"bytes"
	"crypto/sha256"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/finish"
)

// KEEP_PAPERS names a folder into which the samples are written, to be looked
// at: KEEP_PAPERS=/some/folder go test ./reports/finish
const keepPapers = "KEEP_PAPERS"

func render(tb testing.TB, d reports.Document) []byte {
	tb.Helper()
	b, err := finish.Render(d, finish.Options{Created: created})
	require.NoError(tb, err)
	return b
}

// save writes a paper where tools can read it.
func save(tb testing.TB, name string, b []byte) string {
	tb.Helper()
	dir := os.Getenv(keepPapers)
	if dir == "" {
		dir = tb.TempDir()
	}
	path := filepath.Join(dir, name+".pdf")
	require.NoError(tb, os.WriteFile(path, b, 0o600))
	return path
}

// tool runs a program of the PDF checks; the test is skipped loudly without it.
func tool(tb testing.TB, name string, args ...string) string {
	tb.Helper()
	if _, err := exec.LookPath(name); err != nil {
		tb.Skipf("SKIPPED, NOTHING WAS CHECKED: %s is not installed (make test installs poppler-utils and qpdf)", name)
	}
	var errs bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stderr = &errs
	out, err := cmd.Output()
	require.NoError(tb, err, "%s %v: %s", name, args, errs.String())
	return string(out)
}

var quoted = regexp.MustCompile(`(?m)^ +"(.*)"$`)

// structured is the text of the structure tree in reading order, without the
// furniture of the pages.
func structured(tb testing.TB, path string) string {
	tb.Helper()
	var b strings.Builder
	for _, m := range quoted.FindAllStringSubmatch(tool(tb, "pdfinfo", "-struct-text", path), -1) {
		b.WriteString(m[1])
	}
	return b.String()
}

// source is the text of a document as a structure tree gives it: without line
// ends, and without the blanks, which are drawn.
func source(d reports.Document) string {
	return strings.NewReplacer("\n", "", "\t", "", reports.BlankMark, "").Replace(d.Text())
}

// same compares long texts and shows the place where they part.
func same(tb testing.TB, want, got string) {
	tb.Helper()
	w, g := []rune(want), []rune(got)
	for i := range max(len(w), len(g)) {
		if i >= len(w) || i >= len(g) || w[i] != g[i] {
			from := max(0, i-20)
			tb.Fatalf("texts part at character %d:\nwant …%s\ngot  …%s", i, string(w[min(from, len(w)):min(i+20, len(w))]), string(g[min(from, len(g)):min(i+20, len(g))]))
		}
	}
}

func TestExtractedTextIsTheSource(t *testing.T) {
	t.Parallel()
	for name, d := range samples() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := save(t, name, render(t, d))
			same(t, source(d), structured(t, path))
		})
	}
}

// squash drops all white space, which page order cannot keep.
func squash(s string) string { return strings.Join(strings.Fields(s), "") }

func TestPageTextIsTheSource(t *testing.T) {
	t.Parallel()
	d := notice()
	d.Watermark = ""
	path := save(t, "letter", render(t, d))
	for _, mode := range []string{"-raw", "-layout", "-enc"} {
		args := []string{mode, path, "-"}
		if mode == "-enc" {
			args = []string{"-enc", "UTF-8", path, "-"}
		}
		got := squash(tool(t, "pdftotext", args...))
		require.Contains(t, got, "𠮷田爱莲、次仁·𫖯仰：")
		require.Contains(t, got, "𰻞小𬭎")
		require.Contains(t, got, "《收养评估办法（试行）》（民发〔2020〕144号）第十条。")
	}
	got := squash(tool(t, "pdftotext", "-raw", path, "-"))
	first, second, _ := strings.Cut(got, squash(foot(d, 1, 2)))
	second = strings.TrimSuffix(second, squash(foot(d, 2, 2)))
	same(t, squash(d.Text()), first+second)
}

func foot(d reports.Document, page, of int) string {
	return "—" + string(rune('0'+page)) + "—" + d.Number + "共" + string(rune('0'+of)) + "页记录校验码" + d.EntryHash[:16] + d.RendererNote
}

func TestJustifiedLinesHaveNoStraySpaces(t *testing.T) {
	t.Parallel()
	d := record()
	path := save(t, "spaces", render(t, d))
	for line := range strings.Lines(tool(t, "pdftotext", "-raw", path, "-")) {
		line = strings.TrimSpace(line)
		if strings.Contains(line, "收养申请人") || strings.Contains(line, "评估人员") {
			require.NotContains(t, line, " ", line)
		}
	}
}

func TestTableHeadIsRepeated(t *testing.T) {
	t.Parallel()
	path := save(t, "heads", render(t, record()))
	pages := strings.Split(tool(t, "pdftotext", "-raw", path, "-"), "\f")
	require.Greater(t, len(pages), 5)
	for i, p := range pages[:5] {
		require.Equal(t, 1, strings.Count(squash(p), "序号指标评定得分依据"), "page %d", i+1)
	}
}

func TestSameBytesEveryTime(t *testing.T) {
	t.Parallel()
	for name, d := range samples() {
		want := sha256.Sum256(render(t, d))
		for range 19 {
			require.Equal(t, want, sha256.Sum256(render(t, d)), name)
		}
	}
}

func TestSameBytesSideBySide(t *testing.T) {
	t.Parallel()
	all := samples()
	want := map[string][]byte{}
	for name, d := range all {
		want[name] = render(t, d)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for name, d := range all {
				got, err := finish.Render(d, finish.Options{Created: created})
				if err != nil || !bytes.Equal(got, want[name]) {
					t.Errorf("%s differs (%v)", name, err)
				}
			}
		})
	}
	wg.Wait()
}

func TestAnotherTextIsAnotherFile(t *testing.T) {
	t.Parallel()
	d := notice()
	one := render(t, d)
	d.EntryHash = strings.Repeat("0", 64)
	require.NotEqual(t, one, render(t, d))
	require.NotEqual(t, identity(t, one), identity(t, render(t, d)))
}

func identity(t *testing.T, b []byte) string {
	t.Helper()
	m := regexp.MustCompile(`/ID \[<([0-9a-f]{32})>`).FindSubmatch(b)
	require.NotNil(t, m)
	return string(m[1])
}

func TestFileIsSound(t *testing.T) {
	t.Parallel()
	for name, d := range samples() {
		path := save(t, name, render(t, d))
		require.Contains(t, tool(t, "qpdf", "--check", path), "No syntax or stream encoding errors found", name)
		info := tool(t, "pdfinfo", path)
		require.Regexp(t, `Title: +`+regexp.QuoteMeta(d.FullTitle()), info)
		require.Regexp(t, `Tagged: +yes`, info)
		fonts := strings.Split(strings.TrimSpace(tool(t, "pdffonts", path)), "\n")[2:]
		require.NotEmpty(t, fonts)
		for _, line := range fonts {
			require.Regexp(t, `^[A-Z]{6}\+Anjia\w+-\w+ +CID TrueType +Identity-H +yes yes yes`, line)
		}
	}
}

func TestMissingGlyphNamesCharacterAndField(t *testing.T) {
	t.Parallel()
	d := form()
	kv, ok := d.Blocks[1].(reports.KeyValue)
	require.True(t, ok)
	kv.Items = append([]reports.Item{{Label: "曾用名", Value: reports.Fact("/applicants/0/former_name", "张\U000F0000"), Span: true}}, kv.Items...)
	d.Blocks[1] = kv
	_, err := finish.Render(d, finish.Options{Created: created})
	var se *reports.SettingError
	require.ErrorAs(t, err, &se)
	require.Equal(t, reports.SettingError{Code: reports.CodeMissingGlyph, Kind: "D01", Path: "/blocks/1/items/0/value", Field: "/applicants/0/former_name", Rune: 0xF0000, Detail: se.Detail}, *se)
	require.Contains(t, err.Error(), "U+F0000")
}

// BenchmarkThreePages measures a record of three pages in two weights with a
// rare name.
func BenchmarkThreePages(b *testing.B) {
	d := record()
	table, ok := d.Blocks[4].(reports.Table)
	require.True(b, ok)
	table.Rows = table.Rows[:20]
	d.Blocks[4] = table
	out := render(b, d)
	b.ReportMetric(float64(bytes.Count(out, []byte("/Type /Page\n"))), "pages")
	b.ReportAllocs()
	for b.Loop() {
		render(b, d)
	}
}
