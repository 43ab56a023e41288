package ledger

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"slices"
)

// Pointers of the two documents of a payload.
const (
	inputPointer = "/input"
	afterPointer = "/after"
)

var errZeroSeed = errors.New("ledger: the seed is all zero: salts from it hide nothing; draw one from crypto/rand")

// Payload is what an entry speaks of: the input of the act and the whole aggregate
// after it, both JSON documents, and the secret seed of the salts. It is kept apart
// from the entry, which holds only its Commitment.
type Payload struct {
	Seed  Seed
	Input []byte
	After []byte
}

// Commitment is what an entry says of its payload: the root of the RFC 6962 tree over
// the leaves, and how many leaves there are.
type Commitment struct {
	Root   Hash  `json:"root"`
	Leaves int64 `json:"leaves"`
}

// Disclosure is what a verifier is shown of a payload: all of it (Payload), part of
// it (Redacted) or nothing (Withheld).
type Disclosure interface {
	// Commit computes the commitment from what is shown; it fails when that is malformed.
	Commit() (Commitment, error)
	// shown says whether there is anything to commit to, and how many leaves hide their value.
	shown() (some bool, hidden int64)
}

func (Payload) shown() (some bool, hidden int64) { return true, 0 }

// Commit flattens both documents and returns root and number of their leaves. It fails
// with a *DocumentError on what cannot be recorded exactly (invalid UTF-8, a name that
// stands twice, a number that a double does not keep), and on a seed of zeros.
func (p Payload) Commit() (Commitment, error) {
	leaves, err := p.flatten()
	if err != nil {
		return Commitment{}, err
	}
	hasher, tree := newLeafHasher(), newMerkle()
	mac := newSalter(p.Seed)
	for _, l := range leaves {
		tree.add(hasher.hash(mac.salt(l.path), l))
	}
	return Commitment{Root: tree.root(), Leaves: int64(len(leaves))}, nil
}

// flatten returns the leaves of both documents, sorted by the bytes of their pointers.
func (p Payload) flatten() ([]flatLeaf, error) {
	if p.Seed == (Seed{}) {
		return nil, errZeroSeed
	}
	size := len(p.Input) + len(p.After)
	s := scanner{
		path:   make([]byte, 0, 128),
		arena:  make([]byte, 0, 2*size),
		leaves: make([]flatLeaf, 0, 16+size/32),
		keys:   make([][]byte, 0, 64),
	}
	if err := s.document(inputPointer, p.Input); err != nil {
		return nil, err
	}
	if err := s.document(afterPointer, p.After); err != nil {
		return nil, err
	}
	slices.SortFunc(s.leaves, func(a, b flatLeaf) int { return bytes.Compare(a.path, b.path) })
	return s.leaves, nil
}

// salter derives the salt of each leaf of one payload from its seed: the first 16
// bytes of HMAC-SHA256(seed, pointer). See docs/adr/0003-derived-salts.md.
type salter struct {
	mac hash.Hash
	sum []byte
}

func newSalter(seed Seed) *salter {
	return &salter{mac: hmac.New(sha256.New, seed[:]), sum: make([]byte, 0, HashSize)}
}

func (s *salter) salt(path []byte) Salt {
	s.mac.Reset()
	s.mac.Write(path)
	s.sum = s.mac.Sum(s.sum[:0])
	return Salt(s.sum[:SaltSize])
}

// leafHasher hashes leaves one after the other in one buffer.
type leafHasher struct{ buf []byte }

func newLeafHasher() *leafHasher { return &leafHasher{buf: make([]byte, 0, 512)} }

// hash returns SHA-256(0x00 ‖ JCS([salt, path, value])).
func (h *leafHasher) hash(salt Salt, l flatLeaf) Hash {
	b := append(h.buf[:0], leafPrefix, '[', '"')
	b = hex.AppendEncode(b, salt[:])
	b = append(b, '"', ',')
	b = appendString(b, l.path)
	b = append(b, ',')
	b = append(b, l.value...)
	b = append(b, ']')
	h.buf = b
	return sha256.Sum256(b)
}
