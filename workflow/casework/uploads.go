package casework

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"github.com/anjia-project/anjia/workflow"
)

// MaxUpload is the largest file that is taken (10 MB, as in the ministry's system).
const MaxUpload = 10 << 20

// uploadTypes are the media types that are taken: pictures, papers, and sound or
// film of an interview.
func uploadTypes() []string {
	return []string{
		"image/jpeg", "image/png", "application/pdf", "application/msword",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "audio/mpeg", "audio/mp4", "video/mp4",
	}
}

// NewUpload is a file that somebody brings to a case.
type NewUpload struct {
	Actor     workflow.Actor
	CaseID    string
	Name      string
	MediaType string
	Content   []byte
}

// StoreUpload keeps a file as it came, under its hash; an act then binds it to the
// record. It fails with invalid_input for an empty, too large or unknown kind of
// file, and as reading the case does.
func (s *Service) StoreUpload(ctx context.Context, in NewUpload) (*Upload, error) {
	if err := in.check(); err != nil {
		return nil, err
	}
	if err := s.mayUpload(ctx, in, nil); err != nil { // nothing is kept for somebody who may not bring it
		return nil, err
	}
	sum := sha256.Sum256(in.Content)
	u := &Upload{
		ID: s.NewID(), CaseID: in.CaseID, Name: in.Name, MediaType: in.MediaType,
		SHA256: hex.EncodeToString(sum[:]), Size: int64(len(in.Content)), By: in.Actor.Name,
	}
	if err := s.Files.Put(ctx, u.ID, in.Content); err != nil { // first the file: a row never names a file that is not there
		return nil, err
	}
	err := s.mayUpload(ctx, in, func(tx Tx, opened *OpenedCase) error {
		u.AuthorityID, u.At = opened.Case.AuthorityID, s.Now().Add(opened.House.Offset).UTC()
		return tx.SaveUpload(ctx, u)
	})
	if err != nil {
		return nil, err
	}
	return u, nil
}

// mayUpload runs then, when it is given, on a case to which the actor may bring files.
func (s *Service) mayUpload(ctx context.Context, in NewUpload, then func(tx Tx, opened *OpenedCase) error) error {
	return s.Store.Within(ctx, in.Actor, func(tx Tx) error {
		opened, err := tx.Case(ctx, in.CaseID)
		if err != nil {
			return err
		}
		if access(opened.Case, in.Actor) < accessMasked || in.Actor.Role == workflow.RoleAuditor || len(opened.Case.RolesIn(in.Actor)) == 0 {
			return notFoundCase()
		}
		if then == nil {
			return nil
		}
		return then(tx, opened)
	})
}

func (in NewUpload) check() error {
	f := Need("/name", in.Name, "文件名")
	switch {
	case len(in.Content) == 0:
		f = append(f, workflow.Field("/content", "empty", "文件是空的"))
	case len(in.Content) > MaxUpload:
		f = append(f, workflow.Field("/content", "too_large", "单个文件不得超过10MB"))
	}
	if !slices.Contains(uploadTypes(), in.MediaType) {
		f = append(f, workflow.Field("/media_type", "unknown_type", "只接受图片（jpg、png）、文书（pdf、doc、docx）和录音录像（mp3、m4a、mp4）"))
	}
	return workflow.Invalid(f...)
}

// ReadUpload returns a file of a case; the reading is recorded. It fails with
// not_found when the file is not the case's or the actor may not see it.
func (s *Service) ReadUpload(ctx context.Context, actor workflow.Actor, caseID, uploadID string) (*Upload, []byte, error) {
	var u *Upload
	err := s.Store.Within(ctx, actor, func(tx Tx) error {
		opened, err := tx.Case(ctx, caseID)
		if err != nil {
			return err
		}
		if u, err = tx.Uploaded(ctx, uploadID); err != nil {
			return err
		}
		if u.CaseID != caseID || access(opened.Case, actor) < accessMasked || blindUpload(opened.Case, uploadID, actor.ID) {
			return workflow.Refuse(workflow.KindNotFound, "unknown_upload", "没有这一文件")
		}
		return s.recordRead(ctx, tx, opened, "file:"+uploadID)
	})
	if err != nil {
		return nil, nil, err
	}
	content, err := s.Files.Get(ctx, u.ID)
	if err != nil {
		return nil, nil, err
	}
	return u, content, nil
}

// blindUpload reports whether a file is the scan of a paper that is blind to the account.
func blindUpload(c *workflow.Case, id, account string) bool {
	for _, p := range c.Papers {
		if blindPaper(c, p, account) && slices.ContainsFunc(p.Scans, func(s workflow.Scan) bool { return s.FileID == id }) {
			return true
		}
	}
	return false
}
