package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

var _ casework.EvidenceSweeps = (*Store)(nil)

// UploadVolume implements casework.EvidenceTx.
func (t *tx) UploadVolume(ctx context.Context, authorityID, caseID string) (int64, error) {
	var n int64
	t.queue.Queue(`select case_upload_volume($1, $2)`, authorityID, caseID).QueryRow(func(row pgx.Row) error { return row.Scan(&n) })
	return n, t.flush(ctx)
}

// UploadSession implements casework.EvidenceTx.
func (t *tx) UploadSession(ctx context.Context, id string) (*casework.UploadSession, error) {
	if !isUUID(id) {
		return nil, noUpload()
	}
	s := &casework.UploadSession{}
	var ids []string
	var sizes []int64
	var issued, expires pgtype.Date
	t.queue.Queue(`select id::text, authority_id::text, case_id::text, brought_by, name, media_type, kind, issued_on, expires_on, sha256, size,
  received, hash_state, piece_ids::text[], piece_sizes, started_at from upload_sessions where id = $1`, id).QueryRow(func(row pgx.Row) error {
		return row.Scan(&s.ID, &s.AuthorityID, &s.CaseID, &s.By, &s.About.Name, &s.MediaType, &s.About.Kind, &issued, &expires, &s.SHA256, &s.Size,
			&s.Received, &s.HashState, &ids, &sizes, &s.StartedAt)
	})
	err := t.flush(ctx)
	if absent(err) {
		return nil, noUpload()
	}
	if err != nil {
		return nil, err
	}
	if s.About.IssuedOn, err = fromDate(issued); err != nil {
		return nil, err
	}
	for i := range ids {
		s.Pieces = append(s.Pieces, casework.Piece{ID: ids[i], Size: sizes[i]})
	}
	s.StartedAt = s.StartedAt.UTC()
	s.About.ExpiresOn, err = fromDate(expires)
	return s, err
}

func noUpload() error {
	return notFound("upload_session_not_found", "没有这一正在上传的文件，或者不是您上传的：可能已经上传完成、已经取消或者因长期中断而被清除")
}

// CreateUploadSession implements casework.EvidenceTx.
func (t *tx) CreateUploadSession(ctx context.Context, s *casework.UploadSession) error {
	st := &statement{}
	st.add("insert into upload_sessions ", st.insert([]column{
		{"authority_id", s.AuthorityID},
		{"id", s.ID},
		{"case_id", s.CaseID},
		{"brought_by", s.By},
		{"name", s.About.Name},
		{"media_type", s.MediaType},
		{"kind", s.About.Kind},
		{"issued_on", toDate(s.About.IssuedOn)},
		{"expires_on", toDate(s.About.ExpiresOn)},
		{"sha256", s.SHA256},
		{"size", s.Size},
		{"hash_state", s.HashState},
	}))
	t.queue.Queue(st.sql.String(), st.args...)
	return t.flush(ctx)
}

// ExtendUploadSession implements casework.EvidenceTx.
func (t *tx) ExtendUploadSession(ctx context.Context, s *casework.UploadSession, was int64) error {
	last := s.Pieces[len(s.Pieces)-1]
	t.queue.Queue(`update upload_sessions set received = $4, hash_state = $5, piece_ids = piece_ids || $6::uuid, piece_sizes = piece_sizes || $7::bigint,
  touched_at = now() where authority_id = $1 and id = $2 and received = $3 returning true`,
		s.AuthorityID, s.ID, was, s.Received, s.HashState, last.ID, last.Size).QueryRow(func(row pgx.Row) error { return row.Scan(new(bool)) })
	err := t.flush(ctx)
	if absent(err) {
		return workflow.Refuse(workflow.KindConflict, "upload_offset_taken", "另一处上传已经写入这一位置：请查询已收到的字节数后继续")
	}
	return err
}

// DropUploadSession implements casework.EvidenceTx.
func (t *tx) DropUploadSession(ctx context.Context, id string) (bool, error) {
	t.queue.Queue(`delete from upload_sessions where id = $1 returning true`, id).QueryRow(func(row pgx.Row) error { return row.Scan(new(bool)) })
	err := t.flush(ctx)
	if absent(err) {
		return false, nil
	}
	return err == nil, err
}

// SweepUploadSessions implements casework.EvidenceSweeps.
func (s *Store) SweepUploadSessions(ctx context.Context, before time.Time, most int) (int, error) {
	return s.sweep(ctx, "upload_sessions", before, most)
}

// ComingUploads implements casework.EvidenceSweeps.
func (s *Store) ComingUploads(ctx context.Context, ids []string) ([]string, error) {
	coming := []string{}
	_, err := s.one(ctx, "", func(row pgx.Row) error { return row.Scan(&coming) }, `select array(select coming_uploads($1::uuid[])::text)`, ids)
	if err != nil {
		return nil, fmt.Errorf("store: uploads that are still coming: %w", err)
	}
	return coming, nil
}

// QuarantinedUploads implements casework.EvidenceSweeps.
func (s *Store) QuarantinedUploads(ctx context.Context, before time.Time, most int) ([]casework.ScanUpload, error) {
	var cases, uploads []string
	_, err := s.one(ctx, "", func(row pgx.Row) error { return row.Scan(&cases, &uploads) },
		`select coalesce(array_agg(case_id::text), '{}'), coalesce(array_agg(upload_id::text), '{}') from quarantined_uploads($1, $2)`, before, most)
	if err != nil {
		return nil, fmt.Errorf("store: uploads in quarantine: %w", err)
	}
	out := make([]casework.ScanUpload, len(cases))
	for i := range cases {
		out[i] = casework.ScanUpload{CaseID: cases[i], UploadID: uploads[i]}
	}
	return out, nil
}
