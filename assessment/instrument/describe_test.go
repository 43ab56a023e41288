package instrument_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/instrument"
)

// The whole description of one table of each frame, word for word.
func TestDescribeGolden(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"f3-choices", "f5-gates", "f6-weights", "f7-duals", "free-points"} {
		got := strings.Join(instrument.Describe(good(t, name+".yaml")), "\n") + "\n"
		file := filepath.Join("testdata", "described", name+".txt")
		if *update {
			require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o750))
			require.NoError(t, os.WriteFile(file, []byte(got), 0o600))
		}
		want, err := os.ReadFile(file)
		require.NoError(t, err)
		require.Equal(t, string(want), got, name)
	}
}

// Nothing that scores is left out of what is proofread.
func TestDescribeNamesEverything(t *testing.T) {
	t.Parallel()
	tables, err := instrument.Shipped()
	require.NoError(t, err)
	for _, table := range tables {
		text := strings.Join(instrument.Describe(table), "\n")
		require.Contains(t, text, table.Ref().SHA256)
		for node := range table.Nodes() {
			require.Contains(t, text, node.Code()+" ")
			require.Contains(t, text, node.Title().ZH)
			require.Contains(t, text, node.Evidence().Chinese())
			require.Contains(t, text, node.Applicants().Chinese())
			for choice := range node.Choices() {
				require.Contains(t, text, choice.Highest.String()+"分　"+choice.Title.ZH)
			}
			for grade := range node.Grades() {
				require.Contains(t, text, grade.Title.ZH)
			}
		}
		for gate := range table.Gates() {
			require.Contains(t, text, gate.Chinese())
			require.Contains(t, text, gate.Conclusion().ZH)
		}
	}
}
