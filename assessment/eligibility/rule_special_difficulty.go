package eligibility

// ruleSpecialDifficulty: Civil Code arts. 1093 (3) and 1094 (3), birth parents who have special difficulty and cannot
// raise the child (有特殊困难无力抚养). Step-children and the children of collateral kin are free of it.
func ruleSpecialDifficulty() Rule {
	return Rule{
		Code: codeSpecialDifficulty, Title: "生父母有特殊困难无力抚养", Stage: Preliminary, From: codeInForce,
		Basis:      codeAnd("第一千零九十三条第（三）项", codeArticle("第一千零九十四条第（三）项")),
		Categories: []Category{SpecialDifficulty},
		Check:      checkSpecialDifficulty,
	}
}

func checkSpecialDifficulty(s *Subject) Finding {
	switch {
	case s.Child.SpecialDifficulty == nil:
		return unknown("生父母是否有特殊困难无力抚养尚未载明", ByBirthParents, "/child/special_difficulty")
	case *s.Child.SpecialDifficulty:
		return pass("生父母已声明有特殊困难无力抚养")
	default:
		return fail("生父母不具有特殊困难无力抚养的情形，其子女不得被收养", "请核对生父母有特殊困难的声明，必要时调查核实", ByBirthParents)
	}
}
