package casework_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// applied brings a couple and an orphan, whom no notice holds up, to submitted on 2024-01-02.
func (h *house) applied(in casework.Submit) string {
	h.t.Helper()
	c := foundling()
	c.Source, c.ParentsDead, c.FoundOn, c.FoundDivision, c.PoliceReceipt = "orphan", new(true), law.Date{}, "", ""
	app := couple()
	app.BirthFather.Status, app.BirthMother.Status = eligibility.ParentDead, eligibility.ParentDead
	d := h.draft(h.mustChild(casework.RegisterChild{ChildInput: c}, "").Child.ID, workflow.CatInstitutionOrphan, app)
	h.must(h.officer, d.Case.ID, in)
	return d.Case.ID
}

// started is the first day of the review clock, and what the explanation calls it.
func (h *house) started(id string) (law.Date, string) {
	h.t.Helper()
	return h.load(id).Clock(law.ClockRegistrationReview).Start, h.clock(id, law.ClockRegistrationReview).Steps[0].Text
}

// papersSeen enters the papers of the case, the original of one of them on a day of its own.
func (h *house) papersSeen(id, code, on string) {
	h.t.Helper()
	o := h.opened(id)
	var lines []casework.MaterialLine
	for _, m := range eligibility.RequiredMaterials(o.Case.Category.Eligibility(), workflow.FactsOf(&workflow.View{Case: o.Case, Child: o.Child})) {
		line := casework.MaterialLine{Code: m.Code, Original: true, Copies: 1, SeenOn: day("2024-01-02")}
		if m.Code == code {
			line.SeenOn, line.Original = law.Date{}, on != ""
			if on != "" {
				line.SeenOn = day(on)
			}
		}
		lines = append(lines, line)
	}
	h.must(h.officer, id, casework.RecordMaterial{Lines: lines})
}

// TestTheReviewStartsOnTheDayOfTheCompleteFile: domain.md C1, 登记办法 art. 8.
func TestTheReviewStartsOnTheDayOfTheCompleteFile(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.applied(casework.Submit{})
	start, why := h.started(id)
	require.Equal(t, day("2024-01-02"), start, "for the time being: no file lies without a limit")
	require.Contains(t, why, "材料齐全之日尚未认定")
	h.on("2024-01-08")
	h.papersSeen(id, "adopter_medical_certificate", "2024-01-05")
	h.must(h.officer, id, casework.Accept{})
	require.Equal(t, day("2024-01-05"), h.load(id).CompleteOn, "the last original was seen on the 5th")
	require.Equal(t, day("2024-01-02"), h.load(id).ReceivedOn)
	start, why = h.started(id)
	require.Equal(t, day("2024-01-05"), start)
	require.Contains(t, why, "自收到申请及全部材料之日（2024-01-05）起算")
	require.Equal(t, day("2024-02-04"), h.clock(id, law.ClockRegistrationReview).RawEnd, "30 days after 5 January")
}

func TestTheDayOfTheCompleteFileHasItsBounds(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.applied(casework.Submit{})
	h.on("2024-01-08")
	h.papersSeen(id, "adopter_medical_certificate", "2024-01-05")
	for on, want := range map[string]string{"2024-01-01": "too_early", "2024-01-06": "全部原件核验完毕之日", "2024-01-09": "too_late"} {
		_, err := h.do(h.officer, id, casework.Accept{CompleteOn: day(on)})
		var e *workflow.Error
		require.ErrorAs(t, err, &e, on)
		require.Equal(t, "/complete_on", e.Fields[0].Pointer, on)
		require.Contains(t, e.Fields[0].Code+e.Fields[0].Message, want, on)
	}
	h.must(h.officer, id, casework.Accept{CompleteOn: day("2024-01-04")}) // handed in on the 4th, looked at on the 5th
	start, _ := h.started(id)
	require.Equal(t, day("2024-01-04"), start)
}

func TestWithoutTheOriginalsTheDayMustBeStated(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.applied(casework.Submit{})
	h.on("2024-01-08")
	h.papersSeen(id, "adopter_medical_certificate", "")
	h.refused(h.officer, id, casework.Accept{}, workflow.KindInvalid, "身体健康检查证明；请先核验")
	h.must(h.officer, id, casework.Accept{CompleteOn: day("2024-01-08")})
	require.Equal(t, day("2024-01-08"), h.load(id).CompleteOn)
}

func TestTheDayMayBeStatedAtTheCounter(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	h.on("2024-01-08")
	early := casework.Submit{Dated: casework.Dated{On: day("2024-01-05")}, CompleteOn: day("2024-01-04")}
	late := early
	late.CompleteOn = day("2024-01-09")
	child := h.mustChild(casework.RegisterChild{ChildInput: foundling()}, "").Child.ID
	draft := h.draft(child, workflow.CatInstitutionFoundling, couple()).Case.ID
	h.refused(h.officer, draft, early, workflow.KindInvalid, "/complete_on: 不得早于收到申请之日")
	h.refused(h.officer, draft, late, workflow.KindInvalid, "/complete_on: 不得晚于今天")

	good := early
	good.CompleteOn = day("2024-01-06")
	id := h.applied(good)
	start, why := h.started(id)
	require.Equal(t, day("2024-01-06"), start)
	require.Contains(t, why, "收到申请及全部材料之日")
	h.papersSeen(id, "adopter_medical_certificate", "2024-01-08")
	h.refused(h.officer, id, casework.Accept{CompleteOn: day("2024-01-07")}, workflow.KindInvalid, "已经记载")
	h.refused(h.officer, id, casework.Accept{Dated: casework.Dated{On: day("2024-01-05")}}, workflow.KindInvalid, "/on: 不得早于收到全部材料之日")
	h.must(h.officer, id, casework.Withdraw{Dated: casework.Dated{On: day("2024-01-05")}, By: "applicant", Name: "王林", Reason: "另有安排"})
}

func TestASupplementSaysWhenTheFileWasComplete(t *testing.T) {
	t.Parallel()
	ask := casework.RequestSupplement{Items: []string{"体检证明"}}
	for name, c := range map[string]struct {
		seen   string // when the last original was seen, "" not yet
		in     casework.SupplySupplement
		start  string
		stated bool
	}{
		"stated":             {"", casework.SupplySupplement{CompleteOn: day("2024-01-09")}, "2024-01-09", true},
		"seen by then":       {"2024-01-09", casework.SupplySupplement{}, "2024-01-10", true},
		"settled afterwards": {"", casework.SupplySupplement{}, "2024-01-10", false},
	} {
		h := newHouse(t, true)
		id := h.applied(casework.Submit{CompleteOn: day("2024-01-02")})
		h.on("2024-01-04")
		h.must(h.officer, id, ask)
		require.True(t, h.load(id).CompleteOn.IsZero(), "%s: it was not complete after all", name)
		h.on("2024-01-10")
		h.papersSeen(id, "adopter_medical_certificate", c.seen)
		h.refused(h.officer, id, casework.SupplySupplement{CompleteOn: day("2024-01-03")}, workflow.KindInvalid, "告知补正之日")
		h.must(h.officer, id, c.in)
		start, why := h.started(id)
		require.Equal(t, day(c.start), start, name)
		require.Equal(t, c.stated, !h.load(id).CompleteOn.IsZero(), name)
		if c.stated {
			continue
		}
		require.Contains(t, why, "收到补正材料之日（材料齐全之日尚未认定")
		h.on("2024-01-12")
		h.papersSeen(id, "adopter_medical_certificate", "2024-01-12")
		h.must(h.officer, id, casework.Accept{})
		start, _ = h.started(id)
		require.Equal(t, day("2024-01-12"), start, name)
	}
}

// TestTheNoticeStaysOutOfTheMovedReview: moving the first day keeps what stands still.
func TestTheNoticeStaysOutOfTheMovedReview(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	h.on("2024-01-08")
	h.noticed(id)
	k := h.load(id).Clock(law.ClockRegistrationReview)
	require.Equal(t, day("2024-01-08"), k.Start)
	require.Len(t, k.Pauses, 1)
	require.Equal(t, day("2024-01-08"), k.Pauses[0].From)
	require.True(t, k.Paused())
}
