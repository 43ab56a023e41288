package law_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
)

const localHead = "code: \"cn-54\"\nname: \"西藏自治区\"\nversion: \"2026.2\"\nparent: \"cn\"\n" +
	"instruments:\n  local: {title: \"地方办法\", number: \"藏民发〔2026〕1号\", promulgated: \"2026-01-01\", in_force: \"2026-02-01\"}\n" +
	"params:\n"

func withLocal(t *testing.T, params string) *law.Set {
	t.Helper()
	tree := shipped(t)
	tree["packs/cn-54.yaml"] = &fstest.MapFile{Data: []byte(localHead + params)}
	set, err := law.Load(tree)
	require.NoError(t, err)
	return set
}

func TestLocalPackOverrides(t *testing.T) {
	t.Parallel()
	set := withLocal(t, `  assessment.limit:
    values:
      - {from: "2026-02-01", value: {length: 45, unit: day, kind: limit}, status: official, basis: local, article: "第五条"}
      - {from: "2026-06-01", value: null, status: official, basis: local, article: "第九条"}
`)
	for _, code := range []string{"cn-54", "cn-540100"} {
		p, err := set.Pack(code, false)
		require.NoError(t, err)
		for on, want := range map[string]int{"2026-01-31": 60, "2026-02-01": 45, "2026-05-31": 45, "2026-06-01": 60} {
			term, err := p.Term("assessment.limit", law.MustDate(on))
			require.NoError(t, err)
			require.Equal(t, want, term.Length, "%s %s: a local repeal gives way to the law above", code, on)
		}
		param, err := p.Param("assessment.limit", law.MustDate("2026-03-01"))
		require.NoError(t, err)
		require.Equal(t, "《地方办法》（藏民发〔2026〕1号）第五条", param.Basis.String())
		require.Equal(t, "cn-54", param.PackCode)
		require.Equal(t, []string{"2026-01-01", "2026-02-01"}, days(param.Promulgated, param.InForce))
	}
	nation, err := set.Pack("cn", false)
	require.NoError(t, err)
	term, err := nation.Term("assessment.limit", law.MustDate("2026-03-01"))
	require.NoError(t, err)
	require.Equal(t, 60, term.Length)
}

// TestBoundsHoldOnlyWhileInForce: a value that ended before the higher rule began breaks nothing.
func TestBoundsHoldOnlyWhileInForce(t *testing.T) {
	t.Parallel()
	const before = `  eligibility.child_max_age:
    values:
      - {from: "1995-01-01", value: 16, status: practice, note: "旧例"}
`
	withLocal(t, before+`      - {from: "1999-04-01", value: null, status: practice, note: "止"}
`)
	tree := shipped(t)
	tree["packs/cn-54.yaml"] = &fstest.MapFile{Data: []byte(localHead + before +
		"      - {from: \"1999-04-02\", value: null, status: practice, note: \"止\"}\n")}
	_, err := law.Load(tree)
	require.ErrorContains(t, err, "16 differs from 14; rule: 《中华人民共和国收养法》第四条")
}

// TestLawReplacesTheExample: once an office keys a rule in, the sandbox uses it too.
func TestLawReplacesTheExample(t *testing.T) {
	t.Parallel()
	set := withLocal(t, `  integration.visits_min:
    values:
      - {from: "2026-02-01", value: 4, status: official, basis: local, article: "第七条"}
`)
	p, err := set.Pack("cn-540100", true)
	require.NoError(t, err)
	for on, want := range map[string]int{"2026-01-31": 2, "2026-02-01": 4} {
		n, err := p.Int("integration.visits_min", law.MustDate(on))
		require.NoError(t, err)
		require.Equal(t, want, n)
	}
}

func TestOverlayIsOutOfReachInProduction(t *testing.T) {
	t.Parallel()
	set := embedded(t)
	for _, code := range []string{"sandbox/cn", "sandbox/cn-54", "cn-99", "", "../cn"} {
		for _, sandbox := range []bool{true, false} {
			_, err := set.Pack(code, sandbox)
			require.ErrorIs(t, err, law.ErrUnknownPack, code)
		}
	}
	require.Equal(t, []string{"cn", "cn-11", "cn-51", "cn-54", "cn-540100"}, set.Codes())
	on := law.MustDate("2024-06-01")
	for _, code := range set.Codes() {
		p, err := set.Pack(code, false)
		require.NoError(t, err)
		want := []string{
			"consent.answer_limit", "consent.silence_means", "consolidation", "consolidation.tolerance_item", "consolidation.tolerance_total", "follow_up.schedule",
			"integration.visits_min", "mixed.report_seals", "mixed.sent_min", "mixed.staff_max", "mixed.staff_min", "papers.D19.overlay", "review.window", "supplement.limit",
		}
		if code == "cn-11" { // the one place whose rules are known to mix a body
			want = slices.DeleteFunc(want, func(key string) bool { return strings.HasPrefix(key, "mixed.s") })
		}
		require.Equal(t, want, outsideSelection(p.Missing(on)))
		require.Equal(t, p.Order == "A", slices.Contains(p.Missing(on), "selection.principle"), "the rule on the choice is of order B")
		require.Contains(t, p.Missing(on), "selection.reviewable", "no text is known")
		for _, param := range p.InForce(on) {
			require.NotEqual(t, law.Illustrative, param.Status, param.Key)
		}
		training, err := set.Pack(code, true)
		require.NoError(t, err)
		require.Empty(t, outsideSelection(training.Missing(on)))
		require.Equal(t, p.Order == "A", len(training.Missing(on)) > 0)
		require.NotEqual(t, p.SHA256, training.SHA256)
	}
}

func TestPackIdentity(t *testing.T) {
	t.Parallel()
	p := pack(t, "cn-540100", false)
	require.Equal(t, "cn@2026.8+cn-54@2026.2+cn-540100@2026.1", p.Version)
	require.Equal(t, "A", p.Order)
	require.Equal(t, "拉萨市", p.Name)
	require.Len(t, p.Chain, 3)
	require.Len(t, p.SHA256, 64)

	again, err := law.Load(shipped(t)) // from the raw files, as they are kept
	require.NoError(t, err)
	q, err := again.Pack("cn-540100", false)
	require.NoError(t, err)
	require.Equal(t, p.SHA256, q.SHA256)

	changed, err := withLocal(t, "  evaluators.min: {values: []}\n").Pack("cn-540100", false)
	require.NoError(t, err)
	require.NotEqual(t, p.SHA256, changed.SHA256)
}

func TestLocalOrder(t *testing.T) {
	t.Parallel()
	tree := shipped(t)
	tree["packs/cn-51.yaml"] = &fstest.MapFile{Data: []byte("code: \"cn-51\"\nname: \"四川省\"\nversion: \"1\"\nparent: \"cn\"\norder: \"B\"\nparams: {}\n")}
	tree["packs/cn-510100.yaml"] = &fstest.MapFile{Data: []byte("code: \"cn-510100\"\nname: \"成都市\"\nversion: \"1\"\nparent: \"cn-51\"\nparams: {}\n")}
	set, err := law.Load(tree)
	require.NoError(t, err)
	for code, want := range map[string]string{"cn": "A", "cn-51": "B", "cn-510100": "B", "cn-54": "A"} {
		p, err := set.Pack(code, false)
		require.NoError(t, err)
		require.Equal(t, want, p.Order, code)
	}
}

func TestDivisions(t *testing.T) {
	t.Parallel()
	set := embedded(t)
	for division, want := range map[string]string{
		"540102": "cn-540100", "540100": "cn-540100", "540202": "cn-54", "440103": "cn", "": "cn", "54": "cn",
	} {
		require.Equal(t, want, set.CodeFor(division), division)
		require.Equal(t, want, set.RegionFor(division), division)
	}
	require.Equal(t, "cn-51", set.CodeFor("510104"))
	require.Equal(t, "cn", set.RegionFor("510104"), "no holidays of its own: the national calendar")
	_, err := set.Calendar("cn-99")
	require.ErrorIs(t, err, law.ErrUnknownCalendar)
}

func TestMissingAndMistypedParams(t *testing.T) {
	t.Parallel()
	p := pack(t, "cn", false)
	on := law.MustDate("2024-01-02")
	for _, key := range []string{"supplement.limit", "no.such.key", ""} {
		_, err := p.Param(key, on)
		var missing *law.MissingParamError
		require.ErrorAs(t, err, &missing)
		require.Equal(t, key, missing.Key)
		require.NotEmpty(t, missing.Remedy)
		_, err = p.Term(key, on)
		require.ErrorAs(t, err, &missing)
	}
	_, err := p.Param("evaluators.min", law.Date{})
	require.Error(t, err, "nothing is in force on no date")
	_, err = p.Term("evaluators.min", on)
	var typed *law.ParamTypeError
	require.ErrorAs(t, err, &typed)
	require.Equal(t, law.ParamTypeError{Key: "evaluators.min", Have: "int", Want: "term"}, *typed)
}

func TestGetters(t *testing.T) {
	t.Parallel()
	p, on := pack(t, "cn", true), law.MustDate("2024-01-02")
	truth, err := p.Bool("guidance.family_education", on)
	require.NoError(t, err)
	require.True(t, truth)
	text, err := p.Text("consolidation", on)
	require.NoError(t, err)
	require.Equal(t, "mean", text)
	list, err := p.Strings("agency.backgrounds", on)
	require.NoError(t, err)
	list[0] = "changed"
	again, err := p.Strings("agency.backgrounds", on)
	require.NoError(t, err)
	require.Equal(t, "社会工作", again[0])
	visits, err := p.Param("follow_up.schedule", on)
	require.NoError(t, err)
	require.Equal(t, "schedule", visits.Type())
	require.Len(t, visits.Value(), 3)
	flag, err := p.Param("guidance.family_education", on)
	require.NoError(t, err)
	require.Equal(t, true, flag.Value())
	require.Nil(t, law.Param{}.Value())
	_, err = p.Param("registration.limit", law.MustDate("1999-05-24"))
	require.ErrorContains(t, err, "no value is known for registration.limit on 1999-05-24 in pack cn")
	_, err = p.Int("consolidation", on)
	require.EqualError(t, err, "parameter consolidation is a text, read as int")
}

// outsideSelection leaves out what an order without a choice among families does not need.
func outsideSelection(keys []string) []string {
	return slices.DeleteFunc(slices.Clone(keys), func(k string) bool { return strings.HasPrefix(k, "selection.") })
}

func TestRawFilesAreCopies(t *testing.T) {
	t.Parallel()
	set := embedded(t)
	raw := set.Raw()
	raw[0].Bytes[0] ^= 0xFF
	require.NotEqual(t, raw[0].Bytes[0], set.Raw()[0].Bytes[0])
	var packs, calendars int
	for _, r := range set.Raw() {
		require.Len(t, r.SHA256, 64)
		require.NotEmpty(t, r.Version)
		if r.Kind == law.KindPack {
			packs++
		} else {
			calendars++
		}
	}
	require.Equal(t, []int{9, 3}, []int{packs, calendars})
}
