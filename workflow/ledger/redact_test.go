package ledger_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/workflow/ledger"
)

// TestARedactedCopyVerifies: whatever is hidden, the commitment stays, also after the
// copy went through JSON; and a shown value cannot be altered.
func TestARedactedCopyVerifies(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := drawPayload(t)
		want, err := p.Commit()
		require.NoError(t, err)
		seen := []string(nil)
		r, err := ledger.Redact(p, func(path string) bool {
			seen = append(seen, path)
			return rapid.Bool().Draw(t, "hide")
		})
		require.NoError(t, err)
		require.Len(t, seen, int(want.Leaves))
		got, err := throughJSON(t, r).Commit()
		require.NoError(t, err)
		require.Equal(t, want, got)

		i := rapid.IntRange(0, len(r.Leaves)-1).Draw(t, "altered leaf")
		alterLeaf(t, &r.Leaves[i])
		if got, err := r.Commit(); err == nil {
			require.NotEqual(t, want, got)
		}
	})
}

func throughJSON(t require.TestingT, r ledger.Redacted) ledger.Redacted {
	b, err := json.Marshal(r)
	require.NoError(t, err)
	var back ledger.Redacted
	require.NoError(t, json.Unmarshal(b, &back))
	return back
}

func alterLeaf(t *rapid.T, l *ledger.RedactedLeaf) {
	switch {
	case l.Hidden():
		l.Hash[rapid.IntRange(0, 31).Draw(t, "byte")] ^= 1
	case rapid.Bool().Draw(t, "value or salt"):
		l.Salt[rapid.IntRange(0, 15).Draw(t, "byte")] ^= 1
	case string(l.Value) == `"altered"`:
		l.Value = []byte(`1`)
	default:
		l.Value = []byte(`"altered"`)
	}
}

func TestRedactionTellsNothingOfWhatItHides(t *testing.T) {
	t.Parallel()
	p := testPayload()
	hide := func(path string) bool { return strings.HasPrefix(path, "/after/applicants/0/") }
	r, err := ledger.Redact(p, hide)
	require.NoError(t, err)
	b, err := json.Marshal(r)
	require.NoError(t, err)
	text := string(b)
	require.NotContains(t, text, "𠮷田")
	require.NotContains(t, text, "applicants/0")
	require.NotContains(t, text, "seed")
	require.Contains(t, text, "applicants/1/age")
	whole, err := ledger.Redact(p, func(string) bool { return false })
	require.NoError(t, err)
	for i, l := range whole.Leaves {
		if hide(l.Path) {
			require.True(t, r.Leaves[i].Hidden())
			require.NotContains(t, text, l.Salt.String(), "the salt of a hidden leaf must not be told")
		} else {
			require.Equal(t, l, r.Leaves[i])
		}
	}
}

// TestSaltsDifferByLeafAndBySeed: equal values have different hashes in one payload and
// in two entries.
func TestSaltsDifferByLeafAndBySeed(t *testing.T) {
	t.Parallel()
	p := ledger.Payload{Seed: testSeed(1), Input: []byte(`[7,7,7]`), After: []byte(`[7,7,7]`)}
	q := p
	q.Seed = testSeed(2)
	seen := map[ledger.Hash]bool{}
	for _, payload := range []ledger.Payload{p, q} {
		r, err := ledger.Redact(payload, func(string) bool { return true })
		require.NoError(t, err)
		for _, l := range r.Leaves {
			require.False(t, seen[l.Hash])
			seen[l.Hash] = true
		}
	}
	require.Len(t, seen, 12)
}

func TestMalformedCopiesAreRefused(t *testing.T) {
	t.Parallel()
	shown := ledger.RedactedLeaf{Path: "/after/a", Salt: ledger.Salt{1}, Value: []byte(`1`)}
	with := func(change func(l *ledger.RedactedLeaf)) ledger.RedactedLeaf {
		l := shown
		change(&l)
		return l
	}
	for name, c := range map[string]struct {
		leaves []ledger.RedactedLeaf
		reason string
	}{
		"neither":      {[]ledger.RedactedLeaf{{}}, "a hidden leaf"},
		"both":         {[]ledger.RedactedLeaf{with(func(l *ledger.RedactedLeaf) { l.Hash = ledger.Hash{1} })}, "no hash"},
		"hidden value": {[]ledger.RedactedLeaf{{Hash: ledger.Hash{1}, Value: []byte("1")}}, "a hidden leaf"},
		"foreign path": {[]ledger.RedactedLeaf{with(func(l *ledger.RedactedLeaf) { l.Path = "/afterwards" })}, "no pointer"},
		"bad UTF-8":    {[]ledger.RedactedLeaf{with(func(l *ledger.RedactedLeaf) { l.Path = "/after/\xff" })}, "no pointer"},
		"no value":     {[]ledger.RedactedLeaf{with(func(l *ledger.RedactedLeaf) { l.Value = nil })}, "ends where a value"},
		"container":    {[]ledger.RedactedLeaf{with(func(l *ledger.RedactedLeaf) { l.Value = []byte(`{"b":1}`) })}, "not a scalar"},
		"container 2":  {[]ledger.RedactedLeaf{with(func(l *ledger.RedactedLeaf) { l.Value = []byte(`[1]`) })}, "not a scalar"},
		"twice":        {[]ledger.RedactedLeaf{shown, shown}, "does not follow"},
	} {
		_, err := ledger.Redacted{Leaves: c.leaves}.Commit()
		require.ErrorContains(t, err, c.reason, name)
	}
	_, err := ledger.Redact(ledger.Payload{Seed: testSeed(1)}, func(string) bool { return true })
	require.Error(t, err)
}

func TestAChainVerifiesWithPartsHidden(t *testing.T) {
	t.Parallel()
	records := caseChain(t)
	p := records[1].Payload.(ledger.Payload) //nolint:forcetypeassert // caseChain makes nothing else
	r, err := ledger.Redact(p, func(path string) bool { return strings.HasPrefix(path, "/input/") })
	require.NoError(t, err)
	records[1].Payload, records[3].Payload = r, ledger.Withheld{}
	report, err := ledger.VerifyChain(testHead(), records)
	require.NoError(t, err)
	require.Equal(t, int64(5), report.Entries)
	require.Equal(t, int64(2), report.Hidden)
	require.Equal(t, int64(1), report.Withheld)

	last := len(r.Leaves) - 1 // /input sorts behind /after
	r.Leaves[last].Hash[3] ^= 1
	requireBroken(t, records, 2, ledger.FaultPayload)
	r.Leaves = r.Leaves[:last]
	records[1].Payload = r
	requireBroken(t, records, 2, ledger.FaultPayload)
	_, err = ledger.Withheld{}.Commit()
	require.Error(t, err)
}

// TestLeavesCannotBeMerged: with four leaves, two hidden ones joined to their parent
// give the same root; the number of leaves in the entry tells.
func TestLeavesCannotBeMerged(t *testing.T) {
	t.Parallel()
	p := ledger.Payload{Seed: testSeed(1), Input: []byte(`[1,2]`), After: []byte(`[3,4]`)}
	want, err := p.Commit()
	require.NoError(t, err)
	r, err := ledger.Redact(p, func(string) bool { return true })
	require.NoError(t, err)
	merged := ledger.Redacted{Leaves: []ledger.RedactedLeaf{
		{Hash: joined(r.Leaves[0].Hash, r.Leaves[1].Hash)}, {Hash: joined(r.Leaves[2].Hash, r.Leaves[3].Hash)},
	}}
	got, err := merged.Commit()
	require.NoError(t, err)
	require.Equal(t, want.Root, got.Root)
	require.NotEqual(t, want, got)
}
