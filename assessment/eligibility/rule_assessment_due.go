package eligibility

// ruleAssessmentDue: Civil Code art. 1105 para. 5, the department carries out an assessment (收养评估); only step-children
// are exempt (assessment measures, art. 2). The rule asks that there is a report, not what it says: the report is a
// reference for the decision, no condition of it.
func ruleAssessmentDue() Rule {
	return Rule{
		Code: codeAssessmentDue, Title: "依法进行收养评估", Stage: Registration, From: codeInForce,
		Basis: codeAnd("第一千一百零五条第五款", studyArticle("第二条", false)),
		Check: checkAssessmentDue,
	}
}

func checkAssessmentDue(s *Subject) Finding {
	switch {
	case s.Assessment.Completed == nil:
		return unknown("收养评估是否完成尚未载明", ByAssessmentBody, "/assessment/completed")
	case *s.Assessment.Completed:
		return pass("收养评估已经完成，评估报告已经出具")
	default:
		return fail("收养评估尚未完成", "评估报告出具后办理", ByAssessmentBody).pending()
	}
}
