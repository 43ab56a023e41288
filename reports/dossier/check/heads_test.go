package check_test

import (
	"crypto/sha256"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports/dossier/check"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// logOf is a log of these entries, published, and its signed head.
func (w *world) logOf(tb testing.TB, entries []ledger.Hash) (*ledger.PublishedLog, string) {
	tb.Helper()
	tree, nodes := ledger.OpenLogTree(0, nil), map[ledger.LogNode]ledger.Hash{}
	added, err := tree.Add(entries...)
	require.NoError(tb, err)
	for _, n := range added {
		nodes[n.LogNode] = n.Hash
	}
	head, err := tree.Head(origin, tree.Size())
	require.NoError(tb, err)
	signed, err := head.Sign(w.logKey)
	require.NoError(tb, err)
	files := map[string][]byte{ledger.LogCheckpoint: []byte(signed)}
	for _, tile := range ledger.LogTiles(0, tree.Size()) {
		hashes := entries[min(tile.First(), tree.Size()):]
		if tile.Level != ledger.EntryBundles {
			hashes = nil
			for _, n := range tile.Nodes() {
				hashes = append(hashes, nodes[n])
			}
		}
		files[tile.Path()] = tile.Encode(hashes[:tile.Width])
	}
	p, err := ledger.CheckLog(func(path string) ([]byte, error) { return files[path], nil }, w.logVKey)
	require.NoError(tb, err)
	return p, signed
}

// TestHeadsThatAReaderKeeps: the log of a dossier is held against heads of before, of the same time and of after, alone
// and with the published log.
func TestHeadsThatAReaderKeeps(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 3, 2)
	file := w.signed(t)
	size := int64(len(w.logged))
	same := w.head(t, w.logKey, size)
	others := append([]ledger.Hash{}, w.logged...)
	others[0] = sha256.Sum256([]byte("another first entry"))
	forkedLog, forked := w.logOf(t, others)
	_, forkedEarly := w.logOf(t, others[:4])
	more := append(append([]ledger.Hash{}, w.logged...), sha256.Sum256([]byte("later")), sha256.Sum256([]byte("later still")))
	longer, newer := w.logOf(t, more)
	forkedLonger, forkedNewer := w.logOf(t, append(append([]ledger.Hash{}, others...), sha256.Sum256([]byte("later"))))
	shorter, _ := w.logOf(t, w.logged[:6])
	for name, c := range map[string]struct {
		heads     []string
		published *ledger.PublishedLog
		exit      int
		code      string
	}{
		"the same head":                           {[]string{same}, nil, check.CodeHolds, ""},
		"of the same size with another root":      {[]string{forked}, nil, check.CodeFails, "log_forked"},
		"older, proven":                           {[]string{w.head(t, w.logKey, 4)}, nil, check.CodeHolds, ""},
		"older, of another log":                   {[]string{forkedEarly}, nil, check.CodeFails, "log_forked"},
		"older, without a proof":                  {[]string{w.head(t, w.logKey, 5)}, nil, check.CodePartial, ""},
		"older, by the published log":             {[]string{w.head(t, w.logKey, 5)}, longer, check.CodeHolds, ""},
		"older, published log of before":          {[]string{w.head(t, w.logKey, 5)}, shorter, check.CodePartial, ""},
		"newer":                                   {[]string{newer}, nil, check.CodePartial, ""},
		"newer, by the published log":             {[]string{newer}, longer, check.CodeHolds, ""},
		"newer, of another log":                   {[]string{forkedNewer}, nil, check.CodePartial, ""}, // alone nobody can tell
		"newer, another than the published log":   {[]string{forkedNewer}, longer, check.CodeFails, "log_forked"},
		"newer, published log is another":         {[]string{newer}, forkedLonger, check.CodeFails, "log_forked"},
		"no head, published log is another":       {nil, forkedLog, check.CodeFails, "log_forked"},
		"no head, published log":                  {nil, longer, check.CodeHolds, ""},
		"of the beginning":                        {[]string{w.head(t, w.logKey, 0)}, nil, check.CodeHolds, ""},
		"three that are proven, and one that not": {[]string{same, w.head(t, w.logKey, 1), w.head(t, w.logKey, 7), w.head(t, w.logKey, 3)}, nil, check.CodePartial, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			trust := w.trustFile()
			trust.Heads = c.heads
			o := trusting(t, trust)
			o.Published = c.published
			r := check.File(file, o)
			require.Equal(t, c.exit, r.ExitCode(), lines(r))
			require.NotContains(t, lines(r), "%!")
			if c.code != "" {
				require.Equal(t, c.code, r.First().Code, lines(r))
			}
		})
	}
}

// TestAProofOfAnEarlierHeadIsNotTakenOnTrust: the head that the reader keeps is continued only if the proof says so.
func TestAProofOfAnEarlierHeadIsNotTakenOnTrust(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 3, 2)
	w.content.Log.Earlier[2].Proof = w.content.Log.Earlier[1].Proof
	trust := w.trustFile()
	trust.Heads = []string{w.head(t, w.logKey, 4)}
	r := check.File(w.signed(t), trusting(t, trust))
	require.Equal(t, "log_forked", r.First().Code, lines(r))
}
