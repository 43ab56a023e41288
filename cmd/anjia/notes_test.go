package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow/casework"
)

// dumb is a scanner that answers or does not.
type dumb struct{ err error }

func (d dumb) Scan(context.Context, io.Reader) (string, error) { return "", d.err }
func (d dumb) Name(context.Context) (string, error)            { return "dumb", d.err }

// TestWhatWaitsIsTold starts a sandbox and asks it what becomes of files, as /readyz and the log of a start tell it.
func TestWhatWaitsIsTold(t *testing.T) {
	t.Parallel()
	s, err := startSandbox(t.Context(), sandboxOptions{address: "127.0.0.1:0", startOn: law.MustDate(demoStart), log: slog.New(slog.DiscardHandler)})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.stop(context.Background())) })
	notes := func() (int, map[string]any) {
		resp, err := http.Get(s.base + "/readyz")
		require.NoError(t, err)
		defer func() { require.NoError(t, resp.Body.Close()) }()
		var body struct{ Notes map[string]any }
		require.NoError(t, json.NewDecoder(resp.Body).Decode(&body))
		return resp.StatusCode, body.Notes
	}
	status, told := notes()
	require.Equal(t, http.StatusOK, status)
	log, ok := told["log"].(map[string]any)
	require.True(t, ok, told)
	require.Zero(t, log["entries"], "no log is kept here")
	require.Positive(t, log["waiting"])
	delete(told, "log")
	require.Contains(t, told, "paper_checks", "the API's own")
	delete(told, "paper_checks")
	require.Equal(t, map[string]any{"virus_scanner": "none", "files_in_quarantine": 0.0, "files_unsound": 0.0}, told)
	for state, scanner := range map[string]casework.Scanner{"answers": dumb{}, "away": dumb{errors.New("away")}} {
		a, log := *s.app, &bytes.Buffer{}
		cases := *a.cases
		a.cases, a.log = &cases, slog.New(slog.NewTextHandler(log, nil))
		cases.Scanner = scanner
		require.Equal(t, state, a.scannerState(t.Context()))
		require.NoError(t, a.tellScanner(t.Context()))
		require.Contains(t, log.String(), "state="+state)
		require.Contains(t, log.String(), map[string]string{"answers": "INFO", "away": "WARN"}[state])
	}
}
