package casework

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// Service runs acts: load, authorise, decide, record, in one transaction. It is
// safe for concurrent use.
type Service struct {
	Store     Store
	Lifecycle *workflow.Lifecycle
	Laws      Laws
	Tables    Tables
	Renderer  Renderer
	Files     Files
	Overlays  Overlays   // nil: certificates are not printed
	Sealer    Sealer     // nil: papers get no electronic signatures
	Checks    Checks     // addresses on papers; the zero value gives them none
	Vault     Vault      // of the same place; nil: files come in one piece only
	Scanner   Scanner    // of viruses; nil: none
	Pages     PageDrawer // nil: no thumbnails of papers
	// LockDossier makes encrypted copies of dossiers.
	LockDossier LockDossier
	Verifier    FileVerifier // nil: no files are verified here
	Uploads     UploadRules
	Now         func() time.Time            // real time; the sandbox's offset is added
	NewID       func() string               // UUIDv7
	Seed        func() (ledger.Seed, error) // of the salts of one payload
}

// Request is one act on one case by one actor.
type Request struct {
	Actor   workflow.Actor
	CaseID  string
	Version int64  // If-Match
	Key     string // Idempotency-Key, "" for none
	Command Command
	// Preview answers what the act would do, and changes nothing: neither the case nor
	// a serial number nor the key.
	Preview bool
	// seen looks at what a preview decided, before it is rolled back; the version is not asked for then.
	seen func(d *Decision, change *Change) error
}

// Outcome is what an act answers: where the case stands now and why, what was
// ordered, what comes next.
type Outcome struct {
	CaseID   string            `json:"case_id"`
	Number   string            `json:"number"`
	Act      workflow.ActName  `json:"act"`
	From     workflow.State    `json:"from"`
	State    workflow.State    `json:"state"`
	Name     string            `json:"state_name"`
	Version  int64             `json:"version"`
	On       law.Date          `json:"on"`
	At       time.Time         `json:"at"`
	EntrySeq int64             `json:"entry_seq"`
	Entry    string            `json:"entry_hash"`
	Papers   []workflow.Paper  `json:"papers"`
	Clocks   []ClockView       `json:"clocks"`
	Actions  []workflow.Action `json:"actions"`
	// Warnings don't keep the act from being done: proofs that will not stand on the day of the decision.
	Warnings []workflow.FieldError `json:"warnings,omitempty"`
	Touched  []TouchedCase         `json:"touched,omitempty"` // other cases of the child that got an entry
	Replayed bool                  `json:"-"`                 // answered from the store: the same key was used before
}

// Do runs one act. Failures change nothing: not_found, forbidden, wrong_state,
// stale_version (with what changed since), guard_unmet, invalid_input, conflict,
// law_unknown. Locked: the case, and the child first when the row touches it.
func (s *Service) Do(ctx context.Context, req Request) (*Outcome, error) {
	act := req.Command.Act()
	rows := s.Lifecycle.Act(act)
	if len(rows) == 0 {
		return nil, workflow.Refuse(workflow.KindNotFound, "unknown_act", "没有这一办理事项")
	}
	input, err := json.Marshal(req.Command)
	if err != nil {
		return nil, fmt.Errorf("casework: input of %s: %w", act, err)
	}
	if req.Preview {
		req.Key = ""
	}
	key := requestKey(req.Actor, req.Key, string(act), req.CaseID, input)
	var out *Outcome
	err = s.Store.Within(ctx, req.Actor, func(tx Tx) error {
		opened, err := tx.OpenCase(ctx, OpenCase{CaseID: req.CaseID, LockChild: anyRow(rows, touchesChild), Rivals: anyRow(rows, touchesRivals), Key: key})
		if err != nil {
			return err
		}
		if opened.Answer != nil {
			out = &Outcome{Replayed: true}
			return json.Unmarshal(opened.Answer, out)
		}
		row, _ := s.Lifecycle.Row(opened.Case, act)
		out, err = s.act(ctx, tx, opened, req, row, key, input)
		if err == nil && req.Preview {
			return errPreviewed
		}
		return inBody(opened.Case, err)
	})
	if err != nil && !errors.Is(err, errPreviewed) {
		return nil, err
	}
	return out, nil
}

// errPreviewed rolls the transaction of a preview back.
var errPreviewed = errors.New("casework: previewed, not done")

// act does one act on a loaded and locked case.
func (s *Service) act(ctx context.Context, tx Tx, opened *OpenedCase, req Request, row workflow.Row, key *Key, input []byte) (*Outcome, error) {
	c := opened.Case
	d, err := s.decision(tx, opened, req.Actor, row, req.Command.When())
	if err != nil {
		return nil, err
	}
	if err := s.Lifecycle.Roles(&d.View, row); err != nil {
		return nil, err
	}
	if c.Version != req.Version && req.seen == nil {
		return nil, s.stale(ctx, tx, c, req.Version, req.Actor)
	}
	if err := d.checkDate(req.Command.When()); err != nil {
		return nil, err
	}
	if err := checkForm(req.Command, c); err != nil {
		return nil, err
	}
	from, was := c.State, c.Version
	//nolint:contextcheck // the machine never sees the caller's context: a cancelled one would leave it stuck
	if d.to, err = s.Lifecycle.Decide(&d.View, row.Act); err != nil {
		return nil, err
	}
	if err := d.unbiased(ctx); err != nil {
		return nil, err
	}
	if err := d.known(ctx, req.Command); err != nil {
		return nil, err
	}
	if err := req.Command.Decide(ctx, d); err != nil {
		return nil, err
	}
	if err := d.move(); err != nil {
		return nil, err
	}
	change, err := s.change(d, opened, from, was, input)
	if err != nil {
		return nil, err
	}
	if change.Others, err = s.others(d); err != nil {
		return nil, err
	}
	out, err := s.outcome(d, change, from)
	if err != nil {
		return nil, err
	}
	change.Key = key
	if key != nil {
		if change.Answer, err = json.Marshal(out); err != nil {
			return nil, err
		}
	}
	if req.Preview {
		if req.seen != nil {
			err = req.seen(d, change)
		}
		return out, err
	}
	return out, tx.SaveAct(ctx, change)
}

// inBody lets a refusal name the roles as they stand in the case.
func inBody(c *workflow.Case, err error) error {
	var e *workflow.Error
	if errors.As(err, &e) {
		c.InBody(e)
	}
	return err
}

// decision builds what guards and act see, under the law by which the case is judged.
func (s *Service) decision(tx Tx, opened *OpenedCase, actor workflow.Actor, row workflow.Row, when Dated) (*Decision, error) {
	at := opened.Head.NotBefore(s.Now().Add(opened.House.Offset))
	for _, o := range opened.Rivals { // one instant for all chains
		at = o.Head.NotBefore(at)
	}
	d, err := s.decisionAt(tx, opened, actor, at, when)
	if err != nil {
		return nil, err
	}
	d.Row, d.form = row, when.FormHash
	if !row.Rivals {
		return d, nil
	}
	d.Rivals, err = s.rivals(tx, opened, actor, at, when)
	return d, err
}

// decisionAt is one case as an act of an instant sees it; its row is still open.
func (s *Service) decisionAt(tx Tx, opened *OpenedCase, actor workflow.Actor, at time.Time, when Dated) (*Decision, error) {
	v, err := s.view(opened, actor, at)
	if err != nil {
		return nil, err
	}
	if !when.On.IsZero() {
		v.On = when.On
	}
	return &Decision{
		View: *v, At: at, Seq: opened.Head.Sequence + 1, Sandbox: opened.House.Sandbox, Tx: tx, Laws: s.Laws, Tables: s.Tables,
		childWas: childVersion(opened.Child), newID: s.NewID, lifecycle: s.Lifecycle, head: opened.Head,
		marks: MarksOf(opened.Case, opened.Child),
	}, nil
}

// view builds the view of a case for an actor at an instant.
func (s *Service) view(opened *OpenedCase, actor workflow.Actor, at time.Time) (*workflow.View, error) {
	c := opened.Case
	pack, cal, err := s.Laws.Judged(c.Pack, c.Calendar, opened.House.Sandbox)
	if err != nil {
		return nil, err
	}
	today := law.DateOf(at)
	return &workflow.View{
		Case: c, Child: opened.Child, Pack: pack, Calendar: cal, Actor: actor, On: today, Today: today,
		Result: func(phase string) (*assessment.Result, error) { return s.consolidate(c, pack, phase) },
		Proofs: func(phase string, on law.Date) ([]assessment.Problem, error) {
			return proofs(s.Tables, c, pack, phase, on)
		},
		Dispute: func(phase string) (*assessment.Dispute, error) { return dispute(s.Tables, c, pack, phase) },
	}, nil
}

// consolidate joins the submitted sheets of a phase as the pack says, under the rulings on them.
func (s *Service) consolidate(c *workflow.Case, pack *law.Pack, phase string) (*assessment.Result, error) {
	table, how, err := scoredBy(s.Tables, c, pack, phase)
	if err != nil {
		return nil, err
	}
	r, err := assessment.Consolidate(table, c.SheetsOf(phase), how, c.RulingsOf(phase)...)
	if err != nil {
		return nil, err
	}
	return &r, nil
}

// lead is the account of the lead evaluator whose sheet of the phase counts, ""
// when there is none. Who led when the phase was scored leads its sheets for ever.
func lead(c *workflow.Case, phase string) string {
	if c.Commission == nil {
		return ""
	}
	for _, e := range c.Commission.Members {
		if e.Lead && hasSheet(c, phase, e.AccountID) {
			return e.AccountID
		}
	}
	return ""
}

func hasSheet(c *workflow.Case, phase, account string) bool {
	return slices.ContainsFunc(c.SheetsOf(phase), func(s assessment.Sheet) bool { return s.Evaluator.ID == account })
}

// checkDate applies the rule on legal dates (design.md §4).
func (d *Decision) checkDate(when Dated) error {
	if d.On.After(d.Today) {
		return workflow.Invalid(workflow.Field("/on", "in_future", "办理日期不得晚于今天（"+d.Today.Chinese()+"）"))
	}
	if since, what := d.Case.FactDate(d.Row.After); d.On.Before(since) {
		return workflow.Invalid(workflow.Field("/on", "too_early", "办理日期不得早于"+what+"（"+since.Chinese()+"）"))
	}
	return backdated(d.Pack, d.On, d.Today, when)
}

// backdated asks for a reason when an act is entered later than the pack allows (补录).
func backdated(pack *law.Pack, on, today law.Date, when Dated) error {
	limit, err := pack.Int("backdating.reason_after", today)
	if err != nil {
		return lawError(err)
	}
	if days := on.DaysUntil(today); days > limit && when.BackdatingReason == "" {
		return workflow.Invalid(workflow.Field("/backdating_reason", "required",
			fmt.Sprintf("办理日期早于今天%d日，超过%d日的补录应当说明理由", days, limit)))
	}
	return nil
}

// move takes the case to its new state and makes sure that the clocks the law
// asks for are armed there: no clock, no transition.
func (d *Decision) move() error {
	if d.to != d.Case.State {
		d.Case.State, d.Case.StateSince = d.to, d.On
	}
	d.Case.Version++
	for _, name := range workflow.RequiredClocks(d.Case.Order, d.to) {
		if !d.Case.Running(name) {
			return fmt.Errorf("casework: act %s would leave state %s without its clock %s", d.Row.Act, d.to, name)
		}
	}
	return nil
}

// aggregate is what an entry holds after an act.
type aggregate struct {
	Case  *workflow.Case  `json:"case"`
	Child *workflow.Child `json:"child,omitempty"`
}

// change makes the entry and all that is written with it.
func (s *Service) change(d *Decision, opened *OpenedCase, from workflow.State, was int64, input []byte) (*Change, error) {
	if d.childTouched {
		if !d.Row.Child {
			return nil, fmt.Errorf("casework: act %s touches the child but its row does not say so", d.Row.Act)
		}
		d.Child.Version++
	}
	record, head, err := s.record(opened.Head, d.Case, d.Child, entryOf(d, from), input)
	if err != nil {
		return nil, err
	}
	due, err := dues(d.Case, d.Calendar)
	if err != nil {
		return nil, err
	}
	change := &Change{Case: d.Case, WasVersion: was, Record: record, Head: head, Dues: due, DropSheet: d.dropSheet}
	if change.Marks = d.remarked(); change.Marks == nil && from != d.Case.State { // also of cases from before there were marks
		marks := MarksOf(d.Case, d.Child)
		change.Marks = &marks
	}
	if d.childTouched {
		change.Child, change.ChildWas = d.Child, d.childWas
	}
	return change, nil
}

func entryOf(d *Decision, from workflow.State) ledger.Entry {
	return ledger.Entry{
		Kind: ledger.KindAct, Act: string(d.Row.Act), From: string(from), To: string(d.Case.State),
		Actor: ledgerActor(d.Actor), At: d.At, On: d.On.String(), CaseVersion: d.Case.Version,
	}
}

func ledgerActor(a workflow.Actor) ledger.Actor {
	org := a.AuthorityID
	if a.AgencyID != "" {
		org = a.AgencyID
	}
	return ledger.Actor{ID: a.ID, Name: a.Name, Role: string(a.Role), Organisation: ledger.Organisation{ID: org, Name: a.Organisation}}
}

// record extends a chain by one entry whose payload is the input and the whole aggregate.
func (s *Service) record(head ledger.Head, c *workflow.Case, child *workflow.Child, e ledger.Entry, input []byte) (ledger.Record, ledger.Head, error) {
	after, err := json.Marshal(aggregate{Case: c, Child: child})
	if err != nil {
		return ledger.Record{}, head, err
	}
	return s.recordBytes(head, e, input, after)
}

func (s *Service) recordBytes(head ledger.Head, e ledger.Entry, input, after []byte) (ledger.Record, ledger.Head, error) {
	seed, err := s.Seed()
	if err != nil {
		return ledger.Record{}, head, fmt.Errorf("casework: seed of salts: %w", err)
	}
	r, next, err := head.Append(e, ledger.Payload{Seed: seed, Input: input, After: after})
	return r, next, recordError(err)
}

// recordError turns what cannot be recorded exactly into a refusal.
func recordError(err error) error {
	var doc *ledger.DocumentError
	if errors.As(err, &doc) {
		return &workflow.Error{
			Kind: workflow.KindInvalid, Code: "invalid_input", Message: "输入含有不能如实记录的内容", Cause: err,
			Fields: []workflow.FieldError{workflow.Field(doc.Pointer, "not_recordable", doc.Reason)},
		}
	}
	return err
}

// requestKey is nil without an Idempotency-Key; the body hash also covers act and case.
func requestKey(a workflow.Actor, key, act, caseID string, input []byte) *Key {
	if key == "" {
		return nil
	}
	h := sha256.New()
	for _, part := range []string{act, caseID, string(input)} {
		h.Write(fmt.Appendf(nil, "%d:%s", len(part), part))
	}
	return &Key{ActorID: a.ID, Value: key, Body: [32]byte(h.Sum(nil))}
}

func childVersion(c *workflow.Child) int64 {
	if c == nil {
		return 0
	}
	return c.Version
}
