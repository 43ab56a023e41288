package eligibility

import "fmt"

// paramAgeGap is the gap between one without a spouse and a child of the other sex.
const paramAgeGap = "eligibility.gap_unmarried_other_sex"

// ruleAgeGap: Civil Code art. 1102. One without a spouse (无配偶者) who adopts a child of the other sex must be older by
// the gap, counted on full dates: the child may not be born before the adopter's birthday of that age. Sex-neutral since
// 2021. Lifted for the children of collateral kin (art. 1099 para. 1) only: neither orphans nor disability lift it.
// A step-parent has a spouse, so the question does not arise.
func ruleAgeGap() Rule {
	return Rule{
		Code: codeAgeGap, Title: "无配偶者收养异性子女的年龄差", Stage: Preliminary, From: codeInForce,
		Basis: codeAnd("第一千一百零二条"),
		Categories: []Category{
			InstitutionFoundling, InstitutionOrphan, IncapableParents, SpecialDifficulty,
			CollateralKin, PrivateOrphan, PrivateFoundling,
		},
		Applies: ageGapApplies,
		Check:   checkAgeGap,
	}
}

func ageGapApplies(s *Subject) Applicability {
	if s.Mode == Joint {
		return appliesNot("夫妻共同收养，不适用无配偶者的年龄差规定")
	}
	missing := s.absentees()
	for i := range s.Applicants {
		a := &s.Applicants[i]
		married, known := a.Marital.married()
		switch {
		case known && married:
			return appliesNot("收养人有配偶，不适用无配偶者的年龄差规定")
		case !known:
			missing = append(missing, applicantAt(i, "marital"))
		}
		switch {
		case a.Sex == "":
			missing = append(missing, applicantAt(i, "sex"))
		case s.Child.Sex == "":
			missing = append(missing, "/child/sex")
		case a.Sex == s.Child.Sex && s.Mode != "":
			return appliesNot("收养人与被收养人性别相同")
		}
	}
	return appliesUnknown(missing...)
}

func checkAgeGap(s *Subject) Finding {
	gap := s.number(paramAgeGap)
	if s.Child.BirthDate.IsZero() {
		return unknown("被收养人的出生日期尚未载明", ByPlacer, "/child/birth_date")
	}
	return s.eachApplicant(func(i int, a *Applicant) Finding {
		if a.BirthDate.IsZero() {
			return unknown(s.nameOf(i)+"的出生日期尚未载明", ByApplicant, applicantAt(i, "birth_date"))
		}
		reached := a.BirthDate.Reaches(gap)
		if s.Child.BirthDate.Before(reached) {
			return fail(fmt.Sprintf("无配偶者收养异性子女，年龄应当相差%d周岁以上；%s与被收养人相差%d周岁，不足%d周岁（被收养人出生于%s或者以后的，方符合；年龄差不因时间经过而改变）",
				gap, s.nameOf(i), a.BirthDate.AgeOn(s.Child.BirthDate), gap, reached.Chinese()), "", ByNobody).on(reached)
		}
		return pass(fmt.Sprintf("与被收养人年龄相差%d周岁以上", gap)).on(reached)
	})
}
