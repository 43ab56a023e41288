package page_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports/font"
	"github.com/anjia-project/anjia/reports/layout"
	"github.com/anjia-project/anjia/reports/page"
)

var elements = []layout.Element{{Tag: "Document", Parent: -1}, {Tag: "P"}}

func text(t *testing.T, s string) layout.Op {
	t.Helper()
	op := layout.Op{Kind: layout.OpText, Element: 1, X: 10, Y: 20, Size: 12}
	for _, r := range s {
		f, g, err := font.Embedded().Find(font.Regular, r)
		require.NoError(t, err)
		op.Glyphs = append(op.Glyphs, layout.Glyph{Letter: &font.Letter{Face: f, Shown: font.Shown{Glyph: g}, Text: string(r)}})
	}
	return op
}

func draw(pen *page.Pen, ops ...layout.Op) (page.Drawn, error) {
	return pen.Draw(layout.Page{Ops: ops}, 595, 842, elements)
}

func TestDrawGivesMarksAndFonts(t *testing.T) {
	t.Parallel()
	ops := []layout.Op{
		text(t, "收养"),
		{Kind: layout.OpLine, Element: layout.Artifact, X2: 100, Width: 1, Dash: 2},
		text(t, "登记"),
		{Kind: layout.OpCircle, Element: layout.Artifact, X2: 4},
		{Kind: layout.OpFill, Element: layout.Artifact, X2: 4, Y2: 4, Grey: 0.9},
		{Kind: layout.OpFrame, Element: layout.Artifact, X2: 4, Y2: 4.125},
	}
	pen := page.NewPen()
	d, err := draw(pen, ops...)
	require.NoError(t, err)
	require.Equal(t, []int{1, 1}, d.Marks, "text before and after the rule is marked apart")
	require.Contains(t, string(d.Content), "BT 10 822 Td /F0 12 Tf <00010002> Tj ET\n", "the first text sets its font")
	require.Contains(t, string(d.Content), "BT 10 822 Td <00030004> Tj ET\n", "the second has it still")
	require.Contains(t, string(d.Content), "0 842 4 -4.13 re S\n")
	fonts, err := pen.Fonts()
	require.NoError(t, err)
	require.Len(t, fonts, 1)
	require.Equal(t, []string{"收", "养", "登", "记"}, fonts[0].Texts)
	again, err := draw(page.NewPen(), ops...)
	require.NoError(t, err)
	require.Equal(t, string(d.Content), string(again.Content))
	next, err := draw(pen, ops...)
	require.NoError(t, err)
	require.Equal(t, string(d.Content), string(next.Content), "a page does not depend on the one before it")
}

func TestAPanicBecomesAnError(t *testing.T) {
	t.Parallel()
	_, err := draw(page.NewPen(), layout.Op{Kind: layout.OpLine, Element: 7})
	require.ErrorContains(t, err, "draw pages")
	noLetter := text(t, "收")
	noLetter.Glyphs[0].Letter = nil
	_, err = draw(page.NewPen(), noLetter)
	require.ErrorContains(t, err, "draw pages")
}
