package eligibility

import "strings"

// ruleChildIdentity: the child's number, when it has one, must agree with birth date and sex (GB 11643). A foundling may
// have none; then the reason is on record.
func ruleChildIdentity() Rule {
	return Rule{
		Code: "child_identity", Title: "被收养人身份号码", Stage: Preliminary, From: codeInForce,
		Basis: append(measuresArticle("第六条", "第七条"), standard("GB 11643—1999", "公民身份号码")),
		Check: checkChildIdentity,
	}
}

func checkChildIdentity(s *Subject) Finding {
	c := &s.Child
	if c.IDNumber != "" {
		child := holder{who: "被收养人", by: ByPlacer, at: "/child", birth: c.BirthDate, sex: c.Sex}
		return child.check(c.IDNumber, false, s.Day)
	}
	if strings.TrimSpace(c.NoIDReason) != "" {
		return remark("被收养人没有身份号码，已载明原因")
	}
	return unknown("被收养人的身份号码或者没有号码的原因尚未载明", ByPlacer, "/child/id_number", "/child/no_id_reason")
}
