package ledger

import (
	"errors"
	"fmt"
	"strings"
)

// The published form of the log is that of C2SP tlog-tiles: a folder with the signed
// head as "checkpoint", the hashes of entries in bundles, and the tree in tiles.
const (
	// LogCheckpoint is the path of the signed head.
	LogCheckpoint = "checkpoint"

	tileHeight = 8
	tileWidth  = 1 << tileHeight
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
	const thousand = 1000
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

// PublishedLog is a published log that was read and found whole.
type PublishedLog struct {
	Head   LogHead
	leaves []Hash
	places map[Hash]int64
}

// CheckLog reads a published log by its paths and checks it without anything else: the
// signature of the head by one of the keys, that the entries give the head's root, and
// that each tile holds what the entries give. It fails with ErrLogHead or ErrLogProof,
// naming the file, or with what read gave.
func CheckLog(read func(path string) ([]byte, error), keys ...string) (*PublishedLog, error) {
	signed, err := read(LogCheckpoint)
	if err != nil {
		return nil, err
	}
	p := &PublishedLog{places: map[Hash]int64{}}
	if p.Head, err = ParseHead(string(signed), keys...); err != nil {
		return nil, err
	}
	var level []Hash
	for _, tile := range LogTiles(0, p.Head.Size) {
		raw, err := read(tile.Path())
		if err != nil {
			return nil, err
		}
		switch {
		case tile.Level == EntryBundles:
			err = p.addBundle(tile, raw)
		case tile.First() == 0 && tile.Level == 0:
			level = p.leaves
		case tile.First() == 0:
			level = above(level)
		}
		if err == nil && tile.Level != EntryBundles && string(tile.Encode(level[tile.First():tile.First()+int64(tile.Width)])) != string(raw) {
			err = errors.New("it is not what the entries give")
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %s: %w", ErrLogProof, tile.Path(), err)
		}
	}
	return p, p.Continues(p.Head)
}

func (p *PublishedLog) addBundle(tile LogTile, raw []byte) error {
	prefix := string([]byte{0, HashSize})
	for range tile.Width {
		rest, found := strings.CutPrefix(string(raw[:min(len(raw), HashSize+2)]), prefix)
		if !found || len(rest) != HashSize {
			return errors.New("it is not a bundle of hashes of entries")
		}
		entry := Hash([]byte(rest))
		p.places[entry] = int64(len(p.leaves))
		p.leaves = append(p.leaves, LogLeaf(entry))
		raw = raw[HashSize+2:]
	}
	if len(raw) > 0 {
		return errors.New("there is more in it than its entries")
	}
	return nil
}

// above are the roots of the full tiles of a level.
func above(level []Hash) []Hash {
	out := make([]Hash, len(level)/tileWidth)
	for i := range out {
		tree := newMerkle()
		for _, h := range level[i*tileWidth : (i+1)*tileWidth] {
			tree.add(h)
		}
		out[i] = tree.root()
	}
	return out
}

// Continues checks that the published log begins with the whole log of an older head,
// which anybody may have kept. It fails with ErrLogProof.
func (p *PublishedLog) Continues(older LogHead) error {
	if older.Origin != p.Head.Origin {
		return fmt.Errorf("%w: heads of two logs, %q and %q", ErrLogProof, older.Origin, p.Head.Origin)
	}
	if older.Size > int64(len(p.leaves)) {
		return fmt.Errorf("%w: the published log has %d entries, the head is of %d: it is stale or was cut", ErrLogProof, len(p.leaves), older.Size)
	}
	tree := newMerkle()
	for _, leaf := range p.leaves[:older.Size] {
		tree.add(leaf)
	}
	if tree.root() != older.Root {
		return fmt.Errorf("%w: the first %d entries give root %s, the head holds %s", ErrLogProof, older.Size, tree.root(), older.Root)
	}
	return nil
}

// Place is where an entry stands in the log, counted from 0; false when it does not.
func (p *PublishedLog) Place(entry Hash) (int64, bool) {
	at, ok := p.places[entry]
	return at, ok
}
