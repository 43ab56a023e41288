package instrument_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/instrument"
)

func goodTable(t *testing.T, file string) *instrument.Instrument {
	t.Helper()
	raw, err := os.ReadFile("testdata/good/" + file)
	require.NoError(t, err)
	table, err := instrument.Load(file, raw)
	require.NoError(t, err)
	return table
}

func index(t *testing.T, table *instrument.Instrument, code string) int {
	t.Helper()
	node, found := table.Node(code)
	require.True(t, found)
	return node.Index()
}

func TestTallyAppliesCapsSumsAndGatesOnce(t *testing.T) {
	t.Parallel()
	table := goodTable(t, "free-points.yaml")
	values := table.NewValues()
	for code, points := range map[string]string{"010": "65.5", "020": "4.495", "B1": "6", "B2": "5.25"} {
		values.Points[index(t, table, code)] = exact(t, points)
	}
	tally := table.Tally(values)
	bonus := tally.Amounts[index(t, table, "B")]
	require.Equal(t, exact(t, "10"), bonus.Value)
	require.Equal(t, exact(t, "11.25"), bonus.Before)
	require.True(t, bonus.Capped())
	require.Equal(t, exact(t, "69.995"), tally.Amounts[index(t, table, "G")].Value)
	require.Equal(t, exact(t, "79.995"), tally.Total.Value)
	require.Equal(t, "below", tally.Decision().Code())
	require.Len(t, tally.Gates, 3)

	values.Points[index(t, table, "020")] = exact(t, "4.5")
	tally = table.Tally(values)
	require.Equal(t, "mark", tally.Decision().Code())
	require.Equal(t, instrument.Pass, tally.Decision().Outcome())
	require.Equal(t, exact(t, "80"), *tally.Gates[1].Compared)

	values.Found[index(t, table, "V1")] = true
	tally = table.Tally(values)
	require.Equal(t, "veto", tally.Decision().Code())
	require.Equal(t, []string{"V1"}, tally.Gates[0].Codes)
	require.Equal(t, exact(t, "80"), tally.Total.Value, "points are summed all the same")
}

func TestTallyWithoutTotalLooksAtAnswers(t *testing.T) {
	t.Parallel()
	table := goodTable(t, "f5-gates.yaml")
	values := table.NewValues()
	require.Equal(t, "fit", table.Tally(values).Decision().Code())
	values.Yes[index(t, table, "record")] = true
	tally := table.Tally(values)
	require.Equal(t, "unfit", tally.Decision().Code())
	require.Equal(t, []string{"record"}, tally.Gates[2].Codes)
	values.No[index(t, table, "capable")] = true
	require.Equal(t, "capable", table.Tally(values).Decision().Code(), "the first gate that applies decides")
}

func TestBoundsIncludeWeightsAndCaps(t *testing.T) {
	t.Parallel()
	for file, want := range map[string][2]string{
		"free-points.yaml": {"0", "110"}, "f3-choices.yaml": {"6", "100"}, "f5-gates.yaml": {"0", "0"}, "f6-weights.yaml": {"0", "100"}, "minimal.yaml": {"0", "10"},
	} {
		lowest, highest := goodTable(t, file).Bounds()
		require.Equal(t, exact(t, want[0]), lowest, file)
		require.Equal(t, exact(t, want[1]), highest, file)
	}
}
