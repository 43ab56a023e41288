package store

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow/casework"
)

const renderedColumns = `renderer, sha256, size, file_id, failure, at, document`

// RenderedPapers implements casework.Tx.
func (t *tx) RenderedPapers(ctx context.Context, caseID string) ([]*casework.Rendered, error) {
	if !isUUID(caseID) {
		return nil, noCase()
	}
	return t.rendered(ctx, `select authority_id, case_id::text, '', paper_id, `+renderedColumns+` from rendered_papers where case_id = $1 order by paper_id`, caseID)
}

// RenderedChildPapers implements casework.Tx.
func (t *tx) RenderedChildPapers(ctx context.Context, childID string) ([]*casework.Rendered, error) {
	if !isUUID(childID) {
		return nil, noChild()
	}
	return t.rendered(ctx, `select authority_id, '', child_id::text, paper_id, `+renderedColumns+` from rendered_child_papers where child_id = $1 order by paper_id`, childID)
}

func (t *tx) rendered(ctx context.Context, sql, id string) ([]*casework.Rendered, error) {
	out := []*casework.Rendered{}
	t.queue.Queue(sql, id).Query(func(rows pgx.Rows) error {
		for rows.Next() {
			var r renderedRow
			if err := rows.Scan(&r.AuthorityID, &r.CaseID, &r.ChildID, &r.PaperID, &r.Renderer, &r.SHA256, &r.Size, &r.FileID, &r.Failure, &r.At, &r.Document); err != nil {
				return err
			}
			one, err := r.toRendered()
			if err != nil {
				return err
			}
			out = append(out, one)
		}
		return rows.Err()
	})
	return out, t.flush(ctx)
}

// SaveRenderedChild implements casework.Tx; see SaveRendered.
func (t *tx) SaveRenderedChild(ctx context.Context, r *casework.Rendered, change *casework.ChildChange) (created bool, err error) {
	var entry func() (*statement, error)
	if change != nil {
		entry = func() (*statement, error) { return systemEntryOfChild(change) }
	}
	return t.setOnce(ctx, r, "rendered_child_papers", column{"child_id", r.ChildID}, entry)
}

// systemEntryOfChild extends the chain of a child's authority without touching the child.
func systemEntryOfChild(change *casework.ChildChange) (*statement, error) {
	entry, err := fromRecord(change.Record)
	if err != nil {
		return nil, err
	}
	if entry.CaseID != "" || entry.AuthorityID != change.Child.AuthorityID || entry.Seq != change.Head.Sequence {
		return nil, fmt.Errorf("store: system entry %d of %s does not belong to the chain of authority %s", entry.Seq, change.Record.Entry.Chain, change.Child.AuthorityID)
	}
	s := &statement{}
	s.add("with ")
	s.moveHead(change.Head, change.Record.Entry.Prev)
	s.authorityEntry(entry, casework.AboutChild)
	s.add("\nselect require_saved((select count(*) from head), 1)")
	return s, nil
}

// RecordChildRead implements casework.Tx; see RecordRead. What names no authority stands in the books of the reader's own.
func (t *tx) RecordChildRead(_ context.Context, r casework.ChildRead) error {
	authority := r.AuthorityID
	if authority == "" {
		authority = t.actor.AuthorityID
	}
	t.queue.Queue(`insert into child_reads (authority_id, child_id, what, at) values ($1, $2, $3, $4)`, authority, nullable(r.ChildID), r.What, r.At)
	return nil
}
