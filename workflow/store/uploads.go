package store

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/anjia-project/anjia/workflow/casework"
)

// uploadColumns are an upload and what the scanner said of it.
const uploadColumns = `u.authority_id::text, u.id::text, coalesce(u.case_id::text, ''), u.name, u.media_type, u.kind, u.issued_on, u.expires_on, u.sha256,
  u.size, u.brought_by, u.at, coalesce(s.state, ''), coalesce(s.signature, ''), coalesce(s.scanner, ''), s.scanned_at
  from uploads u left join upload_scans s on s.authority_id = u.authority_id and s.upload_id = u.id`

func scanUpload(row pgx.Row) (*casework.Upload, error) {
	u := &casework.Upload{}
	var issued, expires pgtype.Date
	var scanned *time.Time
	err := row.Scan(&u.AuthorityID, &u.ID, &u.CaseID, &u.Name, &u.MediaType, &u.Kind, &issued, &expires, &u.SHA256,
		&u.Size, &u.By, &u.At, &u.State, &u.Signature, &u.Scanner, &scanned)
	if err != nil {
		return nil, err
	}
	if u.IssuedOn, err = fromDate(issued); err != nil {
		return nil, err
	}
	u.At, u.ScannedAt = u.At.UTC(), fromInstant(scanned)
	u.ExpiresOn, err = fromDate(expires)
	return u, err
}

// SaveUpload implements casework.Tx.
func (t *tx) SaveUpload(ctx context.Context, u *casework.Upload) error {
	s := &statement{}
	s.add("insert into uploads ", s.insert([]column{
		{"authority_id", u.AuthorityID},
		{"id", u.ID},
		{"case_id", nullable(u.CaseID)},
		{"name", u.Name},
		{"media_type", u.MediaType},
		{"kind", u.Kind},
		{"issued_on", toDate(u.IssuedOn)},
		{"expires_on", toDate(u.ExpiresOn)},
		{"sha256", u.SHA256},
		{"size", u.Size},
		{"brought_by", u.By},
		{"at", u.At},
	}))
	t.queue.Queue(s.sql.String(), s.args...)
	if u.State != "" {
		t.queue.Queue(`insert into upload_scans (authority_id, upload_id, case_id, state) values ($1, $2, $3, $4)`,
			u.AuthorityID, u.ID, nullable(u.CaseID), string(u.State))
	}
	return t.flush(ctx)
}

// Uploaded implements casework.Tx; it fails with not_found when there is no such file in the actor's scope.
func (t *tx) Uploaded(ctx context.Context, id string) (*casework.Upload, error) {
	missing := notFound("upload_not_found", "没有这一上传文件，或者不在您的权限范围内")
	if !isUUID(id) {
		return nil, missing
	}
	var u *casework.Upload
	t.queue.Queue(`select `+uploadColumns+` where u.id = $1`, id).QueryRow(func(row pgx.Row) (err error) {
		u, err = scanUpload(row)
		return err
	})
	err := t.flush(ctx)
	if absent(err) {
		return nil, missing
	}
	return u, err
}

// RecordRead implements casework.Tx. The reading is sent with the next statement or with the commit; a list has no
// case, and stands in the books of the reader's own office where the reading names none.
func (t *tx) RecordRead(_ context.Context, r casework.Read) error {
	authority := r.AuthorityID
	if authority == "" {
		authority = t.actor.AuthorityID
	}
	if authority == "" {
		authority = noOffice
	}
	t.queue.Queue(`insert into case_reads (authority_id, case_id, what, at) values ($1, $2, $3, $4)`, authority, nullable(r.CaseID), r.What, r.At)
	return nil
}

// noOffice stands for the office of a reader who has none, such as an agency's manager who reads a list.
const noOffice = "00000000-0000-0000-0000-000000000000"
