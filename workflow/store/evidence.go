package store

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow/casework"
)

// Evidence implements casework.EvidenceTx.
func (t *tx) Evidence(ctx context.Context, caseID string) ([]*casework.Upload, error) {
	found := []*casework.Upload{}
	if !isUUID(caseID) {
		return found, nil
	}
	at := map[string]*casework.Upload{}
	t.queue.Queue(`select `+uploadColumns+` where u.case_id = $1 order by u.id`, caseID).Query(func(rows pgx.Rows) error {
		for rows.Next() {
			u, err := scanUpload(rows)
			if err != nil {
				return err
			}
			found, at[u.ID] = append(found, u), u
		}
		return rows.Err()
	})
	t.queue.Queue(`select upload_id::text, kind, coalesce(file_id::text, ''), media_type, sha256, size, width, height, failure
  from upload_copies where case_id = $1 order by upload_id, kind`, caseID).Query(func(rows pgx.Rows) error {
		for rows.Next() {
			var id string
			var c casework.Copy
			if err := rows.Scan(&id, &c.Kind, &c.FileID, &c.MediaType, &c.SHA256, &c.Size, &c.Width, &c.Height, &c.Failure); err != nil {
				return err
			}
			if u := at[id]; u != nil {
				u.Copies = append(u.Copies, c)
			}
		}
		return rows.Err()
	})
	return found, t.flush(ctx)
}

// SaveScan implements casework.EvidenceTx.
func (t *tx) SaveScan(ctx context.Context, u *casework.Upload) (bool, error) {
	t.queue.Queue(`update upload_scans set state = $3, signature = $4, scanner = $5, scanned_at = $6
  where authority_id = $1 and upload_id = $2 and state = 'quarantine' returning true`,
		u.AuthorityID, u.ID, string(u.State), u.Signature, u.Scanner, toInstant(u.ScannedAt)).QueryRow(func(row pgx.Row) error { return row.Scan(new(bool)) })
	err := t.flush(ctx)
	if absent(err) {
		return false, nil
	}
	return err == nil, err
}

// SaveCopy implements casework.EvidenceTx.
func (t *tx) SaveCopy(ctx context.Context, u *casework.Upload, c casework.Copy) error {
	t.queue.Queue(`insert into upload_copies (authority_id, upload_id, kind, case_id, file_id, media_type, sha256, size, width, height, failure)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
		u.AuthorityID, u.ID, string(c.Kind), nullable(u.CaseID), nullable(c.FileID), c.MediaType, c.SHA256, c.Size, c.Width, c.Height, c.Failure)
	return t.flush(ctx)
}
