package workflow

import (
	"fmt"
	"strings"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
)

// Purposes of an eligibility check.
const (
	PurposeReceipt      = "receipt"      // on receipt
	PurposeReview       = "review"       // preliminary review
	PurposeRegistration = "registration" // on the day of registration
)

// Guards of the report, the decision and the time after it.
const (
	GuardReportWritten      GuardCode = "report_written"
	GuardReportSigned       GuardCode = "report_signed"
	GuardSealerNotEvaluator GuardCode = "sealer_not_evaluator"
	GuardReportChecked      GuardCode = "report_checked"
	GuardCheckerNotAssessor GuardCode = "checker_not_assessor"
	GuardConfirmerDiffers   GuardCode = "confirmer_differs"
	GuardConclusionOpen     GuardCode = "conclusion_open"
	GuardConclusionServed   GuardCode = "conclusion_served"
	GuardConclusionSettled  GuardCode = "conclusion_settled"
	GuardNoProposal         GuardCode = "no_proposal"
	GuardProposalOpen       GuardCode = "proposal_open"
	GuardProposedRegister   GuardCode = "proposed_register"
	GuardProposedRefuse     GuardCode = "proposed_refuse"
	GuardApproverDiffers    GuardCode = "approver_differs"
	GuardAssessedOrExempt   GuardCode = "assessed_or_exempt"
	GuardNoticeCleared      GuardCode = "notice_cleared"
	GuardEligibleToday      GuardCode = "eligible_today"
	GuardQuestioned         GuardCode = "questioned"
	GuardGuided             GuardCode = "guided"
	GuardChildFree          GuardCode = "child_free"
	GuardChildSafe          GuardCode = "child_safe"
	GuardCertificateOpen    GuardCode = "certificate_open"
	GuardCertificateHanded  GuardCode = "certificate_handed"
	GuardPlanOpen           GuardCode = "plan_open"
	GuardVisitsSettled      GuardCode = "visits_settled"
	GuardFlagOpen           GuardCode = "flag_open"
	GuardFlagsSettled       GuardCode = "flags_settled"
	GuardFollowUpEnded      GuardCode = "follow_up_ended"
)

func reportGuards() []Guard {
	return []Guard{
		{GuardReportWritten, "评估报告已撰写", []law.Citation{Assessment("第九条")}, evaluator,
			holds(func(v *View) bool { return v.Case.Report != nil && !v.Case.Report.WrittenOn.IsZero() }, "评估报告尚未撰写")},
		{GuardReportSigned, "全体评估员已在报告上签名", []law.Citation{Assessment("第九条")}, evaluator,
			plain(func(v *View) string {
				if v.Case.Report == nil {
					return "评估报告尚未撰写"
				}
				signed := map[string]bool{}
				for _, s := range v.Case.Report.Signatures {
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
				return ""
			})},
		{GuardSealerNotEvaluator, "盖章人不是本案评估员", nil, manager,
			holds(func(v *View) bool { return v.Case.EvaluatorByAccount(v.Actor.ID) == nil }, "本案评估员不得兼任盖章人")},
		{GuardCheckerNotAssessor, "审核人不是本案评估员", nil, officer,
			holds(func(v *View) bool { return !v.Case.everAssessed(v.Actor.ID) }, "本案评估员不得审核评估报告")},
		{GuardReportChecked, "登记员已审核报告", []law.Citation{Assessment("第十三条")}, officer,
			holds(func(v *View) bool { return v.Case.Report != nil && !v.Case.Report.CheckedOn.IsZero() }, "登记员尚未审核评估报告")},
		{GuardConfirmerDiffers, "确认人与审核人、评估员不是同一人", nil, supervisor,
			holds(func(v *View) bool {
				r := v.Case.Report
				return r == nil || r.CheckedByID != v.Actor.ID && r.SealedByID != v.Actor.ID && !v.Case.everAssessed(v.Actor.ID)
			}, "确认评估结论的人不得是审核人、盖章人或者评估员")},
		{GuardConclusionOpen, "评估结论尚未确认", nil, supervisor,
			holds(func(v *View) bool { return v.Case.Report == nil || v.Case.Report.ConfirmedOn.IsZero() }, "评估结论已经确认")},
		{GuardConclusionServed, "评估结论已送达", []law.Citation{Assessment("第十条")}, officer,
			holds(func(v *View) bool { p := v.Case.PaperOf("D14"); return p != nil && !p.ServedOn().IsZero() }, "评估结论告知书尚未送达申请人")},
		{GuardConclusionSettled, "结论已送达且异议期已过或者申请人已表示意见", []law.Citation{Assessment("第十条")}, officer, conclusionSettled},
	}
}

// conclusionSettled asks, where a report was made, for its confirmation, its
// service, and the end of the window for a request for review, unless the
// family has replied.
func conclusionSettled(v *View) (string, law.Date) {
	if v.Case.State != ReportReview {
		return "", law.Date{}
	}
	r := v.Case.Report
	if r == nil || r.ConfirmedOn.IsZero() {
		return "评估结论尚未由审批人确认", law.Date{}
	}
	if p := v.Case.PaperOf("D14"); p == nil || p.ServedOn().IsZero() {
		return "评估结论告知书尚未送达申请人", law.Date{}
	}
	if !r.RepliedOn.IsZero() && r.ReplyAgrees {
		return "", law.Date{}
	}
	k := v.Case.Clock(law.ClockReviewWindow)
	if k == nil { // the pack knows no window: the family must be heard
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

func (c *Case) everAssessed(account string) bool {
	for _, body := range append([]Commission{}, c.PastBodies...) {
		for _, e := range body.Members {
			if e.AccountID == account {
				return true
			}
		}
	}
	if c.Commission != nil {
		for _, e := range c.Commission.Members {
			if e.AccountID == account {
				return true
			}
		}
	}
	return false
}

func decisionGuards() []Guard {
	return []Guard{
		{GuardNoProposal, "没有待审批的拟办意见", nil, supervisor,
			holds(func(v *View) bool { return v.Case.openProposal() == nil }, "已有待审批的拟办意见")},
		{GuardProposalOpen, "有待审批的拟办意见", nil, officer,
			holds(func(v *View) bool { return v.Case.openProposal() != nil }, "没有待审批的拟办意见：请登记员先提出")},
		{GuardProposedRegister, "登记员拟准予登记", []law.Citation{Measures("第八条")}, officer, proposed(OutcomeRegister, "尚无拟准予登记的意见")},
		{GuardProposedRefuse, "登记员拟不予登记", []law.Citation{Measures("第八条")}, officer, proposed(OutcomeRefuse, "尚无拟不予登记的意见")},
		{GuardApproverDiffers, "审批人与拟办人、评估员不是同一人", nil, supervisor,
			holds(func(v *View) bool {
				p := v.Case.openProposal()
				return p == nil || p.ByID != v.Actor.ID && !v.Case.everAssessed(v.Actor.ID) &&
					(v.Case.Report == nil || v.Case.Report.SealedByID != v.Actor.ID)
			}, "审批人不得是拟办人、评估员或者报告盖章人")},
		{GuardAssessedOrExempt, "评估合格，或者依法不需评估", []law.Citation{CivilCode("第一千一百零五条"), Assessment("第二条"), Assessment("第十条")}, authority,
			plain(func(v *View) string {
				r := v.Case.Report
				switch {
				case v.Case.Category.Exempt():
					return ""
				case r == nil || r.ConfirmedOn.IsZero():
					return "尚无经确认的评估报告"
				case r.Conclusion != ConclusionFit:
					return "评估结论为不适合收养：准予登记须先重新评估"
				}
				return ""
			})},
		{GuardNoticeCleared, "公告期满且无人认领", []law.Citation{CivilCode("第一千一百零五条"), Measures("第八条")}, officer,
			plain(func(v *View) string {
				switch {
				case !v.Case.Category.NeedsNotice():
					return ""
				case v.Child == nil || v.Child.Notice == nil:
					return "尚未公告查找生父母"
				case v.Child.Notice.Claimed:
					return "有人认领，正在核实"
				case v.Child.Notice.ClearedOn.IsZero():
					return "公告期满的记录尚未作出"
				}
				return ""
			})},
		{GuardEligibleToday, "登记之日仍符合收养条件", []law.Citation{CivilCode("第一千零九十八条"), Measures("第八条")}, officer,
			plain(func(v *View) string {
				r, err := v.Eligible(PurposeRegistration)
				switch {
				case err != nil:
					return lawMissing(err)
				case r.Verdict != eligibility.Eligible:
					return "按登记之日的事实审查，条件未具备：" + reasons(r, eligibility.Registration)
				}
				return ""
			})},
		{GuardQuestioned, "已分别询问收养人和送养人", []law.Citation{Guideline("收养登记")}, authority, plain(missingQuestioning)},
		{GuardGuided, "已进行家庭教育指导", []law.Citation{FamilyEducation("第三十二条")}, authority,
			holds(func(v *View) bool { return v.Case.Guidance != nil }, "尚未对收养人进行家庭教育指导")},
		{GuardChildFree, "被收养人未被他人收养登记", []law.Citation{CivilCode("第一千一百零五条")}, nil,
			holds(func(v *View) bool {
				return v.Child != nil && v.Child.DiedOn.IsZero() && (v.Child.AdoptedBy == "" || v.Child.AdoptedBy == v.Case.ID)
			}, "被收养人已由他案登记收养或者已经死亡")},
		{GuardChildSafe, "儿童已经返还", []law.Citation{MinorsLaw("第九十二条")}, authority,
			holds(func(v *View) bool { return !v.Case.ChildWithFamily() }, "儿童仍在申请人家中：请先记录返还")},
	}
}

// proposed holds when the open proposal has the outcome.
func proposed(outcome, missing string) func(*View) (string, law.Date) {
	return holds(func(v *View) bool {
		p := v.Case.openProposal()
		return p != nil && p.Outcome == outcome
	}, missing)
}

func (c *Case) openProposal() *Proposal {
	if c.Proposal == nil || c.Proposal.Withdrawn || c.Decision != nil {
		return nil
	}
	return c.Proposal
}

// missingQuestioning asks for a separate record of each applicant and of the
// placer where there is one.
func missingQuestioning(v *View) string {
	asked := map[string]bool{}
	for _, r := range v.Case.Inquiries {
		if r.Kind == RecordQuestioning {
			asked[r.PartyID] = true
		}
	}
	var open []string
	for _, a := range v.Case.Application.Applicants {
		if !asked[a.ID] {
			open = append(open, a.Name)
		}
	}
	if v.Case.Application.Placer.Type != "" && !asked[PartyPlacer] {
		open = append(open, "送养人")
	}
	if len(open) > 0 {
		return "尚无分别询问的笔录：" + strings.Join(open, "、")
	}
	return ""
}

// PartyPlacer is the party id of the placer in questioning records.
const PartyPlacer = "placer"

// ConclusionFit and ConclusionUnfit are the conclusions of a report.
const (
	ConclusionFit   = "fit"   // 适合收养
	ConclusionUnfit = "unfit" // 不适合收养
)

// ChildWithFamily reports whether the child lives with the applicants for integration now.
func (c *Case) ChildWithFamily() bool {
	i := c.Integration
	return i != nil && i.ReturnedOn.IsZero() && c.Registration == nil && !c.Emergency.removed()
}

func followUpGuards() []Guard {
	return []Guard{
		{GuardCertificateOpen, "登记证尚未颁发", nil, authority,
			holds(func(v *View) bool { return v.Case.Registration != nil && v.Case.Registration.HandedOn.IsZero() }, "收养登记证已经颁发")},
		{GuardCertificateHanded, "收养登记证已颁发", []law.Citation{Measures("第八条")}, authority,
			holds(func(v *View) bool { return v.Case.Registration != nil && !v.Case.Registration.HandedOn.IsZero() }, "收养登记证尚未颁发")},
		{GuardPlanOpen, "回访尚未终结", nil, officer,
			holds(func(v *View) bool { return v.Case.FollowUps != nil && v.Case.FollowUps.EndedOn.IsZero() }, "回访已经终结")},
		{GuardVisitsSettled, "计划的回访均已完成或者调整", nil, authority,
			plain(func(v *View) string {
				n := 0
				for _, f := range v.Case.FollowUps.visits() {
					if f.Status == VisitPlanned || f.Status == VisitMissed {
						n++
					}
				}
				if n > 0 {
					return fmt.Sprintf("尚有%d次回访未完成：请完成回访，或者调整计划并说明理由", n)
				}
				return ""
			})},
		{GuardFlagOpen, "有待处置的回访异常", nil, everyone,
			holds(func(v *View) bool { return v.Case.FollowUps.openFlags() > 0 }, "没有待处置的回访异常")},
		{GuardFlagsSettled, "回访异常均已处置", nil, supervisor,
			holds(func(v *View) bool { return v.Case.FollowUps.openFlags() == 0 }, "尚有回访异常未处置")},
		{GuardFollowUpEnded, "回访已经终结", nil, officer,
			holds(func(v *View) bool { return v.Case.FollowUps != nil && !v.Case.FollowUps.EndedOn.IsZero() }, "回访尚未终结")},
	}
}

func (p *FollowUpPlan) visits() []FollowUpVisit {
	if p == nil {
		return nil
	}
	return p.Visits
}

func (p *FollowUpPlan) openFlags() int {
	n := 0
	for _, f := range p.visits() {
		if f.FlagOpen {
			n++
		}
	}
	return n
}
