package pgserver

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"syscall"
)

// memoryFolder is a file system in memory; data there need no disk at all.
const memoryFolder = "/dev/shm"

// memoryNeeded is the free space that a memory-backed cluster must find: the write-ahead log (max_wal_size below),
// a template and its clones. Containers often have 64 MB there.
const memoryNeeded = 2 << 30

// temporaryCluster makes a folder for a cluster that lives as long as this process. The returned reaper removes it.
func temporaryCluster(ctx context.Context, b binaries, d Durability) (cluster, *reaper, error) {
	id, err := chooseIdentity("")
	if err != nil {
		return cluster{}, nil, err
	}
	roots := []string{os.TempDir(), "/tmp", "/var/tmp"}
	if d == Fast && freeBytes(memoryFolder) >= memoryNeeded {
		roots = slices.Insert(roots, 0, memoryFolder)
	}
	var failed error
	for _, root := range roots {
		dir, err := os.MkdirTemp(root, "anjia-pg-")
		if err != nil {
			failed = err
			continue
		}
		c := cluster{dir: dir, id: id, temporary: true}
		//nolint:gosec // G302: the server's user must pass to data/, which nobody else can enter
		if failed = os.Chmod(dir, 0o711); failed == nil {
			failed = id.tryEnter(ctx, dir, b)
		}
		if failed == nil && !fitsSocket(c.data()) {
			failed = fmt.Errorf("the path %s is too long for a Unix socket", c.data())
		}
		if failed == nil {
			var r *reaper
			if r, failed = startReaper(ctx, dir); failed == nil {
				return c, r, nil
			}
		}
		_ = os.RemoveAll(dir) // empty, and of no use
	}
	return cluster{}, nil, fmt.Errorf("find a folder for a temporary database (tried %v, as the user %s): %w", roots, id.name, failed)
}

func freeBytes(dir string) uint64 {
	var st syscall.Statfs_t
	if err := syscall.Statfs(dir, &st); err != nil {
		return 0
	}
	return st.Bavail * uint64(st.Bsize) //nolint:gosec // G115: a block size is positive
}

// fitsSocket says whether a socket in dir has a path that the system can address (sun_path, 107 bytes).
func fitsSocket(dir string) bool { return len(dir)+len("/.s.PGSQL.65535") <= 107 }

// reaper is a small process that removes a folder once this process has ended, however it ended: it waits for the
// end of its standard input, which we hold open and the kernel closes for us.
type reaper struct {
	cmd  *exec.Cmd
	hold io.Closer
}

// The server dies at the same moment and may still be writing: removal is tried for a while.
const reaperScript = `read -r _; n=0; until rm -rf -- "$0" 2>/dev/null || [ $n -ge 100 ]; do n=$((n+1)); sleep 0.1; done`

func startReaper(ctx context.Context, dir string) (*reaper, error) {
	cmd := exec.CommandContext(context.WithoutCancel(ctx), "/bin/sh", "-c", reaperScript, dir)
	cmd.Dir = "/"
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} // no Ctrl-C, no hang-up
	hold, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start the process that cleans up: %w", err)
	}
	return &reaper{cmd: cmd, hold: hold}, nil
}

// reap removes the folder now and waits until it is gone.
func (r *reaper) reap() error {
	if r == nil {
		return nil
	}
	if err := r.hold.Close(); err != nil {
		return err
	}
	return r.cmd.Wait()
}
