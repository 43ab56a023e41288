package eligibility

import "strings"

// rulePrivateFoundling: the joint notice of 2008 (民发〔2008〕132号, recalled) let foundlings taken in before its cut-off
// day be registered afterwards; who finds a child from that day on must report it and hand it to an institution. So
// refusal is proposed. The text leaves room for a decision in the child's interest: with a supervisor's written reason
// and the police receipt the case goes on, and the outcome warns.
func rulePrivateFoundling() Rule {
	return Rule{
		Code: "private_foundling", Title: "非福利机构抚养的弃婴（儿童）的捡拾时间", Stage: Preliminary, From: codeInForce,
		Basis:      []Basis{privateNotice()},
		Categories: []Category{PrivateFoundling},
		Check:      checkPrivateFoundling,
	}
}

func checkPrivateFoundling(s *Subject) Finding {
	if s.Child.FoundOn.IsZero() {
		return unknown("捡拾日期尚未载明", ByApplicant, "/child/found_on")
	}
	if s.Child.FoundOn.Before(privateCutoff) {
		return pass("被收养人于" + privateCutoff.Chinese() + "以前捡拾").on(privateCutoff)
	}
	receipt := s.Foundling.PoliceReceipt
	refused := fail("被收养人于"+privateCutoff.Chinese()+"以后捡拾，应当由公安机关送交儿童福利机构抚养，不得由个人私自收养",
		"拟予登记的，应当由审批人书面说明理由，并附公安机关出具的捡拾弃婴（儿童）报案证明", BySupervisor).on(privateCutoff)
	switch {
	case strings.TrimSpace(s.Foundling.SupervisorReason) == "":
		return refused
	case receipt == nil:
		return unknown("审批人已说明理由，捡拾弃婴（儿童）报案证明尚未提交", ByPolice, "/foundling/police_receipt").on(privateCutoff)
	case !*receipt:
		return refused
	default:
		return warn("被收养人于"+privateCutoff.Chinese()+"以后捡拾，审批人已书面说明理由，并有公安机关报案证明",
			"请在审查处理表中载明理由", BySupervisor).on(privateCutoff)
	}
}
