package ledger

import (
	"crypto/sha256"
	"math/bits"
)

// Domain separation of RFC 6962, section 2.1: a leaf can never pass for an interior node.
const (
	leafPrefix = 0x00
	nodePrefix = 0x01
)

// merkle computes the tree head of RFC 6962 over leaf hashes that arrive in order.
// It keeps one hash for each bit of the count: memory grows with the logarithm.
type merkle struct {
	count uint64
	peaks []Hash // roots of the full subtrees so far, largest first
	buf   [1 + 2*HashSize]byte
}

func newMerkle() *merkle {
	return &merkle{peaks: make([]Hash, 0, 16)}
}

// add appends one leaf hash. Every full pair of equal subtrees is joined at once.
func (m *merkle) add(leaf Hash) {
	top := leaf
	for range bits.TrailingZeros64(^m.count) {
		last := len(m.peaks) - 1
		top = m.join(m.peaks[last], top)
		m.peaks = m.peaks[:last]
	}
	m.peaks = append(m.peaks, top)
	m.count++
}

// root returns the tree head; of no leaves it is SHA-256 of nothing, as RFC 6962 has it.
func (m *merkle) root() Hash {
	if len(m.peaks) == 0 {
		return sha256.Sum256(nil)
	}
	last := len(m.peaks) - 1
	head := m.peaks[last]
	for i := last - 1; i >= 0; i-- {
		head = m.join(m.peaks[i], head)
	}
	return head
}

func (m *merkle) join(left, right Hash) Hash {
	m.buf[0] = nodePrefix
	copy(m.buf[1:], left[:])
	copy(m.buf[1+HashSize:], right[:])
	return sha256.Sum256(m.buf[:])
}
