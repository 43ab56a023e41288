package eligibility

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
)

func testRule(code string, check func(*Subject) Finding) Rule {
	return Rule{
		Code: code, Title: "测试", Stage: Preliminary, From: codeInForce,
		Basis: codeAnd("第一条"), Check: check,
	}
}

func TestRunnerCatchesAPanickingRule(t *testing.T) {
	t.Parallel()
	set, err := NewSet(
		testRule("broken", func(*Subject) Finding { panic("out of order") }),
		testRule("sound", func(*Subject) Finding { return pass("符合") }),
	)
	require.NoError(t, err)
	r, err := set.Run(sample(SpecialDifficulty), testPack(t), day(testDay))
	require.NoError(t, err)
	require.Equal(t, Unknown, r.Outcomes[0].Kind)
	require.Contains(t, r.Outcomes[0].Fault, "out of order")
	require.Equal(t, Pass, r.Outcomes[1].Kind)
	require.Equal(t, Undetermined, r.Verdict)
}

func TestRunnerCatchesAMissingParameter(t *testing.T) {
	t.Parallel()
	set, err := NewSet(testRule("thirsty", func(s *Subject) Finding {
		s.number("eligibility.no_such_parameter")
		return pass("符合")
	}))
	require.NoError(t, err)
	r, err := set.Run(sample(SpecialDifficulty), testPack(t), day(testDay))
	require.NoError(t, err)
	require.Equal(t, Unknown, r.Outcomes[0].Kind, "a rule without its law must not pass")
	require.NotEmpty(t, r.Outcomes[0].Fault)
	require.Equal(t, Undetermined, r.Verdict)
}

func TestForceInterval(t *testing.T) {
	t.Parallel()
	rule := testRule("dated", func(*Subject) Finding { return pass("符合") })
	rule.From, rule.To = day("2022-01-01"), day("2023-01-01")
	set, err := NewSet(rule)
	require.NoError(t, err)
	for on, want := range map[string]Kind{
		"2021-12-31": NotInForce, "2022-01-01": Pass, "2022-12-31": Pass, "2023-01-01": NotInForce,
	} {
		r, err := set.Run(Facts{}.on(on), testPack(t), day(on))
		require.NoError(t, err)
		require.Equal(t, want, r.Outcomes[0].Kind, on)
	}
}

func TestBeforeTheCodeNothingIsDecided(t *testing.T) {
	t.Parallel()
	f := sample(SpecialDifficulty).on("2020-12-31")
	r := run(t, f)
	require.Equal(t, Undetermined, r.Verdict)
	for _, o := range r.Outcomes {
		require.Equal(t, NotInForce, o.Kind, o.Rule)
		require.NotEmpty(t, o.Basis)
	}
}

func TestNewSetRefuses(t *testing.T) {
	t.Parallel()
	check := func(*Subject) Finding { return pass("符合") }
	tests := []struct {
		name   string
		change func(*Rule)
		want   string
	}{
		{"no code", func(r *Rule) { r.Code = "" }, "has no code"},
		{"no title", func(r *Rule) { r.Title = "" }, "has no title"},
		{"no check", func(r *Rule) { r.Check = nil }, "has no check"},
		{"no stage", func(r *Rule) { r.Stage = "" }, "has no stage"},
		{"no first day", func(r *Rule) { r.From = law.Date{} }, "in force"},
		{"ends before it begins", func(r *Rule) { r.To = r.From }, "ends before it begins"},
		{"no citation", func(r *Rule) { r.Basis = nil }, "has no citation in force"},
		{"citation without instrument", func(r *Rule) { r.Basis[0].Citation.Instrument = "" }, "cites no instrument"},
		{"citation of a later day", func(r *Rule) { r.Basis[0].From = day("2030-01-01") }, "has no citation in force"},
	}
	for _, tt := range tests {
		rule := testRule("sample", check)
		tt.change(&rule)
		_, err := NewSet(rule)
		require.ErrorContains(t, err, tt.want, tt.name)
	}
	_, err := NewSet(testRule("sample", check), testRule("sample", check))
	require.ErrorContains(t, err, `"sample" is registered twice`)
}

func TestRunNeedsPackAndDay(t *testing.T) {
	t.Parallel()
	_, err := Run(Facts{}, nil, day(testDay))
	require.ErrorIs(t, err, ErrNoPack)
	_, err = Run(Facts{}, testPack(t), law.Date{})
	require.ErrorIs(t, err, ErrNoDay)
}

func TestReportSaysByWhatItWasJudged(t *testing.T) {
	t.Parallel()
	pack := testPack(t)
	f := sample(PrivateOrphan)
	born(0, "1994-06-04")(&f)
	r, err := Run(f, pack, day("2024-06-10"))
	require.NoError(t, err)
	require.Equal(t, []any{pack.Code, pack.Version, pack.SHA256}, []any{r.Pack, r.PackVersion, r.PackSHA256})
	require.Equal(t, "2024-06-10", r.AskedOn.String())
	require.Equal(t, testDay, r.Day.String(), "the day of registration counts, not the day of asking")
	require.True(t, r.Final)
	require.Equal(t, Ineligible, r.Verdict)
	require.Len(t, r.Grounds, 1)
	require.Equal(t, "《中华人民共和国民法典》第一千零九十八条第（五）项", r.Grounds[0].Basis[0].String())
	require.Contains(t, r.Grounds[0].Text, "2024年6月4日")
	o, _ := r.Outcome("adopter_age")
	require.Equal(t, "eligibility.adopter_min_age", o.Parameters[0].Key)
	require.Equal(t, law.Official, o.Parameters[0].Status)
	require.Equal(t, r.Grounds[0].Text, r.Reasons()[0])
	_, found := r.Outcome("no_such_rule")
	require.False(t, found)
}

// TestPreliminaryAndRegistration: what is only due by registration does not hinder the preliminary review.
func TestPreliminaryAndRegistration(t *testing.T) {
	t.Parallel()
	f := sample(InstitutionFoundling)
	f.DecidedOn, f.RegisteredOn = law.Date{}, law.Date{}
	f.Assessment.Completed, f.Notice.Cleared = new(false), new(false)
	f.Notice.PublishedOn, f.Notice.EarliestOn = day("2024-05-20"), law.Date{}
	f.Applicants[0].Attendance = ""
	r := run(t, f)
	require.Equal(t, Eligible, r.Preliminary)
	require.Equal(t, Undetermined, r.Verdict)
	require.Equal(t, []string{"notice_period", "assessment_due", "attendance"}, r.Pending)
	require.Empty(t, r.Grounds)
	require.False(t, r.Final)

	f.Applicants[0].CanRaise = nil
	require.Equal(t, Undetermined, run(t, f).Preliminary)
	f.Child.BirthDate, f.Child.IDNumber = day("2014-01-01"), idNumber("540102", day("2014-01-01"), Female)
	f.Child.FoundOn, f.Child.Consents = law.Date{}, new(false)
	require.Equal(t, Ineligible, run(t, f).Preliminary, "a child who refuses is refused at once")
}

func TestCitationsFollowTheRevision(t *testing.T) {
	t.Parallel()
	for on, article := range map[string]string{"2023-07-19": "第四条", "2023-07-20": "第五条"} {
		f := sample(InstitutionOrphan).on(on)
		o := outcome(t, f, "attendance")
		require.Len(t, o.Basis, 1)
		require.Equal(t, article, o.Basis[0].Article)
	}
}

func TestMessagesAreChinese(t *testing.T) {
	t.Parallel()
	for _, tt := range ruleCases() {
		f := sample(tt.category)
		tt.change(&f)
		for _, o := range run(t, f).Outcomes {
			require.NotContains(t, o.Message+o.Remedy, "%!", o.Rule)
			require.False(t, strings.ContainsAny(o.Message+o.Remedy, ",;()"), "%s: half-width marks in %q", o.Rule, o.Message+o.Remedy)
			require.NotContains(t, o.Message, "测试", "names stay out of outcomes")
		}
	}
}

func BenchmarkRun(b *testing.B) {
	pack := testPack(b)
	on := day(testDay)
	for name, f := range map[string]Facts{"couple_foundling": sample(InstitutionFoundling), "refused": breach(SpecialDifficulty)} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Run(f, pack, on); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
