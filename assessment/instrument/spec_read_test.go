package instrument_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/instrument"
)

// What can be edited comes back as it was: the table of an edit that changes nothing is the same.
func TestReadSpecGivesWhatEncodeSpecWrote(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/good/*.yaml")
	require.NoError(t, err)
	more, err := filepath.Glob("data/offered/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range append(files, more...) {
		raw, err := os.ReadFile(file)
		require.NoError(t, err)
		table, err := instrument.Load(file, raw)
		require.NoError(t, err)
		spec, err := instrument.ReadSpec(file, raw)
		require.NoError(t, err, file)
		again, err := instrument.EncodeSpec(spec)
		require.NoError(t, err)
		edited, err := instrument.Load(file, again)
		require.NoError(t, err, file)
		require.Empty(t, instrument.Diff(table, edited), file)
		back, err := instrument.ReadSpec(file, again)
		require.NoError(t, err)
		require.Equal(t, spec, back, file)
	}
}

// A table with faults in its values is opened all the same, and keeps them.
func TestReadSpecOpensWhatCompileRefuses(t *testing.T) {
	t.Parallel()
	for _, file := range []string{"total_mismatch", "weights_not_one", "bad_number", "empty_options_one", "missing_status", "open_gates"} {
		raw, err := os.ReadFile("testdata/bad/" + file + ".yaml")
		require.NoError(t, err)
		spec, err := instrument.ReadSpec(file, raw)
		require.NoError(t, err, file)
		require.NotEmpty(t, spec.Nodes)
		again, err := instrument.EncodeSpec(spec)
		require.NoError(t, err)
		_, err = instrument.Load(file, again)
		require.Error(t, err, file)
	}
}

// What an edit would lose is not opened.
func TestReadSpecRefusesWhatItCannotKeep(t *testing.T) {
	t.Parallel()
	for _, file := range []string{"unknown_key", "wrong_type_nodes", "yaml_syntax", "alias", "duplicate_key", "empty_file", "leftover_document"} {
		raw, err := os.ReadFile("testdata/bad/" + file + ".yaml")
		require.NoError(t, err)
		_, err = instrument.ReadSpec(file, raw)
		require.Error(t, err, file)
	}
}
