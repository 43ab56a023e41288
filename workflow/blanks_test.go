package workflow_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/workflow"
)

func TestBlankNumbersAreReadAsPrinted(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]workflow.BlankNumber{
		"A54000123":          {Prefix: "A", Width: 8, Serial: 54000123},
		"0012":               {Width: 4, Serial: 12},
		"ABCDEF000000000001": {Prefix: "ABCDEF", Width: 12, Serial: 1},
		"0000":               {Width: 4},
		"999999999999":       {Width: 12, Serial: 999999999999},
	} {
		n, err := workflow.ParseBlankNumber(text)
		require.NoError(t, err, text)
		require.Equal(t, want, n)
		require.Equal(t, text, n.String())
	}
	for _, text := range []string{"", "012", "A12", "ABCDEFG0001", "0000000000001", "a54000123", "A5400X123", "A54 000123", "A5400012-3", "Ａ54000123", "A５４000123", "-0012", "+0012", "54000123A"} {
		_, err := workflow.ParseBlankNumber(text)
		require.True(t, workflow.IsKind(err, workflow.KindInvalid), text)
	}
}

func TestBlankRangesHaveBothEnds(t *testing.T) {
	t.Parallel()
	r, err := workflow.ParseBlankRange("A54000101", "A54000150")
	require.NoError(t, err)
	require.EqualValues(t, 50, r.Count())
	require.Equal(t, "A54000101至A54000150", r.String())
	one, err := workflow.ParseBlankRange("0007", "")
	require.NoError(t, err)
	require.EqualValues(t, 1, one.Count())
	require.Equal(t, "0007", one.String())
	widest, err := workflow.ParseBlankRange("A00000000", "A00009999")
	require.NoError(t, err)
	require.EqualValues(t, workflow.BlankRangeMost, widest.Count())
	for _, c := range []struct{ first, last, code string }{
		{"A00000000", "A00010000", "range_too_wide"},
		{"A00000001", "A10000000", "range_too_wide"},
		{"A00000002", "A00000001", "range_backwards"},
		{"A00000001", "B00000002", "range_mixed"},
		{"0001", "00002", "range_mixed"}, // a leading zero more is another number
		{"9999", "10000", "range_mixed"},
		{"A0000001", "A000000X2", "blank_number_format"},
	} {
		_, err := workflow.ParseBlankRange(c.first, c.last)
		var e *workflow.Error
		require.ErrorAs(t, err, &e, c.first)
		require.Equal(t, c.code, e.Fields[0].Code, c.first)
		require.Equal(t, "/last", e.Fields[0].Pointer)
	}
	_, err = workflow.ParseBlankRange("x", "y")
	var e *workflow.Error
	require.ErrorAs(t, err, &e)
	require.Len(t, e.Fields, 2, "both ends are told at once")
}

func TestBlankNumbersSurviveAnyText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[A-Z]{0,7}[0-9]{3,13}`)).Draw(t, "text")
		n, err := workflow.ParseBlankNumber(text)
		if err == nil && n.String() != text {
			t.Fatalf("%q reads as %s", text, n)
		}
		if err != nil && !workflow.IsKind(err, workflow.KindInvalid) {
			t.Fatal(err)
		}
	})
}

func TestBlanksLeaveNoStateOfTheTableUnreached(t *testing.T) {
	t.Parallel()
	reached := map[workflow.BlankState]bool{}
	for _, m := range workflow.BlankMoves() {
		row, ok := m.Move.Row()
		require.True(t, ok)
		require.Equal(t, m, row)
		reached[m.To] = true
		for _, from := range m.From {
			require.NotContains(t, []workflow.BlankState{workflow.BlankLost, workflow.BlankReturned, workflow.BlankDestroyed}, from, "%s takes what is gone", m.Name)
		}
	}
	for _, s := range workflow.BlankStates() {
		require.True(t, reached[s], s)
		require.NotEqual(t, string(s), s.Chinese())
	}
	_, ok := workflow.BlankMove("burn").Row()
	require.False(t, ok)
}
