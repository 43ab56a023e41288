package eligibility

// ruleDutyHoldersConsent: Civil Code art. 1096. A guardian who places an orphan needs the consent of those with a duty
// to raise it (有抚养义务的人); a welfare institution places as guardian too. For the children of art. 1095 the list of
// papers in use asks for the same consent, without an article, so that a refusal there only warns.
func ruleDutyHoldersConsent() Rule {
	return Rule{
		Code: "duty_holders_consent", Title: "有抚养义务的人同意送养", Stage: Preliminary, From: codeInForce,
		Basis:      append(codeAnd("第一千零九十六条"), measuresArticle("第六条", "第七条")...),
		Categories: []Category{InstitutionOrphan, IncapableParents, PrivateOrphan},
		Check:      checkDutyHoldersConsent,
	}
}

func checkDutyHoldersConsent(s *Subject) Finding {
	p := &s.Placer
	switch {
	case p.DutyHolders != nil && !*p.DutyHolders:
		return pass("没有其他有抚养义务的人")
	case p.DutyHoldersConsent != nil && *p.DutyHoldersConsent:
		return pass("有抚养义务的人同意送养")
	case p.DutyHoldersConsent == nil && p.DutyHolders == nil:
		return unknown("是否另有有抚养义务的人尚未查明", ByPlacer, "/placer/duty_holders")
	case p.DutyHoldersConsent == nil:
		return unknown("有抚养义务的人是否同意送养尚未载明", ByDutyHolders, "/placer/duty_holders_consent")
	case s.Category == IncapableParents:
		return warn("有抚养义务的人不同意送养", "请听取其意见，并由登记机关判断是否另行确定监护人", ByDutyHolders)
	default:
		return fail("有抚养义务的人不同意送养，监护人不得送养",
			"监护人不愿意继续履行监护职责的，应当依照《民法典》第一编的规定另行确定监护人", ByDutyHolders)
	}
}
