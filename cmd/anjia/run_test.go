package main

import (
	"bytes"
	"context"
	"net"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
)

// TestStartWithoutItsAddress takes the address from under a sandbox: it says so and
// founds nothing, so the next start is a first one and gets its samples.
func TestStartWithoutItsAddress(t *testing.T) {
	t.Parallel()
	taken, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	o := sandboxOptions{address: taken.Addr().String(), dir: filepath.Join(sharedTemp(t), "sandbox"), startOn: law.MustDate("2024-01-02"), log: silent()}
	_, err = startSandbox(t.Context(), o)
	require.ErrorContains(t, err, "choose another --addr")
	_, err = os.Stat(o.dir)
	require.ErrorIs(t, err, os.ErrNotExist, "no database was begun")
	require.NoError(t, taken.Close())

	o.address = "no port"
	_, err = startSandbox(t.Context(), o)
	require.ErrorContains(t, err, "listen on no port")
	require.NotContains(t, err.Error(), "another anjia", "nobody else is to blame")
}

// TestAnnouncementOfALaterStart lists the accounts again and tells of samples that
// a killed run did not finish.
func TestAnnouncementOfALaterStart(t *testing.T) {
	t.Parallel()
	o := sandboxOptions{address: "127.0.0.1:0", dir: sharedTemp(t), startOn: law.MustDate("2024-01-02"), log: silent()}
	s, err := startSandbox(t.Context(), o)
	require.NoError(t, err)
	defer func() { require.NoError(t, s.stop(context.WithoutCancel(t.Context()))) }()
	_, _, err = openSamples(t.Context(), s, o.startOn)
	require.NoError(t, err)
	var first bytes.Buffer
	require.NoError(t, announce(t.Context(), &first, s, o.dir))
	require.NotContains(t, first.String(), "earlier run")

	s.fresh = false
	require.NoError(t, os.WriteFile(filepath.Join(o.dir, samplesMark), nil, 0o600))
	var later bytes.Buffer
	require.NoError(t, announce(t.Context(), &later, s, o.dir))
	require.Contains(t, later.String(), "some are missing")
	require.Contains(t, later.String(), "unless it was changed: "+sandboxPassword)
	for _, login := range []string{sandboxLogin, "dengji1", "shenpi2", "shenji1", "jigou1", "pinggu3"} {
		require.Contains(t, first.String(), "  "+login)
		require.Contains(t, later.String(), "  "+login)
	}
}
