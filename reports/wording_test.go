package reports_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/workflow"
)

// packWith is the pack of Lhasa with parameters that the pack of the region sets.
func packWith(t *testing.T, params string) *law.Pack {
	t.Helper()
	set, err := law.Embedded()
	require.NoError(t, err)
	region := "code: \"cn-54\"\nname: \"西藏自治区\"\nversion: \"test\"\nparent: \"cn\"\n" + params
	raw, err := set.ReadPackFile(law.PlaceOf(law.KindPack, "cn-54"), []byte(region))
	require.NoError(t, err)
	set, err = set.With(raw)
	require.NoError(t, err)
	require.NoError(t, workflow.CheckWording(set))
	pack, err := set.Pack("cn-540100", true)
	require.NoError(t, err)
	return pack
}

// TestRegionRewordsAPaper: title, salutation and redress of a paper are what the pack
// of the place says.
func TestRegionRewordsAPaper(t *testing.T) {
	t.Parallel()
	w := couple(t)
	w.pack = packWith(t, `params:
  papers.D14.title: {values: [{from: "2021-01-01", value: "收养评估结果通知书", status: practice, note: "测试"}]}
  papers.D14.salutation: {values: [{from: "2021-01-01", value: "收养申请人{applicants}：", status: practice, note: "测试"}]}
  remedy.conclusion_text: {values: [{from: "2021-01-01", value: "结论供登记机关参考。", status: practice, note: "测试"}]}
`)
	doc, err := reports.Build(w.order("D14", "2024-03-06"))
	require.NoError(t, err)
	require.Equal(t, "收养评估结果通知书", doc.Title)
	require.Equal(t, "收养申请人"+names(w.c), doc.Recipient)
	require.Contains(t, doc.Text(), "结论供登记机关参考。")

	w = couple(t)
	w.pack = packWith(t, `params:
  papers.D13.salutation: {values: [{from: "2021-01-01", value: "{authority}收养登记处：", status: practice, note: "测试"}]}
`)
	doc, err = reports.Build(w.order("D13", "2024-03-06"))
	require.NoError(t, err)
	require.Equal(t, "拉萨市城关区民政局收养登记处", doc.Recipient)
}

// TestPapersCiteEachOtherByThePacksTitle: a paper that a place calls otherwise is cited so.
func TestPapersCiteEachOtherByThePacksTitle(t *testing.T) {
	t.Parallel()
	w := couple(t)
	w.pack = packWith(t, `params:
  papers.D06a.title: {values: [{from: "2021-01-01", value: "接受评估意见书", status: practice, note: "测试"}]}
  papers.D10a.title: {values: [{from: "2021-01-01", value: "入户走访记录", status: practice, note: "测试"}]}
`)
	require.Contains(t, textOf(t, w.order("D05", "2024-01-12")), "请签署《接受评估意见书》")
	annexes := textOf(t, w.order("D13", "2024-03-06"))
	require.Contains(t, annexes, "入户走访记录（")
	require.NotContains(t, annexes, "家访记录（")
}

// TestPaperWithoutTitleIsRefused: the catalogue's own name of a paper never stands in
// for the pack's.
func TestPaperWithoutTitleIsRefused(t *testing.T) {
	t.Parallel()
	w := couple(t)
	_, err := reports.Build(w.order("D14", "2024-03-06", func(p *workflow.Paper) { p.Title = "" }))
	var refused *workflow.Error
	require.ErrorAs(t, err, &refused)
	require.Contains(t, refused.Message, "文书名称")
}

// TestTemplatesHoldNoWordingOfThePack: what the pack says on redress and how it
// addresses people stands in no template.
func TestTemplatesHoldNoWordingOfThePack(t *testing.T) {
	t.Parallel()
	w := couple(t)
	var moved []string
	for _, p := range w.pack.InForce(day("2024-03-06")) {
		text, err := p.Text()
		if err == nil && (strings.HasPrefix(p.Key, "remedy.") || strings.HasSuffix(p.Key, ".salutation")) && len([]rune(text)) > 14 {
			moved = append(moved, text)
		}
	}
	require.Greater(t, len(moved), 8)
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	require.Greater(t, len(files), 60)
	for _, f := range files {
		source, err := os.ReadFile(f)
		require.NoError(t, err)
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		for _, text := range moved {
			require.NotContains(t, string(source), strings.TrimSuffix(text, "："), f)
		}
	}
}
