package eligibility

import "errors"

// rulePlacerCreditCode: the unified social credit code of a placing institution (GB 32100). No rule of adoption law
// demands it, so a missing one is a notice and a wrong one a warning.
func rulePlacerCreditCode() Rule {
	return Rule{
		Code: "placer_credit_code", Title: "送养机构统一社会信用代码", Stage: Preliminary, From: codeInForce,
		Basis:      []Basis{standard("GB 32100—2015", "法人和其他组织统一社会信用代码编码规则")},
		Categories: []Category{InstitutionFoundling, InstitutionOrphan},
		Check:      checkPlacerCreditCode,
	}
}

func checkPlacerCreditCode(s *Subject) Finding {
	if s.Placer.CreditCode == "" {
		return remark("送养机构的统一社会信用代码尚未载明")
	}
	_, err := ParseCreditCode(s.Placer.CreditCode)
	if wrong, ok := errors.AsType[*NumberError](err); ok {
		return warn("送养机构的"+wrong.Message, wrong.Remedy, ByPlacer)
	}
	return pass("送养机构的统一社会信用代码校验无误")
}
