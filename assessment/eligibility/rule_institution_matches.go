package eligibility

// ruleInstitutionMatches: whether a welfare institution raises the child (儿童福利机构抚养) decides the office (measures),
// the papers and the exemption of Civil Code art. 1100 para. 2, so it must agree with the category that is claimed.
func ruleInstitutionMatches() Rule {
	return Rule{
		Code: "institution_matches", Title: "儿童福利机构抚养情况与收养类别一致", Stage: Preliminary, From: codeInForce,
		Basis:      append(codeAnd("第一千一百条第二款"), measuresArticle("第三条", "第四条")...),
		Categories: []Category{InstitutionFoundling, InstitutionOrphan, PrivateOrphan, PrivateFoundling},
		Check:      checkInstitutionMatches,
	}
}

func checkInstitutionMatches(s *Subject) Finding {
	if s.Child.InstitutionRaised == nil {
		return unknown("被收养人是否由儿童福利机构抚养尚未载明", ByPlacer, "/child/institution_raised")
	}
	claimed := s.Category == InstitutionFoundling || s.Category == InstitutionOrphan
	switch {
	case claimed == *s.Child.InstitutionRaised && claimed:
		return pass("被收养人由儿童福利机构抚养")
	case claimed == *s.Child.InstitutionRaised:
		return pass("被收养人不由儿童福利机构抚养")
	case claimed:
		return fail("被收养人不由儿童福利机构抚养，与收养类别不一致", "请更正收养类别", ByAuthority).pending()
	default:
		return fail("被收养人由儿童福利机构抚养，与收养类别不一致", "请更正收养类别", ByAuthority).pending()
	}
}
