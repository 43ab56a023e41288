package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

func TestReplayNamesTheDraftByItsFile(t *testing.T) {
	t.Parallel()
	set, err := law.Embedded()
	require.NoError(t, err)
	tables, err := instrument.Embedded()
	require.NoError(t, err)
	dir := t.TempDir()
	put := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, data, 0o600))
		return path
	}
	f, err := readDraft(set, replayOptions{kind: workflow.LawInstrument, file: put("draft.yaml", tables[0].Raw())})
	require.NoError(t, err)
	require.Equal(t, instrument.Ref{Code: f.Code, Version: f.Version, SHA256: f.SHA256}, tables[0].Ref())
	for _, raw := range set.Raw() {
		if raw.Code != "cn-54" {
			continue
		}
		own, err := readDraft(set, replayOptions{kind: raw.Kind, file: put("cn-54"+filepath.Ext(raw.Path), raw.Bytes)})
		require.NoError(t, err)
		require.Equal(t, raw, own, "by the name of the file")
		named, err := readDraft(set, replayOptions{kind: raw.Kind, code: "cn-54", file: put("draft"+filepath.Ext(raw.Path), raw.Bytes)})
		require.NoError(t, err)
		require.Equal(t, raw.Code, named.Code)
	}
	_, err = readDraft(set, replayOptions{kind: "law", file: put("x", nil)})
	require.ErrorContains(t, err, "--kind is instrument, pack or calendar")
}

func TestReplayAsksForWhatItNeeds(t *testing.T) {
	t.Parallel()
	var out, errOut bytes.Buffer
	require.Equal(t, 2, runReplay([]string{"--kind", "instrument"}, &out, &errOut))
	require.Contains(t, errOut.String(), "usage: anjia replay")
}
