package reports_test

import (
	"bytes"
	"encoding/xml"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/finish"
)

// archived writes every sample into a folder, built to a part of PDF/A.
func archived(t *testing.T, part int, each func(s sample, doc reports.Document, path string)) string {
	t.Helper()
	dir := t.TempDir()
	for _, s := range samples(t) {
		doc, err := reports.Build(s.job)
		require.NoError(t, err, s.name)
		file, err := finish.Render(doc, finish.Options{Created: s.job.At, Part: part})
		require.NoError(t, err, s.name)
		path := filepath.Join(dir, s.name+".pdf")
		require.NoError(t, os.WriteFile(path, file, 0o600))
		if each != nil {
			each(s, doc, path)
		}
	}
	return dir
}

// preflight is the class path of Apache PDFBox Preflight as Debian has it.
func preflight(t *testing.T) []string {
	t.Helper()
	const folder = "/usr/share/java/"
	var jars []string
	for _, name := range []string{"preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "commons-io", "javax.activation", "jaxb-api"} {
		jar := folder + name + ".jar"
		if _, err := os.Stat(jar); err != nil {
			t.Skipf("SKIPPED, NO PAPER WAS VALIDATED AS PDF/A-1b: %s is missing (make test installs libpdfbox2-java, where it may)", jar)
		}
		jars = append(jars, jar)
	}
	if _, err := exec.LookPath("java"); err != nil {
		t.Skip("SKIPPED, NO PAPER WAS VALIDATED AS PDF/A-1b: java is missing (make test installs openjdk-17-jre-headless, where it may)")
	}
	return []string{"-cp", strings.Join(jars, ":"), "org.apache.pdfbox.preflight.Validator_A1b", "xml", "batch"}
}

// finding is what Preflight says of a file.
type finding struct {
	Valid struct {
		Type string `xml:"type,attr"`
		Is   bool   `xml:",chardata"`
	} `xml:"isValid"`
	Errors []struct {
		Code    string `xml:"code"`
		Details string `xml:"details"`
	} `xml:"errors>error"`
}

func findingOf(t *testing.T, path string) finding {
	t.Helper()
	raw, err := os.ReadFile(path + ".preflight.xml")
	require.NoError(t, err)
	var f finding
	require.NoError(t, xml.Unmarshal(raw, &f))
	require.Equal(t, "PDF/A1-b", f.Valid.Type)
	return f
}

// TestEveryTwinIsValid has the PDF/A-1 twin of every paper validated: the same
// pages, fonts, structure, colours and metadata as the paper itself, which is
// built to a part that no validator is at hand for. One file of another part
// lies among them and must be refused: a validator that finds nothing proves
// nothing.
func TestEveryTwinIsValid(t *testing.T) {
	t.Parallel()
	args := preflight(t)
	dir := archived(t, 1, nil)
	s := samples(t)[0]
	doc, err := reports.Build(s.job)
	require.NoError(t, err)
	other, err := finish.Render(doc, finish.Options{Created: s.job.At})
	require.NoError(t, err)
	stranger := filepath.Join(dir, "stranger.pdf")
	require.NoError(t, os.WriteFile(stranger, other, 0o600))
	out, err := exec.CommandContext(t.Context(), "java", append(args, dir)...).CombinedOutput()
	if _, found := os.Stat(stranger + ".preflight.xml"); found != nil {
		require.NoError(t, err, string(out))
	}
	for _, s := range samples(t) {
		f := findingOf(t, filepath.Join(dir, s.name+".pdf"))
		require.Empty(t, f.Errors, s.name)
		require.True(t, f.Valid.Is, s.name)
	}
	require.False(t, findingOf(t, stranger).Valid.Is)
}

var offline sync.Once // the library would make a folder for its settings

// everyOrder has the order of reading checked in every sample. Poppler sets a
// page anew for each element, seconds for a page full of cells, so that otherwise
// only the short ones are heard; those of reports/finish have the long tables.
var everyOrder = flag.Bool("every-order", false, "check the order of reading in every sample")

// short is the number of elements up to which a paper is always heard.
const short = 40

// TestEveryPaperIsSoundAndReadsInOrder: two other people's readers find nothing
// wrong with any paper, and who listens to its structure hears the source.
func TestEveryPaperIsSoundAndReadsInOrder(t *testing.T) {
	t.Parallel()
	for _, tool := range []string{"qpdf", "pdfinfo"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("SKIPPED, NO STRUCTURE WAS CHECKED: %s is not installed (make test installs poppler-utils and qpdf)", tool)
		}
	}
	offline.Do(api.DisableConfigDir)
	heard := 0
	archived(t, 0, func(s sample, doc reports.Document, path string) {
		out, err := exec.CommandContext(t.Context(), "qpdf", "--check", path).CombinedOutput()
		require.NoError(t, err, "%s: %s", s.name, out)
		require.NotContains(t, string(out), "WARNING", s.name)
		raw, err := os.ReadFile(path)
		require.NoError(t, err)
		require.NoError(t, api.Validate(bytes.NewReader(raw), model.NewDefaultConfiguration()), s.name)
		if *everyOrder || bytes.Count(raw, []byte("<</S /")) <= short {
			heard++
			requireSource(t, s.name, doc, path)
		}
	})
	require.Greater(t, heard, 20, "too few papers are short enough to be heard")
}

// withoutContents leaves the table of contents out, which a Document does not know:
// it stands between the title and whom the paper is for.
func withoutContents(doc reports.Document, text string) string {
	if _, asked := doc.Contents(); !asked {
		return text
	}
	head, rest, ok := strings.Cut(text, squeezed(reports.ContentsTitle))
	if !ok {
		return text
	}
	_, body, _ := strings.Cut(rest, squeezed(doc.Salutation()))
	return head + squeezed(doc.Salutation()) + body
}

var quoted = regexp.MustCompile(`(?m)^ *"(.*)"$`)

// requireSource compares the text of the structure tree with that of the
// document, without white space and without the blanks, which are drawn.
func requireSource(t *testing.T, name string, doc reports.Document, path string) {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "pdfinfo", "-struct-text", path).Output()
	require.NoError(t, err, name)
	var got strings.Builder
	for _, m := range quoted.FindAllSubmatch(out, -1) {
		got.Write(m[1])
	}
	want := squeezed(strings.ReplaceAll(doc.Text(), reports.BlankMark, ""))
	require.Equal(t, want, withoutContents(doc, squeezed(got.String())), name)
}
