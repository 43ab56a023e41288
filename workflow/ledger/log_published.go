package ledger

import (
	"errors"
	"fmt"
	"strings"
)

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
