package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

// TestAPublishedLogIsCheckedOffline founds an office, whose act is the first entry, publishes the log, and checks it as a
// witness would; then a byte is changed.
func TestAPublishedLogIsCheckedOffline(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	key := filepath.Join(dir, "log.key")
	run := func(args ...string) (int, string) {
		var out bytes.Buffer
		code := runLog(args, &out, &out)
		return code, out.String()
	}
	code, said := run("key", "--origin", "anjia/test", key)
	require.Zero(t, code, said)
	code, _ = run("key", "--origin", "anjia/test", key)
	require.Equal(t, 1, code, "a key is never overwritten")
	info, err := os.Stat(key)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())

	db := storetest.New(t)
	s, err := store.Open(t.Context(), db.Server, store.Options{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	admin := storetest.Open(t, db.Admin)
	const header = `insert into authority_entries (authority_id, seq, about, kind, act, actor_id, at, header, hash)
	  select '01900000-0000-7000-8000-000000000001', n, 'office', 'act', 'x', '', now(), n::text, entry_hash(n::text) from generate_series(%d, %d) n`
	_, err = admin.Exec(`set session_replication_role = replica; ` + replaced(header, "%d, %d", "1, 300"))
	require.NoError(t, err)

	o := logOptions{key: key, dir: filepath.Join(dir, "published")}
	a := &app{store: s, log: newLog(&bytes.Buffer{})}
	k, err := a.keeper(o)
	require.NoError(t, err)
	logged := func(o logOptions, want bool) {
		got, err := a.keepsLog(o)(t.Context())
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
	logged(logOptions{}, false)
	logged(o, true) // the first head is about to come
	settle := func(size int64) {
		require.Eventually(t, func() bool {
			round, err := k.Round(t.Context())
			require.NoError(t, err)
			return round.Head.Size == size
		}, 30e9, 1e6)
	}
	settle(300)
	logged(logOptions{}, true) // dossiers of a worker without the key have proofs too
	kept := filepath.Join(dir, "kept")
	checkpoint, err := os.ReadFile(filepath.Join(o.dir, ledger.LogCheckpoint))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(kept, checkpoint, 0o600))
	_, err = admin.Exec(`set session_replication_role = replica; ` + replaced(header, "%d, %d", "301, 600"))
	require.NoError(t, err)
	settle(600)
	code, said = run("check", "--key", key+".pub", "--head", kept, o.dir)
	require.Zero(t, code, said)
	require.Contains(t, said, "600 entries")
	require.Contains(t, said, "continues the head kept, of 300 entries")

	bundle := filepath.Join(o.dir, "tile/entries/000")
	raw, err := os.ReadFile(bundle)
	require.NoError(t, err)
	raw[40] ^= 1
	require.NoError(t, os.WriteFile(bundle, raw, 0o600))
	code, said = run("check", "--key", key+".pub", o.dir)
	require.Equal(t, 1, code, said)
	code, _ = run("check", o.dir)
	require.Equal(t, 2, code)

	_, err = admin.Exec(`set session_replication_role = replica; delete from log_heads where size = 600; delete from log_leaves where idx >= 300;
	  delete from log_hashes; delete from authority_entries where seq > 300`)
	require.NoError(t, err)
	_, err = k.Round(t.Context())
	require.ErrorIs(t, err, casework.ErrLogBroken, "what is published is not taken back")
}

func replaced(s, old, with string) string {
	return string(bytes.ReplaceAll([]byte(s), []byte(old), []byte(with)))
}
