package eligibility

// ruleJointWithSpouse: Civil Code art. 1101. A married person adopts together with the spouse, so two applicants must
// be married to each other, and a married person alone is refused. A step-parent adopts alone, since the spouse is the
// child's birth parent (art. 1103).
func ruleJointWithSpouse() Rule {
	return Rule{
		Code: "joint_with_spouse", Title: "有配偶者夫妻共同收养", Stage: Preliminary, From: codeInForce,
		Basis: codeAnd("第一千一百零一条"),
		Categories: []Category{
			InstitutionFoundling, InstitutionOrphan, IncapableParents, StepChild,
			SpecialDifficulty, CollateralKin, PrivateOrphan, PrivateFoundling,
		},
		Check: func(s *Subject) Finding {
			switch {
			case s.Mode == "":
				return unknown("收养方式尚未载明", ByApplicant, s.absentees()...)
			case s.Category == StepChild && s.Mode != Joint:
				return s.eachApplicant(s.checkStepSpouse)
			case s.Category == StepChild:
				return join(checkSpouses(s), warn("收养继子女由继父或者继母一方申请，生父或者生母不是收养人", "请核对收养方式", ByApplicant))
			case s.Mode == Joint:
				return checkSpouses(s)
			default:
				return s.eachApplicant(s.checkAlone)
			}
		},
	}
}

// married answers whether an applicant has a spouse (有配偶); known is false when that is not on record.
func (m Marital) married() (married, known bool) {
	switch m {
	case Married, FirstMarriage, Remarried, RemarriedSame:
		return true, true
	case NeverMarried, Widowed, Divorced:
		return false, true
	default:
		return false, false
	}
}

func (s *Subject) checkAlone(i int, a *Applicant) Finding {
	switch married, known := a.Marital.married(); {
	case !known:
		return unknown(s.nameOf(i)+"的婚姻状况尚未查明", ByApplicant, applicantAt(i, "marital"))
	case married:
		return fail(s.nameOf(i)+"有配偶，应当夫妻共同收养，不得单独收养",
			"由夫妻双方共同申请；配偶不能亲自到场的，可以书面委托，委托书应当经村（居）民委员会证明或者公证", ByApplicant)
	default:
		return pass(s.nameOf(i) + "无配偶")
	}
}

func (s *Subject) checkStepSpouse(i int, a *Applicant) Finding {
	married, known := a.Marital.married()
	switch {
	case !known:
		return unknown(s.nameOf(i)+"的婚姻状况尚未查明", ByApplicant, applicantAt(i, "marital"))
	case !married:
		return fail(s.nameOf(i)+"没有配偶，不是继父或者继母", "请核对收养类别", ByApplicant)
	case a.SpouseIs == "":
		return unknown(s.nameOf(i)+"的配偶是否为被收养人的生父或者生母尚未载明", ByApplicant, applicantAt(i, "spouse_is"))
	case a.SpouseIs != SpouseBirthParent:
		return fail(s.nameOf(i)+"的配偶不是被收养人的生父或者生母", "请核对收养类别", ByApplicant)
	default:
		return pass("配偶为被收养人的生父或者生母")
	}
}

// checkSpouses asks that both applicants are married, to each other, and of different sexes as a marriage requires.
func checkSpouses(s *Subject) Finding {
	f := s.eachApplicant(func(i int, a *Applicant) Finding {
		married, known := a.Marital.married()
		switch {
		case known && !married:
			return fail(s.nameOf(i)+"无配偶，两名收养人不是夫妻，不得共同收养", "无配偶者应当单独申请", ByApplicant)
		case a.SpouseIs != "" && a.SpouseIs != SpouseApplicant:
			return fail(s.nameOf(i)+"的配偶不是另一收养人，两名收养人不是夫妻", "应当由夫妻双方共同申请", ByApplicant)
		case !known:
			return unknown(s.nameOf(i)+"的婚姻状况尚未查明", ByApplicant, applicantAt(i, "marital"))
		case a.SpouseIs == "":
			return unknown(s.nameOf(i)+"与另一收养人的夫妻关系尚未载明", ByApplicant, applicantAt(i, "spouse_is"))
		case a.Sex == "":
			return unknown(s.nameOf(i)+"的性别尚未载明", ByApplicant, applicantAt(i, "sex"))
		default:
			return pass("夫妻共同收养")
		}
	})
	if len(s.Applicants) == maxApplicants && s.Applicants[0].Sex != "" && s.Applicants[0].Sex == s.Applicants[1].Sex {
		f = join(f, fail("两名收养人性别相同，不是夫妻", "请核对证件所载性别", ByApplicant))
	}
	return f
}
