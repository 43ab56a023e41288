package law_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
)

// withWords lays packs with catalogues over the shipped set.
func withWords(t *testing.T, region, city string) *law.Set {
	t.Helper()
	set := embedded(t)
	for code, words := range map[string]string{"cn-54": region, "cn-540100": city} {
		parent := map[string]string{"cn-54": "cn", "cn-540100": "cn-54"}[code]
		head := "code: \"" + code + "\"\nname: \"试\"\nversion: \"test\"\nparent: \"" + parent + "\"\nparams: {}\n"
		raw, err := set.ReadPackFile(law.PlaceOf(law.KindPack, code), []byte(head+words))
		require.NoError(t, err)
		set, err = set.With(raw)
		require.NoError(t, err)
	}
	return set
}

// TestWordsOfTheNearestPack: the city's word stands before the region's, and a city that
// only lists a word leaves it to the region.
func TestWordsOfTheNearestPack(t *testing.T) {
	t.Parallel()
	set := withWords(t, `words:
  bo:
    姓名: {text: "མིང", status: draft, source: "甲"}
    性别: {text: "ཕོ་མོ", status: confirmed, source: "乙"}
`, `words:
  bo:
    姓名: {text: "རུས་མིང", status: confirmed, source: "丙"}
    性别: {status: draft}
    民族: {status: draft}
`)
	p, err := set.Pack("cn-540100", false)
	require.NoError(t, err)
	w, ok := p.Word("bo", "姓名")
	require.True(t, ok)
	require.Equal(t, law.Word{Text: "རུས་མིང", Status: law.WordConfirmed, Source: "丙", PackCode: "cn-540100"}, w)
	w, ok = p.Word("bo", "性别")
	require.True(t, ok)
	require.Equal(t, "cn-54", w.PackCode)
	w, ok = p.Word("bo", "民族")
	require.True(t, ok)
	require.Empty(t, w.Text)
	_, ok = p.Word("bo", "住址")
	require.False(t, ok)
	_, ok = p.Word("en", "姓名")
	require.False(t, ok)
	require.Equal(t, []string{"姓名", "性别", "民族"}, p.WordKeys("bo"))
	q, err := set.Pack("cn", false)
	require.NoError(t, err)
	require.Empty(t, q.WordKeys("bo"))
}

// TestChangedWordsAreShown: who approves a catalogue sees each word that is another.
func TestChangedWordsAreShown(t *testing.T) {
	t.Parallel()
	before := withWords(t, "words:\n  bo:\n    姓名: {text: \"མིང\", status: draft, source: \"甲\"}\n", "")
	after := withWords(t, "words:\n  bo:\n    姓名: {text: \"མིང\", status: confirmed, source: \"自治区藏语委\"}\n    性别: {status: draft}\n", "")
	var texts []string
	for _, c := range law.PackChanges(before, after, "cn-54") {
		texts = append(texts, c.Text)
	}
	require.Equal(t, []string{
		"修改：words.bo.姓名由“མིང”（草稿，甲）改为“མིང”（已核定，自治区藏语委）",
		"新增：words.bo.性别为“”（草稿，）",
	}, texts)
}

// TestShippedWordsAreDrafts: nobody has confirmed what the program ships.
func TestShippedWordsAreDrafts(t *testing.T) {
	t.Parallel()
	p := pack(t, "cn-540100", false)
	keys := p.WordKeys("bo")
	require.Greater(t, len(keys), 300)
	given := 0
	for _, key := range keys {
		w, ok := p.Word("bo", key)
		require.True(t, ok)
		require.Equal(t, law.WordDraft, w.Status, key)
		require.Equal(t, w.Text == "", w.Source == "", key)
		if w.Text != "" {
			given++
			require.False(t, strings.HasSuffix(w.Text, "་"), key)
		}
	}
	require.Positive(t, given)
}
