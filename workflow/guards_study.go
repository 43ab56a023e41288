package workflow

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/anjia-project/anjia/assessment/law"
)

// Phases of scoring.
const (
	PhaseCapacity    = "capacity"    // 收养能力评估
	PhaseIntegration = "integration" // 融合情况评估
)

// Guards of the home study.
const (
	GuardBodyNamed            GuardCode = "body_named"
	GuardBodyOpen             GuardCode = "body_open"
	GuardBodyAccepted         GuardCode = "body_accepted"
	GuardBodyInHand           GuardCode = "body_in_hand"
	GuardEvaluatorsEnough     GuardCode = "evaluators_enough"
	GuardDeclarationsClear    GuardCode = "declarations_clear"
	GuardDeclared             GuardCode = "declared"
	GuardAppointed            GuardCode = "appointed"
	GuardVisited              GuardCode = "visited"
	GuardCircumstanceOpen     GuardCode = "circumstance_open"
	GuardCircumstancesDecided GuardCode = "circumstances_decided"
	GuardCapacitySheets       GuardCode = "capacity_sheets"
	GuardCapacityPassed       GuardCode = "capacity_passed"
	GuardCapacityNotPassed    GuardCode = "capacity_not_passed"
	GuardIntegrationElapsed   GuardCode = "integration_elapsed"
	GuardIntegrationVisited   GuardCode = "integration_visited"
	GuardIntegrationSheets    GuardCode = "integration_sheets"
)

func bodyGuards() []Guard {
	return []Guard{
		{
			GuardBodyNamed, "评估主体已确定且待答复",
			[]law.Citation{Assessment("第五条")},
			byNow(offeringActs, ActNameBody),
			holds(func(v *View) bool {
				c := v.Case.Commission
				return c != nil && c.AcceptedOn.IsZero() && c.DeclinedOn.IsZero()
			}, "没有待答复的委托：评估主体尚未确定，或者已经答复"),
		},
		{
			GuardBodyOpen, "原评估主体已谢绝、尚未接受或者协议已到期",
			[]law.Citation{Assessment("第五条")},
			by(ActDeclineCommission),
			holds(bodyOpen, "现评估主体已接受委托且协议在有效期内，不能另行确定：由其交回委托后办理"),
		},
		{
			GuardBodyInHand, "评估主体已确定且未谢绝",
			[]law.Citation{Assessment("第五条")},
			byNow(offeringActs, ActNameBody),
			holds(func(v *View) bool { return v.Case.Commission.works() }, "没有可以谢绝或者交回的委托"),
		},
		{
			GuardBodyAccepted, "评估主体已接受委托",
			[]law.Citation{Assessment("第五条")},
			byNow(acceptingActs, ActAcceptCommission, ActNameBody),
			holds(func(v *View) bool {
				c := v.Case.Commission
				return c != nil && !c.AcceptedOn.IsZero() && c.DeclinedOn.IsZero()
			}, "评估主体尚未接受委托"),
		},
		{
			GuardEvaluatorsEnough, "评估员人数符合规定",
			[]law.Citation{Assessment("第九条")},
			by(ActAssignEvaluators),
			plain(func(v *View) string {
				if v.Case.mixed() {
					if lack := mixedLack(v); lack != "" {
						return lack
					}
				}
				min, err := v.evaluatorsMin()
				if err != nil {
					return lawMissing(err)
				}
				if n := len(v.Case.ActiveEvaluators()); n < min {
					return fmt.Sprintf("应当指派%d名以上评估员，现有%d名", min, n)
				}
				return ""
			}),
		},
		{
			GuardDeclarationsClear, "评估员均已声明无回避情形并作保密承诺",
			[]law.Citation{Assessment("第十二条"), Assessment("第四条")},
			byNow(clearingActs, ActDeclareRecusal, ActReplaceEvaluator),
			plain(func(v *View) string {
				var open, conflict []string
				for _, e := range v.Case.ActiveEvaluators() {
					switch {
					case e.Declared == nil || !e.Declared.Secrecy:
						open = append(open, e.Name)
					case e.Declared.Conflict, v.Case.Recused(Subject{SubjectEvaluator, e.EvaluatorID}):
						conflict = append(conflict, e.Name)
					}
				}
				if len(conflict) > 0 {
					return "应当回避的评估员尚未更换：" + strings.Join(conflict, "、")
				}
				if len(open) > 0 {
					return "尚未作回避声明和保密承诺：" + strings.Join(open, "、")
				}
				return ""
			}),
		},
		{
			GuardDeclared, "本人已声明无回避情形",
			[]law.Citation{Assessment("第十二条")},
			byNow(ownDeclarationActs, ActDeclareRecusal, ActReplaceEvaluator, ActAssignEvaluators),
			holds(func(v *View) bool {
				e := v.Case.EvaluatorByAccount(v.Actor.ID)
				return e != nil && e.Declared != nil && !e.Declared.Conflict && e.Declared.Secrecy && !v.Case.Withdrawn(v.Actor.ID)
			}, "本人不是本案评估员，或者尚未作回避声明和保密承诺，或者应当回避"),
		},
	}
}

func studyGuards() []Guard {
	return []Guard{
		{
			GuardAppointed, "有尚未进行的约定",
			[]law.Citation{Assessment("第九条")},
			by(ActMakeAppointment),
			holds(func(v *View) bool { return len(v.Case.OpenAppointments()) > 0 }, "没有尚未进行的约定"),
		},
		{
			GuardVisited, "已实地走访",
			[]law.Citation{Assessment("第九条")},
			by(ActRecordVisit, ActRecordIntegrationVisit),
			plain(func(v *View) string {
				want := VisitHome
				if v.Case.State == Integrating {
					want = VisitIntegration
				}
				if v.visited(want, v.Actor.ID) > 0 {
					return ""
				}
				return "本人尚无实地走访记录：评分前应当参加走访并作记录"
			}),
		},
		{
			GuardCircumstanceOpen, "有待决定的报告情形",
			[]law.Citation{Assessment("第十一条")},
			by(ActReportCircumstance),
			holds(func(v *View) bool { return v.Case.openCircumstance() != nil }, "没有待决定的报告情形"),
		},
		{
			GuardCircumstancesDecided, "报告情形均已作出决定",
			[]law.Citation{Assessment("第十一条")},
			byNow(decidingActs, ActDecideCircumstance),
			plain(circumstancesDecided),
		},
		{
			GuardCapacitySheets, "全体评估员已提交能力评分表，评分差异已裁定",
			[]law.Citation{Assessment("第九条")},
			byNow(settlingSheetsActs(PhaseCapacity), ActSubmitSheet, ActNameAdjudicator, ActDeclareRecusal, ActRuleItems, ActRateJointly, ActAgreeRating),
			plain(sheetsSettled(PhaseCapacity, "尚有评估员未提交能力评分表")),
		},
		{
			GuardCapacityPassed, "能力评估合格",
			[]law.Citation{Assessment("第八条")},
			byNow(scoringActs, ActSubmitSheet, ActStateOutcome),
			plain(func(v *View) string { return resultIs(v, PhaseCapacity, true) }),
		},
		{
			GuardCapacityNotPassed, "能力评估不合格",
			[]law.Citation{Assessment("第八条")},
			byNow(scoringActs, ActSubmitSheet, ActStateOutcome),
			plain(func(v *View) string { return resultIs(v, PhaseCapacity, false) }),
		},
		{GuardIntegrationElapsed, "融合期已满", []law.Citation{Assessment("第八条")}, byNow(resumingActs, ActLiftEmergency), integrationElapsed},
		{
			GuardIntegrationVisited, "融合期走访次数符合规定",
			[]law.Citation{Assessment("第八条")},
			by(ActRecordIntegrationVisit),
			plain(func(v *View) string {
				min := 1 // without a rule the period cannot be judged unseen: one visit is the least
				if n, err := v.Number("integration.visits_min"); err == nil {
					min = n
				}
				if n := v.visited(VisitIntegration, ""); n < min {
					return fmt.Sprintf("融合期应当走访%d次以上，现有%d次", min, n)
				}
				return ""
			}),
		},
		{
			GuardIntegrationSheets, "全体评估员已提交融合评分表，评分差异已裁定",
			[]law.Citation{Assessment("第八条")},
			byNow(settlingSheetsActs(PhaseIntegration), ActSubmitSheet, ActNameAdjudicator, ActDeclareRecusal, ActRuleItems, ActRateJointly, ActAgreeRating),
			plain(sheetsSettled(PhaseIntegration, "尚有评估员未提交融合评分表")),
		},
	}
}

// resultIs says why the consolidated result is not the one wanted.
func resultIs(v *View, phase string, passed bool) string {
	if v.Result == nil || !v.Case.SheetsComplete(phase) {
		return "评分表尚未齐全，没有汇总结果"
	}
	r, err := v.Result(phase)
	if err != nil {
		if dispute, unclear := v.dispute(phase); unclear == nil && dispute != nil && len(dispute.Open()) > 0 {
			return "评分差异尚未裁定，没有汇总结果"
		}
		return "评分结果无法汇总：" + plainText(err)
	}
	conclusion := r.Conclusion
	if stated := v.Case.StatedOf(phase); stated != nil {
		conclusion = "经审批人认定"
	}
	switch found, known, err := v.Passed(phase); {
	case err != nil || !known:
		return "评分表没有合格与否的结论（" + r.Conclusion + "）：由审批人判断，认定以前既不视为合格，也不视为不合格"
	case found == passed:
		return ""
	case passed:
		return "评估未合格（" + conclusion + "）：不进入融合，请由评估主体出具评估报告"
	}
	return "评估合格（" + conclusion + "）：应当先进行融合"
}

// integrationElapsed counts only days on which the child lived with the family.
func integrationElapsed(v *View) (string, law.Date) {
	k := v.Case.Clock(law.ClockIntegration)
	if k == nil {
		return "融合期尚未开始", law.Date{}
	}
	due, err := k.Explain(v.Calendar)
	switch {
	case err != nil:
		return err.Error(), law.Date{}
	case due.Running:
		return "融合期已中断，尚未恢复", law.Date{}
	case v.On.Before(due.Earliest):
		return fmt.Sprintf("融合期不少于%d日，自%s起至%s届满", k.Term.Length, k.Start.Chinese(), due.On.Chinese()), due.Earliest
	}
	return "", law.Date{}
}

// visited counts the visits of a kind by the view's date, those of one evaluator
// when an account is given. Integration visits count from the day on which the
// period that runs has begun.
func (v *View) visited(kind, account string) int {
	var since law.Date
	if k := v.Case.Clock(law.ClockIntegration); k != nil && kind == VisitIntegration {
		since = k.Start
	}
	n := 0
	for _, one := range v.Case.Visits {
		if one.Kind == kind && !one.On.After(v.On) && !one.On.Before(since) && (account == "" || slices.Contains(one.Evaluators, account)) {
			n++
		}
	}
	return n
}

// evaluatorsMin is how many evaluators the law asks for; of the authority's own
// group as many as art. 6 asks for, when those are more.
func (v *View) evaluatorsMin() (int, error) {
	min, err := v.Number("evaluators.min")
	if err != nil || v.Case.Commission == nil || v.Case.Commission.Kind != BodyGroup {
		return min, err
	}
	group, err := v.Number("group.staff_min")
	return max(min, group), err
}

// bodyOpen: the offer was declined, is not answered, or its contract has run out.
func bodyOpen(v *View) bool {
	c := v.Case.Commission
	return !c.works() || c.AcceptedOn.IsZero() || c.OfAgency() != "" && c.ContractTo.Before(v.On)
}

// circumstancesDecided: every report is decided, and none in favour of termination.
func circumstancesDecided(v *View) string {
	if v.Case.openCircumstance() != nil {
		return "有报告情形尚未作出决定"
	}
	if slices.ContainsFunc(v.Case.Circumstances, func(k Circumstance) bool { return k.Decision == CircumstanceTerminate }) {
		return "已决定因报告情形终止评估：请办理终止评估或者提出不予登记的意见"
	}
	return ""
}

// plainText is the sentence of a refusal for a reader, without its codes.
func plainText(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Message
	}
	return err.Error()
}

func (c *Case) openCircumstance() *Circumstance {
	for i := range c.Circumstances {
		if c.Circumstances[i].Decision == "" {
			return &c.Circumstances[i]
		}
	}
	return nil
}
