package instrument_test

import (
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/instrument"
)

func good(t *testing.T, name string) *instrument.Instrument {
	t.Helper()
	raw, err := os.ReadFile("testdata/good/" + name)
	require.NoError(t, err)
	table, err := instrument.Load(name, raw)
	require.NoError(t, err)
	return table
}

func TestDualRatings(t *testing.T) {
	t.Parallel()
	table := good(t, "f7-duals.yaml")
	require.Equal(t, instrument.NoTotal, table.Method())
	history, _ := table.Node("1.1")
	health, _ := table.Node("1.2")
	require.Equal(t, instrument.KindDual, history.Kind())
	require.False(t, history.Scored())
	lowest, highest := history.Range()
	require.Equal(t, exact(t, "1"), lowest)
	require.Equal(t, exact(t, "5"), highest)
	require.Len(t, slices.Collect(history.Grades()), 5)
	lowest, _ = health.Range()
	require.Equal(t, exact(t, "1"), lowest, "ratings begin at 1 unless the table says otherwise")

	for _, c := range []struct {
		node           *instrument.Node
		initial, final int
		due            bool
	}{
		{history, 2, 2, false},
		{history, 3, 3, true},
		{history, 2, 1, true},
		{history, 1, 2, true},
		{history, 5, 2, true},
		{health, 5, 5, false},
		{health, 3, 2, true},
	} {
		require.Equal(t, c.due, c.node.MitigationDue(c.initial, c.final), "%s: %d then %d", c.node.Code(), c.initial, c.final)
	}
	require.Equal(t, instrument.Validity{Months: 6, Expires: true}, health.Evidence().Valid)
}

func TestFinalRatingsDecideTheGate(t *testing.T) {
	t.Parallel()
	table := good(t, "f7-duals.yaml")
	for _, c := range []struct {
		name  string
		final map[string]int
		veto  bool
		gate  string
		codes []string
		want  instrument.Outcome
	}{
		{"all low", map[string]int{"1.1": 2, "1.2": 2, "2": 2}, false, "rest", nil, instrument.Human},
		{"one at the mark", map[string]int{"1.1": 2, "1.2": 3, "2": 2}, false, "concern", []string{"1.2"}, instrument.Human},
		{"two at the mark", map[string]int{"1.1": 4, "1.2": 1, "2": 3}, false, "concern", []string{"1.1", "2"}, instrument.Human},
		{"a named one at its mark", map[string]int{"1.1": 5, "1.2": 1, "2": 1}, false, "severe", []string{"1.1"}, instrument.Human},
		{"a veto before any rating", map[string]int{"1.1": 5, "1.2": 5, "2": 4}, true, "veto", []string{"V1"}, instrument.Fail},
	} {
		values := table.NewValues()
		for code, final := range c.final {
			node, found := table.Node(code)
			require.True(t, found)
			values.Final[node.Index()] = final
		}
		veto, _ := table.Node("V1")
		values.Found[veto.Index()] = c.veto
		tally := table.Tally(values)
		require.Equal(t, c.gate, tally.Decision().Code(), c.name)
		require.Equal(t, c.want, tally.Decision().Outcome(), c.name)
		require.Equal(t, c.codes, tally.Gates[len(tally.Gates)-1].Codes, c.name)
		require.True(t, tally.Total.Value.Equal(instrument.Exact{}))
	}
}

func TestGateThatReadsAllDualsSaysSo(t *testing.T) {
	t.Parallel()
	table := good(t, "f7-duals.yaml")
	gates := map[string]instrument.Gate{}
	for gate := range table.Gates() {
		gates[gate.Code()] = gate
	}
	require.Equal(t, []string{"1.1", "1.2", "2"}, gates["concern"].Codes())
	require.Equal(t, "有任一因素的终评等级不低于3级", gates["concern"].Chinese())
	require.Equal(t, "“1.1”“1.2”中有任一因素的终评等级不低于5级", gates["severe"].Chinese())
	require.Equal(t, "由审批人判断", instrument.Human.Chinese())
}
