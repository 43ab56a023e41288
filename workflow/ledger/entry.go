package ledger

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// CurrentSchema is the schema version that new entries get. It is raised when the
// header, or the shape of input and aggregate, changes so that decoders of the version
// before could not read it.
const CurrentSchema = 1

// EntryKind tells what people did from what the system noted afterwards.
type EntryKind string

// An act changes the case and raises its version. A system entry (a paper was set, a
// copy sealed) extends the chain, and changes neither state nor version.
const (
	KindAct    EntryKind = "act"
	KindSystem EntryKind = "system"
)

// maxInteger is the largest whole number that JSON numbers keep exactly in every language.
const maxInteger = 1<<53 - 1

// Organisation is the body for which the actor acted, with its name at that time.
type Organisation struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Actor is who did it (经办人), with name, role and organisation as they were then.
type Actor struct {
	ID           string       `json:"id"`
	Name         string       `json:"name"`
	Role         string       `json:"role"`
	Organisation Organisation `json:"organisation"`
}

// Entry is one link of a chain: who did what, when, on which legal date, from which
// state to which, after which entry, with which payload. It holds no personal data of
// the parties; those stand in the payload.
type Entry struct {
	Schema      int    // CurrentSchema, or an older one that Decode read
	Authority   string // id of the authority that keeps the chain
	Chain       Chain
	Sequence    int64 // 1 for the first entry of the chain, then without gaps
	Kind        EntryKind
	Act         string // snake_case name of the act
	From, To    string // states; in an authority's chain both are empty
	Actor       Actor
	At          time.Time // instant of recording, whole microseconds
	On          string    // legal date of the act (办理日期), YYYY-MM-DD in Asia/Shanghai
	CaseVersion int64     // version of the case after the act; 0 in an authority's chain
	Prev        Hash      // hash of the entry before, zero for the first
	Payload     Commitment
}

// hashPrefix separates the hash of an entry from every other use of SHA-256 here:
// leaves start with 0x00, interior nodes with 0x01, entries with this.
const hashPrefix = "anjia ledger entry\x00"

// Header returns the canonical header: the RFC 8785 text that is hashed. It fails when a
// field is malformed or the schema version is unknown.
func (e Entry) Header() ([]byte, error) {
	c, err := codecOf(e.Schema)
	if err != nil {
		return nil, err
	}
	if err := e.check(); err != nil {
		return nil, err
	}
	return c.appendHeader(make([]byte, 0, 1024), e), nil
}

// Hash returns SHA-256(prefix ‖ header); it fails as Header does.
func (e Entry) Hash() (Hash, error) {
	header, err := e.Header()
	if err != nil {
		return Hash{}, err
	}
	return HashHeader(header), nil
}

// HashHeader returns the hash of the entry whose canonical header is given. It does not
// look into the header: Decode does.
func HashHeader(header []byte) Hash {
	buf := append(make([]byte, 0, len(hashPrefix)+len(header)), hashPrefix...)
	return sha256.Sum256(append(buf, header...))
}

// check refuses what cannot be written unambiguously. It does not judge the entry
// against its neighbours: Head does.
func (e Entry) check() error {
	if !e.Chain.valid() {
		return fieldError("chain", "it names neither a case nor an authority")
	}
	if e.Kind != KindAct && e.Kind != KindSystem {
		return fieldError("kind", fmt.Sprintf("%q is neither act nor system", e.Kind))
	}
	if err := e.checkTexts(); err != nil {
		return err
	}
	if err := e.checkNumbers(); err != nil {
		return err
	}
	if err := e.checkDates(); err != nil {
		return err
	}
	if e.Chain.Kind == AuthorityChainKind {
		return e.checkAuthorityChain()
	}
	if e.From == "" || e.To == "" {
		return fieldError("from", "an entry of a case names the states before and after")
	}
	return nil
}

func (e Entry) checkTexts() error {
	texts := []struct {
		field, value string
		required     bool
	}{
		{"authority", e.Authority, true},
		{"chain", e.Chain.ID, true},
		{"act", e.Act, true},
		{"from", e.From, false},
		{"to", e.To, false},
		{"actor/id", e.Actor.ID, true},
		{"actor/name", e.Actor.Name, false},
		{"actor/role", e.Actor.Role, true},
		{"actor/organisation/id", e.Actor.Organisation.ID, false},
		{"actor/organisation/name", e.Actor.Organisation.Name, false},
	}
	for _, t := range texts {
		if t.required && t.value == "" {
			return fieldError(t.field, "it is empty")
		}
		if !utf8.ValidString(t.value) {
			return fieldError(t.field, "it is not valid UTF-8")
		}
	}
	return nil
}

func (e Entry) checkNumbers() error {
	numbers := []struct {
		field      string
		value, min int64
	}{
		{"sequence", e.Sequence, 1},
		{"case_version", e.CaseVersion, 0},
		{"payload/leaves", e.Payload.Leaves, 2}, // input and after give one leaf each at least
	}
	for _, n := range numbers {
		if n.value < n.min || n.value > maxInteger {
			return fieldError(n.field, fmt.Sprintf("%d is not between %d and 2^53-1", n.value, n.min))
		}
	}
	if (e.Sequence == 1) != e.Prev.IsZero() {
		return fieldError("prev", "it is zero in the first entry of a chain and in no other")
	}
	return nil
}

func (e Entry) checkDates() error {
	if e.At.Nanosecond()%1000 != 0 {
		return fieldError("at", "it is not a whole microsecond; truncate it before recording")
	}
	if y := e.At.UTC().Year(); e.At.IsZero() || y < 1 || y > 9999 {
		return fieldError("at", "the year does not have four digits")
	}
	// time.Parse would also take a month of one digit.
	if d, err := time.Parse(time.DateOnly, e.On); err != nil || d.Format(time.DateOnly) != e.On {
		return fieldError("on", fmt.Sprintf("%q is not a date YYYY-MM-DD", e.On))
	}
	return nil
}

func (e Entry) checkAuthorityChain() error {
	if e.Chain.ID != e.Authority {
		return fieldError("chain", "an authority keeps its own chain only")
	}
	if e.From != "" || e.To != "" || e.CaseVersion != 0 {
		return fieldError("from", "an authority's chain has neither states nor a case version")
	}
	return nil
}

// FieldError says which field of an entry cannot be recorded, and why.
type FieldError struct {
	Pointer string // JSON Pointer into the header
	Reason  string
}

func (e *FieldError) Error() string {
	return "ledger: entry field " + strings.TrimPrefix(e.Pointer, "/") + ": " + e.Reason
}

func fieldError(field, reason string) error {
	return &FieldError{Pointer: "/" + field, Reason: reason}
}
