package eligibility

// ruleStepParentConsent: Civil Code art. 1103, a step-parent needs the consent of the child's birth parents. Both are
// asked, the spouse and the other; for one who is dead or cannot be found there must be proof instead (reading after
// art. 1097). The prior right of art. 1108 is not asked here, as the child stays with its own parent.
func ruleStepParentConsent() Rule {
	return Rule{
		Code: "step_parent_consent", Title: "继子女的生父母同意", Stage: Preliminary, From: codeInForce,
		Basis:      codeAnd("第一千一百零三条"),
		Categories: []Category{StepChild},
		Check:      checkParentsConsent,
	}
}
