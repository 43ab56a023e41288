package eligibility

// ruleParentsNotFound: Civil Code art. 1093 (2), minors whose birth parents cannot be found (查找不到生父母).
func ruleParentsNotFound() Rule {
	return Rule{
		Code: "parents_not_found", Title: "被收养人的生父母查找不到", Stage: Preliminary, From: codeInForce,
		Basis:      codeAnd("第一千零九十三条第（二）项"),
		Categories: []Category{InstitutionFoundling, PrivateFoundling},
		Check:      checkParentsNotFound,
	}
}

func checkParentsNotFound(s *Subject) Finding {
	return s.eachParent(func(p *BirthParent, who, at string) Finding {
		switch p.Status {
		case ParentNotFound, ParentUnidentified:
			return pass(who + "查找不到")
		case "":
			return unknown(who+"是否查找不到尚未查明", ByPolice, at+"/status")
		case ParentLiving:
			return fail(who+"在世且可以联系，不属于查找不到生父母的未成年人",
				"请核对收养类别，由生父母依法送养或者领回抚养", ByAuthority)
		default:
			// One parent dead and the other not to be found stands between items (1) and (2).
			return warn(who+"已经死亡，是否按查找不到生父母办理应当由登记机关判断", "请核对收养类别", ByAuthority)
		}
	})
}
