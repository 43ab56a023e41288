package ledger

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// The published form of the log is that of C2SP tlog-tiles: a folder with the signed
// head as "checkpoint", the hashes of entries in bundles, and the tree in tiles.
const (
	// LogCheckpoint is the path of the signed head.
	LogCheckpoint = "checkpoint"

	tileHeight = 8
	tileWidth  = 1 << tileHeight
	thousand   = 1000 // places of a number that a path gives to one folder
	// EntryBundles is the level of the bundles of entries, below the tree.
	EntryBundles = -1
)

// LogTile is one file of a published log: up to 256 hashes beside each other. Level 0 are
// leaves, the next level is eight levels of the tree above; EntryBundles are the hashes
// of entries themselves.
type LogTile struct {
	Level int
	N     int64
	Width int // 256 when full
}

// Path is where the tile stands: tile/<level>/<N>, with .p/<width> when it is not full.
func (t LogTile) Path() string {
	level := "entries"
	if t.Level != EntryBundles {
		level = fmt.Sprint(t.Level)
	}
	n := fmt.Sprintf("%03d", t.N%thousand)
	for rest := t.N / thousand; rest > 0; rest /= thousand {
		n = fmt.Sprintf("x%03d/%s", rest%thousand, n)
	}
	path := "tile/" + level + "/" + n
	if t.Width < tileWidth {
		path += fmt.Sprintf(".p/%d", t.Width)
	}
	return path
}

// ErrLogTile says that a path names no tile that a log can have.
var ErrLogTile = errors.New("ledger: no tile of a log")

const maxTileLevel = 63 / tileHeight

// ParseLogTile reads what Path writes, and nothing else: each tile has one path. It fails with ErrLogTile.
func ParseLogTile(path string) (t LogTile, err error) {
	t.Width = tileWidth
	rest, width, partial := strings.Cut(path, ".p/")
	if partial {
		if t.Width, err = strconv.Atoi(width); err != nil || t.Width >= tileWidth || t.Width < 1 {
			return LogTile{}, fmt.Errorf("%w: %q", ErrLogTile, path)
		}
	}
	parts := strings.Split(rest, "/")
	if len(parts) < 3 {
		return LogTile{}, fmt.Errorf("%w: %q", ErrLogTile, path)
	}
	if t.Level = EntryBundles; parts[1] != "entries" {
		if t.Level, err = strconv.Atoi(parts[1]); err != nil || t.Level < 0 || t.Level > maxTileLevel {
			return LogTile{}, fmt.Errorf("%w: %q", ErrLogTile, path)
		}
	}
	for _, part := range parts[2:] {
		n, err := strconv.ParseInt(strings.TrimPrefix(part, "x"), 10, 64)
		if err != nil || n < 0 || t.N > math.MaxInt64>>tileHeight/thousand-1 {
			return LogTile{}, fmt.Errorf("%w: %q", ErrLogTile, path)
		}
		t.N = t.N*thousand + n
	}
	if t.Path() != path {
		return LogTile{}, fmt.Errorf("%w: %q", ErrLogTile, path)
	}
	return t, nil
}

// In reports whether a log of that size has the tile, as wide as it is.
func (t LogTile) In(size int64) bool {
	return t.First()+int64(t.Width) <= size>>(tileHeight*max(t.Level, 0))
}

// Full reports whether the tile will never change again.
func (t LogTile) Full() bool { return t.Width == tileWidth }

// First is the place of the first hash on the tile's level.
func (t LogTile) First() int64 { return t.N * tileWidth }

// Nodes are the nodes of the tree that the tile holds; none for a bundle of entries.
func (t LogTile) Nodes() []LogNode {
	if t.Level == EntryBundles {
		return nil
	}
	out := make([]LogNode, t.Width)
	for i := range out {
		out[i] = LogNode{t.Level * tileHeight, t.First() + int64(i)}
	}
	return out
}

// Encode is the content of the tile's file over its hashes. An entry of a bundle has its
// length before it, two bytes big-endian.
func (t LogTile) Encode(hashes []Hash) []byte {
	out := make([]byte, 0, len(hashes)*(HashSize+2))
	for _, h := range hashes {
		if t.Level == EntryBundles {
			out = append(out, 0, HashSize)
		}
		out = append(out, h[:]...)
	}
	return out
}

// LogTiles lists the tiles that a log of newer entries has and one of older entries had
// not, or not as wide; lower levels first.
func LogTiles(older, newer int64) []LogTile {
	var out []LogTile
	for level := EntryBundles; ; level++ {
		shift := tileHeight * max(level, 0)
		was, is := older>>shift, newer>>shift
		if is == 0 {
			return out
		}
		for n := was / tileWidth; n*tileWidth < is && is > was; n++ {
			out = append(out, LogTile{level, n, int(min(tileWidth, is-n*tileWidth))})
		}
	}
}
