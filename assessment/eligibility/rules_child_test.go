package eligibility

import "github.com/anjia-project/anjia/assessment/law"

func childCases() []ruleCase {
	return []ruleCase{
		{
			rule: "child_minor", name: "day before the 18th birthday", category: SpecialDifficulty, want: Pass, decisive: "2024-06-04",
			change: func(f *Facts) { f.child(Female, "2006-06-04") },
		},
		{
			rule: "child_minor", name: "18th birthday", category: SpecialDifficulty, want: Fail, decisive: "2024-06-03",
			change: func(f *Facts) { f.child(Female, "2006-06-03") },
		},
		{
			rule: "child_minor", name: "step-child of age", category: StepChild, want: Fail,
			change: func(f *Facts) { f.child(Female, "2004-01-01") },
		},
		{
			rule: "child_minor", name: "kin of age", category: CollateralKin, want: Fail,
			change: func(f *Facts) { f.child(Female, "2004-01-01") },
		},
		{
			rule: "child_minor", name: "soon of age, day not fixed", category: SpecialDifficulty, want: Remark, decisive: "2024-09-01",
			change: func(f *Facts) { f.child(Female, "2006-09-01"); f.DecidedOn, f.RegisteredOn = law.Date{}, law.Date{} },
		},
		{
			rule: "child_minor", name: "born on a leap day", category: SpecialDifficulty, want: Fail, decisive: "2022-02-28",
			change: func(f *Facts) { f.child(Female, "2004-02-29"); *f = f.on("2022-02-28") },
		},
		{
			rule: "child_minor", name: "birth date unknown", category: SpecialDifficulty, want: Unknown, missing: []string{"/child/birth_date"},
			change: func(f *Facts) { f.Child.BirthDate = law.Date{} },
		},

		{rule: "orphan", name: "dead and declared dead", category: PrivateOrphan, change: nothing, want: Pass},
		{
			rule: "orphan", name: "one parent lives", category: InstitutionOrphan, want: Fail,
			change: func(f *Facts) { f.BirthMother.Status = ParentLiving },
		},
		{
			rule: "orphan", name: "one parent not found", category: PrivateOrphan, want: Fail,
			change: func(f *Facts) { f.BirthFather.Status = ParentNotFound },
		},
		{
			rule: "orphan", name: "one parent unknown", category: PrivateOrphan, want: Unknown, missing: []string{"/birth_father/status"},
			change: func(f *Facts) { f.BirthFather.Status = "" },
		},

		{rule: "parents_not_found", name: "neither found", category: InstitutionFoundling, change: nothing, want: Pass},
		{
			rule: "parents_not_found", name: "mother can be reached", category: PrivateFoundling, want: Fail,
			change: func(f *Facts) { f.BirthMother.Status = ParentLiving },
		},
		{
			rule: "parents_not_found", name: "father dead", category: InstitutionFoundling, want: Warn,
			change: func(f *Facts) { f.BirthFather.Status = ParentDead },
		},
		{
			rule: "parents_not_found", name: "father unknown", category: InstitutionFoundling, want: Unknown,
			change: func(f *Facts) { f.BirthFather.Status = "" },
		},

		{rule: "special_difficulty", name: "declared", category: SpecialDifficulty, change: nothing, want: Pass},
		{
			rule: "special_difficulty", name: "none", category: SpecialDifficulty, want: Fail,
			change: func(f *Facts) { f.Child.SpecialDifficulty = new(false) },
		},
		{
			rule: "special_difficulty", name: "not declared yet", category: SpecialDifficulty, want: Unknown, by: ByBirthParents,
			change: func(f *Facts) { f.Child.SpecialDifficulty = nil },
		},

		{rule: "institution_matches", name: "raised there", category: InstitutionOrphan, change: nothing, want: Pass},
		{rule: "institution_matches", name: "not raised there", category: PrivateFoundling, change: nothing, want: Pass},
		{
			rule: "institution_matches", name: "category 1 at home", category: InstitutionFoundling, want: Fail, pending: true,
			change: func(f *Facts) { f.Child.InstitutionRaised = new(false) },
		},
		{
			rule: "institution_matches", name: "category 7 in an institution", category: PrivateOrphan, want: Fail, pending: true,
			change: func(f *Facts) { f.Child.InstitutionRaised = new(true) },
		},
		{
			rule: "institution_matches", name: "unknown", category: PrivateOrphan, want: Unknown,
			change: func(f *Facts) { f.Child.InstitutionRaised = nil },
		},

		{rule: "child_consent", name: "under the age", category: InstitutionOrphan, change: nothing, want: NotApplicable, decisive: "2028-09-01"},
		{
			rule: "child_consent", name: "day before the 8th birthday, day fixed", category: InstitutionOrphan, want: NotApplicable, decisive: "2024-06-04",
			change: func(f *Facts) { f.child(Female, "2016-06-04"); f.Child.Consents = nil },
		},
		{
			rule: "child_consent", name: "8th birthday without consent", category: InstitutionOrphan, want: Unknown, decisive: "2024-06-03", by: ByChild,
			change: func(f *Facts) { f.child(Female, "2016-06-03"); f.Child.Consents = nil },
		},
		{
			rule: "child_consent", name: "turned 8 between receipt and registration", category: InstitutionOrphan, want: Unknown, decisive: "2024-02-01",
			change: func(f *Facts) { f.child(Female, "2016-02-01"); f.Child.Consents = nil },
		},
		{
			rule: "child_consent", name: "turned 8 meanwhile and consents", category: InstitutionOrphan, want: Pass, decisive: "2024-02-01",
			change: func(f *Facts) { f.child(Female, "2016-02-01") },
		},
		{
			rule: "child_consent", name: "refuses", category: StepChild, want: Fail,
			change: func(f *Facts) { f.child(Female, "2014-02-01"); f.Child.Consents = new(false) },
		},
		{
			rule: "child_consent", name: "about to turn 8, day not fixed", category: InstitutionOrphan, want: Remark, decisive: "2024-07-01",
			change: func(f *Facts) {
				f.child(Female, "2016-07-01")
				f.Child.Consents, f.DecidedOn, f.RegisteredOn = nil, law.Date{}, law.Date{}
			},
		},
		{
			rule: "child_consent", name: "age unknown and refuses", category: InstitutionOrphan, want: Unknown, missing: []string{"/child/birth_date"},
			change: func(f *Facts) { f.Child.BirthDate, f.Child.Consents = law.Date{}, new(false) },
		},
	}
}
