package casework_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// memory is a store in memory for tests of acts: one lock, no scopes, and every
// write undone when the transaction fails. The real store has its own tests.
type memory struct {
	mu    sync.Mutex
	state memoryState
}

type memoryState struct {
	Mode        casework.House
	Authorities map[string]casework.Authority
	Heads       map[string]ledger.Head // by case or authority id
	Cases       map[string][]byte
	Children    map[string][]byte
	Chains      map[string][]ledger.Record
	Agencies    map[string]workflow.Agency
	Evaluators  map[string]workflow.EvaluatorCard
	Accounts    map[string]workflow.Actor
	Numbers     map[string]int
	Blanks      map[string]workflow.BlankTaking // by number; any other is in stock
	Voided      map[string]bool
	Keys        map[casework.Key][]byte
	Uploads     map[string]casework.Upload
	Rendered    map[string]casework.Rendered
	Sealed      map[string]casework.Sealed
	SealOrders  []casework.SealPaper
	DossierRows []casework.Dossier
	Sheets      map[string]casework.SheetDraft
	Versions    []casework.SheetVersion
	Cards       map[string]workflow.RecusalCard // by account
	Marks       map[string]casework.CaseMarks   // by case
	Reads       []casework.Read
	Jobs        []casework.Job
	ChildReads  []casework.ChildRead
	Dues        map[string][]casework.DueDate
}

func newMemory() *memory {
	return &memory{state: memoryState{
		Authorities: map[string]casework.Authority{}, Heads: map[string]ledger.Head{}, Cases: map[string][]byte{}, Children: map[string][]byte{},
		Chains: map[string][]ledger.Record{}, Agencies: map[string]workflow.Agency{}, Evaluators: map[string]workflow.EvaluatorCard{}, Accounts: map[string]workflow.Actor{},
		Numbers: map[string]int{}, Keys: map[casework.Key][]byte{}, Uploads: map[string]casework.Upload{},
		Rendered: map[string]casework.Rendered{}, Sealed: map[string]casework.Sealed{}, Sheets: map[string]casework.SheetDraft{}, Marks: map[string]casework.CaseMarks{}, Cards: map[string]workflow.RecusalCard{}, Dues: map[string][]casework.DueDate{},
	}}
}

func clone[K comparable, V any](m map[K]V) map[K]V {
	out := make(map[K]V, len(m))
	for k, v := range m {
		out[k] = v
	}
	return out
}

func (s memoryState) clone() memoryState {
	s.Heads, s.Cases, s.Children, s.Chains = clone(s.Heads), clone(s.Cases), clone(s.Children), clone(s.Chains)
	s.Marks = clone(s.Marks)
	s.Blanks = clone(s.Blanks)
	s.Sealed, s.SealOrders = clone(s.Sealed), slices.Clone(s.SealOrders)
	s.Numbers, s.Keys, s.Uploads, s.Rendered, s.Sheets, s.Dues = clone(s.Numbers), clone(s.Keys), clone(s.Uploads), clone(s.Rendered), clone(s.Sheets), clone(s.Dues)
	return s
}

// Within implements casework.Store.
func (m *memory) Within(_ context.Context, actor workflow.Actor, fn func(tx casework.Tx) error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	before := m.state.clone()
	if err := fn(&memoryTx{memoryState: &m.state, actor: actor}); err != nil {
		m.state = before
		return err
	}
	return nil
}

type memoryTx struct {
	*memoryState
	actor workflow.Actor
}

func notThere(what string) error {
	return workflow.Refuse(workflow.KindNotFound, what+"_not_found", "没有："+what)
}

func decode[T any](raw []byte) (*T, error) {
	v := new(T)
	return v, json.Unmarshal(raw, v)
}

func (t *memoryTx) OpenCase(ctx context.Context, req casework.OpenCase) (*casework.OpenedCase, error) {
	if req.Key != nil {
		answer, err := t.Claim(ctx, *req.Key)
		if err != nil || answer != nil {
			return &casework.OpenedCase{Answer: answer}, err
		}
	}
	out, err := t.Case(ctx, req.CaseID)
	if err != nil || !req.Rivals {
		return out, err
	}
	for _, id := range slices.Sorted(maps.Keys(t.Cases)) {
		o, err := t.Case(ctx, id)
		if err != nil {
			return nil, err
		}
		if id != req.CaseID && o.Case.ChildID == out.Case.ChildID && o.Case.State != workflow.Draft && !o.Case.State.End() {
			out.Rivals = append(out.Rivals, o)
		}
	}
	return out, nil
}

func (t *memoryTx) Case(ctx context.Context, id string) (*casework.OpenedCase, error) {
	raw, ok := t.Cases[id]
	if !ok {
		return nil, notThere("case")
	}
	c, err := decode[workflow.Case](raw)
	if err != nil {
		return nil, err
	}
	head, ok := t.Heads[id]
	if !ok {
		head = ledger.Genesis(c.AuthorityID, ledger.CaseChain(id))
	}
	out := &casework.OpenedCase{Case: c, Head: head, House: t.Mode}
	if c.ChildID != "" {
		out.Child, err = t.Child(ctx, c.ChildID)
	}
	return out, err
}

func (t *memoryTx) SaveAct(_ context.Context, ch *casework.Change) error {
	if err := t.save(ch); err != nil {
		return err
	}
	for _, one := range ch.Others {
		if err := t.save(one); err != nil {
			return err
		}
	}
	if ch.Child != nil {
		t.Children[ch.Child.ID] = encode(ch.Child)
	}
	if ch.Key != nil {
		t.Keys[*ch.Key] = ch.Answer
	}
	if ch.DropSheet != "" {
		delete(t.Sheets, ch.Case.ID+ch.DropSheet+t.actor.ID)
		t.dropVersions(ch.Case.ID, ch.DropSheet)
	}
	return nil
}

func encode(v any) []byte {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return raw
}

func (t *memoryTx) save(ch *casework.Change) error {
	old, err := decode[workflow.Case](t.Cases[ch.Case.ID])
	if err != nil {
		return err
	}
	if old.Version != ch.WasVersion {
		return workflow.Refuse(workflow.KindStale, "stale_version", "stale")
	}
	t.Cases[ch.Case.ID], t.Heads[ch.Case.ID], t.Dues[ch.Case.ID] = encode(ch.Case), ch.Head, ch.Dues
	if ch.Marks != nil {
		t.Marks[ch.Case.ID] = *ch.Marks
	}
	t.Chains[ch.Case.ID] = append(t.Chains[ch.Case.ID][:len(t.Chains[ch.Case.ID]):len(t.Chains[ch.Case.ID])], ch.Record)
	return nil
}

func (t *memoryTx) OpenChild(ctx context.Context, req casework.OpenChild) (*casework.OpenedChild, error) {
	if req.Key != nil {
		answer, err := t.Claim(ctx, *req.Key)
		if err != nil || answer != nil {
			return &casework.OpenedChild{Answer: answer}, err
		}
	}
	out := &casework.OpenedChild{House: t.Mode}
	authority := req.AuthorityID
	if req.ChildID != "" {
		child, err := t.Child(ctx, req.ChildID)
		if err != nil {
			return nil, err
		}
		out.Child, authority = child, child.AuthorityID
		for id := range t.Cases {
			o, err := t.Case(ctx, id)
			if err != nil {
				return nil, err
			}
			if o.Case.ChildID == req.ChildID && o.Case.State != workflow.Draft && !o.Case.State.End() {
				out.Cases = append(out.Cases, o)
			}
		}
	}
	head, ok := t.Heads[authority]
	if !ok {
		head = ledger.Genesis(authority, ledger.AuthorityChain(authority))
	}
	out.Authority = head
	return out, nil
}

func (t *memoryTx) SaveChildAct(_ context.Context, ch *casework.ChildChange) error {
	for _, one := range ch.Cases {
		if err := t.save(one); err != nil {
			return err
		}
	}
	t.Children[ch.Child.ID] = encode(ch.Child)
	t.Heads[ch.Child.AuthorityID] = ch.Head
	t.Chains[ch.Child.AuthorityID] = append(t.Chains[ch.Child.AuthorityID], ch.Record)
	if ch.Key != nil {
		t.Keys[*ch.Key] = ch.Answer
	}
	return nil
}

func (t *memoryTx) CreateDraft(_ context.Context, c *workflow.Case, key *casework.Key, answer []byte) error {
	t.Cases[c.ID] = encode(c)
	if key != nil {
		t.Keys[*key] = answer
	}
	return nil
}

func (t *memoryTx) SaveDraft(_ context.Context, c *workflow.Case, was int64) error {
	old, err := decode[workflow.Case](t.Cases[c.ID])
	if err != nil {
		return err
	}
	if old.Version != was {
		return workflow.Refuse(workflow.KindStale, "stale_version", "stale")
	}
	t.Cases[c.ID] = encode(c)
	return nil
}

func (t *memoryTx) DiscardDraft(_ context.Context, id string, _ int64) error {
	delete(t.Cases, id)
	return nil
}

func (t *memoryTx) Claim(_ context.Context, key casework.Key) ([]byte, error) {
	for k, answer := range t.Keys {
		if k.ActorID == key.ActorID && k.Value == key.Value {
			if k.Body != key.Body {
				return nil, workflow.Refuse(workflow.KindInvalid, "key_reused", "同一幂等键用于不同内容")
			}
			return answer, nil
		}
	}
	return nil, nil
}

func (t *memoryTx) VoidNumber(_ context.Context, authority, series string, year, number int, _ string) error {
	key := fmt.Sprintf("%s/%s/%d/%d", authority, series, year, number)
	if t.Voided[key] {
		return workflow.Refuse(workflow.KindNotFound, "number_not_found", "没有这一编号，或者该编号已经作废")
	}
	if t.Voided == nil {
		t.Voided = map[string]bool{}
	}
	t.Voided[key] = true
	return nil
}

func (t *memoryTx) Number(_ context.Context, authority, series string, year int) (int, error) {
	key := fmt.Sprintf("%s/%s/%d", authority, series, year)
	t.Numbers[key]++
	return t.Numbers[key], nil
}

func (t *memoryTx) TakeBlank(_ context.Context, b workflow.BlankTaking) error {
	if was, gone := t.Blanks[b.Number]; gone && (was.State != workflow.BlankUsed || was.CaseID != b.CaseID) {
		return workflow.Refuse(workflow.KindConflict, "blank_not_available", "印制号"+b.Number+"已登记为“"+was.State.Chinese()+"”")
	}
	if t.Blanks == nil {
		t.Blanks = map[string]workflow.BlankTaking{}
	}
	t.Blanks[b.Number] = b
	return nil
}

func (t *memoryTx) CertificateShift(context.Context, string) (workflow.OverlayShift, error) {
	return workflow.OverlayShift{}, nil
}

func (t *memoryTx) House(context.Context) (casework.House, error) { return t.Mode, nil }

func (t *memoryTx) Authority(_ context.Context, id string) (casework.Authority, error) {
	a, ok := t.Authorities[id]
	if !ok {
		return a, notThere("authority")
	}
	return a, nil
}

func (t *memoryTx) Agency(_ context.Context, id string) (workflow.Agency, error) {
	a, ok := t.Agencies[id]
	if !ok {
		return a, notThere("agency")
	}
	return a, nil
}

func (t *memoryTx) Evaluator(_ context.Context, id string) (workflow.EvaluatorCard, error) {
	e, ok := t.Evaluators[id]
	if !ok {
		return e, notThere("evaluator")
	}
	return e, nil
}

func (t *memoryTx) Account(_ context.Context, id string) (workflow.Actor, error) {
	a, ok := t.Accounts[id]
	if !ok {
		return a, notThere("account")
	}
	return a, nil
}

func (t *memoryTx) Child(_ context.Context, id string) (*workflow.Child, error) {
	raw, ok := t.Children[id]
	if !ok {
		return nil, notThere("child")
	}
	return decode[workflow.Child](raw)
}

func (t *memoryTx) CasesOfChild(ctx context.Context, childID string) ([]*workflow.Case, error) {
	var out []*workflow.Case
	for id := range t.Cases {
		o, err := t.Case(ctx, id)
		if err != nil {
			return nil, err
		}
		if o.Case.ChildID == childID {
			out = append(out, o.Case)
		}
	}
	return out, nil
}

func (t *memoryTx) CountCases(ctx context.Context, filters []casework.CaseFilter, _ int) ([]int, error) {
	out := make([]int, len(filters))
	for i, f := range filters {
		found, err := t.ListCases(ctx, f)
		if err != nil {
			return nil, err
		}
		out[i] = len(found)
	}
	return out, nil
}

func (t *memoryTx) ListCases(ctx context.Context, _ casework.CaseFilter) ([]casework.CaseLine, error) {
	var out []casework.CaseLine
	for id := range t.Cases {
		o, err := t.Case(ctx, id)
		if err != nil {
			return nil, err
		}
		out = append(out, casework.CaseLine{ID: id, AuthorityID: o.Case.AuthorityID, Secrecy: o.Case.Secrecy, Applicants: casework.ApplicantNames(o.Case), ChildName: o.Child.Name})
	}
	return out, nil
}

func (t *memoryTx) ListChildren(ctx context.Context, _ casework.ChildFilter) ([]*workflow.Child, error) {
	var out []*workflow.Child
	for id := range t.Children {
		c, err := t.Child(ctx, id)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// at is noon of a day in China.
func at(t *testing.T, day string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, day)
	require.NoError(t, err)
	return d.Add(4 * time.Hour)
}
