package ledger_test

import (
	"crypto/sha256"
	"encoding/binary"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/mod/sumdb/note"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/workflow/ledger"
)

const testOrigin = "anjia/拉萨市民政局"

// logEntries are n different hashes.
func logEntries(n int) []ledger.Hash {
	out := make([]ledger.Hash, n)
	for i := range out {
		out[i] = sha256.Sum256(binary.BigEndian.AppendUint64(nil, uint64(i)))
	}
	return out
}

// plainRoot is the tree of RFC 6962 as docs/record.md words it.
func plainRoot(leaves []ledger.Hash) ledger.Hash {
	if len(leaves) == 0 {
		return sha256.Sum256(nil)
	}
	if len(leaves) == 1 {
		return sha256.Sum256(append([]byte{0}, leaves[0][:]...))
	}
	k := 1
	for 2*k < len(leaves) {
		k *= 2
	}
	left, right := plainRoot(leaves[:k]), plainRoot(leaves[k:])
	return sha256.Sum256(append(append([]byte{1}, left[:]...), right[:]...))
}

func TestEveryEntryOfALogIsProven(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 70).Draw(t, "n")
		older := rapid.IntRange(0, n).Draw(t, "older")
		entries := logEntries(n)
		tree := ledger.OpenLogTree(0, nil)
		_, err := tree.Add(entries...)
		require.NoError(t, err)
		head, err := tree.Head(testOrigin, int64(n))
		require.NoError(t, err)
		require.Equal(t, plainRoot(entries), head.Root)
		i := rapid.IntRange(0, n-1).Draw(t, "i")
		proof, err := tree.Prove(int64(n), int64(i))
		require.NoError(t, err)
		in := ledger.Inclusion{Sequence: 1, Index: int64(i), Proof: proof}
		require.NoError(t, ledger.VerifyInclusion(head, entries[i], in))
		require.ErrorIs(t, ledger.VerifyInclusion(head, ledger.Hash{1}, in), ledger.ErrLogProof)
		in.Index = int64(n)
		require.ErrorIs(t, ledger.VerifyInclusion(head, entries[i], in), ledger.ErrLogProof)

		was, err := tree.Head(testOrigin, int64(older))
		require.NoError(t, err)
		proof, err = tree.Consistency(int64(older), int64(n))
		require.NoError(t, err)
		require.NoError(t, ledger.VerifyConsistency(was, head, proof))
		was.Root[0] ^= 1
		require.ErrorIs(t, ledger.VerifyConsistency(was, head, proof), ledger.ErrLogProof)
	})
}

// TestALogIsTakenUpFromItsKeptNodes adds in two runs, the second of which knows the first from what it kept.
func TestALogIsTakenUpFromItsKeptNodes(t *testing.T) {
	t.Parallel()
	entries := logEntries(37)
	for first := range entries {
		kept := map[ledger.LogNode]ledger.Hash{}
		read := func(nodes []ledger.LogNode) ([]ledger.Hash, error) {
			out := []ledger.Hash{}
			for _, n := range nodes {
				if h, ok := kept[n]; ok {
					out = append(out, h)
				}
			}
			return out, nil
		}
		one := ledger.OpenLogTree(0, read)
		nodes, err := one.Add(entries[:first]...)
		require.NoError(t, err)
		for _, n := range nodes {
			kept[n.LogNode] = n.Hash
		}
		two := ledger.OpenLogTree(int64(first), read)
		_, err = two.Add(entries[first:]...)
		require.NoError(t, err)
		head, err := two.Head(testOrigin, 37)
		require.NoError(t, err)
		require.Equal(t, plainRoot(entries), head.Root)
		if first > 0 {
			clear(kept)
			_, err = ledger.OpenLogTree(int64(first), read).Head(testOrigin, int64(first))
			require.ErrorContains(t, err, "nodes are there")
		}
	}
}

func TestHeadsAreSigned(t *testing.T) {
	t.Parallel()
	key, public, err := ledger.NewLogKey(strings.NewReader(strings.Repeat("k", 64)), testOrigin)
	require.NoError(t, err)
	derived, err := ledger.LogVerifierKey(key)
	require.NoError(t, err)
	require.Equal(t, public, derived)
	_, err = ledger.LogVerifierKey(public)
	require.Error(t, err)
	_, other, err := ledger.NewLogKey(strings.NewReader(strings.Repeat("o", 64)), testOrigin)
	require.NoError(t, err)
	head := ledger.LogHead{Origin: testOrigin, Size: 3, Root: plainRoot(logEntries(3))}
	signed, err := head.Sign(key + "\n")
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(signed, head.Text()+"\n— "+testOrigin+" "))
	got, err := ledger.ParseHead(signed, other, public)
	require.NoError(t, err)
	require.Equal(t, head, got)
	got, err = ledger.ReadHead(signed)
	require.NoError(t, err)
	require.Equal(t, head, got)
	origin, err := ledger.LogKeyOrigin(key)
	require.NoError(t, err)
	require.Equal(t, testOrigin, origin)

	for name, broken := range map[string]string{
		"size":      strings.Replace(signed, "\n3\n", "\n4\n", 1),
		"origin":    strings.Replace(signed, testOrigin, "anjia/other", 1),
		"unsigned":  head.Text() + "\n",
		"nothing":   "",
		"cut":       signed[:len(signed)-3],
		"zeros":     strings.Replace(signed, "\n3\n", "\n03\n", 1),
		"signature": strings.Replace(signed, "— "+testOrigin, "— somebody", 1),
	} {
		_, err := ledger.ParseHead(broken, public)
		require.ErrorIs(t, err, ledger.ErrLogHead, name)
	}
	_, err = ledger.ParseHead(signed, other)
	require.ErrorIs(t, err, ledger.ErrLogHead)
	_, err = ledger.ParseHead(signed)
	require.ErrorIs(t, err, ledger.ErrLogHead)
	_, err = ledger.ParseHead(signed, "no key")
	require.ErrorIs(t, err, ledger.ErrLogHead)
	_, err = ledger.LogHead{Origin: "anjia/other", Size: 3}.Sign(key)
	require.ErrorIs(t, err, ledger.ErrLogHead)
	_, _, err = ledger.NewLogKey(strings.NewReader(""), "a b")
	require.ErrorIs(t, err, ledger.ErrLogHead)
}

// TestAnotherKeysHeadIsNotOfTheOrigin: a known key of another name may cosign, and does not make it a head of the log.
func TestAnotherKeysHeadIsNotOfTheOrigin(t *testing.T) {
	t.Parallel()
	key, public, err := ledger.NewLogKey(strings.NewReader(strings.Repeat("w", 64)), "witness")
	require.NoError(t, err)
	signer, err := note.NewSigner(key)
	require.NoError(t, err)
	head := ledger.LogHead{Origin: testOrigin, Root: plainRoot(nil)}
	signed, err := note.Sign(&note.Note{Text: head.Text()}, signer)
	require.NoError(t, err)
	_, err = ledger.ParseHead(string(signed), public)
	require.ErrorContains(t, err, "no key of its origin")
}

func TestHeadsOfTwoLogsAreNotCompared(t *testing.T) {
	t.Parallel()
	a := ledger.LogHead{Origin: "a", Size: 1, Root: plainRoot(logEntries(1))}
	b := ledger.LogHead{Origin: "b", Size: 1, Root: a.Root}
	require.NoError(t, ledger.VerifyConsistency(a, a, nil))
	require.ErrorIs(t, ledger.VerifyConsistency(a, b, nil), ledger.ErrLogProof)
	b = a
	b.Size = 2
	require.ErrorContains(t, ledger.VerifyConsistency(b, a, nil), "shrunk")
}
