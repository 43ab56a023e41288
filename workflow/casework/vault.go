package casework

import (
	"context"
	"errors"
	"io"
	"time"
)

// What a store of files fails with.
var (
	// ErrNoFile says that no file or piece of the id is kept.
	ErrNoFile = errors.New("files: there is no such file")
	// ErrDamaged says that the bytes of a file are no longer those that were stored.
	ErrDamaged = errors.New("files: the file is not what was stored")
)

// Vault keeps files that are too large to be held in memory, and the pieces of
// those that are still coming.
type Vault interface {
	// PutStream keeps a file of a known SHA-256 and size; other bytes are an error
	// and keep nothing. The same file again is none.
	PutStream(ctx context.Context, id, sha256 string, size int64, content io.Reader) error
	// OpenFile opens a file; read as a whole, it fails before its last byte when
	// its bytes do not have the hash (ErrDamaged). ErrNoFile when there is none.
	OpenFile(ctx context.Context, id, sha256 string) (io.ReadSeekCloser, error)

	// PutPiece keeps a piece of an upload under an id drawn for it; Piece opens it,
	// ErrNoFile when it was dropped.
	PutPiece(ctx context.Context, upload, piece string, content []byte) error
	Piece(ctx context.Context, upload, piece string, from int64) (io.ReadCloser, error)
	// DropPieces deletes what is left of an upload. OldPieces lists uploads of
	// which a piece lies there since before an instant.
	DropPieces(ctx context.Context, upload string) error
	OldPieces(ctx context.Context, before time.Time, most int) ([]string, error)
}
