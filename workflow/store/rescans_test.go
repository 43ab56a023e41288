package store_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/store"
)

// TestWhatNeverGetsScannedDoesNotHoldUpTheRest: scans are ordered in turn, so that as many files as one round
// takes and that no scanner settles do not come first for ever.
func TestWhatNeverGetsScannedDoesNotHoldUpTheRest(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	c := w.offered(t, agent(workflow.RoleManager, newID()).AgencyID)
	var waiting []string
	for range 3 {
		u := &casework.Upload{
			ID: newID(), AuthorityID: w.east, CaseID: c.ID, Name: "录像.mp4", MediaType: "video/mp4", SHA256: strings.Repeat("0a", 32), Size: 7,
			By: w.officer.ID, At: at, State: casework.UploadQuarantine,
		}
		require.NoError(t, w.Within(t.Context(), w.officer, func(tx casework.Tx) error { return tx.SaveUpload(t.Context(), u) }))
		waiting = append(waiting, u.ID)
	}
	var turns []string
	for range 3 {
		round, err := w.QuarantinedUploads(t.Context(), time.Now().Add(time.Hour), 2)
		require.NoError(t, err)
		require.Len(t, round, 2)
		for _, one := range round {
			require.Equal(t, c.ID, one.CaseID)
			turns = append(turns, one.UploadID)
		}
	}
	slices.Sort(turns)
	want := slices.Sorted(slices.Values(slices.Concat(waiting, waiting)))
	require.Equal(t, want, turns, "after three rounds everybody had two turns")
	none, err := w.QuarantinedUploads(t.Context(), time.Now().Add(-time.Hour), 2)
	require.NoError(t, err)
	require.Empty(t, none, "what has not waited yet")
}
