package ledger

import (
	"fmt"
	"time"
)

// Head is where a chain stands: what the next entry must follow. It is kept in the
// row that an act locks anyway.
type Head struct {
	Authority   string
	Chain       Chain
	Sequence    int64 // of the last entry, 0 when there is none
	Hash        Hash  // of the last entry, zero when there is none
	State       string
	CaseVersion int64
	At          time.Time // instant of the last entry
}

// Genesis is the head of a chain that has no entry yet.
func Genesis(authority string, chain Chain) Head { return Head{Authority: authority, Chain: chain} }

// NotBefore returns the instant to record: at in whole microseconds, or the instant of
// the last entry when the clock of this machine is behind that of another server.
func (h Head) NotBefore(at time.Time) time.Time {
	at = at.UTC().Truncate(time.Microsecond)
	if at.Before(h.At) {
		return h.At
	}
	return at
}

// Extend makes e the next entry of the chain: it sets schema version, authority, chain,
// sequence and previous hash, and returns the entry with the head after it. It applies
// the checks of verification, so that what it returns also verifies; it fails with a
// *BrokenLinkError when e does not follow (state, version, time) or is malformed.
func (h Head) Extend(e Entry) (Entry, Head, error) {
	e.Schema, e.Authority, e.Chain = CurrentSchema, h.Authority, h.Chain
	e.Sequence, e.Prev = h.Sequence+1, h.Hash
	hash, err := e.Hash()
	if err != nil {
		return Entry{}, Head{}, h.broken(FaultMalformed, err.Error())
	}
	if fault, detail := h.discontinuity(e); fault != "" {
		return Entry{}, Head{}, h.broken(fault, detail)
	}
	return e, h.after(e, hash), nil
}

// Append commits the payload, makes e the next entry of the chain and returns the
// record as it is stored, with the head after it. It fails with a *DocumentError on
// what cannot be recorded exactly, else as Extend does.
func (h Head) Append(e Entry, p Payload) (Record, Head, error) {
	var err error
	if e.Payload, err = p.Commit(); err != nil {
		return Record{}, h, err
	}
	e, next, err := h.Extend(e)
	if err != nil {
		return Record{}, h, err
	}
	return Record{Entry: e, Hash: next.Hash, Payload: p}, next, nil
}

func (h Head) after(e Entry, hash Hash) Head {
	return Head{
		Authority: e.Authority, Chain: e.Chain, Sequence: e.Sequence, Hash: hash,
		State: e.To, CaseVersion: e.CaseVersion, At: e.At,
	}
}

// misplaced tells why e does not stand at this place of this chain; empty when it does.
func (h Head) misplaced(e Entry) (Fault, string) {
	switch {
	case e.Chain != h.Chain:
		return FaultWrongChain, fmt.Sprintf("the entry belongs to %s", e.Chain)
	case e.Authority != h.Authority:
		return FaultWrongAuthority, fmt.Sprintf("the chain is kept by %s, the entry names %s", h.Authority, e.Authority)
	case e.Sequence != h.Sequence+1:
		return FaultSequence, fmt.Sprintf("entry %d stands where %d should", e.Sequence, h.Sequence+1)
	}
	return "", ""
}

// discontinuity tells why e does not follow the last entry; empty when it does.
func (h Head) discontinuity(e Entry) (Fault, string) {
	first := h.Sequence == 0
	switch {
	case e.Prev != h.Hash:
		return FaultPrevious, fmt.Sprintf("it follows %s, the entry before is %s", e.Prev, h.Hash)
	case !first && e.From != h.State:
		return FaultState, fmt.Sprintf("it starts from state %q, the entry before ended in %q", e.From, h.State)
	case e.Kind == KindSystem && e.To != e.From:
		return FaultState, fmt.Sprintf("a system entry moves the state from %q to %q", e.From, e.To)
	case e.At.Before(h.At):
		return FaultTime, fmt.Sprintf("recorded at %s, the entry before at %s", e.At.UTC().Format(timeV1), h.At.UTC().Format(timeV1))
	case !h.versionFollows(e):
		return FaultVersion, fmt.Sprintf("%s entry with case version %d after version %d", e.Kind, e.CaseVersion, h.CaseVersion)
	}
	return "", ""
}

// versionFollows: an act raises the version of the case (saved drafts may have raised
// it in between), a system entry keeps it; an authority's chain has none.
func (h Head) versionFollows(e Entry) bool {
	if e.Chain.Kind == AuthorityChainKind {
		return true
	}
	if e.Kind == KindSystem {
		return e.CaseVersion == h.CaseVersion
	}
	return e.CaseVersion > h.CaseVersion
}
