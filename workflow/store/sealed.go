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
	ChildID     string    `gorm:"-"` // in sealed_child_papers, instead of the case
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
		AuthorityID: r.AuthorityID, CaseID: r.CaseID, ChildID: r.ChildID, PaperID: r.PaperID, Of: r.Of, SHA256: text(r.SHA256), FileID: text(r.FileID),
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

const sealedColumns = `unsigned_sha256, sha256, size, file_id, signatures, failure, at`

// SealedPaper implements casework.Tx.
func (t *tx) SealedPaper(ctx context.Context, caseID, paperID string) (*casework.Sealed, error) {
	if !isUUID(caseID) || !isUUID(paperID) {
		return nil, noCase()
	}
	found, err := t.sealed(ctx, `select authority_id, case_id::text, '', paper_id, `+sealedColumns+` from sealed_papers where case_id = $1 and paper_id = $2`, caseID, paperID)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return found[0], nil
}

// SealedPapers implements casework.Tx.
func (t *tx) SealedPapers(ctx context.Context, caseID string) ([]*casework.Sealed, error) {
	if !isUUID(caseID) {
		return nil, noCase()
	}
	return t.sealed(ctx, `select authority_id, case_id::text, '', paper_id, `+sealedColumns+` from sealed_papers where case_id = $1 order by paper_id`, caseID)
}

// SealedChildPapers implements casework.Tx.
func (t *tx) SealedChildPapers(ctx context.Context, childID string) ([]*casework.Sealed, error) {
	if !isUUID(childID) {
		return nil, noChild()
	}
	return t.sealed(ctx, `select authority_id, '', child_id::text, paper_id, `+sealedColumns+` from sealed_child_papers where child_id = $1 order by paper_id`, childID)
}

func (t *tx) sealed(ctx context.Context, sql string, args ...any) ([]*casework.Sealed, error) {
	out := []*casework.Sealed{}
	t.queue.Queue(sql, args...).Query(func(rows pgx.Rows) error {
		for rows.Next() {
			var r sealedRow
			if err := rows.Scan(&r.AuthorityID, &r.CaseID, &r.ChildID, &r.PaperID, &r.Of, &r.SHA256, &r.Size, &r.FileID, &r.Signatures, &r.Failure, &r.At); err != nil {
				return err
			}
			one, err := r.toSealed()
			if err != nil {
				return err
			}
			out = append(out, one)
		}
		return rows.Err()
	})
	return out, t.flush(ctx)
}

// SaveSealed implements casework.Tx. As with SaveRendered, whoever comes second gets created = false.
func (t *tx) SaveSealed(ctx context.Context, of *casework.Sealed, change *casework.Change) (created bool, err error) {
	var entry func() (*statement, error)
	if change != nil {
		entry = func() (*statement, error) { return systemEntry(change) }
	}
	return t.sealOnce(ctx, of, "sealed_papers", column{"case_id", of.CaseID}, entry)
}

// SaveSealedChild implements casework.Tx; see SaveSealed.
func (t *tx) SaveSealedChild(ctx context.Context, of *casework.Sealed, change *casework.ChildChange) (created bool, err error) {
	var entry func() (*statement, error)
	if change != nil {
		entry = func() (*statement, error) { return systemEntryOfChild(change) }
	}
	return t.sealOnce(ctx, of, "sealed_child_papers", column{"child_id", of.ChildID}, entry)
}

// sealOnce writes the first signed file of a paper and the entry that names it; nil for a failure.
func (t *tx) sealOnce(ctx context.Context, of *casework.Sealed, table string, owner column, entry func() (*statement, error)) (created bool, err error) {
	if (of.Failure == "") != (entry != nil) {
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
	s.add("with saved as (insert into ", table, " ", s.insert([]column{
		{"authority_id", of.AuthorityID},
		owner,
		{"paper_id", of.PaperID},
		{"unsigned_sha256", of.Of},
		{"sha256", nullable(of.SHA256)},
		{"size", size},
		{"file_id", nullable(of.FileID)},
		{"signatures", signatures},
		{"failure", nullable(of.Failure)},
		{"at", of.At},
	}), " on conflict on constraint ", table, `_pk do update set unsigned_sha256 = excluded.unsigned_sha256, sha256 = excluded.sha256,
  size = excluded.size, file_id = excluded.file_id, signatures = excluded.signatures, failure = excluded.failure, at = excluded.at
  where `, table, ".failure is not null returning 1) select count(*) = 1 from saved")
	t.queue.Queue(s.sql.String(), s.args...).QueryRow(func(row pgx.Row) error { return row.Scan(&created) })
	if err := t.flush(ctx); err != nil || !created || entry == nil {
		return created, err
	}
	if s, err = entry(); err != nil {
		return false, err
	}
	t.queue.Queue(s.sql.String(), s.args...)
	return true, t.flush(ctx)
}
