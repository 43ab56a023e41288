package eligibility

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestValidateRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, pointer, code string
		change              func(*Facts)
	}{
		{"category", "/category", FaultVocabulary, func(f *Facts) { f.Category = 9 }},
		{"mode", "/mode", FaultVocabulary, func(f *Facts) { f.Mode = "both" }},
		{"sex", "/applicants/1/sex", FaultVocabulary, func(f *Facts) { f.Applicants[1].Sex = "F" }},
		{"marital", "/applicants/0/marital", FaultVocabulary, func(f *Facts) { f.Applicants[0].Marital = "50" }},
		{"identity", "/applicants/0/identity", FaultVocabulary, func(f *Facts) { f.Applicants[0].Identity = "martian" }},
		{"id type", "/applicants/0/id_type", FaultVocabulary, func(f *Facts) { f.Applicants[0].IDType = "01" }},
		{"spouse", "/applicants/0/spouse_is", FaultVocabulary, func(f *Facts) { f.Applicants[0].SpouseIs = "x" }},
		{"attendance", "/applicants/0/attendance", FaultVocabulary, func(f *Facts) { f.Applicants[0].Attendance = "x" }},
		{"parent", "/birth_mother/status", FaultVocabulary, func(f *Facts) { f.BirthMother.Status = "gone" }},
		{"placer", "/placer/type", FaultVocabulary, func(f *Facts) { f.Placer.Type = "x" }},
		{"three applicants", "/applicants", FaultMode, func(f *Facts) { f.Applicants = append(couple(), couple()...) }},
		{"two who adopt alone", "/applicants", FaultMode, func(f *Facts) { f.Mode = MaleAlone }},
		{"woman in male mode", "/applicants/0/sex", FaultMode, func(f *Facts) { alone(Female, "1980-01-01", Widowed)(f); f.Mode = MaleAlone }},
		{"negative children", "/applicants/0/children", FaultRange, func(f *Facts) { f.Applicants[0].Children = new(-1) }},
		{"negative adoptions", "/applicants/0/adoptions", FaultRange, func(f *Facts) { f.Applicants[0].Adoptions = new(-1) }},
		{"adopter born later", "/applicants/0/birth_date", FaultOrder, func(f *Facts) { f.Applicants[0].BirthDate = day("2024-06-04") }},
		{"child born later", "/child/birth_date", FaultOrder, func(f *Facts) { f.Child.BirthDate = day("2024-06-04") }},
		{"found before birth", "/child/found_on", FaultOrder, func(f *Facts) { f.Child.FoundOn = day("2020-08-31") }},
		{"decided before receipt", "/decided_on", FaultOrder, func(f *Facts) { f.DecidedOn = day("2024-01-07") }},
		{"registered before the decision", "/registered_on", FaultOrder, func(f *Facts) { f.RegisteredOn = day("2024-05-30") }},
		{"notice ends before it begins", "/notice/earliest_on", FaultOrder, func(f *Facts) { f.Notice.PublishedOn, f.Notice.EarliestOn = day("2024-02-01"), day("2024-02-01") }},
		{"division", "/placer/division", FaultDivision, func(f *Facts) { f.Placer.Division = "5401" }},
		{"division letters", "/authority_division", FaultDivision, func(f *Facts) { f.AuthorityDivision = "54010A" }},
		{"division of a parent", "/birth_father/division", FaultDivision, func(f *Facts) { f.BirthFather.Division = "5401020" }},
		{"division of the finding", "/child/found_division", FaultDivision, func(f *Facts) { f.Child.FoundDivision = "拉萨" }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := sample(SpecialDifficulty)
			tt.change(&f)
			_, err := Run(f, testPack(t), day(testDay))
			var wrong *FactsError
			require.ErrorAs(t, err, &wrong)
			require.Equal(t, tt.pointer, wrong.Faults[0].Pointer, err.Error())
			require.Equal(t, tt.code, wrong.Faults[0].Code)
			require.NotEmpty(t, wrong.Faults[0].Message)
			require.NotEmpty(t, wrong.Faults[0].Remedy)
			require.Contains(t, err.Error(), tt.pointer)
		})
	}
}

func TestValidateNamesEveryFault(t *testing.T) {
	t.Parallel()
	f := sample(SpecialDifficulty)
	f.Mode, f.Child.Sex, f.BirthFather.Status = "x", "x", "x"
	var wrong *FactsError
	require.ErrorAs(t, f.Validate(day(testDay)), &wrong)
	require.Len(t, wrong.Faults, 3)
}
