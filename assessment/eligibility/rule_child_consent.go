package eligibility

import "fmt"

// paramChildConsentAge is the age from which the child is asked.
const paramChildConsentAge = "eligibility.child_consent_age"

// ruleChildConsent: Civil Code art. 1104, second sentence: a minor from that age on must consent. What counts is the
// age on the day of registration, so that a child who has the birthday after receipt must be asked too.
func ruleChildConsent() Rule {
	return Rule{
		Code: "child_consent", Title: "被收养人的同意", Stage: Registration, From: codeInForce,
		Basis:   codeAnd("第一千一百零四条"),
		Applies: childConsentApplies,
		Check:   checkChildConsent,
	}
}

func childConsentApplies(s *Subject) Applicability {
	if s.Child.BirthDate.IsZero() {
		return appliesUnknown("/child/birth_date")
	}
	age := s.number(paramChildConsentAge)
	reached := s.Child.BirthDate.Reaches(age)
	if s.Day.Before(reached) && !s.near(reached) {
		return Applicability{
			Not: true, DecisiveOn: reached,
			Reason: fmt.Sprintf("被收养人未满%d周岁，将于%s年满", age, reached.Chinese()),
		}
	}
	return applies()
}

func checkChildConsent(s *Subject) Finding {
	age := s.number(paramChildConsentAge)
	reached := s.Child.BirthDate.Reaches(age)
	since := ""
	if !s.Child.BirthDate.IsZero() {
		if s.Day.Before(reached) {
			return remark(fmt.Sprintf("被收养人将于%s年满%d周岁，在该日以后登记的，应当征得被收养人同意", reached.Chinese(), age)).on(reached)
		}
		since = fmt.Sprintf("被收养人已于%s年满%d周岁，", reached.Chinese(), age)
		if !s.ReceivedOn.IsZero() && s.ReceivedOn.Before(reached) {
			since = fmt.Sprintf("被收养人在收件以后于%s年满%d周岁，", reached.Chinese(), age)
		}
	}
	switch {
	case s.Child.Consents == nil:
		return unknown(since+"是否同意被收养尚未载明", ByChild, "/child/consents").on(reached)
	case *s.Child.Consents:
		return pass(since + "同意被收养").on(reached)
	default:
		return fail(since+"不同意被收养", "", ByNobody).on(reached)
	}
}
