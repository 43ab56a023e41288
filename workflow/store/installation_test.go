package store_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

func open(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), storetest.New(t).Server, store.Options{MaxConns: 2})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

func TestMarkIsForEver(t *testing.T) {
	t.Parallel()
	s := open(t)
	_, err := s.Marked(t.Context())
	require.ErrorIs(t, err, store.ErrNotMarked)
	require.NoError(t, s.Within(t.Context(), workflow.Actor{}, func(tx casework.Tx) error {
		h, err := tx.House(t.Context())
		require.Equal(t, casework.House{}, h, "without a mark as strict as production")
		return err
	}))
	require.NoError(t, s.Mark(t.Context(), false, time.Time{}))
	require.NoError(t, s.Mark(t.Context(), false, time.Time{}))
	requireCode(t, s.Mark(t.Context(), true, time.Time{}), workflow.KindConflict, "other_mark")
	_, err = s.DB().ExecContext(t.Context(), `update installation set clock_offset = 1`)
	require.ErrorContains(t, err, "installation_clock_sandbox_only")
	h, err := s.Marked(t.Context())
	require.NoError(t, err)
	require.Equal(t, casework.House{}, h)
}

func TestSandboxClockOnlyMovesForward(t *testing.T) {
	t.Parallel()
	s := open(t)
	start := time.Date(2024, 1, 2, 1, 0, 0, 0, time.UTC)
	require.NoError(t, s.Mark(t.Context(), true, start))
	require.NoError(t, s.Mark(t.Context(), true, start.AddDate(1, 0, 0)), "the same mark again")
	stands := func() time.Duration {
		h, err := s.Marked(t.Context())
		require.NoError(t, err)
		require.True(t, h.Sandbox)
		return h.Offset
	}
	first := stands()
	require.InDelta(t, time.Until(start).Minutes(), first.Minutes(), 5)
	move := func(by time.Duration) error {
		_, err := s.DB().ExecContext(t.Context(), `update installation set clock_offset = clock_offset + $1`, by.Microseconds())
		return err
	}
	require.NoError(t, move(time.Hour))
	require.Equal(t, first+time.Hour, stands())
	require.ErrorContains(t, move(-time.Microsecond), "only moves forward")
	require.Equal(t, first+time.Hour, stands())
}

func TestLawIsSeededOnceAndNeverChanged(t *testing.T) {
	t.Parallel()
	s := open(t)
	set, err := law.Embedded()
	require.NoError(t, err)
	tables, err := instrument.Embedded()
	require.NoError(t, err)
	files := set.Raw()
	for _, i := range tables {
		files = append(files, store.Instrument(i.Ref().Code, i.Ref().Version, i.Ref().SHA256, "instruments/"+i.Ref().Name()+".yaml", i.Raw()))
	}
	added, err := s.SeedLaw(t.Context(), files)
	require.NoError(t, err)
	require.Equal(t, len(files), added)
	added, err = s.SeedLaw(t.Context(), files)
	require.NoError(t, err)
	require.Zero(t, added)
	stored, err := s.LawFiles(t.Context())
	require.NoError(t, err)
	require.ElementsMatch(t, files, stored)

	changed := files[len(files)-1]
	changed.Bytes = append([]byte("# changed\n"), changed.Bytes...)
	fresh := store.Instrument("new", "1", "", "new.yaml", []byte("x"))
	for i, f := range []law.RawFile{fresh, changed} {
		files[i] = rehashed(f)
	}
	var refused *store.ChangedLawError
	_, err = s.SeedLaw(t.Context(), files[:2])
	require.ErrorAs(t, err, &refused)
	require.Equal(t, changed.Code, refused.Code)
	require.ErrorContains(t, err, "give the changed file a new version")
	again, err := s.LawFiles(t.Context())
	require.NoError(t, err)
	require.ElementsMatch(t, stored, again, "nothing of the refused set was added")

	_, err = s.SeedLaw(t.Context(), []law.RawFile{fresh})
	require.ErrorContains(t, err, "instruments_hash_is_of_bytes")
	_, err = s.SeedLaw(t.Context(), []law.RawFile{{Kind: "decree", Path: "x"}})
	require.ErrorContains(t, err, "unknown kind")
}

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	_, err := store.Open(t.Context(), "postgres://%", store.Options{})
	require.ErrorContains(t, err, "DATABASE_URL")
	_, err = store.Open(t.Context(), "postgres://anjia_server@127.0.0.1:1/none?connect_timeout=1", store.Options{})
	require.ErrorContains(t, err, "does not answer")
	s := open(t)
	require.NoError(t, s.Ping(t.Context()))
	err = s.Within(t.Context(), workflow.Actor{AuthorityID: "east'"}, func(casework.Tx) error { return nil })
	require.ErrorContains(t, err, "no UUID")
}
