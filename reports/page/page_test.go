package page_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports/font"
	"github.com/anjia-project/anjia/reports/layout"
	"github.com/anjia-project/anjia/reports/page"
)

var created = time.Date(2024, 1, 2, 3, 4, 5, 0, time.UTC)

func pages(ops ...layout.Op) *layout.Pages {
	return &layout.Pages{Width: 595, Height: 842, Elements: []layout.Element{{Tag: "Document", Parent: -1}, {Tag: "P"}}, Pages: []layout.Page{{Ops: ops}}}
}

func text(t *testing.T, s string) layout.Op {
	t.Helper()
	op := layout.Op{Kind: layout.OpText, Element: 1, X: 10, Y: 20, Size: 12}
	for _, r := range s {
		f, g, err := font.Embedded().Find(font.Regular, r)
		require.NoError(t, err)
		op.Face = f
		op.Glyphs = append(op.Glyphs, layout.Glyph{Shown: font.Shown{Glyph: g}, Text: string(r)})
	}
	return op
}

func TestDrawGivesMarksAndFonts(t *testing.T) {
	t.Parallel()
	rule := layout.Op{Kind: layout.OpLine, Element: layout.Artifact, X2: 100, Width: 1, Dash: 2}
	d, err := page.Draw(pages(text(t, "收养"), rule, text(t, "登记"), layout.Op{Kind: layout.OpCircle, Element: layout.Artifact, X2: 4}, layout.Op{Kind: layout.OpFill, Element: layout.Artifact, X2: 4, Y2: 4, Grey: 0.9}), created)
	require.NoError(t, err)
	require.Equal(t, [][]int{{1, 1}}, d.Marks, "text before and after the rule is marked apart")
	require.Len(t, d.Fonts, 1)
	require.Equal(t, []string{"收", "养", "登", "记"}, d.Fonts[0].Texts)
	again, err := page.Draw(pages(text(t, "收养"), rule, text(t, "登记"), layout.Op{Kind: layout.OpCircle, Element: layout.Artifact, X2: 4}, layout.Op{Kind: layout.OpFill, Element: layout.Artifact, X2: 4, Y2: 4, Grey: 0.9}), created)
	require.NoError(t, err)
	require.True(t, bytes.Equal(d.PDF, again.PDF))
}

func TestAPanicBecomesAnError(t *testing.T) {
	t.Parallel()
	broken := pages(layout.Op{Kind: layout.OpLine, Element: 7})
	_, err := page.Draw(broken, created)
	require.ErrorContains(t, err, "draw pages")
	noFace := text(t, "收")
	noFace.Face = nil
	_, err = page.Draw(pages(noFace), created)
	require.ErrorContains(t, err, "draw pages")
}
