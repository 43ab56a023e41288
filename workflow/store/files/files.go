// Package files keeps evidence and stored papers by id, as they came (gocloud.dev/blob): in a folder of the machine, or
// in a bucket that speaks S3. What is stored is never overwritten and never deleted; only the pieces of uploads that are
// not finished go again.
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
	"io"
	"log/slog"
	"sync"

	"gocloud.dev/blob"
	"gocloud.dev/gcerrors"

	"github.com/anjia-project/anjia/workflow/casework"
)

// Bucket is a folder or a bucket of files. It is safe for concurrent use, also by several processes: ids are drawn
// once only, so that two processes never store under the same one.
type Bucket struct {
	bucket  *blob.Bucket
	persist func(key string) error                   // makes a written file outlast a loss of power
	alone   func() (release func() error, err error) // keeps other writers waiting while a file appears
	writing [64]sync.Mutex                           // by the last byte of an id: who asks whether it is taken must not be overtaken
	log     *slog.Logger
}

var (
	_ casework.Files = (*Bucket)(nil)
	_ casework.Vault = (*Bucket)(nil)
)

var (
	// ErrNoFile says that no file of the id is kept.
	ErrNoFile = casework.ErrNoFile
	// ErrTaken says that another file is kept under the id.
	ErrTaken = errors.New("files: another file is kept under this id")
	// ErrDamaged says that the bytes of a file are no longer those that were stored.
	ErrDamaged = casework.ErrDamaged
)

const hashKey = "sha256" // where the hash stands in what is kept beside a file

// Close gives the bucket back.
func (f *Bucket) Close() error { return f.bucket.Close() }

// Put keeps a file, and returns when it would outlast a loss of power: the row that names it is written after that.
// It appears under its id only when it is whole. The same bytes again are no error; other bytes are ErrTaken, and
// change nothing.
func (f *Bucket) Put(ctx context.Context, id string, content []byte) error {
	return f.PutStream(ctx, id, hashOf(content), int64(len(content)), bytes.NewReader(content))
}

// PutStream is Put for a file whose SHA-256 (hex) and size are known and whose bytes come one after another. Bytes that
// have another hash or size are ErrDamaged, and nothing is kept.
func (f *Bucket) PutStream(ctx context.Context, id, sum string, size int64, content io.Reader) error {
	key, err := keyOf(id)
	if err != nil {
		return err
	}
	lock := &f.writing[int(id[len(id)-1])%len(f.writing)]
	lock.Lock()
	defer lock.Unlock()
	switch same, err := f.keptAs(ctx, id, key, sum); {
	case err != nil:
		return err
	case same:
		return nil
	}
	err = f.write(ctx, key, sum, size, content)
	if gcerrors.Code(err) == gcerrors.FailedPrecondition { // another process was first
		same, err := f.keptAs(ctx, id, key, sum)
		if err == nil && !same {
			err = fmt.Errorf("files: keep %s: it came and went", id)
		}
		return err
	}
	if err != nil {
		return fmt.Errorf("files: keep %s: %w", id, err)
	}
	return nil
}

// keptAs reports whether the file is kept already, with these bytes: they are read. ErrTaken when others are.
func (f *Bucket) keptAs(ctx context.Context, id, key, sum string) (bool, error) {
	r, err := f.bucket.NewReader(ctx, key, nil)
	switch {
	case notThere(err):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("files: read %s: %w", id, err)
	}
	defer func() { _ = r.Close() }()
	hash := sha256.New()
	if _, err := io.Copy(hash, r); err != nil {
		return false, fmt.Errorf("files: read %s: %w", id, err)
	}
	if hex.EncodeToString(hash.Sum(nil)) != sum {
		return false, fmt.Errorf("%w: %s", ErrTaken, id)
	}
	return true, nil
}

// write sends the bytes and makes them durable. A writer whose context ends before Close leaves nothing behind.
func (f *Bucket) write(ctx context.Context, key, sum string, size int64, content io.Reader) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	w, err := f.bucket.NewWriter(ctx, key, &blob.WriterOptions{
		ContentType: "application/octet-stream", Metadata: map[string]string{hashKey: sum}, IfNotExist: true,
	})
	if err != nil {
		return err
	}
	hash := sha256.New()
	n, err := io.Copy(io.MultiWriter(w, hash), io.LimitReader(content, size+1))
	if err == nil && (n != size || hex.EncodeToString(hash.Sum(nil)) != sum) {
		err = ErrDamaged
	}
	if err != nil {
		cancel()
		_ = w.Close()
		return err
	}
	if err := f.appear(w, cancel); err != nil {
		return err
	}
	return f.persist(key)
}

// appear ends the writing: the file is there from then on, unless another is. Without the lock nothing appears.
func (f *Bucket) appear(w *blob.Writer, cancel func()) error {
	release, err := f.alone()
	if err != nil {
		cancel()
		_ = w.Close()
		return err
	}
	err = w.Close()
	if freed := release(); err == nil {
		err = freed
	}
	return err
}

// Get returns a file as it was kept; ErrNoFile when there is none, ErrDamaged when its bytes do not have the hash that
// was noted when they were stored.
func (f *Bucket) Get(ctx context.Context, id string) ([]byte, error) {
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
		return nil, f.damaged(ctx, id)
	}
	return content, nil
}

// damaged is an alarm: somebody or something changed what may never change.
func (f *Bucket) damaged(ctx context.Context, id string) error {
	f.log.ErrorContext(ctx, "ALARM: a stored file is not what was stored", "file", id)
	return fmt.Errorf("%w: %s", ErrDamaged, id)
}

func hashOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
