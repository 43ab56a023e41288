package finish_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"

	"github.com/jung-kurt/gofpdf"
	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports"
)

// wenkai are faces that gofpdf can read, of about as many characters as papers
// need (Debian: fonts-lxgw-wenkai). Our own have tables that it does not know.
func wenkai(b *testing.B, weight string) []byte {
	b.Helper()
	raw, err := os.ReadFile(filepath.Join("/usr/share/fonts/truetype/lxgw-wenkai", "LXGWWenKai-"+weight+".ttf"))
	if err != nil {
		b.Skip("SKIPPED, NOTHING WAS COMPARED: fonts-lxgw-wenkai is not installed")
	}
	return raw
}

// BenchmarkFivePagesBareGofpdf is the same text as users of gofpdf write it:
// fonts from bytes, MultiCell; without structure, metadata or archive form, and
// with the characters that MultiCell loses at the ends of lines.
func BenchmarkFivePagesBareGofpdf(b *testing.B) {
	faces := map[string][]byte{"": wenkai(b, "Regular"), "B": wenkai(b, "Bold")}
	text := strings.Map(func(r rune) rune {
		if r > 0xFFFF {
			return '某' // it panics above U+FFFF
		}
		return r
	}, fivePages(b).Text())
	pages := 0
	b.ReportAllocs()
	before := processorTime(b)
	for b.Loop() {
		pdf := gofpdf.New("P", "mm", "A4", "")
		pdf.SetMargins(28, 28, 26)
		pdf.AddUTF8FontFromBytes("song", "", bytes.Clone(faces[""])) // it appends to what it is given
		pdf.AddUTF8FontFromBytes("song", "B", bytes.Clone(faces["B"]))
		pdf.AddPage()
		for n, line := range strings.Split(text, "\n") {
			style := ""
			if n%8 == 0 {
				style = "B"
			}
			pdf.SetFont("song", style, 12)
			pdf.MultiCell(0, 7, line, "", "L", false)
		}
		require.NoError(b, pdf.Output(&bytes.Buffer{}))
		pages = pdf.PageNo()
	}
	b.ReportMetric(float64((processorTime(b)-before).Microseconds())/1000/float64(b.N), "cpu-ms/op")
	b.ReportMetric(float64(pages), "pages")
}

// BenchmarkThousandPages is a dossier of 200 reports set as one file.
func BenchmarkThousandPages(b *testing.B) {
	one := fivePages(b)
	d := reports.Document{Kind: "T200", Title: "卷内文件", Moment: reports.MomentRecord}
	for i := range 200 {
		d.Blocks = append(d.Blocks, reports.Enclosed{Name: strconv.Itoa(i), Document: one})
	}
	thousand(b, one, d)
}

// BenchmarkThousandPagesOfOnePaper is as much text in a single document, which has
// to be set whole before its first page is drawn.
func BenchmarkThousandPagesOfOnePaper(b *testing.B) {
	one := fivePages(b)
	d := one
	for range 199 {
		d.Blocks = append(append(d.Blocks[:len(d.Blocks):len(d.Blocks)], reports.PageBreak{}), one.Blocks...)
	}
	thousand(b, one, d)
}

func thousand(b *testing.B, one, d reports.Document) {
	b.Helper()
	render(b, one) // fonts are unpacked once in a process
	runtime.GC()
	debug.FreeOSMemory()
	b.ReportAllocs()
	resetPeak()
	before := processorTime(b)
	var out []byte
	for b.Loop() {
		out = render(b, d)
	}
	b.ReportMetric(float64((processorTime(b)-before).Microseconds())/1000/float64(b.N), "cpu-ms/op")
	b.ReportMetric(float64(bytes.Count(out, []byte("/Type /Page\n"))), "pages")
	b.ReportMetric(float64(len(out))/1e6, "MB-file")
	b.ReportMetric(peak(b), "MB-peak")
}

// resetPeak forgets the greatest memory so far; where the kernel does not let
// it, the peak is that of the whole process.
func resetPeak() { _ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) }

// peak is the greatest resident memory of the process, fonts and all, in MB; 0
// where the system does not tell.
func peak(b *testing.B) float64 {
	b.Helper()
	raw, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	m := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(raw)
	if m == nil {
		return 0
	}
	kb, err := strconv.ParseFloat(string(m[1]), 64)
	require.NoError(b, err)
	return kb / 1000
}
