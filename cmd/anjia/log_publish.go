package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// publisher writes the log into a folder (C2SP tlog-tiles), for a web server to show and witnesses to read.
type publisher struct {
	dir    string
	public string // verifier's key
	log    casework.Log
}

// publish writes what the folder lacks, the head last. A folder whose head the log does not continue is left as it is:
// it may be the only witness.
func (p publisher) publish(ctx context.Context, round casework.LogRound) (err error) {
	release, err := p.alone()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	older, err := p.published(round.Head.Origin)
	if err != nil || older == round.Head {
		return err
	}
	if err := p.continues(ctx, older, round.Head); err != nil {
		return fmt.Errorf("%w: %s: %w", casework.ErrLogBroken, p.dir, err)
	}
	for _, tile := range ledger.LogTiles(older.Size, round.Head.Size) {
		if err := p.writeTile(ctx, tile); err != nil {
			return err
		}
	}
	return p.write(ledger.LogCheckpoint, []byte(round.Note))
}

// alone waits until no other process writes into the folder: of two keepers who publish at the same time, the slower one
// would put the older head over the newer. The system gives the lock back when a process dies.
func (p publisher) alone() (release func() error, err error) {
	if err := os.MkdirAll(p.dir, 0o755); err != nil {
		return nil, err
	}
	dir, err := os.Open(p.dir)
	if err != nil {
		return nil, err
	}
	for {
		if err = syscall.Flock(int(dir.Fd()), syscall.LOCK_EX); err == nil {
			return dir.Close, nil
		}
		if !errors.Is(err, syscall.EINTR) {
			return nil, errors.Join(fmt.Errorf("lock %s: %w", p.dir, err), dir.Close())
		}
	}
}

// published is the head that the folder shows; of an empty folder that of the empty log.
func (p publisher) published(origin string) (ledger.LogHead, error) {
	signed, err := os.ReadFile(filepath.Join(p.dir, ledger.LogCheckpoint))
	if errors.Is(err, fs.ErrNotExist) {
		return ledger.OpenLogTree(0, nil).Head(origin, 0)
	}
	if err != nil {
		return ledger.LogHead{}, err
	}
	head, err := ledger.ParseHead(string(signed), p.public)
	if err != nil {
		return head, fmt.Errorf("%w: %s: %w", casework.ErrLogBroken, p.dir, err)
	}
	return head, nil
}

func (p publisher) continues(ctx context.Context, older, newer ledger.LogHead) error {
	tree := ledger.OpenLogTree(newer.Size, func(nodes []ledger.LogNode) ([]ledger.Hash, error) { return p.log.LogNodes(ctx, nodes) })
	if older.Size > newer.Size {
		return ledger.VerifyConsistency(older, newer, nil)
	}
	proof, err := tree.Consistency(older.Size, newer.Size)
	if err != nil {
		return err
	}
	return ledger.VerifyConsistency(older, newer, proof)
}

func (p publisher) writeTile(ctx context.Context, tile ledger.LogTile) error {
	content, err := casework.ReadTile(ctx, p.log, tile)
	if err != nil {
		return err
	}
	if err := p.write(tile.Path(), content); err != nil || !tile.Full() {
		return err
	}
	return os.RemoveAll(filepath.Join(p.dir, filepath.FromSlash(tile.Path())+".p")) // the full tile holds it all
}

// write replaces a file as a whole: a reader sees the old one or the new one, and so does whoever looks after the power
// was cut. The folder is made durable too, before anything that relies on the file is written.
func (p publisher) write(path string, content []byte) error {
	full := filepath.Join(p.dir, filepath.FromSlash(path))
	if err := makeFolders(p.dir, filepath.Dir(full)); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(full), ".new-*")
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	err = errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), full)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return syncFolder(filepath.Dir(full))
}

// makeFolders makes what is missing between a folder that is there and one below it, durably.
func makeFolders(top, dir string) error {
	if _, err := os.Stat(dir); err == nil || dir == top {
		return nil
	}
	if err := makeFolders(top, filepath.Dir(dir)); err != nil {
		return err
	}
	if err := os.Mkdir(dir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncFolder(filepath.Dir(dir))
}

// syncFolder makes the names in a folder durable.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
