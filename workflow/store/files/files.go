// Package files keeps evidence and stored papers by id, as they came (gocloud.dev/blob). Here the place is a folder of
// the machine; another kind of bucket is another Open.
//
// It knows nothing of cases: what a file is, and who may read it, stands in the database.
package files

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"

	"github.com/anjia-project/anjia/workflow/casework"
)

// Folder is a folder of files. It is safe for concurrent use, also by several processes.
type Folder struct {
	bucket *blob.Bucket
}

var _ casework.Files = (*Folder)(nil)

// Open opens a folder and makes it when it is missing, closed to other users of the machine.
func Open(dir string) (*Folder, error) {
	dir, err := filepath.Abs(dir)
	if err == nil {
		err = os.MkdirAll(dir, 0o700)
	}
	if err != nil {
		return nil, fmt.Errorf("files: the folder %s cannot be made: %w (ANJIA_DATA names another one)", dir, err)
	}
	bucket, err := fileblob.OpenBucket(dir, &fileblob.Options{NoTempDir: true, Metadata: fileblob.MetadataDontWrite})
	if err != nil {
		return nil, fmt.Errorf("files: %w", err)
	}
	return &Folder{bucket: bucket}, nil
}

// Close gives the folder back.
func (f *Folder) Close() error { return f.bucket.Close() }

// ErrNoFile says that no file of the id is kept.
var ErrNoFile = errors.New("files: there is no such file")

// Put keeps a file. It appears under its id only when it is whole.
func (f *Folder) Put(ctx context.Context, id string, content []byte) error {
	key, err := keyOf(id)
	if err != nil {
		return err
	}
	if err := f.bucket.WriteAll(ctx, key, content, nil); err != nil {
		return fmt.Errorf("files: keep %s: %w", id, err)
	}
	return nil
}

// Get returns a file as it was kept; ErrNoFile when there is none.
func (f *Folder) Get(ctx context.Context, id string) ([]byte, error) {
	key, err := keyOf(id)
	if err != nil {
		return nil, err
	}
	content, err := f.bucket.ReadAll(ctx, key)
	switch {
	case notThere(err):
		return nil, fmt.Errorf("%w: %s", ErrNoFile, id)
	case err != nil:
		return nil, fmt.Errorf("files: read %s: %w", id, err)
	}
	return content, nil
}
