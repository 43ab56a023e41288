package statute_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/assessment/law/statute"
	"github.com/anjia-project/anjia/workflow"
)

var today = law.MustDate("2026-11-24")

func shipped(t *testing.T) *statute.Library {
	t.Helper()
	lib, err := statute.Shipped()
	require.NoError(t, err)
	return lib
}

func TestAnArticleIsFoundThroughItsCitation(t *testing.T) {
	t.Parallel()
	lib := shipped(t)
	got := lib.Of(workflow.CivilCode("第一千零九十八条第（五）项"), today)
	require.Len(t, got, 1)
	require.Equal(t, "第一千零九十八条", got[0].Number)
	require.Equal(t, "（五）年满三十周岁。", got[0].Paragraphs[5])

	both := lib.Of(law.Citation{Instrument: "中华人民共和国行政复议法", Article: "第二十条、第二十四条"}, today)
	require.Len(t, both, 2)
	require.Equal(t, "第二十四条", both[1].Number)
}

func TestWhatIsNotKeptIsNotInvented(t *testing.T) {
	t.Parallel()
	lib := shipped(t)
	require.Empty(t, lib.Of(workflow.Assessment("第九条"), today), "only the first six articles were at hand")
	require.Empty(t, lib.Of(law.Citation{Instrument: "某办法", Article: "第一条"}, today))
	require.Empty(t, lib.Of(law.Citation{Note: "惯例"}, today))
	require.Empty(t, lib.Of(law.Citation{Instrument: "中国公民收养子女登记办法", Number: "2019年修订", Article: "第七条"}, today), "another version has other numbers")
}

func TestATextSpeaksFromItsDay(t *testing.T) {
	t.Parallel()
	lib := shipped(t)
	c := workflow.Measures("第八条")
	require.Empty(t, lib.Of(c, law.MustDate("2023-07-19")))
	require.NotEmpty(t, lib.Of(c, law.MustDate("2023-07-20")))
	require.NotEmpty(t, lib.Of(c, law.Date{}), "without a day the newest counts")
}

// Every act that cites the code or the registration measures can show what it cites.
func TestWhatTheLifecycleCitesOfTheTwoMainTextsIsKept(t *testing.T) {
	t.Parallel()
	lib := shipped(t)
	for _, row := range workflow.Table() {
		for _, c := range row.Basis {
			if c.Instrument == "中华人民共和国民法典" || c.Instrument == "中国公民收养子女登记办法" {
				require.NotEmpty(t, lib.Of(c, today), "%s cites %s", row.Act, c)
			}
		}
	}
}

func TestABrokenFileIsNamed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, want string }{
		"unknown key":  {"title: 某法\nfrom: \"2021-01-01\"\nauthor: x\n", "author"},
		"no title":     {"from: \"2021-01-01\"\n", "title"},
		"no date":      {"title: 某法\n", "from"},
		"odd number":   {"title: 某法\nfrom: \"2021-01-01\"\narticles: {第7条: 文}\n", "第7条"},
		"without text": {"title: 某法\nfrom: \"2021-01-01\"\narticles: {第七条: \"\"}\n", "第七条"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := statute.Load(fstest.MapFS{"a.yaml": {Data: []byte(c.text)}})
			require.ErrorContains(t, err, c.want)
			require.ErrorContains(t, err, "a.yaml")
		})
	}
	same := []byte("title: 某法\nfrom: \"2021-01-01\"\narticles: {第七条: 文}\n")
	_, err := statute.Load(fstest.MapFS{"a.yaml": {Data: same}, "b.yaml": {Data: same}})
	require.ErrorContains(t, err, "another file")
}
