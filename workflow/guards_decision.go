package workflow

import (
	"slices"
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
	GuardReportWritten       GuardCode = "report_written"
	GuardReportSigned        GuardCode = "report_signed"
	GuardSealerNotEvaluator  GuardCode = "sealer_not_evaluator"
	GuardReportUnsealed      GuardCode = "report_unsealed"
	GuardReportSealed        GuardCode = "report_sealed"
	GuardReportChecked       GuardCode = "report_checked"
	GuardCheckerNotAssessor  GuardCode = "checker_not_assessor"
	GuardConfirmerDiffers    GuardCode = "confirmer_differs"
	GuardConclusionOpen      GuardCode = "conclusion_open"
	GuardConclusionServed    GuardCode = "conclusion_served"
	GuardConclusionSettled   GuardCode = "conclusion_settled"
	GuardNoProposal          GuardCode = "no_proposal"
	GuardProposalOpen        GuardCode = "proposal_open"
	GuardProposedRegister    GuardCode = "proposed_register"
	GuardProposedRefuse      GuardCode = "proposed_refuse"
	GuardApproverDiffers     GuardCode = "approver_differs"
	GuardProposerNotAssessor GuardCode = "proposer_not_assessor"
	GuardChildStays          GuardCode = "child_stays"
	GuardAssessedOrExempt    GuardCode = "assessed_or_exempt"
	GuardNoticeCleared       GuardCode = "notice_cleared"
	GuardEligibleToday       GuardCode = "eligible_today"
	GuardQuestioned          GuardCode = "questioned"
	GuardGuided              GuardCode = "guided"
	GuardChildFree           GuardCode = "child_free"
	GuardChildSafe           GuardCode = "child_safe"
	GuardCertificateOpen     GuardCode = "certificate_open"
	GuardCertificateHanded   GuardCode = "certificate_handed"
	GuardPlanOpen            GuardCode = "plan_open"
	GuardVisitsSettled       GuardCode = "visits_settled"
	GuardFlagOpen            GuardCode = "flag_open"
	GuardFlagsSettled        GuardCode = "flags_settled"
	GuardFollowUpEnded       GuardCode = "follow_up_ended"
)

func decisionGuards() []Guard {
	return []Guard{
		{
			GuardNoProposal, "没有待审批的拟办意见", nil, by(ActReturnProposal),
			holds(func(v *View) bool { return v.Case.openProposal() == nil }, "已有待审批的拟办意见"),
		},
		{
			GuardProposalOpen, "有待审批的拟办意见", nil, by(ActProposeRegistration, ActProposeRefusal),
			holds(func(v *View) bool { return v.Case.openProposal() != nil }, "没有待审批的拟办意见：请登记员先提出"),
		},
		{GuardProposedRegister, "登记员拟准予登记", []law.Citation{Measures("第八条")}, byNow(proposingActs(ActProposeRegistration), ActProposeRegistration, ActReturnProposal), proposed(OutcomeRegister, "尚无拟准予登记的意见")},
		{GuardProposedRefuse, "登记员拟不予登记", []law.Citation{Measures("第八条")}, byNow(proposingActs(ActProposeRefusal), ActProposeRefusal, ActReturnProposal), proposed(OutcomeRefuse, "尚无拟不予登记的意见")},
		{
			GuardApproverDiffers, "审批人与拟办人、评估员不是同一人", nil, somebody(supervisor),
			holds(func(v *View) bool {
				p := v.Case.openProposal()
				return p == nil || !samePerson(v.Actor, p.ByID, p.By) && !v.Case.workedForBody(v.Actor)
			}, "审批人不得是拟办人、评估员或者代表评估主体办理的人；同一机关内同名视为同一人"),
		},
		{
			GuardProposerNotAssessor, "拟办人不是本案评估员", nil, somebody(officer),
			holds(func(v *View) bool { return !v.Case.workedForBody(v.Actor) }, "本案评估员、代表评估主体办理的人不得提出拟办意见"),
		},
		{
			GuardAssessedOrExempt, "评估合格，或者依法不需评估",
			[]law.Citation{CivilCode("第一千一百零五条"), Assessment("第二条"), Assessment("第十条")},
			byNow(assessingActs, ActIssueNotice, ActConfirmConclusion),
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
			}),
		},
		{
			GuardNoticeCleared, "公告期满且无人认领",
			[]law.Citation{CivilCode("第一千一百零五条"), Measures("第八条")},
			byNow(clearingNoticeActs, ActPublishNotice, ActClearNotice),
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
				case v.Child.Notice.ClearedOn.After(v.On):
					return "公告期满的记录于" + v.Child.Notice.ClearedOn.Chinese() + "作出，晚于本次办理日期"
				}
				return ""
			}),
		},
		{
			GuardEligibleToday, "登记之日仍符合收养条件",
			[]law.Citation{CivilCode("第一千零九十八条"), Measures("第八条")},
			by(ActRecordConsent, ActRecordChildOpinion, ActClearNotice, ActPermitFoundling),
			plain(func(v *View) string {
				r, err := v.Eligible(PurposeRegistration)
				switch {
				case err != nil:
					return lawMissing(err)
				case r.Verdict != eligibility.Eligible:
					return "按登记之日的事实审查，条件未具备：" + reasons(r, eligibility.Registration)
				}
				return ""
			}),
		},
		{GuardQuestioned, "已分别询问收养人和送养人", []law.Citation{Guideline("收养登记")}, by(ActRecordQuestioning), plain(missingQuestioning)},
		{
			GuardGuided, "已进行家庭教育指导",
			[]law.Citation{FamilyEducation("第三十二条")},
			by(ActGiveGuidance),
			holds(func(v *View) bool { return v.Case.guidedBy(v.On) }, "尚未对收养人进行家庭教育指导，或者指导日期晚于本次办理日期"),
		},
		{
			GuardChildFree, "被收养人未被他人收养登记",
			[]law.Citation{CivilCode("第一千一百零五条")},
			nobody(),
			holds(func(v *View) bool {
				return v.Child != nil && v.Child.DiedOn.IsZero() && (v.Child.AdoptedBy == "" || v.Child.AdoptedBy == v.Case.ID)
			}, "被收养人已由他案登记收养或者已经死亡"),
		},
		{
			GuardChildStays, "儿童未被返还",
			[]law.Citation{Assessment("第八条")},
			byNow(stayingActs, ActLiftEmergency),
			holds(func(v *View) bool {
				return v.Case.Integration == nil || v.Case.Integration.ReturnedOn.IsZero() && !v.Case.Emergency.removed()
			}, "儿童已经返还或者被带离，与申请人的融合已经终止，不得准予登记"),
		},
		{
			GuardChildSafe, "儿童已经返还",
			[]law.Citation{MinorsLaw("第九十二条")},
			byNow(returningActs, ActReturnChild, ActRemoveChild),
			holds(func(v *View) bool { return !v.Case.ChildWithFamily() }, "儿童仍在申请人家中：请先记录返还"),
		},
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
		if r.Kind == RecordQuestioning && !r.On.After(v.On) {
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

// guidedBy reports whether guidance was given by the day.
func (c *Case) guidedBy(on law.Date) bool {
	for _, g := range append(slices.Clone(c.PastGuidance), c.guidance()...) {
		if !g.On.After(on) {
			return true
		}
	}
	return false
}

func (c *Case) guidance() []Guidance {
	if c.Guidance == nil {
		return nil
	}
	return []Guidance{*c.Guidance}
}
