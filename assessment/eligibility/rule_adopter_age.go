package eligibility

import "fmt"

// paramAdopterMinAge is the age that an adopter must have reached.
const paramAdopterMinAge = "eligibility.adopter_min_age"

// ruleAdopterAge: Civil Code art. 1098 (5), the age reached on the birthday itself, by each of two spouses. Lifted for
// step-children only (art. 1103); adopting kin, an orphan or a disabled child does not lift it.
func ruleAdopterAge() Rule {
	return Rule{
		Code: codeAdopterAge, Title: "收养人的年龄", Stage: Preliminary, From: codeInForce,
		Basis: codeAnd("第一千零九十八条第（五）项"),
		Check: checkAdopterAge,
	}
}

func checkAdopterAge(s *Subject) Finding {
	age := s.number(paramAdopterMinAge)
	return s.eachApplicant(func(i int, a *Applicant) Finding {
		who := s.nameOf(i)
		if a.BirthDate.IsZero() {
			return unknown(who+"的出生日期尚未载明", ByApplicant, applicantAt(i, "birth_date"))
		}
		reached := a.BirthDate.Reaches(age)
		if s.Day.Before(reached) {
			return fail(fmt.Sprintf("%s未满%d周岁，将于%s年满", who, age, reached.Chinese()),
				"可以在该日以后重新申请", ByApplicant).on(reached)
		}
		return pass(fmt.Sprintf("%s已满%d周岁", who, age)).on(reached)
	})
}
