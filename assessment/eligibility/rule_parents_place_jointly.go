package eligibility

// ruleParentsPlaceJointly: Civil Code art. 1097. Birth parents place together; one may place alone when the other is
// unknown or cannot be found. That one may place alone after the other's death follows from art. 1108.
func ruleParentsPlaceJointly() Rule {
	return Rule{
		Code: "parents_place_jointly", Title: "生父母双方共同送养", Stage: Preliminary, From: codeInForce,
		Basis:      append(codeAnd("第一千零九十七条"), measuresArticle("第六条", "第七条")...),
		Categories: []Category{SpecialDifficulty, CollateralKin},
		Check:      checkParentsPlaceJointly,
	}
}

func checkParentsPlaceJointly(s *Subject) Finding {
	f := checkParentsConsent(s)
	bothLive := s.BirthFather.Status == ParentLiving && s.BirthMother.Status == ParentLiving
	switch {
	case bothLive && s.Placer.Type == "":
		return join(f, unknown("送养人尚未载明", ByPlacer, "/placer/type"))
	case bothLive && s.Placer.Type == PlacerOneParent:
		return join(f, fail("生父母双方在世且可以联系，应当双方共同送养，不得由一方单方送养",
			"请由生父母双方共同办理送养", ByBirthParents).pending())
	}
	return f
}

// checkParentsConsent asks the consent of every parent who lives and can be reached, and proof for one who does not.
func checkParentsConsent(s *Subject) Finding {
	f := s.eachParent(s.checkParentConsent)
	if s.BirthFather.Status.gone() && s.BirthMother.Status.gone() {
		return join(f, fail("生父母双方均已死亡、不明或者查找不到，没有可以送养的生父母", "请核对收养类别", ByPlacer))
	}
	return f
}

func (s *Subject) checkParentConsent(p *BirthParent, who, at string) Finding {
	switch {
	case p.Status == "":
		return unknown(who+"是否在世、可以联系尚未查明", ByBirthParents, at+"/status")
	case p.Status == ParentLiving && p.Consents == nil:
		return unknown(who+"是否同意送养尚未载明", ByBirthParents, at+"/consents")
	case p.Status == ParentLiving && *p.Consents:
		return pass(who + "同意送养")
	case p.Status == ParentLiving:
		return fail(who+"不同意送养", "", ByBirthParents)
	case s.Placer.SingleEvidence == nil:
		return unknown(who+"死亡、不明或者查找不到的证明尚未提交", ByBirthParents, "/placer/single_evidence")
	case *s.Placer.SingleEvidence:
		return pass(who + "死亡、不明或者查找不到，已有证明")
	default:
		return fail(who+"死亡、不明或者查找不到没有证明，生父母一方不得单方送养",
			"请提交配偶死亡或者下落不明的证明", ByBirthParents).pending()
	}
}

// gone reports whether a parent cannot take part: dead, unknown or not to be found.
func (p ParentStatus) gone() bool { return p != "" && p != ParentLiving }

// dead reports death or declared death.
func (p ParentStatus) dead() bool { return p == ParentDead || p == ParentDeclaredDead }
