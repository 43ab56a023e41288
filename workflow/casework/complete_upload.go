package casework

import (
	"context"
	"encoding/hex"
	"fmt"
	"io"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/content"
)

// CompleteUpload makes a file of the pieces when all have come: it looks what the
// file is, by its bytes, keeps it under its hash and orders the virus scan. Asked
// again it answers the same. It fails with conflict when pieces are missing, and
// with invalid_input for a type that is not taken, is not what was declared or is
// dangerous, or for another hash than was declared: the pieces are dropped then.
func (s *Service) CompleteUpload(ctx context.Context, actor workflow.Actor, caseID, id string) (*Upload, error) {
	session, done, err := s.UploadSession(ctx, actor, caseID, id)
	switch {
	case err != nil:
		return nil, err
	case done != nil:
		return done, nil
	case session.Received < session.Size:
		return nil, workflow.Refuse(workflow.KindConflict, "upload_incomplete",
			fmt.Sprintf("文件尚未传完：已收到%d字节，共%d字节", session.Received, session.Size))
	}
	u, err := s.assemble(ctx, session)
	if err != nil {
		if workflow.IsKind(err, workflow.KindInvalid) { // sending it again would not change what it is
			return nil, refusedUnless(err, s.CancelUpload(ctx, actor, caseID, id))
		}
		return nil, err
	}
	if u, err = s.registered(ctx, actor, session, u); err != nil {
		return nil, err
	}
	_ = s.Vault.DropPieces(ctx, id) // what a broken line leaves is swept
	return u, nil
}

// refusedUnless is the refusal, unless the clearing up failed too.
func refusedUnless(refusal, failed error) error {
	if failed != nil && !workflow.IsKind(failed, workflow.KindNotFound) {
		return failed
	}
	return refusal
}

// assemble looks at what came and keeps it as one file.
func (s *Service) assemble(ctx context.Context, session *UploadSession) (*Upload, error) {
	h, err := hashOf(session.HashState)
	if err != nil {
		return nil, err
	}
	sum := hex.EncodeToString(h.Sum(nil))
	if session.SHA256 != "" && session.SHA256 != sum {
		return nil, workflow.Invalid(workflow.Field("/sha256", "hash_mismatch", "收到的内容与所声明的SHA-256不符：请重新上传"))
	}
	staged := &stagedFile{ctx: ctx, vault: s.Vault, upload: session.ID, pieces: session.Pieces}
	is, err := content.Inspect(staged, session.Size, content.Claim{Name: session.About.Name, MediaType: session.MediaType}, s.Uploads.TakenTypes())
	if err != nil {
		return nil, contentError(err)
	}
	if err := s.Vault.PutStream(ctx, session.ID, sum, session.Size, io.NewSectionReader(staged, 0, session.Size)); err != nil {
		return nil, err
	}
	return &Upload{
		ID: session.ID, AuthorityID: session.AuthorityID, CaseID: session.CaseID, Name: session.About.Name, MediaType: string(is), SHA256: sum,
		Size: session.Size, By: session.By, Kind: session.About.Kind, IssuedOn: session.About.IssuedOn, ExpiresOn: session.About.ExpiresOn,
	}, nil
}

// registered writes the row of a file in place of that of its coming; when
// another request was first, its row stands.
func (s *Service) registered(ctx context.Context, actor workflow.Actor, session *UploadSession, u *Upload) (*Upload, error) {
	err := s.mayUpload(ctx, actor, session.CaseID, func(tx Tx, opened *OpenedCase) error {
		first, err := tx.DropUploadSession(ctx, session.ID)
		if err != nil {
			return err
		}
		if !first {
			_, done, err := sessionOf(ctx, tx, session.CaseID, session.ID)
			if err == nil {
				u = done
			}
			return err
		}
		return s.saveUpload(ctx, tx, opened, u)
	})
	if err != nil {
		return nil, err
	}
	return u, nil
}

// saveUpload writes a file's row in its first state, and orders what follows.
func (s *Service) saveUpload(ctx context.Context, tx Tx, opened *OpenedCase, u *Upload) error {
	u.AuthorityID, u.At = opened.Case.AuthorityID, s.Now().Add(opened.House.Offset).UTC()
	u.State = UploadQuarantine
	if s.Scanner == nil && s.UsesUnscanned(opened.House.Sandbox) {
		u.State = UploadNotScanned
	}
	if err := tx.SaveUpload(ctx, u); err != nil {
		return err
	}
	if u.State == UploadNotScanned {
		return s.orderCopies(ctx, tx, u)
	}
	if s.Scanner == nil {
		return nil // it waits until there is one
	}
	return tx.Enqueue(ctx, ScanUpload{CaseID: u.CaseID, UploadID: u.ID}, nil)
}
