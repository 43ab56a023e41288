package law_test

import (
	"os"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
)

// shipped returns the embedded tree as one that a test may change.
func shipped(t testing.TB) fstest.MapFS {
	t.Helper()
	set := embedded(t)
	tree := fstest.MapFS{}
	for _, raw := range set.Raw() {
		tree[raw.Path] = &fstest.MapFile{Data: raw.Bytes}
	}
	return tree
}

func embedded(t testing.TB) *law.Set {
	t.Helper()
	set, err := law.Embedded()
	require.NoError(t, err)
	return set
}

func pack(t testing.TB, code string, sandbox bool) *law.Pack {
	t.Helper()
	p, err := embedded(t).Pack(code, sandbox)
	require.NoError(t, err)
	return p
}

// readSample returns the first section of a sample of testdata/bad.
func readSample(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	if at := section.FindIndex(data); at != nil {
		return data[at[1]:]
	}
	return data
}
