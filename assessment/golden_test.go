package assessment_test

import (
	"encoding/json"
	"flag"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment"
)

var update = flag.Bool("update", false, "write the golden result anew; read the diff before committing")

// Results stand in the record for ever, so their JSON changes only knowingly.
func TestResultInJSONIsStable(t *testing.T) {
	t.Parallel()
	table := sample(t, "test-points")
	result := score(t, table, twoSheets(t, table,
		map[string]assessment.Answer{"010": points("69.99"), "020": points("0"), "B1": points("6"), "B2": points("6")},
		map[string]assessment.Answer{"010": points("70"), "020": points("0.00"), "B1": points("6"), "B2": points("6")},
	), mean())
	got, err := json.MarshalIndent(result, "", "  ")
	require.NoError(t, err)
	got = append(got, '\n')
	if *update {
		require.NoError(t, os.WriteFile("testdata/result.golden.json", got, 0o600))
	}
	want, err := os.ReadFile("testdata/result.golden.json")
	require.NoError(t, err)
	require.Equal(t, string(want), string(got))
}

// Whatever is typed or sent, checking it ends without a panic, and what passes can be scored.
func FuzzCheck(f *testing.F) {
	table := sample(f, "test-f3")
	good, err := json.Marshal(complete(table))
	require.NoError(f, err)
	f.Add(good)
	f.Add([]byte(`{"answers":{"1.2":{"by_applicant":{"p1":{"option":"A"},"":{"points":"1/3"}}}},"applicants":[{"id":"p1"}]}`))
	f.Add([]byte(`{"answers":{"2.2":{"points":"99999999999999999999"},"1.1.1":{"rating":-9223372036854775808}}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		var sheet assessment.Sheet
		if json.Unmarshal(raw, &sheet) != nil {
			return
		}
		problems := assessment.Check(table, sheet)
		for _, problem := range problems {
			require.NotEmpty(t, problem.Code)
			require.NotEmpty(t, problem.Remedy)
			require.Equal(t, byte('/'), problem.Pointer[0])
		}
		assessment.ProgressOf(table, assessment.FillUnticked(table, sheet))
		result, err := assessment.ScoreOne(table, sheet)
		require.Equal(t, len(problems) == 0, err == nil)
		if err == nil {
			require.NotEmpty(t, assessment.Explain(result))
		}
	})
}
