package ledger_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/workflow/ledger"
)

// published is a log of n entries as a folder, and the key that verifies it.
func published(t *testing.T, n int) (files map[string][]byte, key string) {
	t.Helper()
	signer, key, err := ledger.NewLogKey(strings.NewReader(strings.Repeat("k", 64)), testOrigin)
	require.NoError(t, err)
	files = map[string][]byte{}
	entries := logEntries(n)
	kept := map[ledger.LogNode]ledger.Hash{}
	tree := ledger.OpenLogTree(0, nil)
	nodes, err := tree.Add(entries...)
	require.NoError(t, err)
	for _, node := range nodes {
		kept[node.LogNode] = node.Hash
	}
	for _, tile := range slices.Concat(ledger.LogTiles(0, int64(n/2)), ledger.LogTiles(int64(n/2), int64(n))) { // in two goes
		hashes := entries[tile.First() : tile.First()+min(int64(tile.Width), int64(n)-tile.First())]
		if tile.Level != ledger.EntryBundles {
			hashes = nil
			for _, node := range tile.Nodes() {
				h, ok := kept[node]
				require.True(t, ok)
				hashes = append(hashes, h)
			}
		}
		files[tile.Path()] = tile.Encode(hashes)
	}
	head, err := tree.Head(testOrigin, int64(n))
	require.NoError(t, err)
	signed, err := head.Sign(signer)
	require.NoError(t, err)
	files[ledger.LogCheckpoint] = []byte(signed)
	return files, key
}

func reader(files map[string][]byte) func(string) ([]byte, error) {
	return func(path string) ([]byte, error) {
		if b, ok := files[path]; ok {
			return b, nil
		}
		return nil, errors.New("no file " + path)
	}
}

func TestAPublishedLogIsCheckedByItself(t *testing.T) {
	t.Parallel()
	for _, n := range []int{1, 2, 255, 256, 257, 70000} {
		files, key := published(t, n)
		log, err := ledger.CheckLog(reader(files), key)
		require.NoError(t, err, n)
		require.Equal(t, int64(n), log.Head.Size)
		at, ok := log.Place(logEntries(n)[n-1])
		require.True(t, ok)
		require.Equal(t, int64(n-1), at)
		_, ok = log.Place(ledger.Hash{1})
		require.False(t, ok)
		require.NoError(t, log.Continues(ledger.LogHead{Origin: testOrigin, Size: int64(n / 2), Root: plainRoot(logEntries(n / 2))}))
		require.ErrorIs(t, log.Continues(ledger.LogHead{Origin: testOrigin, Size: int64(n), Root: ledger.Hash{1}}), ledger.ErrLogProof)
		require.ErrorContains(t, log.Continues(ledger.LogHead{Origin: testOrigin, Size: int64(n + 1)}), "stale")
		require.ErrorIs(t, log.Continues(ledger.LogHead{Origin: "other"}), ledger.ErrLogProof)
	}
}

func TestEachFileOfAPublishedLogCounts(t *testing.T) {
	t.Parallel()
	files, key := published(t, 600)
	for _, tile := range append(ledger.LogTiles(0, 600), ledger.LogTile{}) {
		path := tile.Path()
		if tile.Width == 0 {
			path = ledger.LogCheckpoint
		}
		whole := files[path]
		for name, b := range map[string][]byte{"a byte": bytes.Clone(whole), "cut": whole[:len(whole)-1], "longer": append(bytes.Clone(whole), 1)} {
			if name == "a byte" {
				b[len(b)/2] ^= 1
			}
			files[path] = b
			_, err := ledger.CheckLog(reader(files), key)
			require.Error(t, err, path+": "+name)
		}
		delete(files, path)
		_, err := ledger.CheckLog(reader(files), key)
		require.ErrorContains(t, err, "no file")
		files[path] = whole
	}
}

func TestPathsOfTiles(t *testing.T) {
	t.Parallel()
	require.Equal(t, "tile/0/x001/x234/067", ledger.LogTile{Level: 0, N: 1234067, Width: 256}.Path())
	require.Equal(t, "tile/2/000.p/3", ledger.LogTile{Level: 2, N: 0, Width: 3}.Path())
	require.Equal(t, "tile/entries/255.p/1", ledger.LogTile{Level: ledger.EntryBundles, N: 255, Width: 1}.Path())
	require.Empty(t, ledger.LogTiles(7, 7))
	require.Equal(t, []ledger.LogTile{{ledger.EntryBundles, 0, 256}, {ledger.EntryBundles, 1, 1}, {0, 0, 256}, {0, 1, 1}, {1, 0, 1}}, ledger.LogTiles(255, 257))
}

// TestEachTileHasOnePath: what Path writes is read again, and no other path names a tile.
func TestEachTileHasOnePath(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		tile := ledger.LogTile{
			Level: rapid.IntRange(ledger.EntryBundles, 7).Draw(t, "level"), N: rapid.Int64Range(0, 1e12).Draw(t, "n"), Width: rapid.IntRange(1, 256).Draw(t, "width"),
		}
		got, err := ledger.ParseLogTile(tile.Path())
		require.NoError(t, err)
		require.Equal(t, tile, got)
	})
	for _, path := range []string{
		"", "tile", "tile/0", "tile/0/", "tile/8/000", "tile/-1/000", "tile/00/000", "tile/0/1", "tile/0/0001", "tile/0/x000/001", "tile/0/001/x001",
		"tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/", "tile/0/000.p/1/2", "tile/entries/+01", "checkpoint", "tile/0/000/..",
		"tile/0/x999/x999/x999/x999/x999/x999/999", "/tile/0/000",
	} {
		_, err := ledger.ParseLogTile(path)
		require.ErrorIs(t, err, ledger.ErrLogTile, path)
	}
}

// TestALogHasTheTilesThatItPublishes: those of LogTiles as wide as they are and narrower, none wider or further on.
func TestALogHasTheTilesThatItPublishes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.Int64Range(1, 1<<17).Draw(t, "size")
		for _, tile := range ledger.LogTiles(0, size) {
			require.True(t, tile.In(size))
			tile.Width++
			require.True(t, tile.Width > 256 || !tile.In(size))
		}
		require.False(t, ledger.LogTile{Level: 0, N: size/256 + 1, Width: 1}.In(size))
	})
}
