package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

const claimKey = `select claim_key($1, $2, $3)`

// A child is locked before its cases, everywhere: two acts that need both cannot wait for each other.
const lockChildOfCase = `select 1 from children where (authority_id, id) = (select authority_id, child_id from cases where id = $1) for update`

// openedColumns reads a case with the head of its chain, its child and the installation.
const openedColumns = `c.authority_id, c.id, c.version, c.state, c.document, c.head_seq, c.head_hash, c.head_at,
  k.authority_id, k.id, k.version, k.document, coalesce(h.sandbox, false), coalesce(h.clock_offset, 0)`

const openedFrom = ` from cases c left join children k on k.authority_id = c.authority_id and k.id = c.child_id left join installation h on true`

// The case is noted as opened only if the policies let the actor see it.
const openCase = `select ` + openedColumns + `, set_config('app.opened', c.id::text, true)` + openedFrom + ` where c.id = $1 for update of c`

// In the order of their ids, as every act that locks several cases does; the child is locked before.
const lockRivals = `select ` + openedColumns + `, ''` + openedFrom + `
 where (c.authority_id, c.child_id) = (select authority_id, child_id from cases where id = $1) and c.id <> $1
   and c.state not in ('draft', 'closed', 'not_accepted', 'refused', 'not_selected', 'withdrawn', 'terminated')
 order by c.id for update of c`

const readCase = `select ` + openedColumns + `, ''` + openedFrom + ` where c.id = $1`

// OpenCase implements casework.Tx. All of it is one round trip.
func (t *tx) OpenCase(ctx context.Context, req casework.OpenCase) (*casework.OpenedCase, error) {
	if !isUUID(req.CaseID) {
		return nil, noCase()
	}
	out := &casework.OpenedCase{}
	if req.Key != nil {
		t.claim(*req.Key, &out.Answer)
	}
	if req.LockChild {
		t.queue.Queue(lockChildOfCase, req.CaseID)
	}
	found, rivals := t.queueOpened(openCase, req.CaseID), &openedRows{}
	if req.Rivals {
		rivals = t.queueOpened(lockRivals, req.CaseID)
	}
	if err := t.flush(ctx); err != nil {
		return nil, err
	}
	if out.Answer != nil {
		return out, nil
	}
	opened, err := found.one()
	if err != nil {
		return nil, err
	}
	opened.Rivals, err = rivals.all()
	return opened, err
}

// Case implements casework.Tx: as OpenCase reads, without locks.
func (t *tx) Case(ctx context.Context, id string) (*casework.OpenedCase, error) {
	if !isUUID(id) {
		return nil, noCase()
	}
	found := t.queueOpened(readCase, id)
	if err := t.flush(ctx); err != nil {
		return nil, err
	}
	return found.one()
}

// claim queues the claim of an idempotency key; the stored answer of the same request comes into answer.
func (t *tx) claim(key casework.Key, answer *[]byte) {
	t.queue.Queue(claimKey, key.ActorID, key.Value, key.Body[:]).QueryRow(func(row pgx.Row) error {
		var stored *string
		if err := row.Scan(&stored); err != nil {
			return err
		}
		if stored != nil {
			*answer = []byte(*stored)
		}
		return nil
	})
}

// Claim implements casework.Tx.
func (t *tx) Claim(ctx context.Context, key casework.Key) ([]byte, error) {
	var answer []byte
	t.claim(key, &answer)
	return answer, t.flush(ctx)
}

// openedRow is what openedColumns reads.
type openedRow struct {
	caseRow
	child struct {
		authorityID, id, document *string
		version                   *int64
	}
	sandbox bool
	offset  int64
}

type openedRows []openedRow

// queueOpened queues a reading of cases; its rows are there after the flush.
func (t *tx) queueOpened(sql string, args ...any) *openedRows {
	found := &openedRows{}
	t.queue.Queue(sql, args...).Query(func(rows pgx.Rows) error {
		for rows.Next() {
			var r openedRow
			var opened string
			err := rows.Scan(&r.AuthorityID, &r.ID, &r.Version, &r.State, &r.Document, &r.HeadSeq, &r.HeadHash, &r.HeadAt,
				&r.child.authorityID, &r.child.id, &r.child.version, &r.child.document, &r.sandbox, &r.offset, &opened)
			if err != nil {
				return err
			}
			*found = append(*found, r)
		}
		return rows.Err()
	})
	return found
}

// all opens every row.
func (r openedRows) all() ([]*casework.OpenedCase, error) {
	var out []*casework.OpenedCase
	for _, row := range r {
		o, err := row.open()
		if err != nil {
			return nil, err
		}
		out = append(out, o)
	}
	return out, nil
}

// one returns the only row, a not_found error when there is none.
func (r openedRows) one() (*casework.OpenedCase, error) {
	if len(r) == 0 {
		return nil, noCase()
	}
	return r[0].open()
}

func (r openedRow) open() (*casework.OpenedCase, error) {
	c, err := r.toCase()
	if err != nil {
		return nil, err
	}
	head, err := r.toHead()
	if err != nil {
		return nil, err
	}
	child, err := r.toChild()
	if err != nil {
		return nil, err
	}
	return &casework.OpenedCase{Case: c, Child: child, Head: head, House: house(r.sandbox, r.offset)}, nil
}

// toChild is nil when the case has no child yet, or the actor does not see it.
func (r openedRow) toChild() (*workflow.Child, error) {
	if r.child.id == nil {
		return nil, nil //nolint:nilnil // a draft without a child is not an error
	}
	k := childRow{AuthorityID: text(r.child.authorityID), ID: text(r.child.id), Version: *r.child.version, Document: text(r.child.document)}
	return k.toChild()
}

func house(sandbox bool, offset int64) casework.House {
	return casework.House{Sandbox: sandbox, Offset: time.Duration(offset) * time.Microsecond}
}
