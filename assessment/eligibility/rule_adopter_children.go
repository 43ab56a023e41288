package eligibility

import "fmt"

// paramMaxChildren is how many children an adopter may already have.
const paramMaxChildren = "eligibility.max_children"

// ruleAdopterChildren: Civil Code art. 1098 (1), no child or only one. Lifted for orphans, disabled minors and
// institution-raised foundlings (art. 1100 para. 2), step-children (art. 1103), and for overseas Chinese who adopt the
// child of collateral kin (art. 1099 para. 2).
func ruleAdopterChildren() Rule {
	return Rule{
		Code: codeAdopterChildren, Title: "收养人无子女或者只有一名子女", Stage: Preliminary, From: codeInForce,
		Basis: codeAnd("第一千零九十八条第（一）项"),
		Check: checkAdopterChildren,
	}
}

func checkAdopterChildren(s *Subject) Finding {
	most := s.number(paramMaxChildren)
	sum := 0
	f := s.eachApplicant(func(i int, a *Applicant) Finding {
		switch who := s.nameOf(i); {
		case a.Children == nil:
			return unknown(who+"现有子女数尚未载明", ByApplicant, applicantAt(i, "children"))
		case *a.Children > most:
			return fail(fmt.Sprintf("%s现有子女%d名，超过%d名", who, *a.Children, most), "", ByNobody)
		default:
			sum += *a.Children
			return pass(fmt.Sprintf("%s现有子女%d名", who, *a.Children))
		}
	})
	// The text does not say whether the children of the two spouses are added up when they are not common.
	if f.Kind == Pass && sum > most {
		return warn("夫妻双方各有子女，是否为共同子女应当核实", "请核对双方的子女情况声明", ByApplicant)
	}
	return f
}
