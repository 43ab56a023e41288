package pgserver

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// takeLock makes this process the one that runs the cluster. The kernel gives the lock back when the process ends,
// however it ends; the file itself may stay.
func (c cluster) takeLock() (*os.File, error) {
	f, err := os.OpenFile(c.lockFile(), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the lock of the database folder: %w (run as the user who made it)", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		holder := make([]byte, 32)
		n, _ := f.Read(holder) // the number only helps the reader of the message
		_ = f.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, fmt.Errorf("%w: process %s runs the database in %s: stop it first, or choose another folder",
				ErrInUse, strings.TrimSpace(string(holder[:n])), c.dir)
		}
		return nil, fmt.Errorf("lock the database folder: %w", err)
	}
	if err := f.Truncate(0); err == nil {
		_, _ = fmt.Fprintln(f, os.Getpid())
	}
	return f, nil
}

// takeOver ends what an earlier run left in the folder. The caller holds the lock, so no living process of ours
// wants that server any more: it is stopped in order, and PostgreSQL recovers whatever a crash interrupted.
func (c cluster) takeOver(ctx context.Context) error {
	pid, _, found, err := c.pidFile()
	if err != nil || !found {
		return err
	}
	if pid == 0 || !c.isOurServer(pid) {
		if pid == 0 || procReadable() {
			// The number belongs to nobody, or to a stranger by now (numbers start anew in a container).
			// PostgreSQL would take the stranger for a running server and refuse to start.
			return ignoreMissing(os.Remove(filepath.Join(c.data(), "postmaster.pid")))
		}
		return nil // no /proc here: PostgreSQL looks for itself
	}
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGQUIT, syscall.SIGKILL} {
		if err := syscall.Kill(pid, sig); err != nil && !errors.Is(err, syscall.ESRCH) {
			return fmt.Errorf("stop the server that an earlier run left behind (process %d): %w", pid, err)
		}
		if c.waitGone(ctx, pid, 10*time.Second) {
			return nil
		}
	}
	return fmt.Errorf("the server that an earlier run left behind (process %d) does not end: stop it by hand", pid)
}

func (c cluster) waitGone(ctx context.Context, pid int, limit time.Duration) bool {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for c.isOurServer(pid) {
		select {
		case <-ctx.Done():
			return false
		case <-tick.C:
		}
	}
	return true
}

// isOurServer says whether pid is a living server that works in this cluster: a server's working folder is its data
// directory, and a process that has ended but was not yet waited for has none.
func (c cluster) isOurServer(pid int) bool {
	cwd, err := os.Readlink(fmt.Sprintf("/proc/%d/cwd", pid))
	if err != nil {
		return false
	}
	data, err := filepath.EvalSymlinks(c.data())
	return err == nil && cwd == data
}

func procReadable() bool {
	_, err := os.Readlink("/proc/self/cwd")
	return err == nil
}

// pidFile reads the file by which PostgreSQL says that it runs: the process on line 1 (zero when that cannot be
// read), its condition on line 8.
func (c cluster) pidFile() (pid int, ready, found bool, err error) {
	b, err := os.ReadFile(filepath.Join(c.data(), "postmaster.pid"))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, false, false, nil
	}
	if err != nil {
		return 0, false, false, err
	}
	lines := strings.Split(string(b), "\n")
	pid, _ = strconv.Atoi(strings.TrimSpace(lines[0])) // zero: half written by a server that starts, or died starting
	return max(pid, 0), len(lines) > 7 && strings.TrimSpace(lines[7]) == "ready", true, nil
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
