package office

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"sync/atomic"
	"time"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// Service runs acts without a case, and keeps the door. It is safe for
// concurrent use; make it with New.
type Service struct {
	Store    Store
	Laws     Laws
	Now      func() time.Time            // real time; the sandbox's offset is added for dates of acts only
	NewID    func() string               // UUIDv7
	Seed     func() (ledger.Seed, error) // of the salts of one payload
	Random   io.Reader                   // of tokens and password salts: crypto/rand
	Cost     PasswordCost                // of new password hashes
	TokenFor time.Duration               // life of a bearer token
	// ConsoleFor and ConsoleIdle are how long a session of the console lives, and how long
	// it may rest. They are settings of the installation; no law sets them.
	ConsoleFor, ConsoleIdle time.Duration
	// Recall is how long a token that was just looked up is good without asking the
	// database again; zero asks every time. An account that another process disables
	// stays open here for as long: keep it to a second or two.
	Recall time.Duration
	// Shelve puts the law of the installation together from what it keeps; without it
	// nothing can be published.
	Shelve func(workflow.Holdings) (Shelf, error)
	// Printer sets registers; without it they are not printed.
	Printer Printer
	// Published is told that something was put in force, after the commit.
	Published func(ctx context.Context)
	recalled  *recall
	secret    *atomic.Pointer[[]byte] // of the installation, once it was read
	throttle  *throttle
	hashing   chan struct{} // bounds the memory that argon2id takes at one time
	decoy     func(context.Context) (string, error)
}

// TokenLife is how long a bearer token lives unless the installation says otherwise.
const TokenLife = 12 * time.Hour

// How long a session of the console lives and may rest unless the installation says otherwise.
const (
	ConsoleLife = 12 * time.Hour
	ConsoleRest = 30 * time.Minute
)

// New completes a service: unset cost and lives of sessions get their defaults.
// Store, Laws, Now, NewID, Seed and Random must be set.
func New(s Service) *Service {
	if s.Cost == (PasswordCost{}) {
		s.Cost = DefaultPasswordCost
	}
	if s.TokenFor == 0 {
		s.TokenFor = TokenLife
	}
	if s.ConsoleFor == 0 {
		s.ConsoleFor = ConsoleLife
	}
	if s.ConsoleIdle == 0 {
		s.ConsoleIdle = ConsoleRest
	}
	s.secret = &atomic.Pointer[[]byte]{}
	s.throttle = newThrottle()
	s.recalled = &recall{}
	s.hashing = make(chan struct{}, hashesAtOnce)
	out := &s
	out.decoy = out.newDecoy()
	return out
}

// Request is one act without a case by one actor.
type Request struct {
	Actor   workflow.Actor
	ID      string // of the subject; empty when the act creates it, and for the clock
	Version int64  // If-Match; not looked at when the act creates the subject
	Key     string // Idempotency-Key, "" for none
	Command Command
}

// Outcome is what an act answers.
type Outcome struct {
	Act         ActName   `json:"act"`
	Subject     Subject   `json:"subject"`
	ID          string    `json:"id,omitempty"`
	AuthorityID string    `json:"authority_id"`
	Version     int64     `json:"version"`
	On          law.Date  `json:"on"`
	At          time.Time `json:"at"`
	EntrySeq    int64     `json:"entry_seq"`
	Entry       string    `json:"entry_hash"`
	Now         time.Time `json:"now,omitzero" doc:"The sandbox's clock after it was moved"`
	Replayed    bool      `json:"-"` // answered from the store: the same key was used before
}

// Do runs one act. Failures change nothing: not_found, forbidden, stale_version,
// invalid_input, conflict, law_unknown. Locked: the chain of the authority that
// keeps the record, then the subject.
func (s *Service) Do(ctx context.Context, req Request) (*Outcome, error) {
	row, ok := rowOf(req.Command.Act())
	if !ok {
		return nil, workflow.Refuse(workflow.KindNotFound, "unknown_act", "没有这一办理事项")
	}
	if !slices.Contains(row.Roles, req.Actor.Role) {
		return nil, workflow.Refuse(workflow.KindForbidden, "role_may_not", fmt.Sprintf("%s不能办理“%s”：由%s办理", req.Actor.Role.Chinese(), row.Name, roleNames(row.Roles)))
	}
	input, err := s.input(req.Command)
	if err != nil {
		return nil, err
	}
	key, err := s.requestKey(ctx, req, input)
	if err != nil {
		return nil, err
	}
	var out *Outcome
	err = s.Store.OfficeWithin(ctx, req.Actor, func(tx Tx) error {
		opened, err := s.open(ctx, tx, req, row, key)
		if err != nil {
			return err
		}
		if opened.Answer != nil {
			out = &Outcome{Replayed: true}
			return json.Unmarshal(opened.Answer, out)
		}
		out, err = s.act(ctx, tx, opened, req, row, key, input)
		return err
	})
	if err != nil {
		return nil, err
	}
	s.follow(ctx, row, out)
	return out, nil
}

// follow does in this process what an act has changed for it.
func (s *Service) follow(ctx context.Context, row Row, out *Outcome) {
	switch {
	case out.Replayed || row.Subject == SubjectClock || row.Subject == SubjectBlankSlip:
	case row.Subject == SubjectPublication:
		if row.Act == ActApprovePublication && s.Published != nil {
			s.Published(ctx)
		}
	default:
		s.recalled.forgetAll() // role, name, organisation or password may be others now
	}
}

// open finds out which authority keeps the record, and opens chain and subject.
func (s *Service) open(ctx context.Context, tx Tx, req Request, row Row, key *Key) (*Opened, error) {
	ask := Open{Subject: row.Subject, ID: req.ID, Key: key}
	switch in := req.Command.(type) {
	case placed:
		at, err := in.Place(ctx, tx, req.Actor)
		if err != nil {
			return nil, err
		}
		ask.ID, ask.AuthorityID = "", at
	default:
		if row.Subject == SubjectClock {
			ask.ID, ask.AuthorityID = "", req.Actor.AuthorityID
		}
	}
	return tx.Open(ctx, ask)
}

// act does one act on a loaded and locked subject.
func (s *Service) act(ctx context.Context, tx Tx, o *Opened, req Request, row Row, key *Key, input []byte) (*Outcome, error) {
	now := s.Now()
	at := o.Head.NotBefore(now.Add(o.House.Offset))
	d := &Decision{
		Actor: req.Actor, At: at, Today: law.DateOf(at), House: o.House, Authority: o.Authority, Tx: tx, service: s, real: now,
		Target: o.Target, Agency: o.Agency, Evaluator: o.Evaluator, Account: o.Account, Publication: o.Publication, Slip: o.Slip,
	}
	d.On = d.Today
	if on := req.Command.When().On; !on.IsZero() {
		d.On = on
	}
	if err := s.scope(ctx, d, row); err != nil {
		return nil, err
	}
	var was int64
	if !row.Creates {
		_, version := d.subject(row.Subject)
		if was = *version; row.Subject != SubjectClock && was != req.Version {
			return nil, stale(row, was, req.Version)
		}
	}
	if d.On.After(d.Today) {
		return nil, workflow.Invalid(workflow.Field("/on", "in_future", "办理日期不得晚于今天（"+d.Today.Chinese()+"）"))
	}
	if err := req.Command.Decide(ctx, d); err != nil {
		return nil, err
	}
	return s.save(ctx, tx, d, o, row, was, key, input)
}

// save makes the entry and writes all.
func (s *Service) save(ctx context.Context, tx Tx, d *Decision, o *Opened, row Row, was int64, key *Key, input []byte) (*Outcome, error) {
	id, version := d.subject(row.Subject)
	*version = was + 1
	state := after{Authority: d.Target, Agency: d.Agency, Evaluator: d.Evaluator, Account: d.Account, Card: d.card, Publication: d.Publication, Slip: d.Slip, Shift: d.shift}
	if d.clock != nil {
		state.Clock = &clockAfter{Now: d.real.Add(d.clock.To).UTC().Format(time.RFC3339)}
	}
	record, head, err := s.record(o.Head, ledger.Entry{
		Kind: ledger.KindAct, Act: string(row.Act), Actor: ledgerActor(d.Actor), At: d.At, On: d.On.String(),
	}, input, state)
	if err != nil {
		return nil, err
	}
	out := &Outcome{
		Act: row.Act, Subject: row.Subject, ID: id, AuthorityID: o.Authority.ID, Version: *version, On: d.On, At: d.At,
		EntrySeq: head.Sequence, Entry: head.Hash.String(),
	}
	if d.clock != nil {
		out.Version, out.Now = 0, d.real.Add(d.clock.To)
	}
	change := &Change{
		Authority: d.Target, ParentID: d.parentID, Agency: d.Agency, Evaluator: d.Evaluator, Account: d.Account, Clock: d.clock,
		Publication: d.Publication, Edition: d.edition, Card: d.card, Slip: d.Slip, Shift: d.shift,
		Was: was, Credential: d.credential, EndTokens: d.endTokens, At: d.real, Record: record, Head: head, Key: key,
	}
	if key != nil {
		if change.Answer, err = json.Marshal(out); err != nil {
			return nil, err
		}
	}
	return out, tx.Save(ctx, change)
}

// scope checks that the subject, or the authority under which it is created, is
// the actor's to keep. What lies out of scope is not found.
func (s *Service) scope(ctx context.Context, d *Decision, row Row) error {
	gone := workflow.Refuse(workflow.KindNotFound, "not_found", "没有这一记录，或者不在您的管理范围内")
	switch {
	case row.Act == ActChangeOwnPassword:
		if d.Account.ID != d.Actor.ID {
			return gone
		}
		return nil
	case row.Act == ActFileRecusalCard && d.Actor.Role != workflow.RoleAdmin:
		if d.Account.ID != d.Actor.ID {
			return gone
		}
		return nil
	case d.Actor.Role == workflow.RoleManager:
		if d.Actor.AgencyID == "" || d.Evaluator != nil && d.Evaluator.AgencyID != d.Actor.AgencyID {
			return gone
		}
		return nil
	}
	own := d.Actor.Role == workflow.RoleSupervisor || d.Actor.Role == workflow.RoleOfficer
	if d.Actor.AuthorityID == "" || own && d.Actor.AuthorityID != d.Authority.ID {
		return gone
	}
	in, err := d.Tx.Covers(ctx, d.Actor.AuthorityID, d.Authority.ID, law.DateOf(d.real))
	if err != nil {
		return err
	}
	if !in {
		return gone
	}
	return nil
}

func stale(row Row, is, had int64) error {
	return workflow.Refuse(workflow.KindStale, "stale_version",
		fmt.Sprintf("记录已更新：您看到的是第%d版，现为第%d版。请刷新后核对，再办理“%s”", had, is, row.Name))
}
