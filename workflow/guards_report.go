package workflow

import (
	"fmt"
	"strings"

	"github.com/anjia-project/anjia/assessment/law"
)

func reportGuards() []Guard {
	return []Guard{
		{
			GuardReportWritten, "评估报告已撰写",
			[]law.Citation{Assessment("第九条")},
			by(ActWriteReport),
			holds(func(v *View) bool { return !v.Case.inHand().WrittenOn.IsZero() }, "评估报告尚未撰写"),
		},
		{
			GuardReportSigned, "全体评估员已在报告上签名",
			[]law.Citation{Assessment("第九条")},
			byNow(signingActs, ActWriteReport, ActSignReport),
			plain(missingSignatures),
		},
		{
			GuardReportUnsealed, "评估报告尚未盖章",
			[]law.Citation{Assessment("第九条")},
			by(ActReturnReport),
			holds(func(v *View) bool { return v.Case.inHand().SealedOn.IsZero() }, "评估报告已经盖章提交：需要修改的，由登记机关退回"),
		},
		{
			GuardReportSealed, "评估报告已盖章提交",
			[]law.Citation{Assessment("第九条")},
			by(ActSealReport),
			holds(func(v *View) bool { return !v.Case.inHand().SealedOn.IsZero() }, "评估报告尚未盖章提交"),
		},
		{
			GuardSealerNotEvaluator, "盖章人不是本案评估员", nil, somebody(manager),
			holds(func(v *View) bool { return !v.Case.everAssessed(v.Actor) }, "本案评估员不得兼任盖章人"),
		},
		{
			GuardCheckerNotAssessor, "审核人不是本案评估员", nil, somebody(officer),
			holds(func(v *View) bool { return !v.Case.workedForBody(v.Actor) }, "本案评估员、代表评估主体办理的人不得审核评估报告"),
		},
		{
			GuardReportChecked, "登记员已审核报告",
			[]law.Citation{Assessment("第十三条")},
			by(ActCheckReport),
			holds(func(v *View) bool { return !v.Case.inHand().CheckedOn.IsZero() }, "登记员尚未审核评估报告"),
		},
		{
			GuardConfirmerDiffers, "确认人与审核人、评估员不是同一人", nil, somebody(supervisor),
			holds(func(v *View) bool {
				r := v.Case.inHand()
				return !samePerson(v.Actor, r.CheckedByID, r.CheckedBy) && !v.Case.workedForBody(v.Actor)
			}, "确认评估结论的人不得是审核人、评估员或者代表评估主体办理的人；同一机关内同名视为同一人"),
		},
		{
			GuardConclusionOpen, "评估结论尚未确认", nil, nobody(),
			holds(func(v *View) bool { return v.Case.inHand().ConfirmedOn.IsZero() }, "评估结论已经确认"),
		},
		{
			GuardConclusionServed, "评估结论已送达",
			[]law.Citation{Assessment("第十条")},
			byNow(settlingActs, ActConfirmConclusion, ActServePaper),
			holds(conclusionServed, "评估结论告知书尚未送达申请人，或者送达日期晚于本次办理日期"),
		},
		{GuardConclusionSettled, "结论已送达且异议期已过或者申请人已表示意见", []law.Citation{Assessment("第十条")}, byNow(settlingActs, ActConfirmConclusion, ActServePaper, ActRecordReply), conclusionSettled},
	}
}

// conclusionSettled asks, where a report was made, for its confirmation, its
// service, and the end of the window for a request for review, unless the
// family has replied.
func conclusionSettled(v *View) (string, law.Date) {
	if v.Case.State != ReportReview && v.Case.State != IntegrationReview {
		return "", law.Date{}
	}
	r := v.Case.inHand()
	if r.ConfirmedOn.IsZero() {
		return "评估结论尚未由审批人确认", law.Date{}
	}
	if !conclusionServed(v) {
		return "评估结论告知书尚未送达申请人，或者送达日期晚于本次办理日期", law.Date{}
	}
	if !r.RepliedOn.IsZero() && r.ReplyAgrees {
		return "", law.Date{}
	}
	k := v.Case.Clock(law.ClockReviewWindow)
	if k == nil || k.Start.Before(v.Case.PaperOf(v.Case.conclusionPaper()).ServedOn()) { // the pack knows no window for this letter: the family must be heard
		if !r.RepliedOn.IsZero() {
			return "", law.Date{}
		}
		return "规则包未载明异议（复核）期限：请记录申请人对评估结论的意见", law.Date{}
	}
	due, err := k.Explain(v.Calendar)
	if err != nil {
		return err.Error(), law.Date{}
	}
	if !v.On.After(due.On) {
		return fmt.Sprintf("申请人可在%s前提出异议（复核）申请，期限尚未届满", due.On.Chinese()), due.On.AddDays(1)
	}
	return "", law.Date{}
}

func conclusionServed(v *View) bool {
	p := v.Case.PaperOf(v.Case.conclusionPaper())
	return p != nil && !p.ServedOn().IsZero() && !p.ServedOn().After(v.On)
}

// missingSignatures names the evaluators who have not signed the report. A report
// that nobody has to sign is not a signed one.
func missingSignatures(v *View) string {
	r := v.Case.ReportInHand()
	if r == nil {
		return "评估报告尚未撰写"
	}
	signed := map[string]bool{}
	for _, s := range r.Signatures {
		signed[s.AccountID] = true
	}
	var open []string
	for _, e := range v.Case.ActiveEvaluators() {
		if !signed[e.AccountID] {
			open = append(open, e.Name)
		}
	}
	if len(open) > 0 {
		return "尚未在报告上签名：" + strings.Join(open, "、")
	}
	min, err := v.evaluatorsMin()
	if err != nil {
		return lawMissing(err)
	}
	if len(signed) < min {
		return fmt.Sprintf("评估报告应当由%d名以上评估员签名，现有%d名", min, len(signed))
	}
	return ""
}
