package ledger

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// LogNode is the place of a hash in the tree of the log: level 0 are the leaves, and the
// node n of a level is over the nodes 2n and 2n+1 of the one below. Only full nodes are
// kept; they never change.
type LogNode struct {
	Level int
	N     int64
}

// LogHash is a node with its hash.
type LogHash struct {
	LogNode
	Hash Hash
}

// LogReader reads kept nodes, in the order asked for. It fails when one is not there.
type LogReader func(nodes []LogNode) ([]Hash, error)

// LogTree is a log that is being extended: its size, what is kept elsewhere, and what was
// added since.
type LogTree struct {
	size  int64
	read  LogReader
	added map[LogNode]Hash
}

// OpenLogTree takes up a log of that size whose nodes read gives.
func OpenLogTree(size int64, read LogReader) *LogTree {
	return &LogTree{size: size, read: read, added: map[LogNode]Hash{}}
}

// Size is the number of entries.
func (t *LogTree) Size() int64 { return t.size }

// Add appends the entries with these hashes and returns the nodes to be kept, leaves
// among them.
func (t *LogTree) Add(entries ...Hash) ([]LogHash, error) {
	out := make([]LogHash, 0, 2*len(entries))
	for _, entry := range entries {
		stored, err := tlog.StoredHashesForRecordHash(t.size, tlog.Hash(LogLeaf(entry)), t)
		if err != nil {
			return nil, fmt.Errorf("ledger: log of %d entries: %w", t.size, err)
		}
		for level, h := range stored {
			node := LogNode{level, t.size >> level}
			t.added[node] = Hash(h)
			out = append(out, LogHash{node, Hash(h)})
		}
		t.size++
	}
	return out, nil
}

// Head is the head of the log as it is, or as it was with fewer entries.
func (t *LogTree) Head(origin string, size int64) (LogHead, error) {
	if size < 0 || size > t.size {
		return LogHead{}, fmt.Errorf("ledger: the log has %d entries, not %d", t.size, size)
	}
	root, err := tlog.TreeHash(size, t)
	if err != nil {
		return LogHead{}, fmt.Errorf("ledger: root of the log of %d entries: %w", size, err)
	}
	return LogHead{Origin: origin, Size: size, Root: Hash(root)}, nil
}

// Prove makes the proof that the entry at index is in the log of that size.
func (t *LogTree) Prove(size, index int64) ([]Hash, error) {
	if size > t.size {
		return nil, fmt.Errorf("ledger: the log has %d entries, not %d", t.size, size)
	}
	proof, err := tlog.ProveRecord(size, index, t)
	if err != nil {
		return nil, fmt.Errorf("ledger: proof of index %d in %d entries: %w", index, size, err)
	}
	return fromProof(proof), nil
}

// Consistency makes the proof that the log of newer entries begins with that of older ones.
func (t *LogTree) Consistency(older, newer int64) ([]Hash, error) {
	if older == 0 {
		return []Hash{}, nil
	}
	if newer > t.size {
		return nil, fmt.Errorf("ledger: the log has %d entries, not %d", t.size, newer)
	}
	proof, err := tlog.ProveTree(newer, older, t)
	if err != nil {
		return nil, fmt.Errorf("ledger: consistency of %d and %d entries: %w", older, newer, err)
	}
	return fromProof(proof), nil
}

// ReadHashes implements tlog.HashReader.
func (t *LogTree) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	var missing []LogNode
	var at []int
	for i, index := range indexes {
		level, n := tlog.SplitStoredHashIndex(index)
		node := LogNode{level, n}
		if h, ok := t.added[node]; ok {
			out[i] = tlog.Hash(h)
			continue
		}
		missing, at = append(missing, node), append(at, i)
	}
	if len(missing) == 0 {
		return out, nil
	}
	if t.read == nil {
		return nil, fmt.Errorf("node %d of level %d is not there", missing[0].N, missing[0].Level)
	}
	found, err := t.read(missing)
	if err != nil {
		return nil, err
	}
	if len(found) != len(missing) {
		return nil, fmt.Errorf("%d of %d nodes are there", len(found), len(missing))
	}
	for i, h := range found {
		out[at[i]], t.added[missing[i]] = tlog.Hash(h), h
	}
	return out, nil
}

// LogSum computes the root of a log from its beginning, entry by entry, in little memory.
// The zero value is the empty log.
type LogSum struct{ tree merkle }

// Add appends the entry with that hash.
func (s *LogSum) Add(entry Hash) { s.tree.add(LogLeaf(entry)) }

// Size is the number of entries so far; Root the root over them.
func (s *LogSum) Size() int64 { return int64(s.tree.count) } //nolint:gosec // nobody adds so many

// Root is the root over the entries so far.
func (s *LogSum) Root() Hash { return s.tree.root() }
