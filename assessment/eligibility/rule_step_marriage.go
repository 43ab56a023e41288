package eligibility

// ruleStepMarriage: Civil Code art. 1103. A step-parent is who is married to the child's birth parent; proof of the
// marriage is the one paper the measures ask for besides identity (measures, adopter's papers).
func ruleStepMarriage() Rule {
	return Rule{
		Code: "step_marriage", Title: "收养人系被收养人的继父或者继母", Stage: Preliminary, From: codeInForce,
		Basis:      append(codeAnd("第一千一百零三条"), measuresArticle("第五条", "第六条")...),
		Categories: []Category{StepChild},
		Check:      checkStepMarriage,
	}
}

func checkStepMarriage(s *Subject) Finding {
	switch {
	case s.StepParent.Married == nil:
		return unknown("收养人与被收养人生父或者生母的结婚证明尚未提交", ByApplicant, "/step_parent/married")
	case *s.StepParent.Married:
		return pass("收养人与被收养人的生父或者生母存续婚姻关系")
	default:
		return fail("收养人与被收养人的生父或者生母没有婚姻关系，不是继父或者继母", "请核对收养类别", ByApplicant)
	}
}
