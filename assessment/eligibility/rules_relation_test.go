package eligibility

func relationCases() []ruleCase {
	return []ruleCase{
		{rule: "collateral_kin", name: "proven", category: CollateralKin, change: nothing, want: Pass},
		{
			rule: "collateral_kin", name: "not kin", category: CollateralKin, want: Fail,
			change: func(f *Facts) { f.Kinship.Collateral = new(false) },
		},
		{
			rule: "collateral_kin", name: "without proof", category: CollateralKin, want: Fail, pending: true,
			change: func(f *Facts) { f.Kinship.Proven = new(false) },
		},
		{
			rule: "collateral_kin", name: "proof not seen", category: CollateralKin, want: Unknown, missing: []string{"/kinship/proven"},
			change: func(f *Facts) { f.Kinship.Proven = nil },
		},
		{
			rule: "collateral_kin", name: "not known", category: CollateralKin, want: Unknown, missing: []string{"/kinship/collateral"},
			change: func(f *Facts) { f.Kinship.Collateral = nil },
		},

		{rule: "step_marriage", name: "married", category: StepChild, change: nothing, want: Pass},
		{
			rule: "step_marriage", name: "not married", category: StepChild, want: Fail,
			change: func(f *Facts) { f.StepParent.Married = new(false) },
		},
		{
			rule: "step_marriage", name: "certificate not seen", category: StepChild, want: Unknown,
			change: func(f *Facts) { f.StepParent.Married = nil },
		},
	}
}
