package store

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
)

const (
	lockChild = `select authority_id, id, version, document from children where id = $1 for update`

	// In the order of their ids, as every act that locks several cases does.
	openCasesOfChild = `select ` + openedColumns + `, ''` + openedFrom + `
 where c.child_id = $1 and c.state not in ('draft', 'closed', 'not_accepted', 'refused', 'not_selected', 'withdrawn', 'terminated')
 order by c.id for update of c`

	lockAuthority = `select a.id, a.head_seq, a.head_hash, a.head_at, coalesce(h.sandbox, false), coalesce(h.clock_offset, 0)
 from authorities a left join installation h on true where a.id = coalesce((select authority_id from children where id = $1), $2) for update of a`
)

// OpenChild implements casework.Tx: child, its open cases by id, then the chain of the child's authority, in one
// round trip. For a new child (no ChildID) AuthorityID names the authority.
func (t *tx) OpenChild(ctx context.Context, req casework.OpenChild) (*casework.OpenedChild, error) {
	if req.ChildID != "" && !isUUID(req.ChildID) {
		return nil, noChild()
	}
	out := &casework.OpenedChild{}
	if req.Key != nil {
		t.claim(*req.Key, &out.Answer)
	}
	child, cases := &childRow{}, &openedRows{}
	if req.ChildID != "" {
		t.queueChild(lockChild, child, req.ChildID)
		if !req.Alone {
			cases = t.queueOpened(openCasesOfChild, req.ChildID)
		}
	}
	authority := &authorityHead{}
	t.queue.Queue(lockAuthority, nullable(req.ChildID), nullable(req.AuthorityID)).QueryRow(authority.scan)
	err := t.flush(ctx)
	switch {
	case err == nil || absent(err):
	default:
		return nil, err
	}
	if out.Answer != nil {
		return out, nil
	}
	if absent(err) {
		if req.ChildID != "" {
			return nil, noChild()
		}
		return nil, noAuthority()
	}
	return out, fill(out, req, child, *cases, authority)
}

func fill(out *casework.OpenedChild, req casework.OpenChild, child *childRow, cases openedRows, authority *authorityHead) (err error) {
	if req.ChildID != "" {
		if child.ID == "" {
			return noChild()
		}
		if out.Child, err = child.toChild(); err != nil {
			return err
		}
	}
	if out.Cases, err = cases.all(); err != nil {
		return err
	}
	out.House = house(authority.sandbox, authority.offset)
	out.Authority, err = authority.toHead()
	return err
}

// queueChild queues the reading of one child; the row stays empty when there is none.
func (t *tx) queueChild(sql string, into *childRow, args ...any) {
	t.queue.Queue(sql, args...).QueryRow(func(row pgx.Row) error {
		err := row.Scan(&into.AuthorityID, &into.ID, &into.Version, &into.Document)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		return err
	})
}

// authorityHead is the head of an authority's own chain.
type authorityHead struct {
	id      string
	seq     int64
	hash    []byte
	at      *time.Time
	sandbox bool
	offset  int64
}

func (a *authorityHead) scan(row pgx.Row) error {
	return row.Scan(&a.id, &a.seq, &a.hash, &a.at, &a.sandbox, &a.offset)
}

func (a *authorityHead) toHead() (ledger.Head, error) {
	h := ledger.Genesis(a.id, ledger.AuthorityChain(a.id))
	if a.seq == 0 {
		return h, nil
	}
	hash, err := ledger.HashFromBytes(a.hash)
	if err != nil {
		return h, err
	}
	h.Sequence, h.Hash, h.At = a.seq, hash, fromInstant(a.at)
	return h, nil
}

// Child implements casework.Tx.
func (t *tx) Child(ctx context.Context, id string) (*workflow.Child, error) {
	if !isUUID(id) {
		return nil, noChild()
	}
	row := &childRow{}
	t.queueChild(`select authority_id, id, version, document from children where id = $1`, row, id)
	if err := t.flush(ctx); err != nil {
		return nil, err
	}
	if row.ID == "" {
		return nil, noChild()
	}
	return row.toChild()
}

// CasesOfChild implements casework.Tx: oldest first, drafts and ended cases among them.
func (t *tx) CasesOfChild(ctx context.Context, childID string) ([]*workflow.Case, error) {
	if !isUUID(childID) {
		return nil, noChild()
	}
	found := t.queueOpened(`select `+openedColumns+`, ''`+openedFrom+` where c.child_id = $1 order by c.id`, childID)
	if err := t.flush(ctx); err != nil {
		return nil, err
	}
	out := make([]*workflow.Case, 0, len(*found))
	for _, r := range *found {
		c, err := r.toCase()
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}
