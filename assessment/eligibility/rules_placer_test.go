package eligibility

func placerCases() []ruleCase {
	return []ruleCase{
		{rule: "placer_type", name: "institution", category: InstitutionFoundling, change: nothing, want: Pass},
		{rule: "placer_type", name: "guardian", category: IncapableParents, change: nothing, want: Pass},
		{rule: "placer_type", name: "birth parents", category: SpecialDifficulty, change: nothing, want: Pass},
		{
			rule: "placer_type", name: "guardian of a child with parents", category: SpecialDifficulty, want: Fail,
			change: func(f *Facts) { f.Placer.Type = PlacerGuardian },
		},
		{
			rule: "placer_type", name: "institution for a private orphan", category: PrivateOrphan, want: Fail,
			change: func(f *Facts) { f.Placer.Type = PlacerInstitution },
		},
		{
			rule: "placer_type", name: "unknown", category: PrivateOrphan, want: Unknown,
			change: func(f *Facts) { f.Placer.Type = "" },
		},
		{rule: "placer_type", name: "nobody places", category: PrivateFoundling, change: nothing, want: NotApplicable},

		{rule: "incapable_parents", name: "both incapable, one dangerous", category: IncapableParents, change: nothing, want: Pass},
		{
			rule: "incapable_parents", name: "one capable", category: IncapableParents, want: Fail,
			change: func(f *Facts) { f.BirthFather.Incapable = new(false) },
		},
		{
			rule: "incapable_parents", name: "no danger", category: IncapableParents, want: Fail,
			change: func(f *Facts) { f.BirthMother.Endangers = new(false) },
		},
		{
			rule: "incapable_parents", name: "danger not known", category: IncapableParents, want: Unknown, missing: []string{"/birth_mother/endangers"},
			change: func(f *Facts) { f.BirthMother.Endangers = nil },
		},
		{
			rule: "incapable_parents", name: "capacity not known", category: IncapableParents, want: Unknown, missing: []string{"/birth_father/incapable"},
			change: func(f *Facts) { f.BirthFather.Incapable = nil },
		},

		{rule: "duty_holders_consent", name: "they consent", category: PrivateOrphan, change: nothing, want: Pass},
		{
			rule: "duty_holders_consent", name: "there are none", category: InstitutionOrphan, want: Pass,
			change: func(f *Facts) { f.Placer.DutyHolders, f.Placer.DutyHoldersConsent = new(false), nil },
		},
		{
			rule: "duty_holders_consent", name: "they refuse", category: PrivateOrphan, want: Fail, by: ByDutyHolders,
			change: func(f *Facts) { f.Placer.DutyHoldersConsent = new(false) },
		},
		{
			rule: "duty_holders_consent", name: "they refuse, without an article", category: IncapableParents, want: Warn,
			change: func(f *Facts) { f.Placer.DutyHolders, f.Placer.DutyHoldersConsent = new(true), new(false) },
		},
		{
			rule: "duty_holders_consent", name: "not asked", category: PrivateOrphan, want: Unknown, missing: []string{"/placer/duty_holders_consent"},
			change: func(f *Facts) { f.Placer.DutyHoldersConsent = nil },
		},
		{
			rule: "duty_holders_consent", name: "not known whether there are any", category: PrivateOrphan, want: Unknown, missing: []string{"/placer/duty_holders"},
			change: func(f *Facts) { f.Placer.DutyHolders, f.Placer.DutyHoldersConsent = nil, nil },
		},

		{rule: "parents_place_jointly", name: "both consent", category: SpecialDifficulty, change: nothing, want: Pass},
		{
			rule: "parents_place_jointly", name: "one refuses", category: CollateralKin, want: Fail,
			change: func(f *Facts) { f.BirthFather.Consents = new(false) },
		},
		{
			rule: "parents_place_jointly", name: "one not asked", category: SpecialDifficulty, want: Unknown, missing: []string{"/birth_mother/consents"},
			change: func(f *Facts) { f.BirthMother.Consents = nil },
		},
		{rule: "parents_place_jointly", name: "father not found, proven", category: SpecialDifficulty, change: single(ParentNotFound, new(true)), want: Pass},
		{rule: "parents_place_jointly", name: "father unknown, proven", category: SpecialDifficulty, change: single(ParentUnidentified, new(true)), want: Pass},
		{rule: "parents_place_jointly", name: "father not found, not proven", category: SpecialDifficulty, change: single(ParentNotFound, new(false)), want: Fail, pending: true},
		{rule: "parents_place_jointly", name: "father dead, proof not seen", category: SpecialDifficulty, change: single(ParentDead, nil), want: Unknown},
		{
			rule: "parents_place_jointly", name: "one alone while both live", category: SpecialDifficulty, want: Fail, pending: true,
			change: func(f *Facts) { f.Placer.Type = PlacerOneParent },
		},
		{
			rule: "parents_place_jointly", name: "nobody left to place", category: SpecialDifficulty, want: Fail,
			change: func(f *Facts) {
				f.BirthFather.Status, f.BirthMother.Status, f.Placer.SingleEvidence = ParentDead, ParentNotFound, new(true)
			},
		},

		{rule: "prior_right", name: "both live", category: SpecialDifficulty, change: nothing, want: NotApplicable},
		{rule: "prior_right", name: "waived", category: SpecialDifficulty, change: widow(new(true), new(true)), want: Pass},
		{rule: "prior_right", name: "nobody has it", category: CollateralKin, change: widow(new(false), nil), want: Pass},
		{rule: "prior_right", name: "used", category: SpecialDifficulty, change: widow(new(true), new(false)), want: Fail, by: ByPriorRight},
		{rule: "prior_right", name: "not asked", category: SpecialDifficulty, change: widow(new(true), nil), want: Unknown, missing: []string{"/placer/prior_right_waived"}},
		{rule: "prior_right", name: "holders not known", category: SpecialDifficulty, change: widow(nil, nil), want: Unknown, missing: []string{"/placer/prior_right_holders"}},
		{rule: "prior_right", name: "step-child stays with its parent", category: StepChild, change: widow(new(true), new(false)), want: NotApplicable},

		{rule: "step_parent_consent", name: "both consent", category: StepChild, change: nothing, want: Pass},
		{
			rule: "step_parent_consent", name: "the other parent refuses", category: StepChild, want: Fail,
			change: func(f *Facts) { f.BirthFather.Consents = new(false) },
		},
		{rule: "step_parent_consent", name: "the other parent is dead", category: StepChild, change: single(ParentDead, new(true)), want: Pass},
		{
			rule: "step_parent_consent", name: "not asked", category: StepChild, want: Unknown,
			change: func(f *Facts) { f.BirthMother.Consents = nil },
		},

		{rule: "voluntary", name: "all willing", category: InstitutionFoundling, change: nothing, want: Pass},
		{
			rule: "voluntary", name: "wife unwilling", category: InstitutionFoundling, want: Fail,
			change: func(f *Facts) { f.Applicants[1].Consents = new(false) },
		},
		{
			rule: "voluntary", name: "institution unwilling", category: InstitutionOrphan, want: Fail,
			change: func(f *Facts) { f.Placer.Consents = new(false) },
		},
		{
			rule: "voluntary", name: "guardian not asked", category: PrivateOrphan, want: Unknown, missing: []string{"/placer/consents"},
			change: func(f *Facts) { f.Placer.Consents = nil },
		},
	}
}

func single(status ParentStatus, proven *bool) func(*Facts) {
	return func(f *Facts) {
		f.Placer.Type, f.Placer.SingleEvidence = PlacerOneParent, proven
		f.BirthFather = BirthParent{Status: status}
		f.Placer.PriorRightHolders = new(false)
	}
}

func widow(holders, waived *bool) func(*Facts) {
	return func(f *Facts) {
		single(ParentDead, new(true))(f)
		f.Placer.PriorRightHolders, f.Placer.PriorRightWaived = holders, waived
	}
}
