// Package files keeps evidence and stored papers by id, as they came (gocloud.dev/blob). Here the place is a folder of
// the machine; another kind of bucket is another Open. What is stored is never overwritten and never deleted.
//
// It knows nothing of cases: what a file is, and who may read it, stands in the database. Of our packages it may
// import workflow/casework, whose port it implements.
package files

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"

	"github.com/anjia-project/anjia/workflow/casework"
)

// Folder is a folder of files. It is safe for concurrent use, also by several processes: ids are drawn once only, so
// that two processes never store under the same one.
type Folder struct {
	dir     string
	bucket  *blob.Bucket
	writing [64]sync.Mutex // by the last byte of an id: who asks whether it is taken must not be overtaken
}

var _ casework.Files = (*Folder)(nil)

var (
	// ErrNoFile says that no file of the id is kept.
	ErrNoFile = errors.New("files: there is no such file")
	// ErrTaken says that another file is kept under the id.
	ErrTaken = errors.New("files: another file is kept under this id")
	// ErrDamaged says that the bytes of a file are no longer those that were stored.
	ErrDamaged = errors.New("files: the file is not what was stored")
)

const (
	folderMode = 0o700    // evidence is nobody's business but the server's
	hashKey    = "sha256" // where the hash stands in what is kept beside a file
)

// Open opens a folder and makes it when it is missing, closed to other users of the machine.
func Open(dir string) (*Folder, error) {
	dir, err := filepath.Abs(dir)
	if err == nil {
		err = os.MkdirAll(dir, folderMode)
	}
	if err != nil {
		return nil, fmt.Errorf("files: the folder %s cannot be made: %w (ANJIA_DATA names another one)", dir, err)
	}
	bucket, err := fileblob.OpenBucket(dir, &fileblob.Options{NoTempDir: true, DirFileMode: folderMode})
	if err != nil {
		return nil, fmt.Errorf("files: %w", err)
	}
	return &Folder{dir: dir, bucket: bucket}, nil
}

// Close gives the folder back.
func (f *Folder) Close() error { return f.bucket.Close() }

// Put keeps a file, and returns when it would outlast a loss of power: the row that names it is written after that.
// It appears under its id only when it is whole. The same bytes again are no error; other bytes are ErrTaken, and
// change nothing.
func (f *Folder) Put(ctx context.Context, id string, content []byte) error {
	key, err := keyOf(id)
	if err != nil {
		return err
	}
	lock := &f.writing[int(id[len(id)-1])%len(f.writing)]
	lock.Lock()
	defer lock.Unlock()
	have, err := f.Get(ctx, id)
	switch {
	case err == nil && bytes.Equal(have, content):
		return nil
	case err == nil || errors.Is(err, ErrDamaged):
		return fmt.Errorf("%w: %s", ErrTaken, id)
	case !errors.Is(err, ErrNoFile):
		return err
	}
	err = f.bucket.WriteAll(ctx, key, content, &blob.WriterOptions{
		ContentType: "application/octet-stream", Metadata: map[string]string{hashKey: hashOf(content)},
	})
	if err == nil {
		err = f.persist(key)
	}
	if err != nil {
		return fmt.Errorf("files: keep %s: %w", id, err)
	}
	return nil
}

// Get returns a file as it was kept; ErrNoFile when there is none, ErrDamaged when its bytes do not have the hash that
// was noted when they were stored.
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
	noted, err := f.bucket.Attributes(ctx, key)
	if err != nil {
		return nil, fmt.Errorf("files: read %s: %w", id, err)
	}
	if hash, ok := noted.Metadata[hashKey]; ok && hash != hashOf(content) {
		return nil, fmt.Errorf("%w: %s", ErrDamaged, id)
	}
	return content, nil
}

func hashOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// persist makes durable the file, the note beside it, and the entries of the folders that lead to them.
func (f *Folder) persist(key string) error {
	path := filepath.Join(f.dir, filepath.FromSlash(key))
	for _, p := range []string{path, path + ".attrs", filepath.Dir(path), f.dir} {
		file, err := os.Open(p)
		if err != nil {
			return err
		}
		if err := errors.Join(file.Sync(), file.Close()); err != nil {
			return err
		}
	}
	return nil
}
