package eligibility

// ruleAttendance: the measures ask the parties to come in person, spouses together; a spouse who cannot come may
// appoint the other in writing, attested by the villagers' or residents' committee or notarised (书面委托).
func ruleAttendance() Rule {
	return Rule{
		Code: "attendance", Title: "收养人亲自到收养登记机关办理", Stage: Registration, From: codeInForce,
		Basis: measuresArticle("第四条", "第五条"),
		Check: checkAttendance,
	}
}

func checkAttendance(s *Subject) Finding {
	proxies := 0
	f := s.eachApplicant(func(i int, a *Applicant) Finding {
		if a.Attendance == ByProxy {
			proxies++
		}
		return s.checkPresence(i, a)
	})
	if proxies > 1 {
		return join(f, fail("夫妻双方均未到场，不得互相委托", "至少一方应当亲自到场", ByApplicant).pending())
	}
	return f
}

func (s *Subject) checkPresence(i int, a *Applicant) Finding {
	who := s.nameOf(i)
	switch {
	case a.Attendance == "":
		return unknown(who+"是否亲自到场尚未载明", ByApplicant, applicantAt(i, "attendance"))
	case a.Attendance == InPerson:
		return pass(who + "亲自到场")
	case a.Attendance == Absent, s.Mode == MaleAlone, s.Mode == FemaleAlone:
		return fail(who+"未亲自到场", "收养人应当亲自到收养登记机关办理登记手续", ByApplicant).pending()
	case a.ProxyAttested == nil:
		return unknown(who+"的委托书是否经证明或者公证尚未载明", ByApplicant, applicantAt(i, "proxy_attested"))
	case *a.ProxyAttested:
		return pass(who + "书面委托另一方办理，委托书已经证明或者公证")
	default:
		return fail(who+"的委托书未经村（居）民委员会证明，也未经公证", "请补办委托书的证明或者公证", ByApplicant).pending()
	}
}
