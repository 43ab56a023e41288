package casework_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

func TestSameKeySameAnswer(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	req := casework.Request{Actor: h.officer, CaseID: id, Version: h.load(id).Version, Key: "k1", Command: casework.RequestSupplement{Items: []string{"婚姻证明"}}}
	first, err := h.service.Do(context.Background(), req)
	require.NoError(t, err)
	again, err := h.service.Do(context.Background(), req)
	require.NoError(t, err)
	require.True(t, again.Replayed)
	require.Equal(t, first.Entry, again.Entry)
	req.Command = casework.RequestSupplement{Items: []string{"别的"}}
	_, err = h.service.Do(context.Background(), req)
	require.ErrorContains(t, err, "key_reused")
	require.Len(t, h.load(id).Supplements, 1)
}

func TestTwoClerksAtOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	version := h.load(id).Version
	results := make(chan error, 2)
	for _, who := range []workflow.Actor{h.officer, h.officer2} {
		go func() {
			_, err := h.service.Do(context.Background(), casework.Request{
				Actor: who, CaseID: id, Version: version,
				Command: casework.RequestSupplement{Items: []string{"婚姻证明"}},
			})
			results <- err
		}()
	}
	a, b := <-results, <-results
	lost := errors.Join(a, b)
	require.NotEqual(t, a == nil, b == nil, "one wins: %v, %v", a, b)
	require.True(t, workflow.IsKind(lost, workflow.KindStale) || workflow.IsKind(a, workflow.KindStale) || workflow.IsKind(b, workflow.KindStale))
	require.Len(t, h.load(id).Supplements, 1)
}

func TestMaterials(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	up := h.upload(id, h.officer)
	line := func(l casework.MaterialLine) casework.RecordMaterial {
		return casework.RecordMaterial{Lines: []casework.MaterialLine{l}}
	}
	for want, bad := range map[string]casework.MaterialLine{
		"/lines/0/code":    {Code: "no_such", Original: true},
		"/lines/0/title":   {Code: "other", Original: true, Side: "child"},
		"/lines/0/note":    {Code: "other", Title: "x", Side: "child", Missing: true},
		"/lines/0/missing": {Code: "other", Title: "x", Side: "child", Missing: true, Original: true},
		"/lines/0/seen_on": {Code: "other", Title: "x", Side: "child", Original: true, SeenOn: day("2024-01-03")},
		"/lines/0: ":       {Code: "other", Title: "x", Side: "child"},
	} {
		h.refused(h.officer, id, line(bad), workflow.KindInvalid, want)
	}
	h.must(h.officer, id, line(casework.MaterialLine{Code: "other", Title: "居住证明", Side: "applicant", Copies: 1, UploadIDs: []string{up.ID}}))
	h.must(h.officer, id, line(casework.MaterialLine{Code: "other", Title: "居住证明", Side: "applicant", Original: true}))
	m := h.load(id).Materials
	require.Len(t, m, 1, "the same paper is one line")
	require.Equal(t, "周敏", m[0].SeenBy)
	require.Equal(t, up.SHA256, m[0].Scans[0].SHA256, "scans stay")
	h.materials(id)
	h.must(h.officer, id, casework.Accept{})
}

func TestQuestioningIsSeparate(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	h.on("2024-01-08")
	h.noticed(id)
	ok := casework.RecordQuestioning{
		InquiryInput: casework.InquiryInput{From: "09:00", To: "09:30", Place: "登记室", Recorder: "扎西", Exchanges: []workflow.QA{{Q: "自愿吗", A: "自愿"}}},
		PartyID:      "a1", Separate: true,
	}
	for want, change := range map[string]func(*casework.RecordQuestioning){
		"/separate":  func(q *casework.RecordQuestioning) { q.Separate = false },
		"/party_id":  func(q *casework.RecordQuestioning) { q.PartyID = "a7" },
		"/recorder":  func(q *casework.RecordQuestioning) { q.Recorder = "周敏" },
		"/held_on":   func(q *casework.RecordQuestioning) { q.HeldOn = day("2024-01-01") },
		"/to":        func(q *casework.RecordQuestioning) { q.To = "08:00" },
		"/exchanges": func(q *casework.RecordQuestioning) { q.Exchanges = nil },
		"/relation":  func(q *casework.RecordQuestioning) { q.PartyID, q.Person = "", "邻居" },
	} {
		bad := ok
		change(&bad)
		h.refused(h.officer, id, bad, workflow.KindInvalid, want)
	}
	out := h.must(h.officer, id, ok)
	require.Equal(t, []string{"D17a"}, codes(out.Papers))
	r := h.load(id).Inquiries[0]
	require.Equal(t, "王林", r.Person)
	require.Equal(t, r.ID, out.Papers[0].Subject)
}

func TestChildOpinionFromEightOn(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	in := foundling()
	in.Born, in.FoundOn = day("2016-01-09"), day("2016-01-10")
	child := h.mustChild(casework.RegisterChild{ChildInput: in}, "").Child.ID
	h.mustChild(casework.PublishNotice{Medium: "《西藏日报》", Contact: "0891"}, child)
	id := h.submit(child, workflow.CatInstitutionFoundling, couple())
	h.on("2024-01-08")
	h.materials(id)
	h.must(h.officer, id, casework.Accept{})
	opinion := casework.RecordChildOpinion{
		InquiryInput: casework.InquiryInput{From: "09:00", To: "09:30", Place: "福利院", Recorder: "扎西", Text: "愿意"}, Willing: true, Alone: true,
	}
	h.refused(h.officer, id, opinion, workflow.KindInvalid, "/held_on")
	h.on("2024-01-09")
	h.must(h.officer, id, opinion)
	require.True(t, h.load(id).Consented(workflow.ConsentChild))
	opinion.Willing, opinion.Text, opinion.From, opinion.To = false, "不愿意", "10:00", "10:10"
	h.must(h.officer, id, opinion)
	require.False(t, h.load(id).Consented(workflow.ConsentChild), "the last word stands")
}
