package reports_test

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/finish"
	"github.com/anjia-project/anjia/workflow"
)

// keep writes the files of all samples into a folder, to be looked at.
var keep = flag.String("keep", "", "folder for the rendered samples")

// TestEveryPaperRenders sets every sample twice: the same bytes, and in the text
// that a reader takes out of the file every name, number and date of the record.
func TestEveryPaperRenders(t *testing.T) {
	t.Parallel()
	pdftotext, missing := exec.LookPath("pdftotext")
	renderer := finish.NewRenderer(nil)
	for _, s := range samples(t) {
		file, err := renderer.Render(s.job)
		require.NoError(t, err, s.name)
		again, err := finish.NewRenderer(nil).Render(s.job)
		require.NoError(t, err)
		require.True(t, bytes.Equal(file, again), "%s: another file from the same job", s.name)
		if *keep != "" {
			require.NoError(t, os.WriteFile(filepath.Join(*keep, s.name+".pdf"), file, 0o600))
		}
		if missing != nil {
			continue
		}
		doc, err := reports.Build(s.job)
		require.NoError(t, err)
		text := extracted(t, pdftotext, file)
		for _, fact := range facts(doc) {
			require.Contains(t, text, squeezed(fact), "%s: %q is not in the file", s.name, fact)
		}
	}
}

// extracted is the text of a file in the order of its content, without spaces.
func extracted(t *testing.T, tool string, file []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "paper.pdf")
	require.NoError(t, os.WriteFile(path, file, 0o600))
	out, err := exec.CommandContext(t.Context(), tool, "-raw", "-enc", "UTF-8", path, "-").Output()
	require.NoError(t, err)
	return squeezed(string(out))
}

func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }

// facts are the head of a paper and the short facts of its body: names, numbers,
// dates. Long texts may run over the foot of a page and are left out.
func facts(doc reports.Document) []string {
	out := []string{doc.Title, doc.Number, doc.CaseNumber, doc.Recipient, doc.Authority}
	take := func(in reports.Inline) {
		for _, r := range in {
			const short = 24
			if r.Field != "" && len([]rune(r.Text)) <= short {
				out = append(out, r.Text)
			}
		}
	}
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case reports.Paragraph:
			take(b.Text)
		case reports.KeyValue:
			for _, it := range b.Items {
				take(it.Value)
			}
		case reports.Table:
			for _, r := range b.Rows {
				for _, c := range r.Cells {
					take(c.Text)
				}
			}
		case reports.Signatures:
			for _, s := range b.Signers {
				out = append(out, s.Name)
			}
		}
	}
	return out
}

// TestMissingGlyph names the character and the fact that it stands in.
func TestMissingGlyph(t *testing.T) {
	t.Parallel()
	w := couple(t)
	w.c.Application.Applicants[0].Name = "王\U0001F9E7"
	_, err := finish.NewRenderer(nil).Render(w.order("D02b", "2024-01-05", func(p *workflow.Paper) { p.Recipient = "申请人" }))
	var refused *workflow.Error
	require.ErrorAs(t, err, &refused)
	require.Equal(t, workflow.KindUnset, refused.Kind)
	require.Contains(t, refused.Message, "U+1F9E7")
	require.Len(t, refused.Fields, 1)
}

// TestVersionNamesAll: templates, renderer and fonts all stand in the version.
func TestVersionNamesAll(t *testing.T) {
	t.Parallel()
	v := finish.NewRenderer(nil).Version()
	require.Contains(t, v, "t"+reports.TemplateVersion)
	require.Contains(t, v, "r"+finish.Version)
}
