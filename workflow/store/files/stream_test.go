package files_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow/store/files"
)

const (
	other = "0193a1f0-6f3f-7c44-9d0a-5a1d2a1c9b11"
	piece = "0193a1f0-6f3f-7c44-9d0a-5a1d2a1c9b12"
)

func TestMain(m *testing.M) {
	for name, value := range map[string]string{"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_EC2_METADATA_DISABLED": "true"} {
		if err := os.Setenv(name, value); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

// s3 is a server in this process that speaks S3, with one bucket; the place names it.
func s3(t *testing.T) string {
	t.Helper()
	backend := s3mem.New()
	require.NoError(t, backend.CreateBucket("evidence"))
	server := httptest.NewServer(gofakes3.New(backend).Server())
	t.Cleanup(server.Close)
	return "s3://evidence?region=cn-north-1&use_path_style=true&disable_https=true&endpoint=" + server.URL
}

// place is somewhere to keep files, and how to break into it.
type place struct {
	where string
	log   *bytes.Buffer
}

func everywhere(t *testing.T, test func(t *testing.T, f *files.Bucket, p place)) {
	t.Helper()
	for name, where := range map[string]func(*testing.T) string{"folder": (*testing.T).TempDir, "S3": s3} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := place{where(t), &bytes.Buffer{}}
			f, err := files.OpenPlace(t.Context(), p.where, slog.New(slog.NewTextHandler(p.log, nil)))
			require.NoError(t, err)
			t.Cleanup(func() { require.NoError(t, f.Close()) })
			test(t, f, p)
		})
	}
}

func sumOf(b []byte) string { s := sha256.Sum256(b); return hex.EncodeToString(s[:]) }

func TestStreams(t *testing.T) {
	t.Parallel()
	everywhere(t, func(t *testing.T, f *files.Bucket, _ place) { //nolint:thelper // the test itself
		body := bytes.Repeat([]byte("证明材料"), 300_000)
		require.NoError(t, f.PutStream(t.Context(), id, sumOf(body), int64(len(body)), bytes.NewReader(body)))
		require.NoError(t, f.PutStream(t.Context(), id, sumOf(body), int64(len(body)), bytes.NewReader(body)), "again")
		require.ErrorIs(t, f.Put(t.Context(), id, []byte("x")), files.ErrTaken)
		r, err := f.OpenFile(t.Context(), id, sumOf(body))
		require.NoError(t, err)
		got, err := io.ReadAll(r)
		require.NoError(t, err)
		require.True(t, bytes.Equal(body, got))
		_, err = r.Seek(1200, io.SeekStart)
		require.NoError(t, err)
		twelve := make([]byte, 12)
		_, err = io.ReadFull(r, twelve)
		require.NoError(t, err)
		require.Equal(t, "证明材料", string(twelve))
		_, err = r.Seek(0, io.SeekStart)
		require.NoError(t, err)
		n, err := io.Copy(io.Discard, r)
		require.NoError(t, err)
		require.EqualValues(t, len(body), n)
		require.NoError(t, r.Close())
		whole, err := f.Get(t.Context(), id)
		require.NoError(t, err)
		require.True(t, bytes.Equal(body, whole))
		_, err = f.OpenFile(t.Context(), other, "")
		require.ErrorIs(t, err, files.ErrNoFile)
	})
}

func TestAStreamThatIsNotWhatItShouldBe(t *testing.T) {
	t.Parallel()
	everywhere(t, func(t *testing.T, f *files.Bucket, _ place) { //nolint:thelper // the test itself
		body := []byte("收养登记证")
		for name, wrong := range map[string]struct {
			sum  string
			size int64
		}{"hash": {sumOf([]byte("x")), int64(len(body))}, "too short": {sumOf(body), int64(len(body)) + 1}, "too long": {sumOf(body), int64(len(body)) - 1}} {
			require.ErrorIs(t, f.PutStream(t.Context(), id, wrong.sum, wrong.size, bytes.NewReader(body)), files.ErrDamaged, name)
			_, err := f.Get(t.Context(), id)
			require.ErrorIs(t, err, files.ErrNoFile, "%s: nothing is kept", name)
		}
		require.ErrorIs(t, f.PutStream(t.Context(), id, sumOf(body), 99, io.MultiReader(bytes.NewReader(body), failing{})), errLine)
		_, err := f.Get(t.Context(), id)
		require.ErrorIs(t, err, files.ErrNoFile)
	})
}

var errLine = fmt.Errorf("the line broke")

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errLine }

func TestDamageKeepsTheLastBytesBack(t *testing.T) {
	t.Parallel()
	everywhere(t, func(t *testing.T, f *files.Bucket, p place) { //nolint:thelper // the test itself
		body := bytes.Repeat([]byte("a"), 100_000)
		require.NoError(t, f.Put(t.Context(), id, body))
		r, err := f.OpenFile(t.Context(), id, sumOf([]byte("what the database knows")))
		require.NoError(t, err)
		got, err := io.ReadAll(r)
		require.ErrorIs(t, err, files.ErrDamaged)
		require.Less(t, len(got), len(body))
		require.NoError(t, r.Close())
		require.Contains(t, p.log.String(), "ALARM")
		require.Contains(t, p.log.String(), id)
	})
}

func TestAFileThatWasCutToNothingIsDamaged(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	f, err := files.OpenPlace(t.Context(), dir, slog.New(slog.DiscardHandler))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, f.Close()) })
	body := []byte("收养登记证")
	require.NoError(t, f.Put(t.Context(), id, body))
	require.NoError(t, os.Truncate(filepath.Join(dir, id[len(id)-2:], id), 0))
	_, err = f.OpenFile(t.Context(), id, sumOf(body))
	require.ErrorIs(t, err, files.ErrDamaged)
	require.NoError(t, f.Put(t.Context(), other, nil))
	r, err := f.OpenFile(t.Context(), other, sumOf(nil))
	require.NoError(t, err, "an empty file that always was one")
	require.NoError(t, r.Close())
}

func TestDamageOfTheFolderIsAnAlarm(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var log bytes.Buffer
	f, err := files.OpenPlace(t.Context(), dir, slog.New(slog.NewTextHandler(&log, nil)))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, f.Close()) })
	require.NoError(t, f.Put(t.Context(), id, []byte("收养登记证")))
	require.NoError(t, os.WriteFile(filepath.Join(dir, id[34:], id), []byte("收养登记正"), 0o600))
	r, err := f.OpenFile(t.Context(), id, sumOf([]byte("收养登记证")))
	require.NoError(t, err)
	_, err = io.ReadAll(r)
	require.ErrorIs(t, err, files.ErrDamaged)
	require.NoError(t, r.Close())
	require.Contains(t, log.String(), "ALARM")
}

func TestOneOfManyWritersWins(t *testing.T) {
	t.Parallel()
	everywhere(t, func(t *testing.T, f *files.Bucket, p place) { //nolint:thelper // the test itself
		second, err := files.OpenPlace(t.Context(), p.where, nil) // another process
		require.NoError(t, err)
		t.Cleanup(func() { require.NoError(t, second.Close()) })
		var all sync.WaitGroup
		var kept atomic.Int64
		for n := range 8 {
			all.Go(func() {
				to := f
				if n%2 == 0 {
					to = second
				}
				if to.Put(t.Context(), id, []byte{byte(n)}) == nil {
					kept.Add(1)
				}
			})
		}
		all.Wait()
		require.EqualValues(t, 1, kept.Load())
	})
}

func TestPieces(t *testing.T) {
	t.Parallel()
	everywhere(t, func(t *testing.T, f *files.Bucket, p place) { //nolint:thelper // the test itself
		require.NoError(t, f.PutPiece(t.Context(), id, piece, []byte("0123456789")))
		again, err := files.OpenPlace(t.Context(), p.where, nil) // another process, after the first was killed
		require.NoError(t, err)
		t.Cleanup(func() { require.NoError(t, again.Close()) })
		r, err := again.Piece(t.Context(), id, piece, 4)
		require.NoError(t, err)
		b, err := io.ReadAll(r)
		require.NoError(t, err)
		require.NoError(t, r.Close())
		require.Equal(t, "456789", string(b))
		old, err := f.OldPieces(t.Context(), time.Now().Add(-time.Hour), 10)
		require.NoError(t, err)
		require.Empty(t, old)
		old, err = f.OldPieces(t.Context(), time.Now().Add(time.Hour), 10)
		require.NoError(t, err)
		require.Equal(t, []string{id}, old)
		_, err = f.Get(t.Context(), id)
		require.ErrorIs(t, err, files.ErrNoFile, "pieces are no file")
		require.NoError(t, f.DropPieces(t.Context(), other))
		require.NoError(t, f.DropPieces(t.Context(), id))
		require.NoError(t, f.DropPieces(t.Context(), id), "again")
		_, err = f.Piece(t.Context(), id, piece, 0)
		require.ErrorIs(t, err, files.ErrNoFile)
		require.Error(t, f.PutPiece(t.Context(), "..", piece, nil))
	})
}

func TestPlacesThatAreNone(t *testing.T) {
	t.Parallel()
	_, err := files.OpenPlace(t.Context(), "ftp://x/y", nil)
	require.ErrorContains(t, err, "s3://bucket")
	_, err = files.OpenPlace(t.Context(), strings.Replace(s3(t), "evidence", "absent", 1), nil)
	require.ErrorContains(t, err, "cannot be used")
}
