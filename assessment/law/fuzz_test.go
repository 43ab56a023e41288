package law_test

import (
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
)

func requireLoadError(t *testing.T, err error) {
	t.Helper()
	var fault *law.LoadError
	require.ErrorAs(t, err, &fault)
	require.NotEmpty(t, fault.File)
	require.NotEmpty(t, fault.Remedy)
}

// smallNation declares one key of each type, so that a run of the fuzzer is quick.
const smallNation = `code: "cn"
name: "全国"
version: "1"
order: "A"
instruments:
  pg: {title: "办法", promulgated: "2020-12-30", in_force: "2021-01-01"}
params:
  evaluators.min: {type: int, values: [{from: "2021-01-01", value: 2, bound: {min: 2}, status: official, basis: pg, article: "第九条"}]}
  assessment.limit: {type: term, values: [{from: "2021-01-01", value: {length: 60, unit: day, kind: limit}, bound: {max: 60}, status: official, basis: pg, article: "第十条"}]}
  consolidation: {type: text, one_of: [mean, lower], values: []}
  agency.backgrounds: {type: strings, values: []}
  guidance.family_education: {type: bool, values: []}
  follow_up.schedule: {type: schedule, values: []}
  supplement.limit: {type: term, values: []}
  integration.min: {type: term, values: []}
`

// FuzzLoadPack feeds a local pack: the loader answers with a set or with a *LoadError that names file and remedy.
// No pack it accepts takes away what the nation sets.
func FuzzLoadPack(f *testing.F) {
	f.Add([]byte(localHead + "  evaluators.min: {values: []}\n"))
	f.Add([]byte("a: &a [*a]\n"))
	samples, err := filepath.Glob("testdata/bad/*.txt")
	require.NoError(f, err)
	for _, path := range samples {
		f.Add(readSample(f, path))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		set, err := law.Load(fstest.MapFS{
			"packs/cn.yaml":    &fstest.MapFile{Data: []byte(smallNation)},
			"packs/cn-54.yaml": &fstest.MapFile{Data: data},
		})
		if err != nil {
			requireLoadError(t, err)
			return
		}
		p, err := set.Pack("cn-54", true)
		require.NoError(t, err)
		for _, on := range []string{"2021-01-01", "2024-01-02", "2200-12-31"} {
			limit, err := p.Term("assessment.limit", law.MustDate(on))
			require.NoError(t, err)
			require.LessOrEqual(t, limit.Length, 60)
			evaluators, err := p.Int("evaluators.min", law.MustDate(on))
			require.NoError(t, err)
			require.GreaterOrEqual(t, evaluators, 2)
		}
	})
}

// FuzzLoadCalendar feeds a calendar file in the same way; a calendar that loads counts.
func FuzzLoadCalendar(f *testing.F) {
	f.Add(shipped(f)["calendars/cn.csv"].Data[:2000])
	samples, err := filepath.Glob("testdata/bad/calendar_*.txt")
	require.NoError(f, err)
	for _, path := range samples {
		f.Add(readSample(f, path))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		cal, err := law.LoadCalendar(fstest.MapFS{"calendars/cn.csv": &fstest.MapFile{Data: data}}, "cn")
		if err != nil {
			requireLoadError(t, err)
			return
		}
		due, err := cal.Due(law.MustDate("2024-01-02"), limit(30, law.WorkingDay), nil)
		if err == nil {
			work, _ := cal.IsWorkday(due.On)
			require.True(t, work)
		}
	})
}
