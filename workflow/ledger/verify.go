package ledger

import (
	"fmt"
	"iter"
)

// Record is one stored entry as a verifier gets it: the entry, the hash that was stored
// with it, and what is shown of its payload (nil when the payload is missing).
type Record struct {
	Entry   Entry
	Hash    Hash
	Payload Disclosure
}

// Report says what a verification has seen. Whoever verifies must compare Head with a
// head known from elsewhere (the case row, a dossier, the log): a chain whose newest
// entries are cut off is still a chain.
type Report struct {
	Head     Head
	Entries  int64 // entries verified
	Leaves   int64 // leaves committed to, in payloads shown in whole or in part
	Hidden   int64 // of these, leaves that show their hash only
	Withheld int64 // entries whose payload is not shown at all
}

// Fault names what is wrong with a link.
type Fault string

// The faults, in the order in which a link is checked.
const (
	FaultWrongChain     Fault = "wrong_chain"
	FaultWrongAuthority Fault = "wrong_authority"
	FaultSequence       Fault = "sequence_gap"
	FaultMalformed      Fault = "malformed_entry"
	FaultHash           Fault = "hash_mismatch"
	FaultPrevious       Fault = "previous_mismatch"
	FaultState          Fault = "state_discontinuity"
	FaultTime           Fault = "time_backwards"
	FaultVersion        Fault = "version_discontinuity"
	FaultPayloadMissing Fault = "payload_missing"
	FaultPayloadInvalid Fault = "payload_invalid"
	FaultPayload        Fault = "payload_mismatch"
)

// BrokenLinkError is the first link of a chain that does not hold.
type BrokenLinkError struct {
	Chain    Chain
	Sequence int64 // the place in the chain, counted from 1, whatever the entry there says
	Fault    Fault
	Detail   string
}

func (b *BrokenLinkError) Error() string {
	return fmt.Sprintf("ledger: chain %s broken at entry %d: %s: %s", b.Chain, b.Sequence, b.Fault, b.Detail)
}

func (h Head) broken(f Fault, detail string) *BrokenLinkError {
	return &BrokenLinkError{Chain: h.Chain, Sequence: h.Sequence + 1, Fault: f, Detail: detail}
}

// Verify walks records in the order of their sequence, from the entry after from on,
// holding one at a time. It returns what it has seen up to the first fault, and that
// fault as a *BrokenLinkError, or the error that the iterator gave, wrapped.
func Verify(from Head, records iter.Seq2[Record, error]) (Report, error) {
	report := Report{Head: from}
	for record, err := range records {
		if err != nil {
			return report, fmt.Errorf("ledger: reading chain %s after entry %d: %w", from.Chain, report.Head.Sequence, err)
		}
		if err := report.add(record); err != nil {
			return report, err
		}
	}
	return report, nil
}

// VerifyChain is Verify over records that are in memory.
func VerifyChain(from Head, records []Record) (Report, error) {
	return Verify(from, func(yield func(Record, error) bool) {
		for _, r := range records {
			if !yield(r, nil) {
				return
			}
		}
	})
}

func (r *Report) add(record Record) error {
	e, head := record.Entry, r.Head
	if fault, detail := head.misplaced(e); fault != "" {
		return head.broken(fault, detail)
	}
	hash, err := e.Hash()
	if err != nil {
		return head.broken(FaultMalformed, err.Error())
	}
	if hash != record.Hash {
		return head.broken(FaultHash, fmt.Sprintf("the entry hashes to %s, its stored hash is %s", hash, record.Hash))
	}
	if fault, detail := head.discontinuity(e); fault != "" {
		return head.broken(fault, detail)
	}
	if err := r.addPayload(record); err != nil {
		return err
	}
	r.Entries++
	r.Head = head.after(e, hash)
	return nil
}

func (r *Report) addPayload(record Record) error {
	if record.Payload == nil {
		return r.Head.broken(FaultPayloadMissing, "the entry has no payload, and it was not said to be withheld")
	}
	shown, hidden := record.Payload.shown()
	if !shown {
		r.Withheld++
		return nil
	}
	got, err := record.Payload.Commit()
	if err != nil {
		return r.Head.broken(FaultPayloadInvalid, err.Error())
	}
	if want := record.Entry.Payload; got != want {
		return r.Head.broken(FaultPayload, fmt.Sprintf("the payload gives root %s of %d leaves, the entry holds %s of %d",
			got.Root, got.Leaves, want.Root, want.Leaves))
	}
	r.Leaves += got.Leaves
	r.Hidden += hidden
	return nil
}
