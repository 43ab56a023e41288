package files_test

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow/store/files"
)

const id = "0193a1f0-6f3f-7c44-9d0a-5a1d2a1c9b10"

func open(t *testing.T, dir string) *files.Bucket {
	t.Helper()
	f, err := files.Open(dir)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, f.Close()) })
	return f
}

func TestWhatIsPutComesBack(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "not", "there", "yet")
	f := open(t, dir)
	require.NoError(t, f.Put(t.Context(), id, []byte("收养同意书\x00\xff")))
	got, err := open(t, dir).Get(t.Context(), id) // by another process
	require.NoError(t, err)
	require.Equal(t, []byte("收养同意书\x00\xff"), got)
	info, err := os.Stat(dir)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o700), info.Mode().Perm())
}

func TestAbsentFile(t *testing.T) {
	t.Parallel()
	_, err := open(t, t.TempDir()).Get(t.Context(), id)
	require.ErrorIs(t, err, files.ErrNoFile)
}

func TestIdsAreNoPaths(t *testing.T) {
	t.Parallel()
	f := open(t, t.TempDir())
	for _, bad := range []string{"", "../../../../../../../../etc/passwd..", "0193a1f0-6f3f-7c44-9d0a-5a1d2a1c9b1/", "0193A1F0-6F3F-7C44-9D0A-5A1D2A1C9B10", id + "0"} {
		require.Error(t, f.Put(t.Context(), bad, []byte("x")), bad)
		_, err := f.Get(t.Context(), bad)
		require.Error(t, err, bad)
	}
}

func TestWhatIsKeptIsNeverOverwritten(t *testing.T) {
	t.Parallel()
	f := open(t, t.TempDir())
	var all sync.WaitGroup
	var kept, refused atomic.Int64
	for n := range 16 {
		all.Go(func() {
			for range 5 {
				switch err := f.Put(t.Context(), id, []byte{byte(n)}); {
				case err == nil:
					kept.Add(1)
				case errors.Is(err, files.ErrTaken):
					refused.Add(1)
				default:
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	require.EqualValues(t, 5, kept.Load(), "the first, and its own repetitions")
	require.EqualValues(t, 75, refused.Load())
	got, err := f.Get(t.Context(), id)
	require.NoError(t, err)
	require.Len(t, got, 1, "one of them whole")
	require.NoError(t, f.Put(t.Context(), id, got))
}

func TestDamageIsFound(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	f := open(t, dir)
	require.NoError(t, f.Put(t.Context(), id, []byte("收养登记证")))
	path := filepath.Join(dir, id[34:], id)
	require.NoError(t, os.WriteFile(path, []byte("收养登记正"), 0o600))
	_, err := f.Get(t.Context(), id)
	require.ErrorIs(t, err, files.ErrDamaged)
	require.ErrorIs(t, f.Put(t.Context(), id, []byte("收养登记证")), files.ErrTaken)
}

func TestFolderThatCannotBeMade(t *testing.T) {
	t.Parallel()
	plain := filepath.Join(t.TempDir(), "plain")
	require.NoError(t, os.WriteFile(plain, nil, 0o600))
	_, err := files.Open(filepath.Join(plain, "files"))
	require.ErrorContains(t, err, "cannot be made")
}
