package eligibility

// rulePriorRight: Civil Code art. 1108. When one spouse has died and the other places the minor child, the parents of
// the dead spouse have a prior right to raise it (优先抚养的权利).
func rulePriorRight() Rule {
	return Rule{
		Code: "prior_right", Title: "死亡一方的父母不行使优先抚养权", Stage: Preliminary, From: codeInForce,
		Basis:      codeAnd("第一千一百零八条"),
		Categories: []Category{SpecialDifficulty, CollateralKin},
		Applies:    priorRightApplies,
		Check:      checkPriorRight,
	}
}

func priorRightApplies(s *Subject) Applicability {
	father, mother := s.BirthFather.Status, s.BirthMother.Status
	var missing []string
	if father == "" {
		missing = append(missing, "/birth_father/status")
	}
	if mother == "" {
		missing = append(missing, "/birth_mother/status")
	}
	if len(missing) > 0 {
		return appliesUnknown(missing...)
	}
	if father.dead() && mother == ParentLiving || mother.dead() && father == ParentLiving {
		return applies()
	}
	return appliesNot("不属于配偶一方死亡、另一方送养的情形")
}

func checkPriorRight(s *Subject) Finding {
	p := &s.Placer
	switch {
	case p.PriorRightHolders != nil && !*p.PriorRightHolders:
		return pass("死亡一方没有在世的父母")
	case p.PriorRightWaived != nil && *p.PriorRightWaived:
		return pass("死亡一方的父母声明不行使优先抚养权")
	case p.PriorRightWaived != nil && p.PriorRightHolders != nil:
		return fail("死亡一方的父母行使优先抚养权", "由其抚养；放弃的，应当提交不行使优先抚养权的书面声明", ByPriorRight)
	case p.PriorRightHolders == nil && p.PriorRightWaived == nil:
		return unknown("死亡一方的父母是否在世尚未查明", ByPlacer, "/placer/prior_right_holders")
	case p.PriorRightHolders == nil:
		return unknown("死亡一方的父母是否在世尚未查明", ByPlacer, "/placer/prior_right_holders")
	default:
		return unknown("死亡一方的父母是否行使优先抚养权尚未载明", ByPriorRight, "/placer/prior_right_waived")
	}
}
