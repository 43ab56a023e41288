package eligibility

// ruleAdopterRecord: Civil Code art. 1098 (4), no record of offences unfavourable to the child's healthy growth
// (无不利于被收养人健康成长的违法犯罪记录). Which offences are unfavourable is judged by a person, not here.
func ruleAdopterRecord() Rule {
	return Rule{
		Code: codeAdopterRecord, Title: "收养人无不利于被收养人健康成长的违法犯罪记录", Stage: Preliminary, From: codeInForce,
		Basis: codeAnd("第一千零九十八条第（四）项"),
		Check: func(s *Subject) Finding { return s.eachApplicant(s.checkRecord) },
	}
}

func (s *Subject) checkRecord(i int, a *Applicant) Finding {
	switch who := s.nameOf(i); {
	case a.AdverseRecord == nil:
		return unknown(who+"有无违法犯罪记录尚未查明", ByPolice, applicantAt(i, "adverse_record"))
	case !*a.AdverseRecord:
		return pass(who + "无不利于被收养人健康成长的违法犯罪记录")
	default:
		return fail(who+"有不利于被收养人健康成长的违法犯罪记录", "对记录有异议的，可以向公安机关申请核查", ByPolice)
	}
}
