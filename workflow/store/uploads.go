package store

import (
	"context"
	"time"

	"github.com/anjia-project/anjia/workflow/casework"
)

// uploadRow is a row of uploads.
type uploadRow struct {
	AuthorityID string    `gorm:"column:authority_id"`
	ID          string    `gorm:"column:id"`
	CaseID      *string   `gorm:"column:case_id"`
	Name        string    `gorm:"column:name"`
	MediaType   string    `gorm:"column:media_type"`
	SHA256      string    `gorm:"column:sha256"`
	Size        int64     `gorm:"column:size"`
	BroughtBy   string    `gorm:"column:brought_by"`
	At          time.Time `gorm:"column:at"`
}

// TableName tells GORM the table.
func (uploadRow) TableName() string { return "uploads" }

func fromUpload(u *casework.Upload) uploadRow {
	return uploadRow{
		AuthorityID: u.AuthorityID, ID: u.ID, CaseID: nullable(u.CaseID), Name: u.Name, MediaType: u.MediaType,
		SHA256: u.SHA256, Size: u.Size, BroughtBy: u.By, At: u.At,
	}
}

func (r uploadRow) toUpload() *casework.Upload {
	return &casework.Upload{
		AuthorityID: r.AuthorityID, ID: r.ID, CaseID: text(r.CaseID), Name: r.Name, MediaType: r.MediaType,
		SHA256: r.SHA256, Size: r.Size, By: r.BroughtBy, At: r.At.UTC(),
	}
}

// SaveUpload implements casework.Tx.
func (t *tx) SaveUpload(ctx context.Context, u *casework.Upload) error {
	db, err := t.rows(ctx)
	if err != nil {
		return err
	}
	row := fromUpload(u)
	return explain(db.Create(&row).Error)
}

// Uploaded implements casework.Tx; it fails with not_found when there is no such file in the actor's scope.
func (t *tx) Uploaded(ctx context.Context, id string) (*casework.Upload, error) {
	row, err := byID[uploadRow](ctx, t, id, notFound("upload_not_found", "没有这一上传文件，或者不在您的权限范围内"))
	if err != nil {
		return nil, err
	}
	return row.toUpload(), nil
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
