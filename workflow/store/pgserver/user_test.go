package pgserver_test

import (
	"io"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow/store/pgserver"
)

// TestOrdinaryUser runs this test binary as the user nobody: the way in which most people run anjia, and which a
// test that runs as root would otherwise never take.
func TestOrdinaryUser(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Skip("this run is one by an ordinary user already")
	}
	cred := nobody(t)
	dir := serverDir(t)
	program := filepath.Join(dir, "program")
	copyFile(t, self(t), program, 0o755)
	data := filepath.Join(dir, "pg")
	require.NoError(t, os.Mkdir(data, 0o755))
	require.NoError(t, os.Chown(data, int(cred.Uid), int(cred.Gid)))

	cmd, dsn, folder := startParent(t, program, data, cred)
	require.Equal(t, data, folder)
	db := open(t, dsn)
	_, err := db.Exec(`create table kept as select 7 as n`)
	require.NoError(t, err)
	kill(t, cmd)

	// Root may take over what the user left; the server goes on running as that user.
	s, err := pgserver.Start(t.Context(), pgserver.Options{Dir: data})
	require.NoError(t, err)
	require.Equal(t, "nobody", s.User())
	var n int
	require.NoError(t, open(t, s.AdminDSN()).QueryRow(`select n from kept`).Scan(&n))
	require.Equal(t, 7, n)
	stop(t, s)

	cmd, dsn, _ = startParent(t, program, data, cred)
	require.NoError(t, open(t, dsn).Ping())
	kill(t, cmd)
}

func TestFolderOutOfReachIsReplacedAndSaidSo(t *testing.T) {
	t.Parallel()
	if os.Geteuid() != 0 {
		t.Skip("only root runs the server as another user")
	}
	closed := serverDir(t)
	require.NoError(t, os.Chmod(closed, 0o700))
	wanted := filepath.Join(closed, "pg")
	s, err := pgserver.Start(t.Context(), pgserver.Options{Dir: wanted, Durability: pgserver.Fast})
	require.NoError(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(s.Dir()) })
	require.Equal(t, wanted, s.MovedFrom())
	require.NotEqual(t, wanted, s.Dir())
	require.NoError(t, open(t, s.AdminDSN()).Ping())
	first := s.Dir()
	stop(t, s)

	s, err = pgserver.Start(t.Context(), pgserver.Options{Dir: wanted, Durability: pgserver.Fast})
	require.NoError(t, err)
	defer stop(t, s)
	require.Equal(t, first, s.Dir(), "the replacement is found again")
}

// TestTemporaryFolderGoesWithKilledProcess covers a test binary that panics or is killed.
func TestTemporaryFolderGoesWithKilledProcess(t *testing.T) {
	t.Parallel()
	cmd, dsn, folder := startParent(t, self(t), "", nil)
	require.NoError(t, open(t, dsn).Ping())
	require.DirExists(t, folder)
	kill(t, cmd)
	require.Eventually(t, func() bool { _, err := os.Stat(folder); return os.IsNotExist(err) },
		20*time.Second, 20*time.Millisecond, "the folder of a temporary server outlived its process")
}

func nobody(t *testing.T) *syscall.Credential {
	t.Helper()
	u, err := user.Lookup("nobody")
	require.NoError(t, err)
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	require.NoError(t, err)
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	require.NoError(t, err)
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
}

func copyFile(t *testing.T, from, to string, mode os.FileMode) {
	t.Helper()
	in, err := os.Open(from)
	require.NoError(t, err)
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY, mode)
	require.NoError(t, err)
	_, err = io.Copy(out, in)
	require.NoError(t, err)
	require.NoError(t, out.Close())
}
