package casework_test

import (
	"encoding/json"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// cityRules is a pack of the tests' city with the given parameters.
func cityRules(t *testing.T, version, params string) law.RawFile {
	t.Helper()
	text := []byte("code: \"cn-540100\"\nname: \"拉萨市\"\nversion: \"" + version + "\"\nparent: \"cn-54\"\nparams:\n" + params)
	return law.RawFile{
		Kind: law.KindPack, Code: "cn-540100", Version: "cn-540100@" + version, SHA256: hashOf(text), Path: law.PlaceOf(law.KindPack, "cn-540100"), Bytes: text,
	}
}

const (
	joined = `  consolidation:
    values:
      - {from: "2021-01-01", value: mean, status: practice, note: "拉萨市民政局内部规定"}
`
	// The city promises a shorter assessment, and has its own word for the time that the review stands still.
	shorter = joined + `  assessment.limit:
    values:
      - {from: "2021-01-01", value: {length: 40, unit: day, kind: limit}, status: practice, note: "拉萨市民政局承诺"}
  registration.pause.assessment:
    values:
      - {from: "2021-01-01", value: "评估办理期间", status: practice, note: "拉萨市民政局用语"}
`
)

// packed is a house in production whose law grows with what publish is given.
func packed(t *testing.T, h *house) (publish func(files ...law.RawFile)) {
	t.Helper()
	shipped, holdings := shippedLaw(t), workflow.Holdings{}
	for i, name := range []string{"ministry-s5-capacity@2", "ministry-s5-integration@2"} {
		holdings.Editions = append(holdings.Editions, tableEdition(t, int64(i+1), shipped.Offered, name, "2024-01-01", ""))
	}
	publish = func(files ...law.RawFile) {
		for _, f := range files {
			holdings.Files = append(holdings.Files, f)
			holdings.Editions = append(holdings.Editions, packEdition(int64(len(holdings.Editions)+1), f))
		}
		shelf, err := casework.NewShelf(shipped, holdings)
		require.NoError(t, err)
		h.service.Laws, h.service.Tables = shelf, shelf
	}
	publish()
	return publish
}

// rulesOf is what the supervisor reads before the act.
func (h *house) rulesOf(id string) *casework.RulesView {
	h.t.Helper()
	view, err := h.service.CaseRules(h.t.Context(), h.supervisor, id)
	require.NoError(h.t, err)
	return view
}

// dueOf is the date of a clock under the rules of the case in production.
func (h *house) dueOf(id string, name law.ClockName) law.Due {
	h.t.Helper()
	c := h.load(id)
	_, cal, err := h.service.Laws.Judged(c.Pack, c.Calendar, false)
	require.NoError(h.t, err)
	due, err := c.Clock(name).Explain(cal)
	require.NoError(h.t, err)
	return due
}

func (h *house) adopt(id, reason string) casework.AdoptRules {
	h.t.Helper()
	return casework.AdoptRules{Reason: reason, PackSHA256: h.rulesOf(id).Change.PackAfter.SHA256}
}

// commissioned is a case in which everything but the beginning of the assessment is done, on 2024-01-08.
func (h *house) commissioned() string {
	h.t.Helper()
	id := h.submitted()
	h.on("2024-01-08")
	h.noticed(id)
	h.must(h.officer, id, casework.GiveConsent{Consents: consents("2024-01-08", "2024-01-08")})
	h.must(h.manager, id, casework.AcceptCommission{})
	h.must(h.manager, id, casework.AssignEvaluators{EvaluatorIDs: []string{evaluatorID(1), evaluatorID(2)}})
	h.must(h.eval, id, casework.DeclareRecusal{Secrecy: true})
	h.must(h.eval2, id, casework.DeclareRecusal{Secrecy: true})
	return id
}

// TestACaseSubmittedBeforeThePackBeginsByIt: the case could never begin, the act brings it to the rule.
func TestACaseSubmittedBeforeThePackBeginsByIt(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	publish := packed(t, h)
	id := h.commissioned()
	require.Nil(t, h.rulesOf(id).Change)
	h.refused(h.supervisor, id, casework.AdoptRules{Reason: "x", PackSHA256: strings.Repeat("0", 64)}, workflow.KindConflict, "rules_in_use")
	h.refused(h.manager, id, casework.BeginAssessment{}, workflow.KindNoLaw, "consolidation")

	publish(cityRules(t, "office-1", joined))
	h.refused(h.manager, id, casework.BeginAssessment{}, workflow.KindNoLaw, "consolidation")
	before := h.load(id)
	view := h.rulesOf(id)
	require.True(t, view.Possible)
	require.Equal(t, before.Pack, view.Change.PackBefore)
	require.Equal(t, "cn-540100", view.Change.PackAfter.Code)
	for _, x := range view.Change.Clocks {
		require.Equal(t, x.Before, x.After, "the city changes no limit: %s", x.Clock)
	}
	h.must(h.supervisor, id, h.adopt(id, "本市合并规则发布"))
	c := h.load(id)
	require.Len(t, c.RuleChanges, 1)
	require.Equal(t, before.Pack, c.RuleChanges[0].PackBefore)
	require.Equal(t, c.Pack, c.RuleChanges[0].PackAfter)
	require.Equal(t, h.supervisor.Name, c.RuleChanges[0].By)
	require.Len(t, c.Eligibility, len(before.Eligibility)+1, "the conditions were run under the new rules")
	h.must(h.manager, id, casework.BeginAssessment{})
	require.False(t, h.rulesOf(id).Possible)
	publish(cityRules(t, "office-2", shorter))
	h.refused(h.supervisor, id, casework.AdoptRules{Reason: "x", PackSHA256: c.Pack.SHA256}, workflow.KindWrongState, "wrong_state")
	require.False(t, h.rulesOf(id).Possible, "an assessment that has begun keeps its rules")
}

// TestADateComesForwardOnlyOpenly: an earlier date is named before it holds, with its derivation.
func TestADateComesForwardOnlyOpenly(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	publish := packed(t, h)
	id := h.commissioned()
	due := h.dueOf(id, law.ClockAssessment).On
	publish(cityRules(t, "office-1", shorter))
	act := h.adopt(id, "本市承诺缩短评估期限")
	h.refused(h.supervisor, id, act, workflow.KindInvalid, "提前至")
	var change workflow.DateChange
	for _, x := range h.rulesOf(id).Change.Clocks {
		if x.Clock == law.ClockAssessment {
			change = x
		} else {
			require.False(t, x.Earlier(), x.Clock)
		}
	}
	require.Equal(t, due, change.Before)
	require.True(t, change.Earlier())
	require.NotEmpty(t, change.Why)
	act.EarlierDates = []casework.EarlierDate{{Clock: law.ClockAssessment, DueOn: change.Before}}
	h.refused(h.supervisor, id, act, workflow.KindInvalid, "提前至")
	act.EarlierDates[0].DueOn = change.After
	h.must(h.supervisor, id, act)
	require.Equal(t, change.After, h.dueOf(id, law.ClockAssessment).On)
	c := h.load(id)
	require.Equal(t, change, c.RuleChanges[0].Clocks[len(c.RuleChanges[0].Clocks)-1], "the record says what was told")
	review := c.Clock(law.ClockRegistrationReview)
	require.True(t, review.PausedFor("评估办理期间"), "the pause goes on in the words of the new pack: %v", review.Pauses)
	h.must(h.manager, id, casework.BeginAssessment{})
	h.on("2024-01-10")
	h.must(h.supervisor, id, casework.TerminateAssessment{Reason: "申请人退出"})
	require.False(t, h.load(id).Clock(law.ClockRegistrationReview).PausedFor("评估办理期间"), "and ends with the assessment")
}

func TestWhatTheFamilyWasToldStays(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	publish := packed(t, h)
	id := h.submitted()
	h.must(h.officer, id, casework.RequestSupplement{Items: []string{"收入证明"}, Limit: &casework.HandTerm{Length: 30, Unit: "day", Reason: "需往返外省"}})
	told := h.dueOf(id, law.ClockSupplement)
	publish(cityRules(t, "office-1", joined+`  supplement.limit:
    values:
      - {from: "2021-01-01", value: {length: 5, unit: day, kind: limit}, status: practice, note: "拉萨市民政局内部规定"}
`))
	h.must(h.supervisor, id, h.adopt(id, "规则发布"))
	require.Equal(t, told.On, h.dueOf(id, law.ClockSupplement).On)
	kept := ""
	for _, x := range h.load(id).RuleChanges[0].Clocks {
		if x.Clock == law.ClockSupplement {
			kept = x.Kept
		}
	}
	require.Contains(t, kept, "不变")
}

// TestTheOfficerReviewsAgain: a review under the old rules does not carry a notice under the new.
func TestTheOfficerReviewsAgain(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	publish := packed(t, h)
	id := h.submitted()
	h.on("2024-01-08")
	h.materials(id)
	h.must(h.officer, id, casework.Accept{})
	h.must(h.officer, id, casework.RecordConsent{Kind: workflow.ConsentPlacer, By: "拉萨市儿童福利院", Given: true, Form: "书面"})
	h.must(h.officer, id, casework.CheckEligibility{Opinion: "符合"})
	publish(cityRules(t, "office-1", joined))
	h.must(h.supervisor, id, h.adopt(id, "规则发布"))
	notice := casework.IssueNotice{Opinion: "初审合格", Body: casework.BodyChoice{Kind: workflow.BodyAgency, AgencyID: agencyID}}
	h.refused(h.officer, id, notice, workflow.KindGuard, "reviewed_eligible")
	h.must(h.officer, id, casework.CheckEligibility{Opinion: "符合"})
	h.must(h.officer, id, notice)
}

func TestWhoMayChangeTheRules(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	publish := packed(t, h)
	id := h.commissioned()
	publish(cityRules(t, "office-1", joined))
	act := h.adopt(id, "规则发布")
	for _, who := range []workflow.Actor{h.officer, h.manager, h.eval} {
		h.refused(who, id, act, workflow.KindForbidden, "role_not_allowed")
	}
	bare := act
	bare.Reason = ""
	h.refused(h.supervisor, id, bare, workflow.KindInvalid, "/reason")
	other := act
	other.PackSHA256 = h.load(id).Pack.SHA256
	h.refused(h.supervisor, id, other, workflow.KindInvalid, "请重新核对")
	_, err := h.service.Do(t.Context(), casework.Request{Actor: h.supervisor, CaseID: id, Version: h.load(id).Version - 1, Command: act})
	require.True(t, workflow.IsKind(err, workflow.KindStale), "%v", err)
}

// TestTwoChangesOfRulesAtOnce on a real database: one of two supervisors gets through, and the chain replays.
func TestTwoChangesOfRulesAtOnce(t *testing.T) {
	t.Parallel()
	h, s := newRealHouse(t)
	publish := packed(t, h)
	id := h.submitted()
	publish(cityRules(t, "office-1", joined))
	version, act := h.load(id).Version, h.adopt(id, "规则发布")
	var wg sync.WaitGroup
	errs := make([]error, 2)
	for i, who := range []workflow.Actor{h.supervisor, h.supervisor2} {
		wg.Go(func() {
			_, errs[i] = h.service.Do(t.Context(), casework.Request{Actor: who, CaseID: id, Version: version, Command: act})
		})
	}
	wg.Wait()
	won := 0
	for _, err := range errs {
		if err == nil {
			won++
			continue
		}
		require.True(t, workflow.IsKind(err, workflow.KindStale), "%v", err)
	}
	require.Equal(t, 1, won)
	c := h.load(id)
	require.Len(t, c.RuleChanges, 1)
	_, err := s.VerifyCase(t.Context(), id)
	require.NoError(t, err)
	lines, err := h.service.ReadHistory(t.Context(), h.supervisor, id, 0)
	require.NoError(t, err)
	entry, err := h.service.ReadEntry(t.Context(), h.supervisor, id, lines[len(lines)-1].Seq)
	require.NoError(t, err)
	shown, err := json.Marshal(entry.Payload)
	require.NoError(t, err)
	require.Contains(t, string(shown), c.RuleChanges[0].PackBefore.SHA256)
	require.Contains(t, string(shown), c.Pack.SHA256)
}

// TestTheSameKeyChangesTheRulesOnce: a request that is sent again gets the same answer.
func TestTheSameKeyChangesTheRulesOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	publish := packed(t, h)
	id := h.submitted()
	publish(cityRules(t, "office-1", joined))
	req := casework.Request{Actor: h.supervisor, CaseID: id, Version: h.load(id).Version, Key: "k1", Command: h.adopt(id, "规则发布")}
	first, err := h.service.Do(t.Context(), req)
	require.NoError(t, err)
	again, err := h.service.Do(t.Context(), req)
	require.NoError(t, err)
	require.True(t, again.Replayed)
	require.Equal(t, first.EntrySeq, again.EntrySeq)
	require.Len(t, h.load(id).RuleChanges, 1)
}
