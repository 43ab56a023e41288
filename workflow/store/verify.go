package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// Verified is what a walk over the chain of one case has found to hold.
type Verified struct {
	ledger.Report
	AuthorityID string
	Number      string
	State       string
	Log         InLog
}

// VerifyCase walks the chain of a case in the database, entry by entry in a read-only transaction, and compares its
// end with the head and the aggregate that the row of the case holds. It fails with *ledger.BrokenLinkError at the first
// link that does not hold, with *TamperedRowError when chain and row differ, and with not_found when there is no such
// case. It is the work of whoever runs the database: the reader's scope is the case's own office.
func (s *Store) VerifyCase(ctx context.Context, caseID string) (out Verified, err error) {
	if !isUUID(caseID) {
		return out, noCase()
	}
	var office *string
	if err := s.pool.QueryRow(ctx, `select case_office($1)`, caseID).Scan(&office); err != nil {
		return out, explain(err)
	}
	if office == nil {
		return out, noCase()
	}
	auditor := scope{role: string(workflow.RoleAuditor), authority: *office}
	err = s.within(ctx, auditor, "begin isolation level repeatable read read only", workflow.Actor{}, func(t *tx) error {
		out, err = t.verify(ctx, caseID)
		return err
	})
	return out, err
}

// TamperedRowError says that a row is not what the last entries of its chain say. Of names the row: "case <id>".
type TamperedRowError struct{ Of, What string }

func (e *TamperedRowError) Error() string {
	return fmt.Sprintf("store: %s: %s", e.Of, e.What)
}

func (t *tx) verify(ctx context.Context, caseID string) (out Verified, err error) {
	var row caseRow
	t.queue.Queue(`select authority_id, id, number, version, state, head_seq, head_hash, head_at, document from cases where id = $1`, caseID).
		QueryRow(func(r pgx.Row) error {
			return r.Scan(&row.AuthorityID, &row.ID, &row.Number, &row.Version, &row.State, &row.HeadSeq, &row.HeadHash, &row.HeadAt, &row.Document)
		})
	if err := t.flush(ctx); err != nil {
		if absent(err) {
			return out, noCase() // a draft has no chain, and is seen by its own office alone
		}
		return out, err
	}
	head, err := row.toHead()
	if err != nil {
		return out, err
	}
	var last []byte
	report, err := ledger.Verify(ledger.Genesis(row.AuthorityID, ledger.CaseChain(row.ID)), t.stream(ctx, row, &last))
	out = Verified{Report: report, AuthorityID: row.AuthorityID, Number: text(row.Number), State: row.State}
	if err != nil {
		return out, err
	}
	if report.Head != head {
		return out, headDiffers("case "+caseID, report.Head, head)
	}
	if err := sameAggregate(row, last); err != nil {
		return out, err
	}
	out.Log, err = t.verifyInLog(ctx, "case "+caseID, caseInLog, row.AuthorityID, caseID)
	return out, err
}

func headDiffers(of string, chain, row ledger.Head) error {
	return &TamperedRowError{of, fmt.Sprintf("the chain ends with entry %d (%s), the row names entry %d (%s)", chain.Sequence, chain.Hash, row.Sequence, row.Hash)}
}

// stream reads the entries one by one, as the connection delivers them; last is the aggregate of the newest act.
func (t *tx) stream(ctx context.Context, row caseRow, last *[]byte) iter.Seq2[ledger.Record, error] {
	return func(yield func(ledger.Record, error) bool) {
		rows, err := t.pg.Query(ctx, caseEntryColumns+` where e.authority_id = $1 and e.case_id = $2 order by e.seq`, row.AuthorityID, row.ID)
		if err != nil {
			yield(ledger.Record{}, err)
			return
		}
		defer rows.Close()
		for rows.Next() {
			record, err := scanRecord(rows)
			if p, ok := record.Payload.(ledger.Payload); ok {
				*last = p.After
			}
			if !yield(record, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(ledger.Record{}, err)
		}
	}
}

// sameAggregate compares the row's document with the aggregate that the last entry holds.
func sameAggregate(row caseRow, after []byte) error {
	var aggregate struct {
		Case json.RawMessage `json:"case"`
	}
	if err := json.Unmarshal(after, &aggregate); err != nil {
		return errors.Join(&TamperedRowError{"case " + row.ID, "the aggregate of the last entry cannot be read"}, err)
	}
	if string(aggregate.Case) != row.Document {
		return &TamperedRowError{"case " + row.ID, "the row does not hold the aggregate of the last entry: it was changed without an act"}
	}
	return nil
}
