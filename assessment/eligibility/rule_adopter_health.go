package eligibility

// ruleAdopterHealth: Civil Code art. 1098 (3), no disease medically held unfit for adopting
// (未患有在医学上认为不应当收养子女的疾病), shown by the certificate of a medical institution of county level or above.
func ruleAdopterHealth() Rule {
	return Rule{
		Code: codeAdopterHealth, Title: "收养人未患有在医学上认为不应当收养子女的疾病", Stage: Preliminary, From: codeInForce,
		Basis: codeAnd("第一千零九十八条第（三）项"),
		Check: func(s *Subject) Finding { return s.eachApplicant(s.checkHealth) },
	}
}

func (s *Subject) checkHealth(i int, a *Applicant) Finding {
	switch who := s.nameOf(i); {
	case a.UnfitDisease == nil:
		return unknown(who+"的身体健康检查证明尚未提交", ByHospital, applicantAt(i, "unfit_disease"))
	case !*a.UnfitDisease:
		return pass(who + "未患有在医学上认为不应当收养子女的疾病")
	default:
		return fail(who+"患有在医学上认为不应当收养子女的疾病", "对诊断有异议的，可以提交县级以上医疗机构重新出具的检查证明", ByHospital)
	}
}
