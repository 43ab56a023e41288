package ledger

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Redacted is a copy of a payload in which some leaves show only their hash. It holds
// no seed. Its commitment equals that of the whole payload, and it marshals to JSON
// as it is handed out.
type Redacted struct {
	Leaves []RedactedLeaf `json:"leaves"`
}

// RedactedLeaf is either shown (Path, Salt, Value) or hidden (Hash only: not even the
// name of the field is told).
type RedactedLeaf struct {
	Path  string          `json:"path,omitempty"`
	Salt  Salt            `json:"salt,omitzero"`
	Value json.RawMessage `json:"value,omitempty"` // a scalar, {} or []
	Hash  Hash            `json:"hash,omitzero"`
}

// Hidden reports whether the leaf shows its hash only.
func (l RedactedLeaf) Hidden() bool { return l.Path == "" }

func (r Redacted) shown() (some bool, hidden int64) {
	for _, l := range r.Leaves {
		if l.Hidden() {
			hidden++
		}
	}
	return true, hidden
}

// Redact returns a copy of p that hides the leaves whose JSON Pointer (below /input or
// /after) hide names. It fails as Payload.Commit does.
func Redact(p Payload, hide func(path string) bool) (Redacted, error) {
	flat, err := p.flatten()
	if err != nil {
		return Redacted{}, err
	}
	hasher, mac := newLeafHasher(), newSalter(p.Seed)
	leaves := make([]RedactedLeaf, len(flat))
	for i, l := range flat {
		path, salt := string(l.path), mac.salt(l.path)
		if hide(path) {
			leaves[i].Hash = hasher.hash(salt, l)
			continue
		}
		leaves[i] = RedactedLeaf{Path: path, Salt: salt, Value: bytes.Clone(l.value)}
	}
	return Redacted{Leaves: leaves}, nil
}

// Commit computes the commitment from the shown leaves and the hashes of the hidden
// ones. It fails when a leaf is neither shown nor hidden, a value is not a scalar,
// {} or [], or the shown leaves do not ascend by their pointers.
func (r Redacted) Commit() (Commitment, error) {
	hasher, tree := newLeafHasher(), newMerkle()
	last := ""
	for i, l := range r.Leaves {
		h, err := l.hash(hasher)
		if err != nil {
			return Commitment{}, fmt.Errorf("ledger: leaf %d: %w", i, err)
		}
		if !l.Hidden() {
			if l.Path <= last {
				return Commitment{}, fmt.Errorf("ledger: leaf %d: %s does not follow %s", i, l.Path, last)
			}
			last = l.Path
		}
		tree.add(h)
	}
	return Commitment{Root: tree.root(), Leaves: int64(len(r.Leaves))}, nil
}

func (l RedactedLeaf) hash(hasher *leafHasher) (Hash, error) {
	if l.Hidden() {
		if l.Hash.IsZero() || l.Salt != (Salt{}) || l.Value != nil {
			return Hash{}, errors.New("a hidden leaf has its hash and nothing else")
		}
		return l.Hash, nil
	}
	if !l.Hash.IsZero() {
		return Hash{}, errors.New("a shown leaf has path, salt and value, and no hash")
	}
	if !payloadPointer(l.Path) {
		return Hash{}, fmt.Errorf("%q is no pointer below %s or %s", l.Path, inputPointer, afterPointer)
	}
	s := scanner{}
	if err := s.document(l.Path, l.Value); err != nil {
		return Hash{}, err
	}
	if len(s.leaves) != 1 || string(s.leaves[0].path) != l.Path {
		return Hash{}, fmt.Errorf("%s: the value is not a scalar, {} or []", l.Path)
	}
	return hasher.hash(l.Salt, s.leaves[0]), nil
}

func payloadPointer(path string) bool {
	for _, root := range []string{inputPointer, afterPointer} {
		if rest, ok := strings.CutPrefix(path, root); ok && (rest == "" || rest[0] == '/') {
			return utf8.ValidString(path)
		}
	}
	return false
}

// Withheld stands for a payload of which nothing is shown: the entry then verifies
// without it, which is said in the Report.
type Withheld struct{}

func (Withheld) shown() (some bool, hidden int64) { return false, 0 }

// Commit always fails: nothing is shown that a commitment could be computed from.
func (Withheld) Commit() (Commitment, error) {
	return Commitment{}, errors.New("ledger: the payload is withheld")
}
