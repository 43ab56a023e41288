package reports_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports"
)

// ofTheCase are labels that hold a name, a score or a title of a scoring table: they are
// no words of the paper alone, and no catalogue has them.
var ofTheCase = regexp.MustCompile(`（得分|（家庭成员）|^（.*）|[^人]的监护人$|^评估员.+[^）]$|^[0-9]|^女方单独收养`)

// TestGlossIsComplete: every label of the templates and samples, every title and every
// word of a code list has an English wording, and nothing is listed for nothing.
func TestGlossIsComplete(t *testing.T) {
	t.Parallel()
	g, err := reports.EnglishGloss()
	require.NoError(t, err)
	used := map[string]bool{"收养人签名": true} // of an applicant whose sex is not stated
	for _, key := range ownLabels(t) {
		used[key] = true
		if !ofTheCase.MatchString(key) {
			require.Contains(t, g.Labels, key, "data/gloss_en.csv lacks the label")
		}
	}
	for key := range g.Labels {
		require.True(t, used[key], "no paper has the label %s", key)
	}
	for _, zh := range ownValues(t) {
		require.Contains(t, g.Values, zh, "data/gloss_en.csv lacks the word")
	}
	for _, list := range []map[string]string{g.Labels, g.Values} {
		for zh, en := range list {
			require.False(t, chinese(en), zh)
			require.Regexp(t, `^[ -~]+$`, en, "%s: ASCII, so that every face has it", zh)
		}
	}
}

// TestGlossLeavesFactsAlone: a gloss adds lines, says what it is, and takes away neither a
// word of the paper nor the record's facts.
func TestGlossLeavesFactsAlone(t *testing.T) {
	t.Parallel()
	w := couple(t)
	doc, err := reports.Build(w.order("D19", "2024-03-19"))
	require.NoError(t, err)
	glossed, err := doc.Glossed()
	require.NoError(t, err)
	require.NoError(t, glossed.Check())
	text := glossed.Text()
	for _, part := range []string{
		"收养登记证\nAdoption Registration Certificate", "English gloss for information; the Chinese text is authoritative.", "以中文为准",
		"收养前姓名\nName before the adoption\t" + w.k.Name, "女\nfemale", "Adopter (child)",
	} {
		if part == "Adopter (child)" {
			require.NotContains(t, text, part)
			continue
		}
		require.Contains(t, text, part)
	}
	for line := range strings.SplitSeq(doc.Text(), "\n") {
		for cell := range strings.SplitSeq(line, "\t") {
			require.Contains(t, text, cell)
		}
	}
	require.NotEmpty(t, doc.CheckText())
	require.Empty(t, glossed.CheckText(), "a copy leads nobody to the record as if it were the paper")
	require.Nil(t, doc.Parallel, "the paper itself is not changed")
}

// tibetanPack asks for Tibetan and has one confirmed word, one draft and one empty entry.
const tibetanPack = `params:
  papers.second_language: {values: [{from: "2021-01-01", value: bo, status: practice, note: "测试"}]}
words:
  bo:
    姓名: {text: "མིང", status: confirmed, source: "测试"}
    收养登记证: {text: "བུ་ཚབ་གསོ་སྐྱོང་ཐོ་འགོད་ལག་ཁྱེར", status: confirmed, source: "测试"}
    性别: {text: "ཕོ་མོ", status: draft, source: "测试"}
    国籍: {status: draft}
`

// TestTibetanBesideLabels: confirmed words stand over their labels, drafts only in a trial
// print and marked, words that nobody has given nowhere.
func TestTibetanBesideLabels(t *testing.T) {
	t.Parallel()
	w := couple(t)
	w.pack = packWith(t, tibetanPack)
	doc, err := reports.Build(w.order("D19", "2024-03-19"))
	require.NoError(t, err)
	text := doc.Text()
	require.Contains(t, text, "བུ་ཚབ་གསོ་སྐྱོང་ཐོ་འགོད་ལག་ཁྱེར\n收养登记证\n")
	require.Contains(t, text, "མིང\n姓名\t性别\t")
	require.NotContains(t, text, "ཕོ་མོ")
	require.NotContains(t, text, "（草）")
	require.Equal(t, "བུ་ཚབ་གསོ་སྐྱོང་ཐོ་འགོད་ལག་ཁྱེར　"+doc.FullTitle(), doc.RunningTitle())

	trial, err := doc.Trial(w.pack, day("2024-03-19"))
	require.NoError(t, err)
	require.Contains(t, trial.Text(), "མིང\n姓名\tཕོ་མོ（草）\n性别\t")
	require.Contains(t, trial.Text(), "双语词条试印件")
	require.Equal(t, "bo", trial.Parallel.Lang)

	plain := couple(t)
	doc, err = reports.Build(plain.order("D19", "2024-03-19"))
	require.NoError(t, err)
	require.Nil(t, doc.Parallel, "the shipped words are drafts: the paper stays in Chinese alone")
	_, err = doc.Trial(plain.pack, day("2024-03-19"))
	require.NoError(t, err)
	_, err = doc.Trial(packWith(t, "params: {}\n"), day("2024-03-19"))
	require.ErrorContains(t, err, "第二种文字", "the law of the nation asks for none")
}

func TestLabelKey(t *testing.T) {
	t.Parallel()
	for zh, key := range map[string]string{
		"一、收养人情况": "收养人情况", "十二、说明": "说明", "收养人提供\n的材料": "收养人提供的材料", "案件编号：": "案件编号", "（指印）": "指印",
		"收养人（男方）": "收养人（男方）", "（收养能力评估）示例（非正式标准）": "（收养能力评估）示例（非正式标准）", "收入、财产和\n债务": "收入、财产和债务", "": "",
	} {
		require.Equal(t, key, reports.LabelKey(zh), zh)
	}
}

// TestTibetanCatalogueListsEveryLabel: whoever fills in the Tibetan finds every label of
// the papers there, and none that no paper has.
func TestTibetanCatalogueListsEveryLabel(t *testing.T) {
	t.Parallel()
	g, err := reports.EnglishGloss()
	require.NoError(t, err)
	require.ElementsMatch(t, slices.Collect(maps.Keys(g.Labels)), couple(t).pack.WordKeys("bo"))
}
