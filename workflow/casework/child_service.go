package casework

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// ActEditChild is the correction of a child's particulars before any case (更正被收养人信息).
const ActEditChild workflow.ActName = "edit_child"

// ChildCommand is the typed input of one act on a child's own record.
type ChildCommand interface {
	Act() workflow.ActName
	When() Dated
	DecideChild(ctx context.Context, d *ChildDecision) error
}

// ChildRequest is one act on one child by one officer. A new child has no id and no version.
type ChildRequest struct {
	Actor   workflow.Actor
	ChildID string
	Version int64  // If-Match
	Key     string // Idempotency-Key, "" for none
	Command ChildCommand
}

// ChildDecision is one act on a child in the making.
type ChildDecision struct {
	Child     *workflow.Child
	Authority Authority
	Pack      *law.Pack
	Calendar  *law.Calendar
	Actor     workflow.Actor
	On, Today law.Date
	At        time.Time
	Seq       int64 // of the entry in the authority's chain
	Tx        Tx
	Cases     []*Decision // the child's open cases, locked

	newID   func() string
	ordered []workflow.Paper
}

// ChildOutcome is what an act on a child answers.
type ChildOutcome struct {
	Child    *workflow.Child  `json:"child"`
	Act      workflow.ActName `json:"act"`
	On       law.Date         `json:"on"`
	At       time.Time        `json:"at"`
	EntrySeq int64            `json:"entry_seq"`
	Entry    string           `json:"entry_hash"`
	Clock    *ClockView       `json:"clock,omitempty"` // C2 公告期
	Papers   []workflow.Paper `json:"papers"`
	Cases    []TouchedCase    `json:"cases"`
	Replayed bool             `json:"-"`
}

// TouchedCase is an open case that got an entry by the act on its child.
type TouchedCase struct {
	ID      string         `json:"id"`
	Number  string         `json:"number"`
	State   workflow.State `json:"state"`
	Version int64          `json:"version"`
}

// DoChild runs one act on a child: an entry in the authority's chain and one in
// each open case of the child, in one transaction. Failures change nothing:
// not_found, forbidden, stale_version, invalid_input, guard_unmet, conflict.
func (s *Service) DoChild(ctx context.Context, req ChildRequest) (*ChildOutcome, error) {
	if req.Actor.Role != workflow.RoleOfficer {
		return nil, workflow.Refuse(workflow.KindForbidden, "role_not_allowed", "被收养人的登记和公告应当由收养登记员办理")
	}
	input, err := json.Marshal(req.Command)
	if err != nil {
		return nil, fmt.Errorf("casework: input of %s: %w", req.Command.Act(), err)
	}
	key := requestKey(req.Actor, req.Key, string(req.Command.Act()), req.ChildID, input)
	var out *ChildOutcome
	err = s.Store.Within(ctx, req.Actor, func(tx Tx) error {
		opened, err := tx.OpenChild(ctx, OpenChild{ChildID: req.ChildID, AuthorityID: req.Actor.AuthorityID, Key: key})
		if err != nil {
			return err
		}
		if opened.Answer != nil {
			out = &ChildOutcome{Replayed: true}
			return json.Unmarshal(opened.Answer, out)
		}
		out, err = s.actOnChild(ctx, tx, opened, req, key, input)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func (s *Service) actOnChild(ctx context.Context, tx Tx, opened *OpenedChild, req ChildRequest, key *Key, input []byte) (*ChildOutcome, error) {
	was := childVersion(opened.Child)
	if was != req.Version {
		return nil, workflow.Refuse(workflow.KindStale, "stale_version",
			fmt.Sprintf("被收养人信息已更新：您看到的是第%d版，现为第%d版。请刷新后核对再办理", req.Version, was))
	}
	d, err := s.childDecision(ctx, tx, opened, req)
	if err != nil {
		return nil, err
	}
	if d.On.After(d.Today) {
		return nil, workflow.Invalid(workflow.Field("/on", "in_future", "办理日期不得晚于今天（"+d.Today.Chinese()+"）"))
	}
	if err := backdated(d.Pack, d.On, d.Today, req.Command.When()); err != nil {
		return nil, err
	}
	if err := req.Command.DecideChild(ctx, d); err != nil {
		return nil, err
	}
	d.Child.Version = was + 1
	change, err := s.childChange(d, opened, was, req.Command.Act(), input)
	if err != nil {
		return nil, err
	}
	out, err := d.outcome(change, req.Command.Act())
	if err != nil {
		return nil, err
	}
	change.Key = key
	if key != nil {
		if change.Answer, err = json.Marshal(out); err != nil {
			return nil, err
		}
	}
	return out, tx.SaveChildAct(ctx, change)
}

// childDecision builds what an act on a child sees, with one decision for each open case.
func (s *Service) childDecision(ctx context.Context, tx Tx, opened *OpenedChild, req ChildRequest) (*ChildDecision, error) {
	child := opened.Child
	if child == nil {
		child = &workflow.Child{ID: s.NewID(), AuthorityID: req.Actor.AuthorityID}
	}
	if child.AuthorityID != req.Actor.AuthorityID {
		return nil, workflow.Refuse(workflow.KindForbidden, "other_authority", "被收养人由其他登记机关登记，应当由该机关办理")
	}
	house, err := tx.Authority(ctx, child.AuthorityID)
	if err != nil {
		return nil, err
	}
	pack, cal, err := currentLaw(s.Laws, house.Pack, house.Ref.Division, opened.House.Sandbox)
	if err != nil {
		return nil, err
	}
	at := opened.Authority.NotBefore(s.Now().Add(opened.House.Offset))
	for _, o := range opened.Cases { // one instant for all chains
		at = o.Head.NotBefore(at)
	}
	today := law.DateOf(at)
	d := &ChildDecision{
		Child: child, Authority: house, Pack: pack, Calendar: cal, Actor: req.Actor, On: orOn(req.Command.When().On, today), Today: today,
		At: at, Seq: opened.Authority.Sequence + 1, Tx: tx, newID: s.NewID,
	}
	return d, s.openCases(d, opened)
}

func (s *Service) openCases(d *ChildDecision, opened *OpenedChild) error {
	for _, o := range opened.Cases {
		if o.Case.State == workflow.Draft || o.Case.State.End() {
			continue
		}
		o.Child, o.House = d.Child, opened.House
		v, err := s.view(o, d.Actor, d.At)
		if err != nil {
			return err
		}
		v.On = d.On
		d.Cases = append(d.Cases, &Decision{
			View: *v, At: d.At, Seq: o.Head.Sequence + 1, Sandbox: opened.House.Sandbox, Tx: d.Tx, Laws: s.Laws, Tables: s.Tables, newID: s.NewID,
		})
	}
	return nil
}

// childChange makes the authority's entry and one entry for each open case.
func (s *Service) childChange(d *ChildDecision, opened *OpenedChild, was int64, act workflow.ActName, input []byte) (*ChildChange, error) {
	record, head, err := s.record(opened.Authority, nil, d.Child, ledger.Entry{
		Kind: ledger.KindAct, Act: string(act), Actor: ledgerActor(d.Actor), At: d.At, On: d.On.String(),
	}, input)
	if err != nil {
		return nil, err
	}
	change := &ChildChange{Child: d.Child, Was: was, Record: record, Head: head}
	heads := map[string]ledger.Head{}
	for _, o := range opened.Cases {
		heads[o.Case.ID] = o.Head
	}
	for _, k := range d.Cases {
		one, err := s.caseOfChild(k, heads[k.Case.ID], act, input)
		if err != nil {
			return nil, err
		}
		change.Cases = append(change.Cases, one)
	}
	return change, nil
}

// caseOfChild is the entry that an act on the child puts into one open case, so
// that the case as at any date is complete.
func (s *Service) caseOfChild(d *Decision, head ledger.Head, act workflow.ActName, input []byte) (*Change, error) {
	was := d.Case.Version
	d.Case.Version++
	d.Row.Act = act
	record, next, err := s.record(head, d.Case, d.Child, entryOf(d, d.Case.State), input)
	if err != nil {
		return nil, err
	}
	due, err := dues(d.Case, d.Calendar)
	if err != nil {
		return nil, err
	}
	return &Change{Case: d.Case, WasVersion: was, Record: record, Head: next, Dues: due}, nil
}

func (d *ChildDecision) outcome(change *ChildChange, act workflow.ActName) (*ChildOutcome, error) {
	out := &ChildOutcome{
		Child: d.Child, Act: act, On: d.On, At: d.At, EntrySeq: change.Head.Sequence, Entry: change.Head.Hash.String(),
		Papers: append([]workflow.Paper{}, d.ordered...), Cases: []TouchedCase{},
	}
	for _, k := range d.Cases {
		out.Cases = append(out.Cases, TouchedCase{ID: k.Case.ID, Number: k.Case.Number, State: k.Case.State, Version: k.Case.Version})
	}
	clocks, err := Clocks(&workflow.Case{}, d.Child, d.Calendar, d.Today)
	if err != nil {
		return nil, err
	}
	if len(clocks) > 0 {
		out.Clock = &clocks[0]
	}
	return out, nil
}

// order orders a paper of the child: numbered in the authority's series, and
// filed as a copy in each open case.
func (d *ChildDecision) order(ctx context.Context, code workflow.PaperCode, to string) error {
	spec, ok := code.Spec()
	if !ok {
		return fmt.Errorf("casework: unknown paper %s", code)
	}
	p := workflow.Paper{
		ID: d.newID(), Code: code, Title: spec.Title, Moment: spec.Moment, To: to, Subject: d.Child.ID, On: d.On, EntrySeq: d.Seq, Template: templateVersion,
	}
	if t, err := d.Pack.Text("papers."+string(code)+".title", d.On); err == nil && t != "" {
		p.Title = t
	}
	if spec.Numbered {
		n, err := d.Tx.Number(ctx, d.Child.AuthorityID, "paper", d.On.Year())
		if err != nil {
			return err
		}
		if p.Number, err = workflow.FormatPaperNumber(d.Authority.Ref.ShortName, d.On.Year(), n); err != nil {
			return err
		}
	}
	d.Child.Papers = append(d.Child.Papers, p)
	d.ordered = append(d.ordered, p)
	for _, k := range d.Cases {
		k.fileCopy(p)
	}
	return nil
}

// fileCopy files a copy of a child's paper in the case, a picture of the case's own entry.
func (d *Decision) fileCopy(p workflow.Paper) {
	p.Subject, p.ID, p.EntrySeq = p.ID, d.NewID(), d.Seq
	d.Case.Papers = append(d.Case.Papers, p)
	d.ordered = append(d.ordered, p.ID)
}

// fileNotice files copies of the notice papers that the child has when the case begins.
func (d *Decision) fileNotice() {
	if d.Child == nil || !d.Case.Category.NeedsNotice() {
		return
	}
	for _, p := range d.Child.Papers {
		if p.VoidOn.IsZero() {
			d.fileCopy(p)
		}
	}
}
