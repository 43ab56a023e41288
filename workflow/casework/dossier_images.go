package casework

import (
	"context"
	"errors"
	"io"
	"slices"

	"github.com/anjia-project/anjia/workflow/content"
)

// copiesForDossier makes the copies without metadata that are not there yet: who brought
// a photo a moment ago need not wait for the worker that makes them.
func (s *Service) copiesForDossier(ctx context.Context, caseID string) error {
	var missing []string
	err := s.Store.WithinCase(ctx, caseID, func(tx Tx) error {
		all, err := tx.Evidence(ctx, caseID)
		for _, u := range all {
			if content.Type(u.MediaType).Picture() && u.usable() == nil && u.Stripped() == nil {
				missing = append(missing, u.ID)
			}
		}
		return err
	})
	if err != nil || s.Vault == nil {
		return err
	}
	for _, id := range missing {
		if err := s.MakeCopies(ctx, MakeCopies{CaseID: caseID, UploadID: id}); err != nil {
			return err
		}
	}
	return nil
}

// Stripped is the copy of a photo without metadata, or the note why there is none; nil
// for what has neither. Only files from lists have copies.
func (u *Upload) Stripped() *Copy {
	i := slices.IndexFunc(u.Copies, func(c Copy) bool { return c.Kind == CopyStripped })
	if i < 0 {
		return nil
	}
	return &u.Copies[i]
}

// DossierImage reads a copy for the pages of a dossier. It fails with ErrNoFile or
// ErrDamaged when it is not what was stored.
func (s *Service) DossierImage(ctx context.Context, c Copy) ([]byte, error) {
	if s.Vault == nil {
		return nil, ErrNoFile
	}
	file, err := s.Vault.OpenFile(ctx, c.FileID, c.SHA256)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	b := make([]byte, 0, c.Size+1)
	for {
		n, err := file.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		switch {
		case errors.Is(err, io.EOF):
			return b, nil
		case err != nil:
			return nil, err
		case len(b) == cap(b): // longer than what was noted
			return nil, ErrDamaged
		}
	}
}
