package casework

import (
	"context"
	"io"

	"github.com/anjia-project/anjia/workflow"
)

// usable refuses what nobody gets: a file that waits for the scanner, or one in
// which it found something.
func (u *Upload) usable() error {
	switch u.State {
	case UploadQuarantine:
		return workflow.Refuse(workflow.KindConflict, "upload_quarantined", "该文件尚在隔离区等待查毒，暂不能使用或者下载：请稍后再试")
	case UploadInfected:
		return workflow.Refuse(workflow.KindConflict, "upload_infected", "查毒发现该文件含有“"+u.Signature+"”，已永久隔离，不能使用或者下载：请清除病毒后重新上传")
	case UploadClean, UploadNotScanned:
	}
	return nil
}

// unusable is usable at a place of an act's input.
func (u *Upload) unusable(pointer string) error {
	err := u.usable()
	if err == nil {
		return nil
	}
	refused := err.(*workflow.Error) //nolint:errorlint,forcetypeassert // it is made just above
	return workflow.Invalid(workflow.Field(pointer, refused.Code, refused.Message))
}

// visible reports whether a file of a case may be known to an actor.
func (u *Upload) visible(c *workflow.Case, actor workflow.Actor) bool {
	return u.CaseID == c.ID && access(c, actor) >= accessMasked && !blindUpload(c, u.ID, actor.ID)
}

// Evidence lists the files of a case that the actor may know of, in the order in
// which they came; the reading is recorded. It fails as reading the case does.
func (s *Service) Evidence(ctx context.Context, actor workflow.Actor, caseID string) ([]*Upload, error) {
	out := []*Upload{}
	err := s.Store.Within(ctx, actor, func(tx Tx) error {
		opened, err := tx.Case(ctx, caseID)
		if err != nil {
			return err
		}
		if access(opened.Case, actor) < accessMasked {
			return notFoundCase()
		}
		all, err := tx.Evidence(ctx, caseID)
		if err != nil {
			return err
		}
		for _, u := range all {
			if u.visible(opened.Case, actor) {
				out = append(out, u)
			}
		}
		return s.recordRead(ctx, tx, opened, "files")
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// EvidenceFile is a stored file or a copy of it, opened; the reader closes it.
type EvidenceFile struct {
	Upload    *Upload
	MediaType string
	SHA256    string
	Size      int64
	Content   io.ReadSeekCloser
}

// OpenUpload opens a file of a case as it came; the reading is recorded. It fails
// with not_found when the file is not the case's or the actor may not see it, and
// with conflict while it is in quarantine or when it is infected: for everybody.
func (s *Service) OpenUpload(ctx context.Context, actor workflow.Actor, caseID, uploadID string) (*EvidenceFile, error) {
	u, err := s.readableUpload(ctx, actor, caseID, uploadID, "file:"+uploadID, nil)
	if err != nil {
		return nil, err
	}
	file, err := s.Vault.OpenFile(ctx, u.ID, u.SHA256)
	if err != nil {
		return nil, err
	}
	return &EvidenceFile{Upload: u, MediaType: u.MediaType, SHA256: u.SHA256, Size: u.Size, Content: file}, nil
}

// OpenCopy opens a copy of a file; it fails as OpenUpload does, and with
// not_found when there is no such copy (yet).
func (s *Service) OpenCopy(ctx context.Context, actor workflow.Actor, caseID, uploadID string, kind CopyKind) (*EvidenceFile, error) {
	var made Copy
	u, err := s.readableUpload(ctx, actor, caseID, uploadID, string(kind)+":"+uploadID, func(tx Tx) error {
		all, err := tx.Evidence(ctx, caseID)
		for _, one := range all {
			for _, c := range one.Copies {
				if one.ID == uploadID && c.Kind == kind {
					made = c
				}
			}
		}
		return err
	})
	switch {
	case err != nil:
		return nil, err
	case made.FileID == "" && made.Failure != "":
		return nil, workflow.Refuse(workflow.KindNotFound, "no_copy", "没有这一副本："+made.Failure)
	case made.FileID == "":
		return nil, workflow.Refuse(workflow.KindNotFound, "no_copy", "没有这一副本：尚未生成，或者该类文件不生成副本")
	}
	file, err := s.Vault.OpenFile(ctx, made.FileID, made.SHA256)
	if err != nil {
		return nil, err
	}
	return &EvidenceFile{Upload: u, MediaType: made.MediaType, SHA256: made.SHA256, Size: made.Size, Content: file}, nil
}

// readableUpload finds a file that the actor gets, and notes the reading.
func (s *Service) readableUpload(ctx context.Context, actor workflow.Actor, caseID, uploadID, what string, besides func(tx Tx) error) (*Upload, error) {
	var u *Upload
	err := s.Store.Within(ctx, actor, func(tx Tx) error {
		opened, err := tx.Case(ctx, caseID)
		if err != nil {
			return err
		}
		if u, err = tx.Uploaded(ctx, uploadID); err != nil {
			return err
		}
		if !u.visible(opened.Case, actor) {
			return workflow.Refuse(workflow.KindNotFound, "unknown_upload", "没有这一文件")
		}
		if err := u.usable(); err != nil {
			return err
		}
		if besides != nil {
			if err := besides(tx); err != nil {
				return err
			}
		}
		return s.recordRead(ctx, tx, opened, what)
	})
	if err != nil {
		return nil, err
	}
	return u, nil
}
