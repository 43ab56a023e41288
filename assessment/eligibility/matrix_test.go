package eligibility

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
)

// cell says how a requirement stands for a category: it applies, the law waives it, it does not arise, or only a
// disabled child (or an overseas Chinese adopter of kin) lifts it.
type cell string

const (
	applied  cell = "applies"
	waived   cell = "waived"
	absent   cell = "does not arise"
	disabled cell = "applies unless the child is disabled"
	overseas cell = "applies unless disabled or overseas Chinese"
)

// matrix is the table of requirements by category 1-8.
func matrix() map[string][8]cell {
	return map[string][8]cell{
		"adopter_children":   {waived, waived, disabled, waived, disabled, overseas, waived, disabled},
		"adopter_capacity":   {applied, applied, applied, waived, applied, applied, applied, applied},
		"adopter_health":     {applied, applied, applied, waived, applied, applied, applied, applied},
		"adopter_record":     {applied, applied, applied, waived, applied, applied, applied, applied},
		"adopter_age":        {applied, applied, applied, waived, applied, applied, applied, applied},
		"adoption_number":    {waived, waived, disabled, waived, disabled, disabled, waived, disabled},
		"age_gap":            {applied, applied, applied, absent, applied, waived, applied, applied},
		"child_consent":      {applied, applied, applied, applied, applied, applied, applied, applied},
		"notice_period":      {applied, absent, absent, absent, absent, absent, absent, applied},
		"assessment_due":     {applied, applied, applied, waived, applied, applied, applied, applied},
		"child_minor":        {applied, applied, applied, applied, applied, applied, applied, applied},
		"special_difficulty": {absent, absent, absent, waived, applied, waived, absent, absent},
		"placer_type":        {applied, applied, applied, applied, applied, applied, applied, absent},
	}
}

// breach breaks every requirement of the matrix at once: a single man of 29 with three children, one of them adopted
// beyond the number, unfit, with a record, 10 years older than a girl of 17 who refuses, placed by the wrong placer,
// without notice and assessment. On testDay.
func breach(c Category) Facts {
	f := sample(c)
	alone(Male, "1996-01-01", Divorced)(&f)
	a := &f.Applicants[0]
	a.Children, a.Adoptions = new(3), new(2)
	a.CanRaise, a.UnfitDisease, a.AdverseRecord = new(false), new(true), new(true)
	f.child(Female, "2006-06-01")
	f.Child.FoundOn = law.Date{}
	f.Child.Consents, f.Child.SpecialDifficulty = new(false), new(false)
	f.Assessment.Completed, f.Notice.OpenClaim = new(false), new(true)
	if c == InstitutionFoundling || c == InstitutionOrphan {
		f.Placer.Type = PlacerGuardian
	} else {
		f.Placer.Type = PlacerInstitution
	}
	return f
}

// TestMatrix goes through every cell: a requirement that applies is seen to fail, one that is waived names its article.
func TestMatrix(t *testing.T) {
	t.Parallel()
	for code, row := range matrix() {
		for i, want := range row {
			c := Category(i + 1)
			t.Run(code+"/"+c.Chinese(), func(t *testing.T) {
				t.Parallel()
				f := breach(c)
				plain := outcome(t, f, code)
				f.Child.Disabled = new(true)
				whenDisabled := outcome(t, f, code)
				f.Child.Disabled = new(false)
				f.Applicants[0].Identity = OverseasChinese
				whenOverseas := outcome(t, f, code)
				f.Applicants[0].Identity, f.Child.Disabled = Mainland, nil
				requireCell(t, want, plain, whenDisabled, whenOverseas, outcome(t, f, code))
			})
		}
	}
}

func requireCell(t *testing.T, want cell, plain, whenDisabled, whenOverseas, notKnown Outcome) {
	t.Helper()
	lifted := func(o Outcome, by string) {
		require.Equal(t, NotApplicable, o.Kind, o.Message)
		require.NotNil(t, o.Waived)
		if by != "" {
			require.Equal(t, by, o.Waived.Article)
		}
	}
	switch want {
	case waived:
		for _, o := range []Outcome{plain, whenDisabled, whenOverseas, notKnown} {
			lifted(o, "")
		}
	case absent:
		for _, o := range []Outcome{plain, whenDisabled, whenOverseas, notKnown} {
			require.Equal(t, NotApplicable, o.Kind, o.Message)
			require.Nil(t, o.Waived)
		}
	case applied:
		for _, o := range []Outcome{plain, whenDisabled, whenOverseas, notKnown} {
			require.Equal(t, Fail, o.Kind, o.Message)
		}
	case disabled, overseas:
		require.Equal(t, Fail, plain.Kind)
		lifted(whenDisabled, "第一千一百条第二款")
		require.Equal(t, Unknown, notKnown.Kind, "disability not known must not read as a fail or a pass")
		require.Equal(t, []string{"/child/disabled"}, notKnown.Missing)
		if want == overseas {
			lifted(whenOverseas, "第一千零九十九条第二款")
			return
		}
		require.Equal(t, Fail, whenOverseas.Kind)
	}
}

// TestWaiversNameRules catches a misspelt rule code in a waiver.
func TestWaiversNameRules(t *testing.T) {
	t.Parallel()
	set, err := Statutory()
	require.NoError(t, err)
	known := map[string]bool{}
	for _, r := range set.Rules() {
		known[r.Code] = true
	}
	for _, w := range waivers() {
		require.NotEmpty(t, w.Citation.Instrument)
		require.NotEmpty(t, w.Reason)
		for _, code := range w.Lifts {
			require.True(t, known[code], code)
		}
	}
}
