package eligibility

// ruleAdopterCapacity: Civil Code art. 1098 (2), able to raise, educate and protect the child
// (有抚养、教育和保护被收养人的能力). The assessment looks at it in depth; here the certificate and declaration count.
func ruleAdopterCapacity() Rule {
	return Rule{
		Code: codeAdopterCapacity, Title: "收养人有抚养、教育和保护被收养人的能力", Stage: Preliminary, From: codeInForce,
		Basis: codeAnd("第一千零九十八条第（二）项"),
		Check: func(s *Subject) Finding { return s.eachApplicant(s.checkCapacity) },
	}
}

func (s *Subject) checkCapacity(i int, a *Applicant) Finding {
	switch who := s.nameOf(i); {
	case a.CanRaise == nil:
		return unknown(who+"的抚养、教育和保护能力尚未载明", ByApplicant, applicantAt(i, "can_raise"))
	case *a.CanRaise:
		return pass(who + "有抚养、教育和保护被收养人的能力")
	default:
		return fail(who+"不具有抚养、教育和保护被收养人的能力", "", ByNobody)
	}
}
