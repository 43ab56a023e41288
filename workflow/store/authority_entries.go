package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// authorityEntryColumns reads what scanAuthorityRecord takes; the payload comes from p.
const (
	authorityEntryColumns = `select e.authority_id, e.about, e.seq, e.header, e.hash, p.seed, coalesce(p.input, ''), coalesce(p.after, '')
 from authority_entries e left join authority_payloads p on (p.authority_id, p.seq) = (e.authority_id, e.seq)`

	authorityHeaderColumns = `select e.authority_id, e.about, e.seq, e.header, e.hash, null::bytea, '', '' from authority_entries e`
)

// AuthorityEntry implements casework.Tx.
func (t *tx) AuthorityEntry(ctx context.Context, authorityID string, seq int64) (out casework.AuthorityRecord, err error) {
	if !isUUID(authorityID) {
		return out, noAuthority()
	}
	found, err := t.authorityRecords(ctx, authorityEntryColumns+` where e.authority_id = $1 and e.seq = $2`, authorityID, seq)
	if err != nil {
		return out, err
	}
	if len(found) == 0 {
		return out, noEntry()
	}
	return found[0], nil
}

// AuthorityEntries implements casework.Tx.
func (t *tx) AuthorityEntries(ctx context.Context, authorityID string, after int64, most int) ([]casework.AuthorityRecord, error) {
	if !isUUID(authorityID) {
		return nil, noAuthority()
	}
	var covered bool
	t.queue.Queue(`select $1::uuid = any (app_offices())`, authorityID).QueryRow(func(row pgx.Row) error { return row.Scan(&covered) })
	found, err := t.authorityRecords(ctx, authorityHeaderColumns+` where e.authority_id = $1 and e.seq > $2 order by e.seq limit $3`, authorityID, after, limit(most))
	if err != nil {
		return nil, err
	}
	if !covered {
		return nil, noAuthority()
	}
	return found, nil
}

func (t *tx) authorityRecords(ctx context.Context, sql string, args ...any) ([]casework.AuthorityRecord, error) {
	out := []casework.AuthorityRecord{}
	t.queue.Queue(sql, args...).Query(func(rows pgx.Rows) error {
		for rows.Next() {
			about, record, err := scanAuthorityRecord(rows)
			if err != nil {
				return err
			}
			out = append(out, casework.AuthorityRecord{Record: record, About: about})
		}
		return rows.Err()
	})
	return out, t.flush(ctx)
}

func scanAuthorityRecord(rows pgx.Rows) (about string, record ledger.Record, err error) {
	var r entryRow
	if err := rows.Scan(&r.AuthorityID, &about, &r.Seq, &r.Header, &r.Hash, &r.Seed, &r.Input, &r.After); err != nil {
		return "", record, err
	}
	record, err = r.toRecord()
	return about, record, err
}
