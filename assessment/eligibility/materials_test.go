package eligibility

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
)

func codes(list []Material) []string {
	var out []string
	for _, m := range list {
		out = append(out, m.Code)
	}
	return out
}

func TestRequiredMaterials(t *testing.T) {
	t.Parallel()
	adopter := []string{
		"application_form", "adopter_household_book", "adopter_id_card",
		"marital_and_capacity_certificate", "children_declaration", "adopter_medical_certificate",
	}
	person := []string{"placer_household_book", "placer_id_card"}
	tests := map[Category][]string{
		InstitutionFoundling: {"birth_status_certificate", "placer_representative_id", "admission_record", "finding_report"},
		InstitutionOrphan:    {"placer_representative_id", "duty_holders_consent", "parents_death_proof"},
		IncapableParents:     {person[0], person[1], "guardianship_proof", "parents_incapacity_proof"},
		SpecialDifficulty:    {person[0], person[1], "special_difficulty_declaration"},
		CollateralKin:        {person[0], person[1], "kinship_proof"},
		PrivateOrphan:        {person[0], person[1], "duty_holders_consent", "parents_death_proof", "guardianship_proof"},
		PrivateFoundling:     {"birth_status_certificate", "finding_report"},
	}
	for c, want := range tests {
		require.Equal(t, append(append([]string{}, adopter...), want...), codes(RequiredMaterials(c, sample(c))), c.Chinese())
	}
	require.Equal(t, []string{
		"application_form", "adopter_household_book", "adopter_id_card", "step_marriage_certificate",
		"placer_household_book", "placer_id_card", "birth_parents_consent",
	}, codes(RequiredMaterials(StepChild, sample(StepChild))))
	require.Nil(t, RequiredMaterials(0, Facts{}))
}

func TestMaterialsFollowTheFacts(t *testing.T) {
	t.Parallel()
	f := sample(SpecialDifficulty)
	widow(new(true), nil)(&f)
	proxy(nil)(&f)
	f.Child.Disabled = new(true)
	list := codes(RequiredMaterials(SpecialDifficulty, f))
	for _, code := range []string{"proxy_letter", "single_placer_proof", "prior_right_waiver", "disability_proof"} {
		require.Contains(t, list, code)
	}
	f.Placer.PriorRightHolders = new(false)
	require.NotContains(t, codes(RequiredMaterials(SpecialDifficulty, f)), "prior_right_waiver")

	orphan := sample(PrivateOrphan)
	orphan.Placer.DutyHolders = nil
	require.Contains(t, codes(RequiredMaterials(PrivateOrphan, orphan)), "duty_holders_consent", "not known is not none")
	orphan.Placer.DutyHolders = new(false)
	require.NotContains(t, codes(RequiredMaterials(PrivateOrphan, orphan)), "duty_holders_consent")
}

func TestMaterialsAreWhole(t *testing.T) {
	t.Parallel()
	for _, c := range Categories() {
		seen := map[string]bool{}
		for _, m := range RequiredMaterials(c, sample(c)) {
			require.Equal(t, law.Official, m.Status, m.Code)
			require.NotEmpty(t, m.Basis.Instrument, "%s is demanded without an article", m.Code)
			require.NotEmpty(t, m.Basis.Article)
			require.True(t, m.Original)
			require.Contains(t, []string{SideApplicant, SidePlacer, SideChild}, m.Side)
			require.NotEmpty(t, m.Title)
			require.NotEmpty(t, m.By)
			require.False(t, seen[m.Code], "%s is listed twice for %s", m.Code, c.Chinese())
			seen[m.Code] = true
		}
		for _, m := range CustomaryMaterials(c, sample(c)) {
			require.Equal(t, law.Practice, m.Status)
			require.Empty(t, m.Basis.Instrument)
			require.False(t, seen[m.Code], "%s is demanded and customary for %s", m.Code, c.Chinese())
		}
	}
}

func TestWithNotice(t *testing.T) {
	t.Parallel()
	set, err := testLaw()
	require.NoError(t, err)
	calendar, err := set.Calendar("cn")
	require.NoError(t, err)
	f := Facts{Notice: Notice{PublishedOn: day("2024-01-16")}} // day 60 is Saturday 2024-03-16
	filled, err := WithNotice(f, testPack(t), calendar)
	require.NoError(t, err)
	require.Equal(t, "2024-03-19", filled.Notice.EarliestOn.String())
	again, err := WithNotice(filled, testPack(t), calendar)
	require.NoError(t, err)
	require.Equal(t, filled, again)
	none, err := WithNotice(Facts{}, testPack(t), calendar)
	require.NoError(t, err)
	require.True(t, none.Notice.EarliestOn.IsZero())
	_, err = WithNotice(Facts{Notice: Notice{PublishedOn: day("1990-01-01")}}, testPack(t), calendar)
	require.Error(t, err)
}
