package eligibility

import "slices"

// ruleVoluntary: Civil Code art. 1104, first sentence: adopting and placing are voluntary on both sides (双方自愿).
// Where the birth parents place, arts. 1097 and 1103 ask for their consent; here it is the institution or the guardian.
func ruleVoluntary() Rule {
	return Rule{
		Code: "voluntary", Title: "收养人与送养人双方自愿", Stage: Preliminary, From: codeInForce,
		Basis:      codeAnd("第一千一百零四条"),
		Categories: Categories(),
		Check: func(s *Subject) Finding {
			return join(s.eachApplicant(s.checkVoluntary), checkPlacerVoluntary(s))
		},
	}
}

func (s *Subject) checkVoluntary(i int, a *Applicant) Finding {
	switch who := s.nameOf(i); {
	case a.Consents == nil:
		return unknown(who+"是否自愿收养尚未载明", ByApplicant, applicantAt(i, "consents"))
	case *a.Consents:
		return pass(who + "自愿收养")
	default:
		return fail(who+"不愿意收养", "", ByNobody)
	}
}

func checkPlacerVoluntary(s *Subject) Finding {
	byParents := slices.Contains(placersOf(s.Category), PlacerBirthParents)
	switch {
	case byParents, s.Category == PrivateFoundling:
		return Finding{}
	case s.Placer.Consents == nil:
		return unknown("送养人是否自愿送养尚未载明", ByPlacer, "/placer/consents")
	case *s.Placer.Consents:
		return pass("送养人自愿送养")
	default:
		return fail("送养人不同意送养", "", ByNobody)
	}
}
