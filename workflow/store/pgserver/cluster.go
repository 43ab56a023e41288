package pgserver

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// cluster is the folder of a private PostgreSQL:
//
//	data/        what PostgreSQL calls the data directory; belongs to the server's user
//	password     of the superuser; readable by whoever made the cluster
//	server.log   of this run (server.log.1: of the run before)
//	lock         held by the process that runs the server
type cluster struct {
	dir       string
	id        identity
	temporary bool
}

func (c cluster) data() string         { return filepath.Join(c.dir, "data") }
func (c cluster) halfMade() string     { return filepath.Join(c.dir, "data.new") }
func (c cluster) passwordFile() string { return filepath.Join(c.dir, "password") }
func (c cluster) logFile() string      { return filepath.Join(c.dir, "server.log") }
func (c cluster) lockFile() string     { return filepath.Join(c.dir, "lock") }

// fallbackRoot is where root keeps a cluster whose own folder the server's user cannot reach.
const fallbackRoot = "/var/lib/anjia"

// keptCluster places the cluster of a named folder. When the server's user cannot reach the folder (it lies under
// /root, say), another folder takes its place: always the same one for the same name, so that it is found again.
func keptCluster(ctx context.Context, wanted string, b binaries) (cluster, error) {
	fallback := filepath.Join(fallbackRoot, fmt.Sprintf("%s-%s", filepath.Base(wanted), shortHash(wanted)))
	for _, dir := range []string{wanted, fallback} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return cluster{}, fmt.Errorf("make the database folder: %w", err)
		}
		c := cluster{dir: dir}
		var err error
		if c.id, err = chooseIdentity(c.data()); err != nil {
			return cluster{}, err
		}
		if err = c.id.tryEnter(ctx, dir, b); err == nil {
			return c, nil
		}
		if c.id.credential == nil {
			return cluster{}, fmt.Errorf("enter the database folder %s: %w", dir, err)
		}
	}
	return cluster{}, fmt.Errorf("the server's user can reach neither %s nor %s: choose a folder that it can enter", wanted, fallback)
}

func shortHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:4])
}

// madeBy is the major version that made the data, or zero when there are none yet.
func madeBy(data string) (int, error) {
	b, err := os.ReadFile(filepath.Join(data, "PG_VERSION"))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return 0, nil
	case errors.Is(err, fs.ErrPermission):
		return 0, nil // somebody else's: chooseIdentity says so
	case err != nil:
		return 0, err
	}
	major, err := strconv.Atoi(strings.TrimSpace(string(b)))
	if err != nil {
		return 0, fmt.Errorf("%s/PG_VERSION is damaged (%w): restore the folder from a backup or move it away", data, err)
	}
	return major, nil
}

// initialise makes the data directory when there is none and returns the superuser's password. The data appear under
// their name only when they are complete: a run that dies in between leaves nothing that looks like a database.
func (c cluster) initialise(ctx context.Context, b binaries, d Durability) (string, error) {
	if _, err := os.Stat(c.data()); err == nil {
		password, err := os.ReadFile(c.passwordFile())
		if err != nil {
			return "", fmt.Errorf("read the database's password: %w (run as the user who made the folder, or move %s away to begin anew)", err, c.dir)
		}
		return strings.TrimSpace(string(password)), nil
	}
	password := rand.Text()
	if err := os.WriteFile(c.passwordFile(), []byte(password+"\n"), 0o600); err != nil {
		return "", err
	}
	if err := os.RemoveAll(c.halfMade()); err != nil {
		return "", err
	}
	if err := os.Mkdir(c.halfMade(), 0o700); err != nil {
		return "", err
	}
	if err := c.id.give(c.halfMade()); err != nil {
		return "", fmt.Errorf("give the database folder to the user %s: %w", c.id.name, err)
	}
	if err := c.initdb(ctx, b, d, password); err != nil {
		return "", err
	}
	return password, os.Rename(c.halfMade(), c.data())
}

func (c cluster) initdb(ctx context.Context, b binaries, d Durability, password string) error {
	hint := filepath.Join(c.dir, "initdb.password") // initdb reads the password as the server's user, from a file
	if err := os.WriteFile(hint, []byte(password), 0o600); err != nil {
		return err
	}
	defer func() { _ = os.Remove(hint) }() // it also stands in the file password
	if err := c.id.give(hint); err != nil {
		return err
	}
	local := "scram-sha-256"
	if c.temporary {
		local = "trust" // the socket lies in a folder that only root and the server's user can enter
	}
	args := []string{
		"-D", c.halfMade(), "-U", Superuser, "-E", "UTF8",
		"--locale=C.UTF-8", // with plain C, trigrams of Chinese text are empty
		"--auth-local=" + local, "--auth-host=scram-sha-256", "--pwfile=" + hint, "--no-instructions",
	}
	if d == Fast {
		args = append(args, "--no-sync")
	} else {
		args = append(args, "--data-checksums")
	}
	cmd := c.command(ctx, b, "initdb", args...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("make the database with %s as the user %s: %w: %s", b.path("initdb"), c.id.name, err, bytes.TrimSpace(out))
	}
	return nil
}

// command prepares a program of the server, run as the server's user, with an environment of its own: PG… variables
// of the caller must not steer it.
func (c cluster) command(ctx context.Context, b binaries, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, b.path(name), args...)
	cmd.Dir = c.dir
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C.UTF-8", "TZ=UTC"}
	if lib, ok := os.LookupEnv("LD_LIBRARY_PATH"); ok {
		cmd.Env = append(cmd.Env, "LD_LIBRARY_PATH="+lib)
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Credential: c.id.credential,
		Setpgid:    true, // Ctrl-C at the terminal is for us; we stop the server in order
	}
	return cmd
}
