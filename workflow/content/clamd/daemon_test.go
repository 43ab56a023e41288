package clamd_test

import (
	"bytes"
	"crypto/md5" // the form of ClamAV's signatures of whole files
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow/content/clamd"
)

// eicar is the harmless text that every scanner takes for a virus, in two parts so that no scanner takes this file for one.
const eicar = `X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR` + `-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*`

// testfiles are Debian's clamav-testfiles: clam.exe, a harmless program, in many wrappings.
const testfiles = "/usr/share/clamav-testfiles"

// daemon starts Debian's clamd on a socket of its own with signatures of its own, so that it needs no network. The test
// is skipped where there is none: make test installs it.
func daemon(t *testing.T) *clamd.Client {
	t.Helper()
	program := "/usr/sbin/clamd"
	if _, err := os.Stat(program); err != nil {
		t.Skip("clamd is not installed (apt-get install clamav-daemon clamav-testfiles): only the protocol was tested, against a fake")
	}
	dir := t.TempDir()
	signatures := hashLine([]byte(eicar), "Eicar-Test-Signature")
	if clam, err := os.ReadFile(filepath.Join(testfiles, "clam.exe")); err == nil {
		signatures += hashLine(clam, "ClamAV-Test-File")
	}
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
		return path
	}
	require.NoError(t, os.Mkdir(filepath.Join(dir, "db"), 0o700))
	write("db/local.hdb", signatures)
	socket := filepath.Join(dir, "ctl")
	config := write("clamd.conf", fmt.Sprintf("LocalSocket %s\nDatabaseDirectory %s/db\nForeground yes\nTemporaryDirectory %s\nStreamMaxLength 2M\nOfficialDatabaseOnly no\n", socket, dir, dir))
	var log bytes.Buffer
	command := exec.Command(program, "--config-file="+config)
	command.Stdout, command.Stderr = &log, &log
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	require.NoError(t, command.Start())
	t.Cleanup(func() {
		_ = command.Process.Kill()
		_ = command.Wait()
	})
	c, err := clamd.New(socket, errAway)
	require.NoError(t, err)
	for range 600 {
		if _, err = c.Name(t.Context()); err == nil {
			return c
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("clamd does not answer: %v", err)
	return nil
}

// hashLine is a signature of a whole file in a .hdb file.
func hashLine(file []byte, name string) string {
	sum := md5.Sum(file)
	return fmt.Sprintf("%s:%d:%s\n", hex.EncodeToString(sum[:]), len(file), name)
}

func TestDebiansDaemon(t *testing.T) {
	t.Parallel()
	c := daemon(t)
	scan := func(b []byte) string {
		found, err := c.Scan(t.Context(), bytes.NewReader(b))
		require.NoError(t, err)
		return found
	}
	require.Contains(t, scan([]byte(eicar)), "Eicar-Test-Signature")
	require.Empty(t, scan([]byte(eicar+"x")))
	require.Empty(t, scan([]byte("%PDF-1.7 家访记录")))
	name, err := c.Name(t.Context())
	require.NoError(t, err)
	require.Contains(t, name, "ClamAV")
	_, err = c.Scan(t.Context(), bytes.NewReader(make([]byte, 3<<20)))
	require.Error(t, err, "over StreamMaxLength nothing is clean")
	for _, wrapped := range []string{"clam.exe", "clam.zip", "clam.tar.gz", "clam.cab", "clam.pdf", "clam.mail"} {
		b, err := os.ReadFile(filepath.Join(testfiles, wrapped))
		if err != nil {
			t.Logf("%s is not there: clamav-testfiles is not installed", wrapped)
			continue
		}
		require.Contains(t, scan(b), "ClamAV-Test-File", wrapped)
	}
}
