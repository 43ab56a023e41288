package casework

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"

	"github.com/anjia-project/anjia/workflow/content"
)

// MakeCopies makes the small picture of a file, and of a photo the copy without
// metadata (缩略图、去除元数据的副本).
type MakeCopies struct {
	CaseID   string `json:"case_id"`
	UploadID string `json:"upload_id"`
}

// Kind names the job in the queue.
func (MakeCopies) Kind() string { return "make_copies" }

// JobOptions are those of work on pictures, which takes memory: one at a time is enough.
func (MakeCopies) JobOptions() JobOptions { return JobOptions{Once: true, Heavy: true} }

// orderCopies orders the copies of a file of which some can be made.
func (s *Service) orderCopies(ctx context.Context, tx Tx, u *Upload) error {
	is := content.Type(u.MediaType)
	if s.Vault == nil || !is.Picture() && (is != content.PDF || s.Pages == nil) {
		return nil
	}
	return tx.Enqueue(ctx, MakeCopies{CaseID: u.CaseID, UploadID: u.ID}, nil)
}

// pageSide is the longer side of a drawn page in pixels, of which the thumbnail is made.
const pageSide = 640

// MakeCopies makes what is missing of a file's copies. The original is only read.
// What cannot be decoded is noted with the reason and not tried again.
func (s *Service) MakeCopies(ctx context.Context, job MakeCopies) error {
	u, err := s.uploadOf(ctx, job.CaseID, job.UploadID)
	if err != nil || u == nil || u.usable() != nil {
		return err
	}
	is := content.Type(u.MediaType)
	kinds := []CopyKind{CopyThumbnail}
	if is.Picture() {
		kinds = append(kinds, CopyStripped)
	}
	picture, err := s.pictureOf(ctx, u, is)
	var copies []Copy
	for _, kind := range kinds {
		c := Copy{Kind: kind}
		if err == nil {
			c, err = s.copyOf(ctx, picture, kind)
		}
		refused, ok := content.Refused(err)
		switch {
		case ok:
			c.Failure = refused.Message
		case err != nil:
			return err
		}
		copies = append(copies, c)
	}
	return s.Store.WithinCase(ctx, job.CaseID, func(tx Tx) error {
		for _, c := range copies {
			if err := tx.SaveCopy(ctx, u, c); err != nil {
				return err
			}
		}
		return nil
	})
}

// pictureOf decodes a photo, or draws the first page of a paper.
func (s *Service) pictureOf(ctx context.Context, u *Upload, is content.Type) (*content.Picture, error) {
	file, err := s.Vault.OpenFile(ctx, u.ID, u.SHA256)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	if is.Picture() {
		return content.Open(file, is)
	}
	if s.Pages == nil {
		return nil, &content.Refusal{Code: "no_drawer", Message: "本机未安装pdftoppm，不生成缩略图"}
	}
	page, err := s.Pages.FirstPage(ctx, file, pageSide)
	if err != nil {
		return nil, err
	}
	return content.OpenPage(page)
}

// copyOf makes and keeps one copy.
func (s *Service) copyOf(ctx context.Context, p *content.Picture, kind CopyKind) (Copy, error) {
	size := p.Size()
	var b []byte
	var err error
	is := content.JPEG
	if kind == CopyThumbnail {
		b, size, err = p.Thumbnail()
	} else {
		b, is, err = p.Copy()
	}
	if err != nil {
		return Copy{Kind: kind}, err
	}
	sum := sha256.Sum256(b)
	c := Copy{
		Kind: kind, FileID: s.NewID(), MediaType: string(is), SHA256: hex.EncodeToString(sum[:]), Size: int64(len(b)),
		Width: size.Width, Height: size.Height,
	}
	return c, s.Vault.PutStream(ctx, c.FileID, c.SHA256, c.Size, io.Reader(bytes.NewReader(b)))
}
