package files

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"

	"gocloud.dev/blob"
)

// OpenFile opens a file for reading from the beginning or from any place, without holding it in memory. What is read
// from the beginning to the end is compared with the SHA-256 that the database knows: the last bytes are kept back until
// it is right, so that nobody gets a whole file that was changed; ErrDamaged then, and an alarm in the log. What is read
// in pieces is not compared.
func (f *Bucket) OpenFile(ctx context.Context, id, sum string) (io.ReadSeekCloser, error) {
	key, err := keyOf(id)
	if err != nil {
		return nil, err
	}
	r, err := f.bucket.NewReader(ctx, key, nil)
	switch {
	case notThere(err):
		return nil, fmt.Errorf("%w: %s", ErrNoFile, id)
	case err != nil:
		return nil, fmt.Errorf("files: read %s: %w", id, err)
	}
	if r.Size() == 0 && sum != hashOf(nil) { // nothing will be read, so nothing would be compared
		return nil, errors.Join(f.damaged(ctx, id), r.Close())
	}
	return &checked{Reader: r, from: f, ctx: ctx, id: id, sum: sum, hash: sha256.New()}, nil
}

// checked hashes what is read in order from the first byte on.
type checked struct {
	*blob.Reader
	from    *Bucket
	ctx     context.Context //nolint:containedctx // of the alarm: a reader has no other way to get it
	id, sum string
	hash    hash.Hash
	at      int64 // where the next byte is read
	hashed  int64 // bytes from the beginning that were hashed
}

// Read implements io.Reader.
func (c *checked) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	if c.at == c.hashed {
		c.hash.Write(p[:n])
		c.hashed += int64(n)
	}
	c.at += int64(n)
	if c.hashed == c.Size() && c.at == c.hashed && n > 0 && hex.EncodeToString(c.hash.Sum(nil)) != c.sum {
		return 0, c.from.damaged(c.ctx, c.id)
	}
	return n, err
}

// Seek implements io.Seeker.
func (c *checked) Seek(offset int64, whence int) (int64, error) {
	at, err := c.Reader.Seek(offset, whence)
	c.at = at
	if err == nil && at == 0 && c.hashed < c.Size() {
		c.hash.Reset()
		c.hashed = 0
	}
	return at, err
}

// WriteTo is hidden: it would go round the check.
func (c *checked) WriteTo(w io.Writer) (int64, error) {
	return io.Copy(w, struct{ io.Reader }{c})
}
