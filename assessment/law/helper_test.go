package law_test

import (
	"os"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
)

// loaded is read once for all tests; a Set does not change.
var loaded = sync.OnceValues(law.Embedded)

func embedded(tb testing.TB) *law.Set {
	tb.Helper()
	set, err := loaded()
	require.NoError(tb, err)
	return set
}

// shipped returns the embedded tree as one that a test may change.
func shipped(tb testing.TB) fstest.MapFS {
	tb.Helper()
	tree := fstest.MapFS{}
	for _, raw := range embedded(tb).Raw() {
		tree[raw.Path] = &fstest.MapFile{Data: raw.Bytes}
	}
	return tree
}

func pack(tb testing.TB, code string, sandbox bool) *law.Pack {
	tb.Helper()
	p, err := embedded(tb).Pack(code, sandbox)
	require.NoError(tb, err)
	return p
}

// readSample returns the first section of a sample of testdata/bad.
func readSample(tb testing.TB, path string) []byte {
	tb.Helper()
	data, err := os.ReadFile(path)
	require.NoError(tb, err)
	if at := section.FindIndex(data); at != nil {
		return data[at[1]:]
	}
	return data
}
