package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow/casework"
)

// renderedRow is a row of rendered_papers: a paper as first set, or why it could not be set.
type renderedRow struct {
	AuthorityID string    `gorm:"column:authority_id"`
	CaseID      string    `gorm:"column:case_id"`
	ChildID     string    `gorm:"-"` // in rendered_child_papers, instead of the case
	PaperID     string    `gorm:"column:paper_id"`
	Renderer    string    `gorm:"column:renderer"`
	SHA256      *string   `gorm:"column:sha256"`
	Size        *int64    `gorm:"column:size"`
	FileID      *string   `gorm:"column:file_id"`
	Failure     *string   `gorm:"column:failure"`
	At          time.Time `gorm:"column:at"`
	Document    []byte    `gorm:"column:document"`
	Check       []byte    `gorm:"-"` // written only
}

// TableName tells GORM the table.
func (renderedRow) TableName() string { return "rendered_papers" }

func fromRendered(r *casework.Rendered) (row renderedRow, err error) {
	row = renderedRow{
		AuthorityID: r.AuthorityID, CaseID: r.CaseID, ChildID: r.ChildID, PaperID: r.PaperID, Renderer: r.Renderer, At: r.At, Check: r.Check,
		SHA256: nullable(r.SHA256), FileID: nullable(r.FileID), Failure: nullable(r.Failure),
	}
	if r.Failure == "" {
		row.Size = &r.Size
	}
	if r.Document != nil {
		row.Document, err = json.Marshal(r.Document)
	}
	return row, err
}

func (r renderedRow) toRendered() (*casework.Rendered, error) {
	out := &casework.Rendered{
		AuthorityID: r.AuthorityID, CaseID: r.CaseID, ChildID: r.ChildID, PaperID: r.PaperID, Renderer: r.Renderer, At: r.At.UTC(),
		SHA256: text(r.SHA256), FileID: text(r.FileID), Failure: text(r.Failure),
	}
	if r.Size != nil {
		out.Size = *r.Size
	}
	if r.Document != nil {
		out.Document = &casework.KeptDocument{}
		if err := json.Unmarshal(r.Document, out.Document); err != nil {
			return nil, fmt.Errorf("store: document of paper %s: %w", r.PaperID, err)
		}
	}
	return out, nil
}

// RenderedPaper implements casework.Tx.
func (t *tx) RenderedPaper(ctx context.Context, caseID, paperID string) (*casework.Rendered, error) {
	if !isUUID(caseID) || !isUUID(paperID) {
		return nil, noCase()
	}
	db, err := t.rows(ctx)
	if err != nil {
		return nil, err
	}
	var found []renderedRow
	if err := db.Where("case_id = ? and paper_id = ?", caseID, paperID).Limit(1).Find(&found).Error; err != nil {
		return nil, explain(err)
	}
	if len(found) == 0 {
		return nil, nil //nolint:nilnil // the port: nil when it was never set
	}
	return found[0].toRendered()
}

// SaveRendered implements casework.Tx. Whoever comes second waits for the first to commit and then gets created =
// false. stale_version: an act came between the reading of the chain's head and this entry; read again and try again.
func (t *tx) SaveRendered(ctx context.Context, r *casework.Rendered, change *casework.Change) (created bool, err error) {
	var entry func() (*statement, error)
	if change != nil {
		entry = func() (*statement, error) { return systemEntry(change) }
	}
	return t.setOnce(ctx, r, "rendered_papers", column{"case_id", r.CaseID}, entry)
}

// setOnce writes a paper's first setting and, when this is the first, the entry that notes its hash; nil for a failure.
func (t *tx) setOnce(ctx context.Context, r *casework.Rendered, table string, of column, entry func() (*statement, error)) (created bool, err error) {
	if (r.Failure == "") != (entry != nil) {
		return false, fmt.Errorf("store: paper %s: a set paper has an entry, a failed one has none", r.PaperID)
	}
	row, err := fromRendered(r)
	if err != nil {
		return false, err
	}
	s := &statement{}
	s.saveRendered(table, of, row)
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

// saveRendered writes a paper's first setting under its unique row; a failure gives way to what comes after it.
func (s *statement) saveRendered(table string, of column, row renderedRow) {
	s.add("with saved as (insert into ", table, " ", s.insert([]column{
		{"authority_id", row.AuthorityID},
		of,
		{"paper_id", row.PaperID},
		{"renderer", row.Renderer},
		{"sha256", row.SHA256},
		{"size", row.Size},
		{"file_id", row.FileID},
		{"failure", row.Failure},
		{"at", row.At},
		{"document", row.Document},
		{"check_sha256", row.Check},
	}), " on conflict on constraint ", table, `_pk do update set renderer = excluded.renderer, sha256 = excluded.sha256,
  size = excluded.size, file_id = excluded.file_id, failure = excluded.failure, at = excluded.at, document = excluded.document,
  check_sha256 = excluded.check_sha256 where `, table, ".failure is not null returning 1) select count(*) = 1 from saved")
}

// systemEntry extends a case's chain without touching the case: neither its version nor its document.
func systemEntry(change *casework.Change) (*statement, error) {
	entry, err := fromRecord(change.Record)
	if err != nil {
		return nil, err
	}
	if entry.CaseID != change.Case.ID || entry.Seq != change.Head.Sequence || entry.CaseVersion != change.WasVersion {
		return nil, fmt.Errorf("store: system entry %d of case %s does not belong to version %d of case %s", entry.Seq, entry.CaseID, change.WasVersion, change.Case.ID)
	}
	s := &statement{}
	s.add("with saved as (update cases set head_seq = ", s.arg(entry.Seq), ", head_hash = ", s.arg(entry.Hash), ", head_at = ", s.arg(entry.At),
		" where authority_id = ", s.arg(entry.AuthorityID), " and id = ", s.arg(entry.CaseID), " and version = ", s.arg(change.WasVersion),
		" and head_seq = ", s.arg(entry.Seq-1), " and head_hash is not distinct from ", s.arg(previous(change)), " returning id)",
		",\nentry as (insert into case_entries ", s.insert(entry.caseColumns()), " from saved)",
		",\npayload as (insert into case_payloads ", s.insert(entry.casePayload()), " from saved)",
		"\nselect require_saved((select count(*) from saved), 1)")
	return s, nil
}
