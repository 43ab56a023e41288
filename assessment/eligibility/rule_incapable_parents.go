package eligibility

// ruleIncapableParents: Civil Code art. 1095. Both parents lack full capacity, and they may seriously endanger the
// child; only then may the guardian place it.
func ruleIncapableParents() Rule {
	return Rule{
		Code: "incapable_parents", Title: "生父母均不具备完全民事行为能力且可能严重危害", Stage: Preliminary, From: codeInForce,
		Basis:      codeAnd("第一千零九十五条"),
		Categories: []Category{IncapableParents},
		Check: func(s *Subject) Finding {
			return join(s.eachParent(checkIncapable), checkEndangers(s))
		},
	}
}

func checkIncapable(p *BirthParent, who, at string) Finding {
	switch {
	case p.Incapable == nil:
		return unknown(who+"的民事行为能力尚未查明", ByPlacer, at+"/incapable")
	case *p.Incapable:
		return pass(who + "不具备完全民事行为能力")
	default:
		return fail(who+"具备完全民事行为能力，监护人不得依照该条送养", "请核对收养类别，或者提交不具备完全民事行为能力的证明", ByPlacer)
	}
}

// checkEndangers is met when either parent may seriously endanger the child: the text speaks of the parents together.
func checkEndangers(s *Subject) Finding {
	father, mother := s.BirthFather.Endangers, s.BirthMother.Endangers
	switch {
	case father != nil && *father, mother != nil && *mother:
		return pass("生父母可能严重危害该未成年人")
	case father == nil:
		return unknown("生父是否可能严重危害该未成年人尚未查明", ByPlacer, "/birth_father/endangers")
	case mother == nil:
		return unknown("生母是否可能严重危害该未成年人尚未查明", ByPlacer, "/birth_mother/endangers")
	default:
		return fail("生父母不存在可能严重危害该未成年人的情形，监护人不得送养", "", ByNobody)
	}
}
