package eligibility

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// ruleCase is one situation and what one rule answers to it.
type ruleCase struct {
	rule     string
	name     string
	category Category
	change   func(*Facts)
	want     Kind
	decisive string // checked when given
	pending  bool
	missing  []string // checked when given
	by       Party    // checked when given
}

func nothing(*Facts) {}

func alone(sex Sex, birth string, marital Marital) func(*Facts) {
	return func(f *Facts) {
		f.Mode = MaleAlone
		if sex == Female {
			f.Mode = FemaleAlone
		}
		f.Applicants = []Applicant{applicant(sex, birth, marital)}
	}
}

// child sets a birth date with a number that fits.
func (f *Facts) child(sex Sex, birth string) {
	f.Child.Sex, f.Child.BirthDate = sex, day(birth)
	f.Child.IDNumber = idNumber("540102", day(birth), sex)
}

func born(i int, birth string) func(*Facts) {
	return func(f *Facts) {
		a := &f.Applicants[i]
		a.BirthDate, a.IDNumber = day(birth), idNumber("540102", day(birth), a.Sex)
	}
}

func ruleCases() []ruleCase {
	return slices.Concat(childCases(), placerCases(), adopterCases(), relationCases(), procedureCases(), paperCases())
}

func TestRules(t *testing.T) {
	t.Parallel()
	for _, tt := range ruleCases() {
		t.Run(tt.rule+"/"+tt.name, func(t *testing.T) {
			t.Parallel()
			f := sample(tt.category)
			tt.change(&f)
			o := outcome(t, f, tt.rule)
			require.Equal(t, tt.want, o.Kind, "%s %v", o.Message, o.Missing)
			require.Equal(t, tt.pending, o.Pending)
			require.NotEmpty(t, o.Message)
			require.Empty(t, o.Fault)
			if tt.decisive != "" {
				require.Equal(t, tt.decisive, o.DecisiveOn.String())
			}
			if tt.missing != nil {
				require.Equal(t, tt.missing, o.Missing)
			}
			if tt.by != "" {
				require.Equal(t, tt.by, o.By)
			}
			if tt.want == Unknown {
				require.NotEmpty(t, o.Missing)
			} else {
				require.Empty(t, o.Missing)
			}
			requireVerdict(t, run(t, f), o)
		})
	}
}

// requireVerdict checks that no verdict reads better than an outcome allows.
func requireVerdict(t *testing.T, r Report, o Outcome) {
	t.Helper()
	switch {
	case o.Refuses():
		require.Contains(t, []Verdict{Ineligible, OutOfScope}, r.Verdict)
		require.NotEmpty(t, r.Grounds)
	case o.Hinders():
		require.NotEqual(t, Eligible, r.Verdict)
		require.NotEmpty(t, r.Reasons())
	}
}

// TestEveryRuleIsTestedBothWays keeps the tables honest: each rule is seen to pass and to object, for which the code
// of a placer, that no article demands, only warns.
func TestEveryRuleIsTestedBothWays(t *testing.T) {
	t.Parallel()
	seen := map[string]map[Kind]bool{}
	for _, tt := range ruleCases() {
		if seen[tt.rule] == nil {
			seen[tt.rule] = map[Kind]bool{}
		}
		seen[tt.rule][tt.want] = true
	}
	set, err := Statutory()
	require.NoError(t, err)
	for _, r := range set.Rules() {
		objection := Fail
		if r.Code == "placer_credit_code" {
			objection = Warn
		}
		require.True(t, seen[r.Code][Pass], "%s has no passing case", r.Code)
		require.True(t, seen[r.Code][objection], "%s has no case of %s", r.Code, objection)
		if r.Code != "placer_credit_code" {
			require.True(t, seen[r.Code][Unknown], "%s has no case of %s", r.Code, Unknown)
		}
		delete(seen, r.Code)
	}
	require.Empty(t, seen, "cases of rules that are not registered")
}

func TestEveryRuleIsCitedAndDated(t *testing.T) {
	t.Parallel()
	set, err := Statutory()
	require.NoError(t, err)
	require.NotEmpty(t, set.Rules())
	for _, r := range set.Rules() {
		require.NoError(t, r.validate())
		require.Regexp(t, `^[a-z][a-z_]+$`, r.Code)
		for _, on := range []string{"2021-01-01", "2023-07-19", "2023-07-20", testDay, "2030-01-01"} {
			cited := 0
			for _, b := range r.Basis {
				if inForce(b.From, b.To, day(on)) {
					cited++
				}
			}
			require.Positive(t, cited, "%s has no article in force on %s", r.Code, on)
		}
	}
}
