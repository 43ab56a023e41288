package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
	"github.com/anjia-project/anjia/workflow/office"
)

// officeTx is a transaction as the acts of the office see it.
type officeTx struct{ t *tx }

var (
	_ office.Store = (*Store)(nil)
	_ office.Tx    = officeTx{}
)

// OfficeWithin implements office.Store; see Within.
func (s *Store) OfficeWithin(ctx context.Context, actor workflow.Actor, fn func(t office.Tx) error) error {
	return s.within(ctx, scopeOf(actor), "begin", actor, func(t *tx) error { return fn(officeTx{t}) })
}

// lockChain locks an authority with the head of its chain. It does not hold up acts on cases, whose keys only refer to the row.
const lockChain = `select head_seq, head_hash, head_at from authorities where id = $1 for no key update`

// Open implements office.Tx.
func (o officeTx) Open(ctx context.Context, req office.Open) (*office.Opened, error) {
	out := &office.Opened{}
	if req.Key != nil {
		o.t.claim(casework.Key(*req.Key), &out.Answer)
		if err := o.t.flush(ctx); err != nil || out.Answer != nil {
			return out, err
		}
	}
	keeper := req.AuthorityID
	if req.ID != "" {
		found, err := o.keeper(ctx, req.Subject, req.ID)
		if err != nil {
			return nil, err
		}
		keeper = found
	}
	var err error
	if out.Head, err = o.lock(ctx, keeper); err != nil {
		return nil, err
	}
	if out.Authority, err = o.Authority(ctx, keeper); err != nil {
		return nil, err
	}
	if out.House, err = o.House(ctx); err != nil {
		return nil, err
	}
	return out, o.subject(ctx, req, out)
}

// keeper is the authority in whose chain acts on a subject stand.
func (o officeTx) keeper(ctx context.Context, s office.Subject, id string) (string, error) {
	switch s {
	case office.SubjectAgency:
		a, err := o.Agency(ctx, id)
		return a.AuthorityID, err
	case office.SubjectEvaluator:
		e, err := o.Evaluator(ctx, id)
		return e.AuthorityID, err
	case office.SubjectAccount:
		a, err := o.Account(ctx, id)
		return a.AuthorityID, err
	case office.SubjectPublication:
		p, err := o.Publication(ctx, id)
		return p.AuthorityID, err
	case office.SubjectBlankSlip:
		s, err := o.BlankSlip(ctx, id)
		return s.AuthorityID, err
	case office.SubjectAuthority, office.SubjectClock:
	}
	return id, nil
}

// subject loads the subject again, now that the chain is locked: every act on it waits for that lock.
func (o officeTx) subject(ctx context.Context, req office.Open, out *office.Opened) error {
	if req.ID == "" {
		return nil
	}
	switch req.Subject {
	case office.SubjectAuthority:
		a := out.Authority
		out.Target = &a
	case office.SubjectAgency:
		a, err := o.Agency(ctx, req.ID)
		out.Agency = &a
		return err
	case office.SubjectEvaluator:
		e, err := o.Evaluator(ctx, req.ID)
		out.Evaluator = &e
		return err
	case office.SubjectAccount:
		a, err := o.Account(ctx, req.ID)
		out.Account = &a
		return err
	case office.SubjectPublication:
		p, err := o.Publication(ctx, req.ID)
		out.Publication = &p
		return err
	case office.SubjectBlankSlip:
		s, err := o.BlankSlip(ctx, req.ID)
		out.Slip = &s
		return err
	case office.SubjectClock:
	}
	return nil
}

// lock locks the chain of an authority. One that may not be written by the actor is not found.
func (o officeTx) lock(ctx context.Context, authorityID string) (ledger.Head, error) {
	head := ledger.Genesis(authorityID, ledger.AuthorityChain(authorityID))
	if !isUUID(authorityID) {
		return head, noAuthority()
	}
	var hash []byte
	var at *time.Time
	o.t.queue.Queue(lockChain, authorityID).QueryRow(func(row pgx.Row) error { return row.Scan(&head.Sequence, &hash, &at) })
	err := o.t.flush(ctx)
	if absent(err) {
		return head, noAuthority()
	}
	if err != nil || head.Sequence == 0 {
		return head, err
	}
	head.At = fromInstant(at)
	head.Hash, err = ledger.HashFromBytes(hash)
	return head, err
}

// House implements office.Tx.
func (o officeTx) House(ctx context.Context) (office.House, error) {
	h, err := o.t.House(ctx)
	return office.House(h), err
}

// Covers implements office.Tx.
func (o officeTx) Covers(ctx context.Context, above, below string, on law.Date) (bool, error) {
	if !isUUID(above) || !isUUID(below) {
		return false, nil
	}
	var covers bool
	o.t.queue.Queue(`select exists (select from authority_closure where ancestor = $1 and descendant = $2
  and valid_from <= $3 and (valid_to is null or valid_to > $3))`, above, below, toDate(on)).
		QueryRow(func(row pgx.Row) error { return row.Scan(&covers) })
	return covers, o.t.flush(ctx)
}

// OtherAdministrators implements office.Tx.
func (o officeTx) OtherAdministrators(ctx context.Context, without string) (int, error) {
	var n int
	o.t.queue.Queue(`select other_administrators($1)`, without).QueryRow(func(row pgx.Row) error { return row.Scan(&n) })
	return n, o.t.flush(ctx)
}
