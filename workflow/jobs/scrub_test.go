package jobs_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/jobs"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

var errStoreAway = errors.New("the store of files is away")

// finder finds what is said of files; of others, that they are sound.
type finder map[string]casework.FileState

func (f finder) CheckFile(_ context.Context, file casework.StoredFile) (casework.FileState, error) {
	switch found := f[file.ID]; found {
	case "":
		return casework.FileSound, nil
	case casework.FileUnreadable:
		return found, errStoreAway
	default:
		return found, nil
	}
}

// uploads puts rows of files into the database and returns their ids.
func (h *house) uploads(t *testing.T, n int) []string {
	t.Helper()
	ids := make([]string, n)
	for i := range ids {
		ids[i] = newID()
		_, err := storetest.Open(t, h.db.Admin).Exec(`insert into uploads (authority_id, id, name, media_type, sha256, size, brought_by, actor_id, at)
			values ($1, $2, 'x.pdf', 'application/pdf', repeat('a', 64), 10, '某某', $3, now())`, h.office, ids[i], h.officer.ID)
		require.NoError(t, err)
	}
	return ids
}

func TestStoredFilesAreReadAgain(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ids := h.uploads(t, 4)
	found := finder{ids[1]: casework.FileDamaged, ids[2]: casework.FileMissing, ids[3]: casework.FileUnreadable}
	kinds := &jobs.Kinds{}
	jobs.AddScrub(kinds, found, h.Store, jobs.Scrub{Pace: 1 << 40})
	h.works(t, kinds)
	admin := storetest.Open(t, h.db.Admin)
	require.Eventually(t, func() bool { return countOf(t, admin, `select count(*) from file_checks`) == 4 }, 20*time.Second, 20*time.Millisecond)
	for i, state := range []casework.FileState{casework.FileSound, casework.FileDamaged, casework.FileMissing, casework.FileUnreadable} {
		var got casework.FileState
		require.NoError(t, admin.QueryRow(`select state from file_checks where file_id = $1`, ids[i]).Scan(&got))
		require.Equal(t, state, got)
	}
	_, unsound, err := h.FilesState(t.Context())
	require.NoError(t, err)
	require.Equal(t, 3, unsound)
}

func TestWhatIsDueToBeReadAgain(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ids := h.uploads(t, 4)
	due := func() []string {
		files, err := h.FilesToCheck(t.Context(), time.Now().Add(-48*time.Hour), 10)
		require.NoError(t, err)
		out := []string{}
		for _, f := range files {
			require.Equal(t, h.office, f.AuthorityID)
			require.EqualValues(t, 10, f.Size)
			out = append(out, f.ID)
		}
		return out
	}
	require.ElementsMatch(t, ids, due())
	for i, state := range []casework.FileState{casework.FileSound, casework.FileSound, casework.FileDamaged, casework.FileDamaged} {
		require.NoError(t, h.NoteFileCheck(t.Context(), casework.StoredFile{AuthorityID: h.office, ID: ids[i]}, state))
	}
	require.Empty(t, due())
	_, err := storetest.Open(t, h.db.Admin).Exec(`update file_checks set checked_at = now() - case file_id when $1 then interval '49 hours' when $2 then interval '47 hours'
		when $3 then interval '25 hours' else interval '23 hours' end, since = now() - interval '60 hours'`, ids[0], ids[1], ids[2])
	require.NoError(t, err)
	require.Equal(t, []string{ids[0], ids[2]}, due(), "a sound one after the time that is asked for, another after a day")
	for _, id := range ids[2:] {
		require.NoError(t, h.NoteFileCheck(t.Context(), casework.StoredFile{AuthorityID: h.office, ID: id}, map[string]casework.FileState{ids[2]: casework.FileDamaged, ids[3]: casework.FileSound}[id]))
	}
	admin := storetest.Open(t, h.db.Admin)
	require.Equal(t, 1, countOf(t, admin, `select count(*) from file_checks where state = 'damaged' and since < now() - interval '59 hours'`), "since when it is damaged")
	require.Equal(t, 1, countOf(t, admin, `select count(*) from file_checks where file_id = '`+ids[3]+`' and since > now() - interval '1 hour'`), "put back from a backup")
}

func TestAStoreThatIsAwayEndsTheRun(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	found := finder{}
	for _, id := range h.uploads(t, 10) {
		found[id] = casework.FileUnreadable
	}
	kinds := &jobs.Kinds{}
	jobs.AddScrub(kinds, found, h.Store, jobs.Scrub{Pace: 1 << 40, Every: time.Hour})
	h.works(t, kinds)
	admin := storetest.Open(t, h.db.Admin)
	require.Eventually(t, func() bool {
		return countOf(t, admin, `select count(*) from river_job where kind = 'scrub_files' and state = 'discarded'`) == 1
	}, 20*time.Second, 20*time.Millisecond)
	require.Equal(t, 3, countOf(t, admin, `select count(*) from file_checks`))
}

func TestOnlyWorkersKnowOfChecks(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	server := storetest.Open(t, h.db.Server)
	for _, what := range []string{"files_to_check(now(), 9)", "note_file_check(gen_random_uuid(), 'x', 'sound')", "files_state()"} {
		tx, err := server.Begin()
		require.NoError(t, err)
		_, err = tx.Exec(`select set_config('app.role', 'administrator', true)`)
		require.NoError(t, err)
		_, err = tx.Exec(`select ` + what)
		require.ErrorContains(t, err, "only a worker", what)
		require.NoError(t, tx.Rollback())
	}
	_, err := server.Exec(`select from file_checks`)
	require.ErrorContains(t, err, "permission denied")
}
