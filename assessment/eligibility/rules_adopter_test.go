package eligibility

import "github.com/anjia-project/anjia/assessment/law"

func adopterCases() []ruleCase {
	return []ruleCase{
		{rule: "adopter_children", name: "none", category: SpecialDifficulty, change: nothing, want: Pass},
		{rule: "adopter_children", name: "one of one spouse", category: SpecialDifficulty, change: children(1, 0, 0, 0), want: Pass},
		{rule: "adopter_children", name: "one each, perhaps not common", category: SpecialDifficulty, change: children(1, 1, 0, 0), want: Warn},
		{rule: "adopter_children", name: "one, single adopter", category: SpecialDifficulty, change: func(f *Facts) {
			alone(Female, "1980-01-01", Divorced)(f)
			f.Applicants[0].Children = new(1)
		}, want: Pass},
		{rule: "adopter_children", name: "two", category: SpecialDifficulty, change: children(0, 2, 0, 0), want: Fail},
		{
			rule: "adopter_children", name: "not declared", category: SpecialDifficulty, want: Unknown, missing: []string{"/applicants/1/children"},
			change: func(f *Facts) { f.Applicants[1].Children = nil },
		},
		{
			rule: "adopter_children", name: "two, disability not known", category: SpecialDifficulty, want: Unknown, missing: []string{"/child/disabled"},
			change: func(f *Facts) { children(2, 2, 0, 0)(f); f.Child.Disabled = nil },
		},
		{
			rule: "adopter_children", name: "none, disability not known", category: SpecialDifficulty, want: Pass,
			change: func(f *Facts) { f.Child.Disabled = nil },
		},

		{rule: "adopter_capacity", name: "able", category: PrivateOrphan, change: nothing, want: Pass},
		{
			rule: "adopter_capacity", name: "not able", category: PrivateOrphan, want: Fail,
			change: func(f *Facts) { f.Applicants[0].CanRaise = new(false) },
		},
		{
			rule: "adopter_capacity", name: "not known", category: PrivateOrphan, want: Unknown,
			change: func(f *Facts) { f.Applicants[0].CanRaise = nil },
		},
		{rule: "adopter_health", name: "fit", category: PrivateOrphan, change: nothing, want: Pass},
		{
			rule: "adopter_health", name: "unfit", category: PrivateOrphan, want: Fail,
			change: func(f *Facts) { f.Applicants[1].UnfitDisease = new(true) },
		},
		{
			rule: "adopter_health", name: "no certificate", category: PrivateOrphan, want: Unknown, by: ByHospital,
			change: func(f *Facts) { f.Applicants[1].UnfitDisease = nil },
		},
		{rule: "adopter_record", name: "clean", category: PrivateOrphan, change: nothing, want: Pass},
		{
			rule: "adopter_record", name: "record", category: PrivateOrphan, want: Fail,
			change: func(f *Facts) { f.Applicants[1].AdverseRecord = new(true) },
		},
		{
			rule: "adopter_record", name: "not known", category: PrivateOrphan, want: Unknown, by: ByPolice,
			change: func(f *Facts) { f.Applicants[1].AdverseRecord = nil },
		},

		{rule: "adopter_age", name: "30th birthday", category: PrivateOrphan, change: born(0, "1994-06-03"), want: Pass, decisive: "2024-06-03"},
		{rule: "adopter_age", name: "day before the 30th birthday", category: PrivateOrphan, change: born(0, "1994-06-04"), want: Fail, decisive: "2024-06-04"},
		{rule: "adopter_age", name: "the younger spouse counts too", category: PrivateOrphan, change: born(1, "1994-06-04"), want: Fail},
		{rule: "adopter_age", name: "born on a leap day", category: PrivateOrphan, want: Pass, decisive: "2022-02-28", change: func(f *Facts) {
			alone(Female, "1992-02-29", Divorced)(f)
			*f = f.on("2022-02-28")
		}},
		{rule: "adopter_age", name: "born on a leap day, the day before", category: PrivateOrphan, want: Fail, decisive: "2022-02-28", change: func(f *Facts) {
			alone(Female, "1992-02-29", Divorced)(f)
			*f = f.on("2022-02-27")
		}},
		{
			rule: "adopter_age", name: "birth date unknown", category: PrivateOrphan, want: Unknown, missing: []string{"/applicants/0/birth_date"},
			change: func(f *Facts) { f.Applicants[0].BirthDate = law.Date{} },
		},
		{
			rule: "adopter_age", name: "second spouse unknown", category: PrivateOrphan, want: Unknown, missing: []string{"/applicants/1"},
			change: func(f *Facts) { f.Applicants = f.Applicants[:1] },
		},

		{rule: "adoption_number", name: "first of two", category: SpecialDifficulty, change: nothing, want: Pass},
		{rule: "adoption_number", name: "second of two", category: SpecialDifficulty, change: children(1, 1, 1, 1), want: Pass},
		{rule: "adoption_number", name: "third", category: SpecialDifficulty, change: children(2, 2, 2, 2), want: Fail},
		{rule: "adoption_number", name: "one child, first adoption", category: SpecialDifficulty, change: children(1, 1, 0, 0), want: Pass},
		{rule: "adoption_number", name: "one child, second adoption", category: SpecialDifficulty, change: children(2, 2, 1, 1), want: Fail},
		{
			rule: "adoption_number", name: "not declared", category: SpecialDifficulty, want: Unknown, missing: []string{"/applicants/0/adoptions"},
			change: func(f *Facts) { f.Applicants[0].Adoptions = nil },
		},

		{rule: "joint_with_spouse", name: "couple", category: InstitutionOrphan, change: nothing, want: Pass},
		{rule: "joint_with_spouse", name: "single person", category: InstitutionOrphan, change: alone(Female, "1980-01-01", NeverMarried), want: Pass},
		{rule: "joint_with_spouse", name: "married person alone", category: InstitutionOrphan, change: alone(Female, "1980-01-01", Remarried), want: Fail},
		{rule: "joint_with_spouse", name: "marital state not stated", category: InstitutionOrphan, change: alone(Female, "1980-01-01", MaritalUnreported), want: Unknown},
		{
			rule: "joint_with_spouse", name: "two unmarried people", category: InstitutionOrphan, want: Fail,
			change: func(f *Facts) { f.Applicants[0].Marital, f.Applicants[1].Marital = NeverMarried, NeverMarried },
		},
		{
			rule: "joint_with_spouse", name: "both married, not to each other", category: InstitutionOrphan, want: Fail,
			change: func(f *Facts) { f.Applicants[1].SpouseIs = SpouseOther },
		},
		{
			rule: "joint_with_spouse", name: "marriage to each other not known", category: InstitutionOrphan, want: Unknown, missing: []string{"/applicants/1/spouse_is"},
			change: func(f *Facts) { f.Applicants[1].SpouseIs = "" },
		},
		{
			rule: "joint_with_spouse", name: "two of one sex", category: InstitutionOrphan, want: Fail,
			change: func(f *Facts) { f.Applicants[1].Sex = Male },
		},
		{rule: "joint_with_spouse", name: "step-parent alone", category: StepChild, change: nothing, want: Pass},
		{
			rule: "joint_with_spouse", name: "step-parent married to another", category: StepChild, want: Fail,
			change: func(f *Facts) { f.Applicants[0].SpouseIs = SpouseOther },
		},
		{
			rule: "joint_with_spouse", name: "step-parent not married", category: StepChild, want: Fail,
			change: func(f *Facts) { f.Applicants[0].Marital = Divorced },
		},
		{
			rule: "joint_with_spouse", name: "birth parent entered as adopter", category: StepChild, want: Warn,
			change: func(f *Facts) { f.Mode, f.Applicants = Joint, couple() },
		},
		{
			rule: "joint_with_spouse", name: "mode not known", category: InstitutionOrphan, want: Unknown, missing: []string{"/mode"},
			change: func(f *Facts) { f.Mode = "" },
		},

		{rule: "age_gap", name: "gap of 40 years to the day", category: PrivateOrphan, change: gap(Male, "1980-09-01", Female), want: Pass, decisive: "2020-09-01"},
		{rule: "age_gap", name: "a day less", category: PrivateOrphan, change: gap(Male, "1980-09-02", Female), want: Fail, decisive: "2020-09-02"},
		{rule: "age_gap", name: "woman and boy, a day less", category: InstitutionOrphan, change: gap(Female, "1980-09-02", Male), want: Fail},
		{rule: "age_gap", name: "same sex", category: PrivateOrphan, change: gap(Female, "1990-01-01", Female), want: NotApplicable},
		{rule: "age_gap", name: "couple", category: PrivateOrphan, change: nothing, want: NotApplicable},
		{
			rule: "age_gap", name: "sex not known, gap too small", category: PrivateOrphan, want: Unknown, missing: []string{"/child/sex"},
			change: func(f *Facts) { gap(Male, "1990-01-01", Female)(f); f.Child.Sex = "" },
		},
		{
			rule: "age_gap", name: "sex not known, gap large enough", category: PrivateOrphan, want: Pass,
			change: func(f *Facts) { gap(Male, "1970-01-01", Female)(f); f.Child.Sex = "" },
		},
		{
			rule: "age_gap", name: "a disabled orphan does not lift it", category: InstitutionOrphan, want: Fail,
			change: func(f *Facts) { gap(Male, "1982-01-01", Female)(f); f.Child.Disabled = new(true) },
		},
		{rule: "age_gap", name: "kin lift it", category: CollateralKin, change: gap(Male, "1990-01-01", Female), want: NotApplicable},
	}
}

// children sets the children and adoptions of both spouses.
func children(husband, wife, husbandAdopted, wifeAdopted int) func(*Facts) {
	return func(f *Facts) {
		f.Applicants[0].Children, f.Applicants[1].Children = &husband, &wife
		f.Applicants[0].Adoptions, f.Applicants[1].Adoptions = &husbandAdopted, &wifeAdopted
	}
}

// gap makes a divorced applicant and a child born on 2020-09-01 of a sex.
func gap(sex Sex, birth string, child Sex) func(*Facts) {
	return func(f *Facts) {
		alone(sex, birth, Divorced)(f)
		f.child(child, "2020-09-01")
	}
}
