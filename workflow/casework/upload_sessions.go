package casework

import (
	"context"
	"crypto/sha256"
	"encoding"
	"errors"
	"fmt"
	"hash"
	"regexp"
	"strconv"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/content"
)

// NewSession announces a file that will come in pieces.
type NewSession struct {
	Actor     workflow.Actor
	CaseID    string
	About     UploadAbout
	MediaType string // as the sender says; "" when nothing
	SHA256    string // hex, as the sender says; "" when nothing
	Size      int64
}

// BeginUpload makes room for a file that comes in pieces, and may come again and
// again until it is whole (分块上传、断点续传). It fails with invalid_input for a
// name, size, type or date that cannot be, with conflict when the case has no
// room left, and as StoreUpload does.
func (s *Service) BeginUpload(ctx context.Context, in NewSession) (*UploadSession, error) {
	if err := s.checkSession(in); err != nil {
		return nil, err
	}
	state, err := hashState(sha256.New())
	if err != nil {
		return nil, err
	}
	out := &UploadSession{
		ID: s.NewID(), CaseID: in.CaseID, About: in.About, MediaType: in.MediaType, SHA256: in.SHA256, Size: in.Size, HashState: state, By: in.Actor.Name,
	}
	err = s.mayUpload(ctx, in.Actor, in.CaseID, func(tx Tx, opened *OpenedCase) error {
		out.AuthorityID = opened.Case.AuthorityID
		if err := s.room(ctx, tx, opened.Case, in.Size); err != nil {
			return err
		}
		return tx.CreateUploadSession(ctx, out)
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

var hexSum = regexp.MustCompile(`^[0-9a-f]{64}$`)

func (s *Service) checkSession(in NewSession) error {
	f := append(Need("/name", in.About.Name, "文件名"), in.About.faults()...)
	switch {
	case in.Size <= 0:
		f = append(f, workflow.Field("/size", "empty", "文件是空的：请重新选择文件"))
	case in.Size > s.Uploads.maxFile():
		f = append(f, workflow.Field("/size", "too_large", "单个文件不得超过"+inMiB(s.Uploads.maxFile())+"：请压缩或者分成几个文件后上传"))
	}
	if in.SHA256 != "" && !hexSum.MatchString(in.SHA256) {
		f = append(f, workflow.Field("/sha256", "pattern", "SHA-256应当为64位小写十六进制数"))
	}
	return workflow.Invalid(f...)
}

// faults are those of what a person says of a file.
func (a UploadAbout) faults() []workflow.FieldError {
	if !a.IssuedOn.IsZero() && !a.ExpiresOn.IsZero() && a.ExpiresOn.Before(a.IssuedOn) {
		return []workflow.FieldError{workflow.Field("/expires_on", "before_issue", "有效期届满日期不得早于出具日期：请核对原件")}
	}
	return nil
}

func inMiB(n int64) string { return strconv.FormatInt(n/mib, 10) + "MB" }

// room refuses what would not fit into the case any more.
func (s *Service) room(ctx context.Context, tx Tx, c *workflow.Case, more int64) error {
	used, err := tx.UploadVolume(ctx, c.AuthorityID, c.ID)
	if err != nil {
		return err
	}
	if used+more > s.Uploads.quota() {
		return workflow.Refuse(workflow.KindConflict, "case_quota",
			"本案文件合计不得超过"+inMiB(s.Uploads.quota())+"，已用"+inMiB(used)+"（含正在上传的）：请取消未完成的上传，或者压缩后再上传")
	}
	return nil
}

// UploadSession returns an upload of the actor's own that is still coming: how
// much was received is where to go on. Of one that is whole already it returns
// the file. It fails with not_found.
func (s *Service) UploadSession(ctx context.Context, actor workflow.Actor, caseID, id string) (*UploadSession, *Upload, error) {
	var session *UploadSession
	var done *Upload
	err := s.mayUpload(ctx, actor, caseID, func(tx Tx, _ *OpenedCase) (err error) {
		session, done, err = sessionOf(ctx, tx, caseID, id)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	return session, done, nil
}

// sessionOf finds an upload that is still coming, or the file that it became.
func sessionOf(ctx context.Context, tx Tx, caseID, id string) (*UploadSession, *Upload, error) {
	session, missing := tx.UploadSession(ctx, id)
	switch {
	case missing == nil && session.CaseID == caseID:
		return session, nil, nil
	case missing == nil:
		return nil, nil, workflow.Refuse(workflow.KindNotFound, "upload_session_not_found", "没有这一正在上传的文件")
	case !workflow.IsKind(missing, workflow.KindNotFound):
		return nil, nil, missing
	}
	u, err := tx.Uploaded(ctx, id)
	if err != nil || u.CaseID != caseID {
		return nil, nil, missing
	}
	return nil, u, nil
}

// ContinueUpload takes the next piece at an offset, and returns when it would
// outlast a loss of power. It fails with conflict when another offset is next
// (of two pieces for the same place one is taken), and with invalid_input for a
// piece that is too small, too large or goes beyond the file.
func (s *Service) ContinueUpload(ctx context.Context, actor workflow.Actor, caseID, id string, offset int64, piece []byte) (*UploadSession, error) {
	session, done, err := s.UploadSession(ctx, actor, caseID, id)
	switch {
	case err != nil:
		return nil, err
	case done != nil:
		return nil, workflow.Refuse(workflow.KindConflict, "upload_complete", "该文件已经上传完成")
	}
	if err := session.takes(offset, int64(len(piece))); err != nil {
		return nil, err
	}
	next := *session
	if next.HashState, err = hashOn(session.HashState, piece); err != nil {
		return nil, err
	}
	added := Piece{ID: s.NewID(), Size: int64(len(piece))}
	next.Pieces = append(next.Pieces, added)
	next.Received += added.Size
	if err := s.Vault.PutPiece(ctx, id, added.ID, piece); err != nil { // first the bytes: a row never counts what is not there
		return nil, err
	}
	err = s.mayUpload(ctx, actor, caseID, func(tx Tx, _ *OpenedCase) error { return tx.ExtendUploadSession(ctx, &next, offset) })
	if err != nil {
		return nil, err // the piece stays until the upload is whole or swept
	}
	return &next, nil
}

// takes says whether a piece may come next.
func (u *UploadSession) takes(offset, size int64) error {
	switch {
	case offset != u.Received:
		return workflow.Refuse(workflow.KindConflict, "upload_offset", "已收到"+strconv.FormatInt(u.Received, 10)+"字节，下一块应当从该处开始")
	case size == 0:
		return workflow.Invalid(workflow.Field("", "empty", "这一块是空的"))
	case size > MaxPiece:
		return workflow.Invalid(workflow.Field("", "too_large", "一块不得超过"+inMiB(MaxPiece)))
	case offset+size > u.Size:
		return workflow.Invalid(workflow.Field("", "beyond_size", "收到的字节将超过登记的文件大小"+strconv.FormatInt(u.Size, 10)+"字节：请核对是否为同一文件"))
	case size < LeastPiece && offset+size < u.Size:
		return workflow.Invalid(workflow.Field("", "too_small", "除最后一块外，一块不得小于"+strconv.Itoa(LeastPiece)+"字节"))
	}
	return nil
}

// CancelUpload gives an upload up; it is no error when it is gone already.
func (s *Service) CancelUpload(ctx context.Context, actor workflow.Actor, caseID, id string) error {
	err := s.mayUpload(ctx, actor, caseID, func(tx Tx, _ *OpenedCase) error {
		session, done, err := sessionOf(ctx, tx, caseID, id)
		switch {
		case err != nil:
			return err
		case done != nil:
			return workflow.Refuse(workflow.KindConflict, "upload_complete", "该文件已经上传完成，不能取消")
		}
		_, err = tx.DropUploadSession(ctx, session.ID)
		return err
	})
	if err != nil {
		return err
	}
	return s.Vault.DropPieces(ctx, id)
}

var errHash = errors.New("casework: this SHA-256 cannot be stored")

func hashState(h hash.Hash) ([]byte, error) {
	m, ok := h.(encoding.BinaryMarshaler)
	if !ok {
		return nil, errHash
	}
	return m.MarshalBinary()
}

// hashOf goes on with a stored state.
func hashOf(state []byte) (hash.Hash, error) {
	h := sha256.New()
	u, ok := h.(encoding.BinaryUnmarshaler)
	if !ok {
		return nil, errHash
	}
	if err := u.UnmarshalBinary(state); err != nil {
		return nil, fmt.Errorf("casework: the state of an upload's hash: %w", err)
	}
	return h, nil
}

func hashOn(state, piece []byte) ([]byte, error) {
	h, err := hashOf(state)
	if err != nil {
		return nil, err
	}
	h.Write(piece)
	return hashState(h)
}

// contentError turns a refusal of the content into one of the house.
func contentError(err error) error {
	if r, ok := content.Refused(err); ok {
		return workflow.Invalid(workflow.Field("/content", r.Code, r.Message))
	}
	return err
}
