package eligibility

import "fmt"

const (
	// paramAdoptionsChildless is how many children one without a child may adopt.
	paramAdoptionsChildless = "eligibility.max_adoptions_childless"
	// paramAdoptionsWithChild is how many children one who has a child may adopt.
	paramAdoptionsWithChild = "eligibility.max_adoptions_one_child"
)

// ruleAdoptionNumber: Civil Code art. 1100 para. 1, the number of adoptions. Lifted by para. 2 for orphans, disabled
// minors and institution-raised foundlings, and by art. 1103 for step-children.
func ruleAdoptionNumber() Rule {
	return Rule{
		Code: codeAdoptionNumber, Title: "收养子女的人数", Stage: Preliminary, From: codeInForce,
		Basis: codeAnd("第一千一百条第一款"),
		Check: checkAdoptionNumber,
	}
}

func checkAdoptionNumber(s *Subject) Finding {
	childless, withChild := s.number(paramAdoptionsChildless), s.number(paramAdoptionsWithChild)
	return s.eachApplicant(func(i int, a *Applicant) Finding {
		who := s.nameOf(i)
		var missing []string
		if a.Children == nil {
			missing = append(missing, applicantAt(i, "children"))
		}
		if a.Adoptions == nil {
			missing = append(missing, applicantAt(i, "adoptions"))
		}
		if missing != nil {
			return unknown(who+"现有子女数和已收养子女数尚未全部载明", ByApplicant, missing...)
		}
		// One who adopted the children there are was without a child before (无子女的收养人).
		own := *a.Children - *a.Adoptions
		most, had := withChild, "有子女"
		if own <= 0 {
			most, had = childless, "无子女"
		}
		if *a.Adoptions >= most {
			return fail(fmt.Sprintf("%s（收养前%s）已收养%d名子女，最多可以收养%d名", who, had, *a.Adoptions, most), "", ByNobody)
		}
		return pass(fmt.Sprintf("%s（收养前%s）已收养%d名子女，最多可以收养%d名", who, had, *a.Adoptions, most))
	})
}
