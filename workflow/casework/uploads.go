package casework

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/content"
)

// MaxUpload is the largest file that is taken at once (10 MB, as in the ministry's system); larger ones come in pieces.
const MaxUpload = 10 << 20

// NewUpload is a file that somebody brings to a case.
type NewUpload struct {
	Actor     workflow.Actor
	CaseID    string
	Name      string
	MediaType string
	Content   []byte
	About     UploadAbout // kind and validity; its name is not looked at
}

// StoreUpload keeps a file as it came, under its hash; an act then binds it to the
// record. It fails with invalid_input for an empty, too large or unknown kind of
// file, with conflict when the case has no room left, and as reading the case does.
func (s *Service) StoreUpload(ctx context.Context, in NewUpload) (*Upload, error) {
	if err := in.check(s.Uploads.TakenTypes()); err != nil {
		return nil, err
	}
	if err := s.mayUpload(ctx, in.Actor, in.CaseID, nil); err != nil { // nothing is kept for somebody who may not bring it
		return nil, err
	}
	sum := sha256.Sum256(in.Content)
	u := &Upload{
		ID: s.NewID(), CaseID: in.CaseID, Name: in.Name, MediaType: in.MediaType, SHA256: hex.EncodeToString(sum[:]), Size: int64(len(in.Content)),
		By: in.Actor.Name, Kind: in.About.Kind, IssuedOn: in.About.IssuedOn, ExpiresOn: in.About.ExpiresOn,
	}
	if err := s.Files.Put(ctx, u.ID, in.Content); err != nil { // first the file: a row never names a file that is not there
		return nil, err
	}
	err := s.mayUpload(ctx, in.Actor, in.CaseID, func(tx Tx, opened *OpenedCase) error {
		if err := s.room(ctx, tx, opened.Case, u.Size); err != nil {
			return err
		}
		return s.saveUpload(ctx, tx, opened, u)
	})
	if err != nil {
		return nil, err
	}
	return u, nil
}

// mayUpload runs then, when it is given, on a case to which the actor may bring files.
func (s *Service) mayUpload(ctx context.Context, actor workflow.Actor, caseID string, then func(tx Tx, opened *OpenedCase) error) error {
	return s.Store.Within(ctx, actor, func(tx Tx) error {
		opened, err := tx.Case(ctx, caseID)
		if err != nil {
			return err
		}
		if access(opened.Case, actor) < accessMasked || actor.Role == workflow.RoleAuditor || len(opened.Case.RolesIn(actor)) == 0 {
			return notFoundCase()
		}
		if then == nil {
			return nil
		}
		return then(tx, opened)
	})
}

func (in NewUpload) check(takes []content.Type) error {
	f := append(Need("/name", in.Name, "文件名"), in.About.faults()...)
	switch {
	case len(in.Content) == 0:
		f = append(f, workflow.Field("/content", "empty", "文件是空的"))
	case len(in.Content) > MaxUpload:
		f = append(f, workflow.Field("/content", "too_large", "一次上传的文件不得超过10MB：更大的文件请分块上传"))
	}
	if !slices.Contains(takes, content.Type(in.MediaType)) {
		f = append(f, workflow.Field("/media_type", "unknown_type", "只接受"+content.Words(takes)))
	}
	return workflow.Invalid(f...)
}

// ReadUpload is OpenUpload for a file that is held in memory.
func (s *Service) ReadUpload(ctx context.Context, actor workflow.Actor, caseID, uploadID string) (*Upload, []byte, error) {
	u, err := s.readableUpload(ctx, actor, caseID, uploadID, "file:"+uploadID, nil)
	if err != nil {
		return nil, nil, err
	}
	b, err := s.Files.Get(ctx, u.ID)
	if err != nil {
		return nil, nil, err
	}
	return u, b, nil
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
