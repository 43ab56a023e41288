package eligibility

import "github.com/anjia-project/anjia/assessment/law"

func procedureCases() []ruleCase {
	return []ruleCase{
		{rule: "notice_period", name: "run and clear", category: InstitutionFoundling, change: nothing, want: Pass},
		{
			rule: "notice_period", name: "60th day", category: InstitutionFoundling, want: Fail, pending: true, decisive: "2024-06-04",
			change: func(f *Facts) { f.Notice.PublishedOn, f.Notice.EarliestOn = day("2024-04-04"), day("2024-06-04") },
		},
		{
			rule: "notice_period", name: "day after the 60th", category: InstitutionFoundling, want: Pass, decisive: "2024-06-03",
			change: func(f *Facts) { f.Notice.PublishedOn, f.Notice.EarliestOn = day("2024-04-03"), day("2024-06-03") },
		},
		{
			rule: "notice_period", name: "a day that cuts the period short is not taken", category: PrivateFoundling, want: Fail, pending: true, decisive: "2024-06-05",
			change: func(f *Facts) { f.Notice.PublishedOn, f.Notice.EarliestOn = day("2024-04-05"), day("2024-04-06") },
		},
		{
			rule: "notice_period", name: "rest days not counted yet", category: InstitutionFoundling, want: Unknown, missing: []string{"/notice/earliest_on"},
			change: func(f *Facts) { f.Notice.PublishedOn, f.Notice.EarliestOn = day("2024-04-03"), law.Date{} },
		},
		{
			rule: "notice_period", name: "long past, without calendar", category: InstitutionFoundling, want: Pass,
			change: func(f *Facts) { f.Notice.EarliestOn = law.Date{} },
		},
		{
			rule: "notice_period", name: "not published", category: InstitutionFoundling, want: Unknown,
			change: func(f *Facts) { f.Notice = Notice{Cleared: new(true), OpenClaim: new(false)} },
		},
		{
			rule: "notice_period", name: "claimed", category: InstitutionFoundling, want: Fail, pending: true,
			change: func(f *Facts) { f.Notice.OpenClaim = new(true) },
		},
		{
			rule: "notice_period", name: "not cleared", category: InstitutionFoundling, want: Fail, pending: true,
			change: func(f *Facts) { f.Notice.Cleared = new(false) },
		},
		{rule: "notice_period", name: "orphans need none", category: InstitutionOrphan, change: nothing, want: NotApplicable},

		{rule: "assessment_due", name: "done", category: CollateralKin, change: nothing, want: Pass},
		{
			rule: "assessment_due", name: "not done", category: CollateralKin, want: Fail, pending: true,
			change: func(f *Facts) { f.Assessment.Completed = new(false) },
		},
		{
			rule: "assessment_due", name: "not known", category: CollateralKin, want: Unknown,
			change: func(f *Facts) { f.Assessment.Completed = nil },
		},
		{
			rule: "assessment_due", name: "step-child exempt", category: StepChild, want: NotApplicable,
			change: func(f *Facts) { f.Assessment.Completed = nil },
		},

		{rule: "private_foundling", name: "found on 2009-03-31", category: PrivateFoundling, change: nothing, want: Pass, decisive: "2009-04-01"},
		{rule: "private_foundling", name: "found on 2009-04-01", category: PrivateFoundling, change: found("2009-04-01", ""), want: Fail, by: BySupervisor},
		{rule: "private_foundling", name: "found later, with reason and receipt", category: PrivateFoundling, change: found("2012-05-01", "儿童利益"), want: Warn},
		{
			rule: "private_foundling", name: "found later, reason without receipt", category: PrivateFoundling, want: Fail,
			change: func(f *Facts) { found("2012-05-01", "儿童利益")(f); f.Foundling.PoliceReceipt = new(false) },
		},
		{
			rule: "private_foundling", name: "found later, receipt not seen", category: PrivateFoundling, want: Unknown,
			change: func(f *Facts) { found("2012-05-01", "儿童利益")(f); f.Foundling.PoliceReceipt = nil },
		},
		{
			rule: "private_foundling", name: "day of finding not known", category: PrivateFoundling, want: Unknown,
			change: func(f *Facts) { f.Child.FoundOn = law.Date{} },
		},
		{rule: "private_foundling", name: "institution", category: InstitutionFoundling, change: nothing, want: NotApplicable},

		{rule: "attendance", name: "both come", category: InstitutionOrphan, change: nothing, want: Pass},
		{rule: "attendance", name: "attested proxy", category: InstitutionOrphan, change: proxy(new(true)), want: Pass},
		{rule: "attendance", name: "proxy not attested", category: InstitutionOrphan, change: proxy(new(false)), want: Fail, pending: true},
		{rule: "attendance", name: "attestation not known", category: InstitutionOrphan, change: proxy(nil), want: Unknown},
		{
			rule: "attendance", name: "both by proxy", category: InstitutionOrphan, want: Fail, pending: true,
			change: func(f *Facts) {
				proxy(new(true))(f)
				f.Applicants[0].Attendance, f.Applicants[0].ProxyAttested = ByProxy, new(true)
			},
		},
		{
			rule: "attendance", name: "single person by proxy", category: InstitutionOrphan, want: Fail, pending: true,
			change: func(f *Facts) {
				alone(Female, "1980-01-01", Widowed)(f)
				f.Applicants[0].Attendance, f.Applicants[0].ProxyAttested = ByProxy, new(true)
			},
		},
		{
			rule: "attendance", name: "absent", category: InstitutionOrphan, want: Fail, pending: true,
			change: func(f *Facts) { f.Applicants[0].Attendance = Absent },
		},

		{rule: "jurisdiction", name: "seat of the institution", category: InstitutionOrphan, change: nothing, want: Pass},
		{rule: "jurisdiction", name: "place of finding", category: PrivateFoundling, change: nothing, want: Pass},
		{rule: "jurisdiction", name: "residence of one parent", category: SpecialDifficulty, want: Pass, change: func(f *Facts) { f.BirthFather.Division = "110101" }},
		{rule: "jurisdiction", name: "city authority over its county", category: PrivateOrphan, want: Pass, change: func(f *Facts) { f.AuthorityDivision = "540100" }},
		{rule: "jurisdiction", name: "another city", category: InstitutionOrphan, want: Fail, pending: true, change: func(f *Facts) { f.AuthorityDivision = "540202" }},
		{rule: "jurisdiction", name: "another county of the city", category: InstitutionOrphan, want: Warn, change: func(f *Facts) { f.AuthorityDivision = "540103" }},
		{rule: "jurisdiction", name: "another county, guardian", category: PrivateOrphan, want: Fail, pending: true, change: func(f *Facts) { f.AuthorityDivision = "540103" }},
		{rule: "jurisdiction", name: "known to the city only", category: PrivateOrphan, want: Unknown, change: func(f *Facts) { f.Placer.Division = "540100" }},
		{rule: "jurisdiction", name: "place not known", category: PrivateFoundling, want: Unknown, change: func(f *Facts) { f.Child.FoundDivision = "" }},
		{rule: "jurisdiction", name: "office not given", category: PrivateFoundling, want: NotApplicable, change: func(f *Facts) { f.AuthorityDivision = "" }},
	}
}

func found(on, reason string) func(*Facts) {
	return func(f *Facts) { f.Child.FoundOn, f.Foundling.SupervisorReason = day(on), reason }
}

func proxy(attested *bool) func(*Facts) {
	return func(f *Facts) { f.Applicants[1].Attendance, f.Applicants[1].ProxyAttested = ByProxy, attested }
}
