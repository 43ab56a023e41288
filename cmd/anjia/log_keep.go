package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/anjia-project/anjia/workflow/jobs"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// logOptions say by what key a process signs the log of all entries, and where it publishes it.
type logOptions struct {
	key string // file of the signer's key; empty: this process does not keep the log
	dir string // folder of the published log; empty: it is not published
	own string // origin of a key to be drawn when the file is missing; empty: a missing file is an error
}

// logFromEnvironment is what ANJIA_LOG_KEY and ANJIA_LOG_DIR say.
func logFromEnvironment() logOptions {
	return logOptions{key: os.Getenv("ANJIA_LOG_KEY"), dir: os.Getenv("ANJIA_LOG_DIR")}
}

// readLogKey reads the signer's key, the first line of its file.
func (o logOptions) readLogKey() (string, error) {
	raw, err := os.ReadFile(o.key)
	if errors.Is(err, fs.ErrNotExist) && o.own != "" {
		if _, err := writeLogKey(o.key, o.own); err != nil {
			return "", err
		}
		raw, err = os.ReadFile(o.key)
	}
	if err != nil {
		return "", fmt.Errorf("ANJIA_LOG_KEY: %w (anjia log key makes one)", err)
	}
	key, _, _ := strings.Cut(string(raw), "\n")
	if _, err := ledger.LogVerifierKey(key); err != nil {
		return "", fmt.Errorf("ANJIA_LOG_KEY: %s: %w", o.key, err)
	}
	return strings.TrimSpace(key), nil
}

// writeLogKey draws a key pair: the signer's into a file that nobody else may read, and that must not be there yet; the
// verifier's into the same name with .pub.
func writeLogKey(path, origin string) (public string, err error) {
	signer, public, err := ledger.NewLogKey(rand.Reader, origin)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return "", err
	}
	_, err = f.WriteString(signer + "\n")
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return "", err
	}
	return public, os.WriteFile(path+".pub", []byte(public+"\n"), 0o644) //nolint:gosec // made to be handed out
}

// keeper is the keeper of the log by these options; nil when this process shall keep none.
func (a *app) keeper(o logOptions) (*jobs.LogKeeper, error) {
	if o.key == "" {
		return nil, nil //nolint:nilnil // without a key there is nothing to sign with
	}
	key, err := o.readLogKey()
	if err != nil {
		return nil, err
	}
	k := &jobs.LogKeeper{Log: a.store, Key: key, Tell: a.log}
	if o.dir != "" {
		public, err := ledger.LogVerifierKey(key)
		if err != nil {
			return nil, err
		}
		k.Publish = publisher{dir: o.dir, public: public, log: a.store}.publish
	}
	return k, nil
}

// keepsLog tells whether the installation keeps a log: by the key of this process, or because a head was signed, by
// whichever process did. Another one may hold the key.
func (a *app) keepsLog(o logOptions) func(ctx context.Context) (bool, error) {
	return func(ctx context.Context) (bool, error) {
		if o.key != "" {
			return true, nil
		}
		head, err := a.store.SignedHead(ctx)
		return head != "", err
	}
}
