package workflow

import "github.com/anjia-project/anjia/assessment/law"

// Guards of the choice among families and of what follows from it (order B).
const (
	GuardNoChoice              GuardCode = "no_choice"
	GuardNotChosen             GuardCode = "not_chosen"
	GuardChoiceOpen            GuardCode = "choice_open"
	GuardChoiceApproverDiffers GuardCode = "choice_approver_differs"
	GuardChosen                GuardCode = "chosen"
	GuardIntegrationAssessed   GuardCode = "integration_assessed"
	GuardChildTaken            GuardCode = "child_taken"
)

func selectionGuards() []Guard {
	return []Guard{
		{
			GuardNoChoice, "没有待批准的择优意见", nil, by(ActReturnChoice, ActApproveChoice),
			holds(func(v *View) bool { return v.Case.openChoice() == nil }, "已有待批准的择优意见：需要重新提出的，先由审批人退回"),
		},
		{
			GuardNotChosen, "尚未被选定", nil, nobody(),
			holds(func(v *View) bool { return !v.Case.Chosen() }, "本案的申请人已被选定"),
		},
		{
			GuardChoiceOpen, "有待批准的择优意见", nil, by(ActProposeChoice),
			holds(func(v *View) bool { return v.Case.openChoice() != nil }, "没有待批准的择优意见：请登记员先提出"),
		},
		{
			GuardChoiceApproverDiffers, "批准人与提出人、评估员不是同一人",
			[]law.Citation{Assessment("第十二条")},
			somebody(supervisor),
			holds(func(v *View) bool {
				k := v.Case.openChoice()
				return k == nil || !samePerson(v.Actor, k.ByID, k.By) && !v.Case.workedForBody(v.Actor)
			}, "批准、退回择优意见的人不得是提出人、参加择优各案的评估员或者代表评估主体办理的人；同一机关内同名视为同一人"),
		},
		{
			GuardChosen, "申请人已被选定，或者依法不需评估",
			[]law.Citation{Assessment("第十六条")},
			byNow(choosingActs, ActProposeChoice, ActApproveChoice),
			plain(func(v *View) string {
				switch {
				case v.Case.Category.Exempt() || v.Case.HoldsChoice():
					return ""
				case v.Case.Chosen():
					return "申请人虽经选定，但儿童已经返还或者评估已经终止"
				case v.Case.Selection != nil && v.Case.Selection.Standing == StandingReserve:
					return "申请人是候选家庭，尚未被选定"
				}
				return "尚未经择优选定"
			}),
		},
		{
			GuardIntegrationAssessed, "融合评估合格，或者依法不需评估",
			[]law.Citation{Assessment("第八条"), Assessment("第二条")},
			byNow(assessingActs, ActConfirmConclusion, ActIssueNotice),
			plain(func(v *View) string {
				r := v.Case.IntegrationReport
				switch {
				case v.Case.Category.Exempt():
					return ""
				case r == nil || r.ConfirmedOn.IsZero():
					return "尚无经确认的融合情况评估报告"
				case r.Conclusion != ConclusionFit:
					return "融合情况评估不合格：应当提出不予登记的意见"
				}
				return ""
			}),
		},
		{
			GuardChildTaken, "被收养人已由他案登记收养",
			[]law.Citation{CivilCode("第一千一百零五条")},
			nobody(),
			holds(func(v *View) bool {
				return v.Child != nil && v.Child.AdoptedBy != "" && v.Child.AdoptedBy != v.Case.ID
			}, "被收养人尚未由选定的家庭登记收养：候选家庭继续等待"),
		},
	}
}

// choosingActs: who is not chosen yet can be, while the case is in selection.
func choosingActs(v *View) []ActName {
	switch {
	case v.Case.State != Selecting:
		return nil
	case v.Case.openChoice() != nil:
		return one(ActApproveChoice)
	}
	return one(ActProposeChoice)
}
