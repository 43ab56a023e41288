package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow/ledger"
)

const caseEntryColumns = `select e.authority_id, e.case_id, e.seq, e.header, e.hash, p.seed, coalesce(p.input, ''), coalesce(p.after, '')
 from case_entries e left join case_payloads p on (p.authority_id, p.case_id, p.seq) = (e.authority_id, e.case_id, e.seq)`

// Entries implements casework.Tx.
func (t *tx) Entries(ctx context.Context, caseID string, after int64) ([]ledger.Record, error) {
	if !isUUID(caseID) {
		return nil, noCase()
	}
	return t.records(ctx, caseEntryColumns+` where e.authority_id = (select authority_id from cases where id = $1) and e.case_id = $1 and e.seq > $2 order by e.seq`, caseID, after)
}

// EntryPayload implements casework.Tx.
func (t *tx) EntryPayload(ctx context.Context, caseID string, seq int64) (ledger.Record, error) {
	if !isUUID(caseID) {
		return ledger.Record{}, noCase()
	}
	found, err := t.records(ctx, caseEntryColumns+` where e.authority_id = (select authority_id from cases where id = $1) and e.case_id = $1 and e.seq = $2`, caseID, seq)
	return only(found, err)
}

func only(found []ledger.Record, err error) (ledger.Record, error) {
	if err != nil {
		return ledger.Record{}, err
	}
	if len(found) == 0 {
		return ledger.Record{}, noEntry()
	}
	return found[0], nil
}

func noEntry() error {
	return notFound("entry_not_found", "没有这一记录，或者不在您的权限范围内")
}

func (t *tx) records(ctx context.Context, sql string, args ...any) ([]ledger.Record, error) {
	out := []ledger.Record{}
	t.queue.Queue(sql, args...).Query(func(rows pgx.Rows) error {
		for rows.Next() {
			record, err := scanRecord(rows)
			if err != nil {
				return err
			}
			out = append(out, record)
		}
		return rows.Err()
	})
	return out, t.flush(ctx)
}

func scanRecord(rows pgx.Rows) (ledger.Record, error) {
	var r entryRow
	if err := rows.Scan(&r.AuthorityID, &r.CaseID, &r.Seq, &r.Header, &r.Hash, &r.Seed, &r.Input, &r.After); err != nil {
		return ledger.Record{}, err
	}
	return r.toRecord()
}
