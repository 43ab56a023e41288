package files

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"gocloud.dev/blob"
)

// staging is where the pieces of uploads lie that are not finished. No id begins like it.
const staging = "staging/"

func pieceKey(upload, piece string) (string, error) {
	for _, id := range []string{upload, piece} {
		if _, err := keyOf(id); err != nil {
			return "", err
		}
	}
	return staging + upload + "/" + piece, nil
}

// PutPiece keeps a piece of an upload, under an id that was drawn for it, and returns when it would outlast a loss of
// power.
func (f *Bucket) PutPiece(ctx context.Context, upload, piece string, content []byte) error {
	key, err := pieceKey(upload, piece)
	if err != nil {
		return err
	}
	if err := f.bucket.WriteAll(ctx, key, content, &blob.WriterOptions{ContentType: "application/octet-stream"}); err != nil {
		return fmt.Errorf("files: keep a piece of %s: %w", upload, err)
	}
	if err := f.persist(key); err != nil {
		return fmt.Errorf("files: keep a piece of %s: %w", upload, err)
	}
	return nil
}

// Piece opens a piece from a place in it on; ErrNoFile when it is gone.
func (f *Bucket) Piece(ctx context.Context, upload, piece string, from int64) (io.ReadCloser, error) {
	key, err := pieceKey(upload, piece)
	if err != nil {
		return nil, err
	}
	r, err := f.bucket.NewRangeReader(ctx, key, from, -1, nil)
	switch {
	case notThere(err):
		return nil, fmt.Errorf("%w: a piece of %s", ErrNoFile, upload)
	case err != nil:
		return nil, fmt.Errorf("files: read a piece of %s: %w", upload, err)
	}
	return r, nil
}

// DropPieces deletes what is left of an upload; it is no error when nothing is.
func (f *Bucket) DropPieces(ctx context.Context, upload string) error {
	if _, err := keyOf(upload); err != nil {
		return err
	}
	list := f.bucket.List(&blob.ListOptions{Prefix: staging + upload + "/"})
	for {
		o, err := list.Next(ctx)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = f.bucket.Delete(ctx, o.Key)
		}
		if err != nil && !notThere(err) {
			return fmt.Errorf("files: drop the pieces of %s: %w", upload, err)
		}
	}
}

// OldPieces lists, at most so many, uploads of which a piece lies there since before an instant.
func (f *Bucket) OldPieces(ctx context.Context, before time.Time, most int) ([]string, error) {
	list := f.bucket.List(&blob.ListOptions{Prefix: staging})
	seen := map[string]bool{}
	uploads := []string{}
	for len(uploads) < most {
		o, err := list.Next(ctx)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("files: list pieces: %w", err)
		}
		upload, _, _ := strings.Cut(strings.TrimPrefix(o.Key, staging), "/")
		if _, bad := keyOf(upload); bad == nil && o.ModTime.Before(before) && !seen[upload] {
			seen[upload] = true
			uploads = append(uploads, upload)
		}
	}
	return uploads, nil
}
