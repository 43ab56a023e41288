package workflow

import (
	"fmt"

	"github.com/anjia-project/anjia/assessment/law"
)

func followUpGuards() []Guard {
	return []Guard{
		{
			GuardCertificateOpen, "登记证尚未颁发", nil, nobody(),
			holds(func(v *View) bool { return v.Case.Registration != nil && v.Case.Registration.HandedOn.IsZero() }, "收养登记证已经颁发"),
		},
		{
			GuardCertificateHanded, "收养登记证已颁发",
			[]law.Citation{Measures("第八条")},
			by(ActHandCertificate),
			holds(func(v *View) bool { return v.Case.Registration != nil && !v.Case.Registration.HandedOn.IsZero() }, "收养登记证尚未颁发"),
		},
		{
			GuardPlanOpen, "回访尚未终结", nil, nobody(),
			holds(func(v *View) bool { return v.Case.FollowUps != nil && v.Case.FollowUps.EndedOn.IsZero() }, "回访已经终结"),
		},
		{
			GuardVisitsSettled, "计划的回访均已完成或者调整", nil, by(ActRecordFollowUp, ActReplanFollowUp),
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
			}),
		},
		{
			GuardFlagOpen, "有待处置的回访异常", nil, by(ActRecordFollowUp),
			holds(func(v *View) bool { return v.Case.FollowUps.openFlags() > 0 }, "没有待处置的回访异常"),
		},
		{
			GuardFlagsSettled, "回访异常均已处置", nil, by(ActSettleFlag),
			holds(func(v *View) bool { return v.Case.FollowUps.openFlags() == 0 }, "尚有回访异常未处置"),
		},
		{
			GuardFollowUpEnded, "回访已经终结", nil, by(ActEndFollowUp),
			holds(func(v *View) bool { return v.Case.FollowUps != nil && !v.Case.FollowUps.EndedOn.IsZero() }, "回访尚未终结"),
		},
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
