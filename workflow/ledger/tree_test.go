package ledger

import (
	"crypto/sha256"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/mod/sumdb/tlog"
)

type storedHashes []tlog.Hash

func (s storedHashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, x := range indexes {
		out[i] = s[x]
	}
	return out, nil
}

// TestTreeIsRFC6962 compares each head of up to 300 leaves with golang.org/x/mod's tree.
func TestTreeIsRFC6962(t *testing.T) {
	t.Parallel()
	var stored storedHashes
	tree := newMerkle()
	require.Equal(t, Hash(sha256.Sum256(nil)), tree.root())
	for n := range int64(300) {
		leaf := tlog.RecordHash([]byte{byte(n), byte(n >> 8)})
		hashes, err := tlog.StoredHashesForRecordHash(n, leaf, stored)
		require.NoError(t, err)
		stored = append(stored, hashes...)
		tree.add(Hash(leaf))
		want, err := tlog.TreeHash(n+1, stored)
		require.NoError(t, err)
		require.Equal(t, Hash(want), tree.root(), "%d leaves", n+1)
	}
}

// TestTreeOfSevenLeaves is spelled out, so that it does not rest on another library.
func TestTreeOfSevenLeaves(t *testing.T) {
	t.Parallel()
	tree := newMerkle()
	var l [7]Hash
	for i := range l {
		l[i] = sha256.Sum256([]byte{leafPrefix, byte(i)})
		tree.add(l[i])
	}
	node := func(a, b Hash) Hash {
		return sha256.Sum256(append(append([]byte{nodePrefix}, a[:]...), b[:]...))
	}
	want := node(node(node(l[0], l[1]), node(l[2], l[3])), node(node(l[4], l[5]), l[6]))
	require.Equal(t, want, tree.root())
}
