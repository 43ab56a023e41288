package ledger

import (
	"crypto/sha256"
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// Inclusion is the place of an entry in the log and the audit path of RFC 6962,
// section 2.1.1, from its leaf to the root of a head.
type Inclusion struct {
	Sequence int64  `json:"sequence"` // of the entry in its chain
	Index    int64  `json:"index"`    // of its leaf in the log, counted from 0
	Proof    []Hash `json:"proof"`
}

// ErrLogProof marks a proof that does not hold.
var ErrLogProof = errors.New("ledger: proof of the log")

// LogLeaf is the leaf of an entry in the log: SHA-256(0x00 ‖ entry hash).
func LogLeaf(entry Hash) Hash {
	var b [1 + HashSize]byte
	b[0] = leafPrefix
	copy(b[1:], entry[:])
	return sha256.Sum256(b[:])
}

// VerifyInclusion checks that the entry with that hash stands in the log of the head at
// the place that the proof names. It fails with ErrLogProof.
func VerifyInclusion(head LogHead, entry Hash, in Inclusion) error {
	if in.Index < 0 || in.Index >= head.Size {
		return fmt.Errorf("%w: entry %d: index %d is not in a log of %d entries", ErrLogProof, in.Sequence, in.Index, head.Size)
	}
	if err := tlog.CheckRecord(toProof(in.Proof), head.Size, tlog.Hash(head.Root), in.Index, tlog.Hash(LogLeaf(entry))); err != nil {
		return fmt.Errorf("%w: entry %d is not at index %d of the log with root %s", ErrLogProof, in.Sequence, in.Index, head.Root)
	}
	return nil
}

// VerifyConsistency checks that the newer log begins with the whole older one (RFC 6962,
// section 2.1.2): nothing that was once in it is gone or changed. Heads of two origins
// are two logs. It fails with ErrLogProof.
func VerifyConsistency(older, newer LogHead, proof []Hash) error {
	if older.Origin != newer.Origin {
		return fmt.Errorf("%w: heads of two logs, %q and %q", ErrLogProof, older.Origin, newer.Origin)
	}
	if older.Size > newer.Size {
		return fmt.Errorf("%w: the log has shrunk from %d entries to %d", ErrLogProof, older.Size, newer.Size)
	}
	if older.Size == 0 {
		if older.Root != Hash(sha256.Sum256(nil)) || len(proof) != 0 {
			return fmt.Errorf("%w: the root of the empty log is %s", ErrLogProof, older.Root)
		}
		return nil // every log begins with the empty one
	}
	if err := tlog.CheckTree(toProof(proof), newer.Size, tlog.Hash(newer.Root), older.Size, tlog.Hash(older.Root)); err != nil {
		return fmt.Errorf("%w: the log of %d entries does not continue the one of %d", ErrLogProof, newer.Size, older.Size)
	}
	return nil
}

func toProof(hashes []Hash) []tlog.Hash {
	out := make([]tlog.Hash, len(hashes))
	for i, h := range hashes {
		out[i] = tlog.Hash(h)
	}
	return out
}

func fromProof(hashes []tlog.Hash) []Hash {
	out := make([]Hash, len(hashes))
	for i, h := range hashes {
		out[i] = Hash(h)
	}
	return out
}
