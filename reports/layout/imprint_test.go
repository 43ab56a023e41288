package layout_test

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/layout"
)

// official is a document of one organ to another with so much text.
func official(n int, blocks ...reports.Block) reports.Document {
	d := document(append(reports.Blocks{reports.Paragraph{Text: reports.Text(strings.Repeat("现委托你单位进行收养评估。", n))}}, blocks...)...)
	d.Layout, d.Number, d.Authority = reports.LayoutOfficial, "锦民收〔2024〕3号", "锦江区民政局"
	d.Head = &reports.Head{Mark: "锦江区民政局"}
	return d
}

var printed = reports.Imprint{Organ: "锦江区民政局", On: law.MustDate("2024-01-18")}

func TestImprintStandsAtTheFootOfTheLastPage(t *testing.T) {
	t.Parallel()
	const foot = (37 + 225) * mm // GB/T 9704-2012, 5.2
	for _, n := range []int{1, 20, 24, 26, 27, 28, 29, 30, 31, 32, 33, 60} {
		ps := set(t, official(n, reports.Closing{Seal: true, Date: printed.On}, printed))
		last := len(ps.Pages) - 1
		var rules []float64
		for i, p := range ps.Pages {
			for _, op := range p.Ops {
				if op.Kind == layout.OpLine && !op.Red && math.Abs(op.X2-op.X-156*mm) < 0.1 && op.Width > 0.6 {
					require.Equal(t, last, i, "%d sentences", n)
					rules = append(rules, op.Y)
				}
			}
		}
		require.Len(t, rules, 2)
		require.InDelta(t, foot, rules[1], 0.5, "%d sentences: the last rule lies on the lower edge of the type area", n)
		lines := linesOf(ps)
		require.Equal(t, last, lines[len(lines)-1].page)
		require.Contains(t, lines[len(lines)-1].text, "2024年1月18日印发")
	}
}

func TestHeadOfAnOfficialDocumentIsRed(t *testing.T) {
	t.Parallel()
	red := func(d reports.Document) (texts, rules int) {
		for _, p := range set(t, d).Pages {
			for _, op := range p.Ops {
				switch {
				case op.Red && op.Kind == layout.OpText:
					texts++
				case op.Red && op.Kind == layout.OpLine:
					rules++
					require.InDelta(t, 156*mm, op.X2-op.X, 0.1, "as long as the measure")
				}
			}
		}
		return texts, rules
	}
	texts, rules := red(official(3))
	require.Positive(t, texts)
	require.Equal(t, 1, rules)
	plain := official(3)
	plain.Head = nil
	texts, rules = red(plain)
	require.Zero(t, texts+rules, "a letter to a party has no red in it")

	signed := official(3)
	signed.Head.Signatory = "次旦"
	lines := linesOf(set(t, signed))
	require.Equal(t, "锦江区民政局", lines[0].text)
	require.Contains(t, lines[1].text+lines[2].text, "签发人：次旦")
}

func TestAnnexesAreFlushWithEachOther(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("收养评估工作情况说明", 6)
	lines := linesOf(set(t, official(1, reports.Annexes{Names: []reports.Inline{reports.Text(long), reports.Text("名单")}})))
	var at []textLine
	for _, l := range lines {
		if strings.HasPrefix(l.text, reports.AnnexLabel) || len(at) > 0 {
			at = append(at, l)
		}
	}
	require.GreaterOrEqual(t, len(at), 4)
	first, over, second := at[0], at[1], at[len(at)-1]
	require.True(t, strings.HasPrefix(first.text, "附件：1."), first.text)
	require.True(t, strings.HasPrefix(second.text, "2.名单"), second.text)
	em := 156 * mm / 28
	require.InDelta(t, 28*mm+2*em, first.x, 0.1, "two characters in")
	require.InDelta(t, 28*mm+5*em, second.x, 1, "the second number stands under the first")
	require.Greater(t, over.x, second.x, "what runs over stands under the name, not under the number")
	one := linesOf(set(t, official(1, reports.Annexes{Names: []reports.Inline{reports.Text("名单")}})))
	require.Equal(t, "附件：名单", one[len(one)-1].text, "a single annex has no number")
}

// TestPartsInASecondLanguage: the page says what Text says.
func TestPartsInASecondLanguage(t *testing.T) {
	t.Parallel()
	d := official(1, reports.Annexes{Names: []reports.Inline{reports.Text("名单")}}, reports.Imprint{Copies: "市民政局", Organ: "锦江区民政局", On: law.MustDate("2024-01-18")})
	d.Head.Signatory = "次旦"
	d = d.Beside("en", false, func(key string) string {
		return map[string]string{"签发人": "Signed", "附件": "Annexes", "抄送": "Copies", "印发": "Printed"}[key]
	}, func(string) string { return "" })
	var all []string
	for _, l := range linesOf(set(t, d)) {
		all = append(all, l.text)
	}
	page := strings.Join(all, "\n")
	for _, want := range []string{"Signed　签发人：次旦", "Annexes　附件：名单", "Copies　抄送：市民政局。", "Printed　2024年1月18日印发"} {
		require.Contains(t, page, want)
		require.Contains(t, d.Text(), want)
	}
}
