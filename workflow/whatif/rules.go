package whatif

import (
	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/workflow"
)

// conditions compares the statutory conditions on the facts as they stand at the end of the case, for the day and the
// purpose of the last check; nothing when no check was made.
func conditions(c *workflow.Case, child *workflow.Child, was, would Law) []Difference {
	check := c.LastEligibility()
	if check == nil {
		return nil
	}
	run := func(l Law) (eligibility.Report, error) {
		v := &workflow.View{Case: c, Child: child, Pack: l.Pack, Calendar: l.Calendar, On: check.On, Today: check.On}
		return v.Eligible(check.Purpose)
	}
	d := Difference{Kind: Undetermined, Where: "eligibility", Title: "法定收养条件（" + check.On.Chinese() + "）"}
	before, err := run(was)
	if err != nil {
		d.Before, d.After = "原结果无法重算："+plain(err), "不能推算"
		return []Difference{d}
	}
	d.Before = verdictText(before.Verdict)
	after, err := run(would)
	if err != nil {
		d.After = "不能推算：" + plain(err)
		return []Difference{d}
	}
	if before.Verdict == after.Verdict {
		return nil
	}
	d.Kind, d.After = Outcome, verdictText(after.Verdict)
	for i := range after.Outcomes {
		o := &after.Outcomes[i]
		if old, _ := before.Outcome(o.Rule); old.Kind != o.Kind || old.Pending != o.Pending {
			d.Why = append(d.Why, Reason{By: ByRule, Code: o.Rule, Title: o.Title, Before: kindText(old.Kind), After: kindText(o.Kind)})
		}
	}
	return []Difference{d}
}

func verdictText(v eligibility.Verdict) string {
	switch v {
	case eligibility.Eligible:
		return "符合条件"
	case eligibility.Ineligible:
		return "不符合条件"
	case eligibility.Undetermined:
		return "尚不能确定"
	case eligibility.OutOfScope:
		return "不属于受理范围"
	}
	return string(v)
}

// kindText words the answer of a rule without its message, which may name persons.
func kindText(k eligibility.Kind) string {
	switch k {
	case eligibility.NotApplicable:
		return "不适用"
	case eligibility.NotInForce:
		return "未施行或者已失效"
	case eligibility.Pass:
		return "符合"
	case eligibility.Remark:
		return "提示"
	case eligibility.Warn:
		return "警示"
	case eligibility.Fail:
		return "不符合"
	case eligibility.Unknown:
		return "待查明"
	}
	return "无此条件"
}
