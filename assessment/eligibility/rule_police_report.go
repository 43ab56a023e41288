package eligibility

// rulePoliceReport: for a foundling the file must hold the police report of the finding (捡拾弃婴、儿童报案证明): in the
// placer's papers when an institution places, in the adopter's when nobody does (measures).
func rulePoliceReport() Rule {
	return Rule{
		Code: "police_report", Title: "公安机关出具的捡拾弃婴（儿童）报案证明", Stage: Preliminary, From: codeInForce,
		Basis:      append(measuresArticle("第五条", "第六条"), measuresArticle("第六条", "第七条")...),
		Categories: []Category{InstitutionFoundling, PrivateFoundling},
		Check:      checkPoliceReport,
	}
}

func checkPoliceReport(s *Subject) Finding {
	switch {
	case s.Foundling.PoliceReceipt == nil:
		return unknown("捡拾弃婴（儿童）报案证明尚未提交", ByPolice, "/foundling/police_receipt")
	case *s.Foundling.PoliceReceipt:
		return pass("已有公安机关出具的捡拾弃婴（儿童）报案证明")
	default:
		return fail("没有公安机关出具的捡拾弃婴（儿童）报案证明", "请向受理报案的公安机关申请出具", ByPolice).pending()
	}
}
