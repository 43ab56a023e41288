package casework

import (
	"context"
	"fmt"
	"io"
)

// stagedFile reads a file that lies there in pieces. It holds one piece at a time.
type stagedFile struct {
	ctx    context.Context //nolint:containedctx // an io.ReaderAt has no other way to get it
	vault  Vault
	upload string
	pieces []Piece

	held int // index of the piece in memory, when there is one
	body []byte
}

// ReadAt implements io.ReaderAt for one reader at a time.
func (f *stagedFile) ReadAt(p []byte, at int64) (int, error) {
	n := 0
	for n < len(p) {
		i, within := f.find(at + int64(n))
		if i == len(f.pieces) {
			return n, io.EOF
		}
		if err := f.hold(i); err != nil {
			return n, err
		}
		n += copy(p[n:], f.body[within:])
	}
	return n, nil
}

// find is the piece in which an offset lies, and the place in it.
func (f *stagedFile) find(at int64) (int, int64) {
	for i, p := range f.pieces {
		if at < p.Size {
			return i, at
		}
		at -= p.Size
	}
	return len(f.pieces), 0
}

func (f *stagedFile) hold(i int) error {
	if f.body != nil && f.held == i {
		return nil
	}
	r, err := f.vault.Piece(f.ctx, f.upload, f.pieces[i].ID, 0)
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }()
	body := make([]byte, f.pieces[i].Size)
	if _, err := io.ReadFull(r, body); err != nil {
		return fmt.Errorf("casework: piece %d of upload %s: %w", i, f.upload, err)
	}
	f.held, f.body = i, body
	return nil
}
