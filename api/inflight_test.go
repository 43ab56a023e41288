package api_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

// TestKeyInFlight holds a request up in the database and sends it again.
func TestKeyInFlight(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-05")
	admin := storetest.Open(t, w.db.Admin)
	holder, err := admin.Begin()
	require.NoError(t, err)
	_, err = holder.Exec(`select from cases where id = $1 for update`, f.ID)
	require.NoError(t, err)
	k, in := key(), casework.CheckEligibility{Opinion: "符合条件。"}
	send := func() reply {
		return w.do(f.Office.Officer, http.MethodPost, act(f, workflow.ActCheckEligibility), in, k, current(f))
	}
	first := make(chan reply, 1)
	go func() { first <- send() }()
	require.Eventually(t, func() bool {
		var waiting bool
		err := admin.QueryRow(`select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')`).Scan(&waiting)
		return err == nil && waiting
	}, 10*time.Second, 10*time.Millisecond, "the first request waits for the case")
	send().problem(http.StatusConflict, "idempotency_in_flight")
	require.NoError(t, holder.Rollback())
	require.Equal(t, http.StatusOK, (<-first).status)
	again := send()
	require.Equal(t, http.StatusOK, again.status)
	require.Equal(t, "true", again.header.Get("Idempotency-Replayed"))
}
