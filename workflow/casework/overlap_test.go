package casework_test

import (
	"testing"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// TestNobodyIsAskedOrAsksTwiceAtOnce: both sides of the minute at which one ends and the other begins.
func TestNobodyIsAskedOrAsksTwiceAtOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.submitted()
	h.on("2024-01-08")
	h.noticed(id)
	ask := func(party, from, to, asker, recorder string) casework.RecordQuestioning {
		return casework.RecordQuestioning{
			InquiryInput: casework.InquiryInput{From: from, To: to, Place: "登记室", Asker: asker, Recorder: recorder, Text: "问答"}, PartyID: party, Separate: true,
		}
	}
	h.must(h.officer, id, ask("a1", "09:00", "09:30", "周敏", "扎西"))
	for _, bad := range []casework.RecordQuestioning{
		ask("a2", "09:29", "10:00", "周敏", "次仁"), // the asker asks another
		ask("a2", "09:10", "09:20", "次仁", "周敏"), // the asker writes for another
		ask("a2", "08:00", "09:01", "次仁", "扎西"), // the recorder
		ask("a1", "08:00", "12:00", "次仁", "旺堆"), // the person is asked by others
	} {
		h.refused(h.officer, id, bad, workflow.KindInvalid, "/from: ")
	}
	h.refused(h.officer, id, casework.RecordInvestigation{
		InquiryInput: casework.InquiryInput{From: "09:00", To: "09:30", Place: "福利院", Recorder: "旺堆", Text: "调查"}, Person: "央金", Relation: "经办人",
	}, workflow.KindInvalid, "/from: ")
	h.must(h.officer, id, ask("a2", "09:30", "10:00", "周敏", "扎西"))
	h.must(h.officer, id, ask(workflow.PartyPlacer, "09:00", "09:30", "次仁", "旺堆"))
	yesterday := ask("a2", "09:00", "09:30", "周敏", "扎西")
	yesterday.HeldOn = day("2024-01-05")
	h.must(h.officer, id, yesterday)
}

// TestAnEvaluatorIsAtOnePlace: two visits of one evaluator at the same time are at the same place.
func TestAnEvaluatorIsAtOnePlace(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.assessing()
	h.must(h.eval, id, casework.RecordVisit{VisitInput: h.visit()})
	elsewhere := h.visit()
	elsewhere.Place, elsewhere.From, elsewhere.To = "社区", "09:59", "11:00"
	h.refused(h.eval, id, casework.RecordInquiry{VisitInput: elsewhere}, workflow.KindInvalid, "/from: ")
	elsewhere.From = "10:00"
	h.must(h.eval, id, casework.RecordInquiry{VisitInput: elsewhere})
	within := h.visit()
	within.From, within.To, within.Seen = "09:10", "09:30", []workflow.Seen{{Name: "王林", Relation: "本人", Alone: true}}
	h.must(h.eval, id, casework.RecordInterview{VisitInput: within})
	within.From, within.To, within.Seen = "09:29", "09:50", []workflow.Seen{{Name: "赵芳", Relation: "本人", Alone: true}}
	h.refused(h.eval, id, casework.RecordInterview{VisitInput: within}, workflow.KindInvalid, "/from: ")
	within.From = "09:30"
	h.must(h.eval, id, casework.RecordInterview{VisitInput: within})
}

// TestAVisitIsRecordedWhenItIsOver: at noon one that ends at noon, and not one that ends a minute later; of the day
// before at any hour.
func TestAVisitIsRecordedWhenItIsOver(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.assessing()
	v := h.visit()
	v.From, v.To = "11:00", "12:01"
	h.refused(h.eval, id, casework.RecordVisit{VisitInput: v}, workflow.KindInvalid, "/to: 结束时间12:01晚于现在的时间")
	v.To = "12:00"
	h.must(h.eval, id, casework.RecordVisit{VisitInput: v})
	h.now = h.now.AddDate(0, 0, 1)
	v.From, v.To, v.On = "17:00", "18:00", law.DateOf(h.now).AddDays(-1)
	h.must(h.eval, id, casework.RecordInquiry{VisitInput: v})
}
