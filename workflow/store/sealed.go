package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow/casework"
)

// sealedRow is a row of sealed_papers.
type sealedRow struct {
	AuthorityID string    `gorm:"column:authority_id"`
	CaseID      string    `gorm:"column:case_id"`
	PaperID     string    `gorm:"column:paper_id"`
	Of          string    `gorm:"column:unsigned_sha256"`
	SHA256      *string   `gorm:"column:sha256"`
	Size        *int64    `gorm:"column:size"`
	FileID      *string   `gorm:"column:file_id"`
	Signatures  []byte    `gorm:"column:signatures"`
	Failure     *string   `gorm:"column:failure"`
	At          time.Time `gorm:"column:at"`
}

// TableName tells GORM the table.
func (sealedRow) TableName() string { return "sealed_papers" }

func (r sealedRow) toSealed() (*casework.Sealed, error) {
	out := &casework.Sealed{
		AuthorityID: r.AuthorityID, CaseID: r.CaseID, PaperID: r.PaperID, Of: r.Of, SHA256: text(r.SHA256), FileID: text(r.FileID),
		Failure: text(r.Failure), At: r.At.UTC(),
	}
	if r.Size != nil {
		out.Size = *r.Size
	}
	if r.Signatures != nil {
		if err := json.Unmarshal(r.Signatures, &out.Signatures); err != nil {
			return nil, fmt.Errorf("store: signatures of paper %s: %w", r.PaperID, err)
		}
	}
	return out, nil
}

// SealedPaper implements casework.Tx.
func (t *tx) SealedPaper(ctx context.Context, caseID, paperID string) (*casework.Sealed, error) {
	if !isUUID(paperID) {
		return nil, noCase()
	}
	found, err := t.sealed(ctx, caseID, paperID)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return found[0], nil
}

// SealedPapers implements casework.Tx.
func (t *tx) SealedPapers(ctx context.Context, caseID string) ([]*casework.Sealed, error) {
	return t.sealed(ctx, caseID, "")
}

// sealed reads those of a case, or that of one paper of it.
func (t *tx) sealed(ctx context.Context, caseID, paperID string) ([]*casework.Sealed, error) {
	if !isUUID(caseID) {
		return nil, noCase()
	}
	db, err := t.rows(ctx)
	if err != nil {
		return nil, err
	}
	db = db.Where("case_id = ?", caseID)
	if paperID != "" {
		db = db.Where("paper_id = ?", paperID)
	}
	var found []sealedRow
	if err := db.Order("paper_id").Find(&found).Error; err != nil {
		return nil, explain(err)
	}
	out := make([]*casework.Sealed, 0, len(found))
	for _, r := range found {
		s, err := r.toSealed()
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// SaveSealed implements casework.Tx. As with SaveRendered, whoever comes second gets created = false.
func (t *tx) SaveSealed(ctx context.Context, of *casework.Sealed, change *casework.Change) (created bool, err error) {
	if (of.Failure == "") != (change != nil) {
		return false, fmt.Errorf("store: seal of paper %s: a sealed paper has an entry, a failed one has none", of.PaperID)
	}
	var size *int64
	var signatures []byte
	if of.Failure == "" {
		size = &of.Size
		if signatures, err = json.Marshal(of.Signatures); err != nil {
			return false, err
		}
	}
	s := &statement{}
	s.add("with saved as (insert into sealed_papers ", s.insert([]column{
		{"authority_id", of.AuthorityID},
		{"case_id", of.CaseID},
		{"paper_id", of.PaperID},
		{"unsigned_sha256", of.Of},
		{"sha256", nullable(of.SHA256)},
		{"size", size},
		{"file_id", nullable(of.FileID)},
		{"signatures", signatures},
		{"failure", nullable(of.Failure)},
		{"at", of.At},
	}), ` on conflict on constraint sealed_papers_pk do update set unsigned_sha256 = excluded.unsigned_sha256, sha256 = excluded.sha256,
  size = excluded.size, file_id = excluded.file_id, signatures = excluded.signatures, failure = excluded.failure, at = excluded.at
  where sealed_papers.failure is not null returning 1) select count(*) = 1 from saved`)
	t.queue.Queue(s.sql.String(), s.args...).QueryRow(func(row pgx.Row) error { return row.Scan(&created) })
	if err := t.flush(ctx); err != nil || !created || change == nil {
		return created, err
	}
	if s, err = systemEntry(change); err != nil {
		return false, err
	}
	t.queue.Queue(s.sql.String(), s.args...)
	return true, t.flush(ctx)
}
