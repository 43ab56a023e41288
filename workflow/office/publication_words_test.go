package office_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/office"
)

const packWithWords = `code: "cn-540102"
name: "拉萨市城关区"
version: "office-1"
parent: "cn-540100"
params: {}
words:
  bo:
    姓名: {text: "མིང", status: confirmed, source: "城关区藏语委办"}
`

// TestTwoPeoplePublishWords: the catalogue of the second language goes into force like the
// rest of a pack; who approves sees the words, and a case of before keeps those of its day.
func TestTwoPeoplePublishWords(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	by := h.publishers(t)
	before, calendar, err := h.Laws.Current("cn-540100", false)
	require.NoError(t, err)
	then, calendarThen := casework.RefsOf(before, calendar)
	p := h.publish(t, by, office.SaveDraft{Kind: "pack", FileContent: office.FileContent{File: packWithWords, Code: "cn-540102"}})
	require.Len(t, p.Changes, 1)
	require.Equal(t, "新增：words.bo.姓名为“མིང”（已核定，城关区藏语委办）", p.Changes[0].Text)
	pack, _, err := h.Laws.Current("cn-540102", false)
	require.NoError(t, err)
	word, ok := pack.Word("bo", "姓名")
	require.True(t, ok)
	require.Equal(t, law.WordConfirmed, word.Status)
	shelf, live := h.Laws.(*casework.LiveShelf)
	require.True(t, live)
	old, _, err := shelf.Judged(then, calendarThen, false)
	require.NoError(t, err)
	word, _ = old.Word("bo", "姓名")
	require.Equal(t, law.WordDraft, word.Status)
}

// TestWordsInAnotherScriptAreFaulty: a word that is not written in its own script is kept
// as a draft of the file with its fault, line and remedy.
func TestWordsInAnotherScriptAreFaulty(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	by := h.publishers(t)
	latin := packWithWords + "    性别: {text: \"sex\", status: draft}\n"
	p := h.draft(t, by.admin, office.SaveDraft{Kind: "pack", FileContent: office.FileContent{File: latin, Code: "cn-540102"}})
	require.Len(t, p.Faults, 1)
	require.Positive(t, p.Faults[0].Line)
	require.NotEmpty(t, p.Faults[0].Remedy)
}
