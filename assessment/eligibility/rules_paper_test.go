package eligibility

import "github.com/anjia-project/anjia/assessment/law"

func paperCases() []ruleCase {
	return []ruleCase{
		{rule: "police_report", name: "there", category: InstitutionFoundling, change: nothing, want: Pass},
		{
			rule: "police_report", name: "not there", category: PrivateFoundling, want: Fail, pending: true,
			change: func(f *Facts) { f.Foundling.PoliceReceipt = new(false) },
		},
		{
			rule: "police_report", name: "not seen", category: PrivateFoundling, want: Unknown, by: ByPolice,
			change: func(f *Facts) { f.Foundling.PoliceReceipt = nil },
		},

		{rule: "adopter_identity", name: "agrees", category: InstitutionOrphan, change: nothing, want: Pass},
		{rule: "adopter_identity", name: "wrong check digit", category: InstitutionOrphan, want: Fail, pending: true, change: func(f *Facts) {
			number := idNumber("540102", f.Applicants[0].BirthDate, Male)
			last := len(number) - 1 // shorter where another change has taken the birth date away
			f.Applicants[0].IDNumber = number[:last] + other(number[last])
		}},
		{
			rule: "adopter_identity", name: "another birth date", category: InstitutionOrphan, want: Fail, pending: true,
			change: func(f *Facts) { f.Applicants[0].BirthDate = day("1988-05-05") },
		},
		{
			rule: "adopter_identity", name: "another sex", category: InstitutionOrphan, want: Fail, pending: true,
			change: func(f *Facts) {
				f.Applicants[0].IDNumber = idNumber("540102", f.Applicants[0].BirthDate, Female)
			},
		},
		{
			rule: "adopter_identity", name: "unknown prefix only warns", category: InstitutionOrphan, want: Warn,
			change: func(f *Facts) {
				f.Applicants[0].IDNumber = idNumber("160102", f.Applicants[0].BirthDate, Male)
			},
		},
		{
			rule: "adopter_identity", name: "residence permit with a mainland number", category: InstitutionOrphan, want: Fail, pending: true,
			change: func(f *Facts) { f.Applicants[0].IDType = ResidencePermit },
		},
		{
			rule: "adopter_identity", name: "residence permit", category: InstitutionOrphan, want: Pass,
			change: func(f *Facts) {
				f.Applicants[0].IDType = ResidencePermit
				f.Applicants[0].IDNumber = idNumber("830000", f.Applicants[0].BirthDate, Male)
			},
		},
		{
			rule: "adopter_identity", name: "passport", category: InstitutionOrphan, want: Remark,
			change: func(f *Facts) { f.Applicants[0].IDType, f.Applicants[0].IDNumber = Passport, "E12345678" },
		},
		{
			rule: "adopter_identity", name: "no number yet", category: InstitutionOrphan, want: Unknown,
			change: func(f *Facts) { f.Applicants[0].IDNumber = "" },
		},
		{
			rule: "adopter_identity", name: "nothing to compare", category: InstitutionOrphan, want: Unknown, missing: []string{"/applicants/0/birth_date"},
			change: func(f *Facts) { f.Applicants[0].BirthDate = law.Date{} },
		},

		{rule: "child_identity", name: "agrees", category: InstitutionOrphan, change: nothing, want: Pass},
		{
			rule: "child_identity", name: "another birth date", category: InstitutionOrphan, want: Fail, pending: true,
			change: func(f *Facts) { f.Child.BirthDate = day("2020-09-02") },
		},
		{rule: "child_identity", name: "none, with a reason", category: PrivateFoundling, change: nothing, want: Remark},
		{
			rule: "child_identity", name: "none, without a reason", category: PrivateFoundling, want: Unknown,
			missing: []string{"/child/id_number", "/child/no_id_reason"},
			change:  func(f *Facts) { f.Child.NoIDReason = " " },
		},

		{rule: "placer_credit_code", name: "right", category: InstitutionFoundling, change: nothing, want: Pass},
		{
			rule: "placer_credit_code", name: "wrong", category: InstitutionFoundling, want: Warn,
			change: func(f *Facts) { f.Placer.CreditCode = "91350100M000100Y44" },
		},
		{
			rule: "placer_credit_code", name: "not given", category: InstitutionFoundling, want: Remark,
			change: func(f *Facts) { f.Placer.CreditCode = "" },
		},
	}
}

// other returns a digit that is not c.
func other(c byte) string {
	if c == '1' {
		return "2"
	}
	return "1"
}
