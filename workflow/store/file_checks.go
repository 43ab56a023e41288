package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/workflow/casework"
)

var _ casework.FileChecks = (*Store)(nil)

// FilesToCheck implements casework.FileChecks.
func (s *Store) FilesToCheck(ctx context.Context, before time.Time, most int) ([]casework.StoredFile, error) {
	due := []casework.StoredFile{}
	err := s.within(ctx, workerOn("", ""), "begin", worker(), func(t *tx) error {
		t.queue.Queue(`select authority_id::text, file_id, sha256, size from files_to_check($1, $2)`, before, most).Query(func(rows pgx.Rows) (err error) {
			due, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (f casework.StoredFile, err error) {
				err = row.Scan(&f.AuthorityID, &f.ID, &f.SHA256, &f.Size)
				return f, err
			})
			return err
		})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("store: files to check: %w", err)
	}
	return due, nil
}

// NoteFileCheck implements casework.FileChecks.
func (s *Store) NoteFileCheck(ctx context.Context, f casework.StoredFile, found casework.FileState) error {
	var none any
	_, err := s.one(ctx, "", func(row pgx.Row) error { return row.Scan(&none) }, `select note_file_check($1, $2, $3)`, f.AuthorityID, f.ID, string(found))
	if err != nil {
		return fmt.Errorf("store: note the check of file %s: %w", f.ID, err)
	}
	return nil
}

// FilesState counts, up to a thousand each, the files that wait for the virus scanner and those that were found
// damaged or missing when they were last read again.
func (s *Store) FilesState(ctx context.Context) (waiting, unsound int, err error) {
	_, err = s.one(ctx, "", func(row pgx.Row) error { return row.Scan(&waiting, &unsound) }, `select waiting, unsound from files_state()`)
	if err != nil {
		return 0, 0, fmt.Errorf("store: state of the files: %w", err)
	}
	return waiting, unsound, nil
}
