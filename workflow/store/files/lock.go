package files

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// lockName is the file of a folder whose lock a writer holds while its file appears. No key can have this name.
const lockName = ".writing"

// lockFolder waits until no other writer, of this or another process, lets a file appear in the folder. A bucket of S3
// compares and writes in one step; a folder looks whether a file is there and then renames, and two writers could both
// look first. The system gives the lock back when a process dies.
func lockFolder(dir string) (release func() error, err error) {
	f, err := os.OpenFile(filepath.Join(dir, lockName), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("files: %w", err)
	}
	for {
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX)
		if err == nil {
			return f.Close, nil
		}
		if !errors.Is(err, syscall.EINTR) {
			return nil, errors.Join(fmt.Errorf("files: lock %s: %w", dir, err), f.Close())
		}
	}
}

// noLock is for places that compare and write in one step.
func noLock() (release func() error, err error) { return func() error { return nil }, nil }
