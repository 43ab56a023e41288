package reports_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/font"
	"github.com/anjia-project/anjia/reports/layout"
)

// pagesOf is the text of each page of a document, furniture and spaces left out.
func pagesOf(t *testing.T, doc reports.Document) []string {
	t.Helper()
	var pages []layout.Page
	_, err := layout.Each(doc, font.Embedded(), func(p layout.Part) error {
		pages = append(pages, p.Pages.Pages...)
		return nil
	})
	require.NoError(t, err)
	var out []string
	for _, page := range pages {
		var b strings.Builder
		for _, op := range page.Ops {
			if op.Kind == layout.OpText && op.Element != layout.Artifact {
				for _, g := range op.Glyphs {
					b.WriteString(g.Text)
				}
			}
		}
		out = append(out, squeezed(b.String()))
	}
	return out
}

// endOf is the text of the block that ends a paper: seal, places to sign, bases
// and notes.
func endOf(doc reports.Document) string {
	i := len(doc.Blocks)
	for i > 0 && endsPaper(doc.Blocks[i-1]) {
		i--
	}
	tail := reports.Document{Authority: doc.Authority, Date: doc.Date, Blocks: doc.Blocks[i:]}
	return squeezed(strings.TrimPrefix(tail.Text(), doc.Authority))
}

func endsPaper(b reports.Block) bool {
	switch b := b.(type) {
	case reports.Signatures, reports.Closing, reports.Basis:
		return true
	case reports.Paragraph:
		return b.Small
	}
	return false
}

// TestNoPageWithTheEndAlone: the last page of a paper of several pages holds
// more than seal, signatures and bases: lines of what is signed stand over them.
func TestNoPageWithTheEndAlone(t *testing.T) {
	t.Parallel()
	const aLine = 12 // characters at least
	for _, s := range samples(t) {
		doc, err := reports.Build(s.job)
		require.NoError(t, err)
		pages := pagesOf(t, doc)
		if len(pages) < 2 {
			continue
		}
		last := len([]rune(pages[len(pages)-1]))
		require.GreaterOrEqual(t, last-len([]rune(endOf(doc))), aLine, "%s: its last page holds “%s”", s.name, pages[len(pages)-1])
	}
}

// TestPublicNoticeIsOneSheet: the notice is posted; even a long one is one page.
func TestPublicNoticeIsOneSheet(t *testing.T) {
	t.Parallel()
	for _, more := range []string{"", strings.Repeat("；另有蓝色书包一个、写有出生日期的纸条一张", 3)} {
		w := couple(t)
		w.k.FoundBelongings += more
		w.c.Authority.Address += more
		job := w.order("D03a", "2023-09-01")
		job.Case = nil
		doc, err := reports.Build(job)
		require.NoError(t, err)
		require.Len(t, pagesOf(t, doc), 1)
	}
}

// TestNoNameOnALineToSignOn: a typed name on the line would look signed; names
// stand in the label before it.
func TestNoNameOnALineToSignOn(t *testing.T) {
	t.Parallel()
	for _, s := range samples(t) {
		doc, err := reports.Build(s.job)
		require.NoError(t, err)
		for _, b := range doc.Blocks {
			block, ok := b.(reports.Signatures)
			if !ok {
				continue
			}
			for _, who := range block.Signers {
				label := who.Label().String()
				require.Contains(t, label, who.Name, s.name)
				require.Contains(t, doc.Text(), label+"：\n", "%s: the line after “%s” is not blank", s.name, label)
			}
		}
	}
}

// TestTheCertificateCopyIsOnePage: the archive keeps the copy of a certificate as one leaf (存档件).
func TestTheCertificateCopyIsOnePage(t *testing.T) {
	t.Parallel()
	seen := 0
	for _, s := range samples(t) {
		if !strings.HasPrefix(s.name, "D19") {
			continue
		}
		seen++
		doc, err := reports.Build(s.job)
		require.NoError(t, err)
		require.Len(t, pagesOf(t, doc), 1, s.name)
		s.job.Child.IDNumber, s.job.Child.NoIDReason = "", "弃婴，尚未办理户口登记"
		doc, err = reports.Build(s.job)
		require.NoError(t, err)
		doc.Watermark = "演练"
		require.Len(t, pagesOf(t, doc), 1, "%s: of a foundling", s.name)
	}
	require.Equal(t, 2, seen)
}
