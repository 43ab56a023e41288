package eligibility

// ruleOrphan: Civil Code art. 1093 (1), orphans who lost their parents (丧失父母的孤儿). Death and declared death count
// alike; a parent who cannot be found makes no orphan.
func ruleOrphan() Rule {
	return Rule{
		Code: "orphan", Title: "被收养人为丧失父母的孤儿", Stage: Preliminary, From: codeInForce,
		Basis:      codeAnd("第一千零九十三条第（一）项"),
		Categories: []Category{InstitutionOrphan, PrivateOrphan},
		Check:      checkOrphan,
	}
}

func checkOrphan(s *Subject) Finding {
	return s.eachParent(func(p *BirthParent, who, at string) Finding {
		switch p.Status {
		case ParentDead, ParentDeclaredDead:
			return pass(who + "已经死亡或者被宣告死亡")
		case "":
			return unknown(who+"是否死亡或者被宣告死亡尚未查明", ByPlacer, at+"/status")
		default:
			return fail(who+"未死亡，亦未被宣告死亡，被收养人不是孤儿",
				"请核对收养类别，或者提交"+who+"死亡（宣告死亡）证明", ByPlacer)
		}
	})
}

// eachParent asks check of both birth parents and joins the answers.
func (s *Subject) eachParent(check func(p *BirthParent, who, at string) Finding) Finding {
	return join(check(&s.BirthFather, "生父", "/birth_father"), check(&s.BirthMother, "生母", "/birth_mother"))
}
