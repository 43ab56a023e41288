package eligibility

// paramChildMaxAge is the age from which one is no minor any more.
const paramChildMaxAge = "eligibility.child_max_age"

// ruleChildMinor: Civil Code art. 1093 speaks of minors (未成年人), and the relation begins on the day of
// registration (art. 1105), so the child must still be a minor on that day. No exemption lifts this.
func ruleChildMinor() Rule {
	return Rule{
		Code: "child_minor", Title: "被收养人为未成年人", Stage: Preliminary, From: codeInForce,
		Basis: codeAnd("第一千零九十三条", codeArticle("第一千一百零五条第一款")),
		Check: checkChildMinor,
	}
}

func checkChildMinor(s *Subject) Finding {
	if s.Child.BirthDate.IsZero() {
		return unknown("被收养人的出生日期尚未载明", ByPlacer, "/child/birth_date")
	}
	majority := s.Child.BirthDate.Reaches(s.number(paramChildMaxAge))
	switch {
	case !s.Day.Before(majority):
		return fail("被收养人于"+majority.Chinese()+"成年，登记之日已不是未成年人", "", ByNobody).on(majority)
	case s.near(majority):
		return remark("被收养人将于" + majority.Chinese() + "成年，收养登记应当在此前办理").on(majority)
	default:
		return pass("被收养人为未成年人").on(majority)
	}
}
