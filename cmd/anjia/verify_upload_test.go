package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow/casework"
)

func TestAFileThatSomebodyBringsIsJudgedByTheTrustFileOfNow(t *testing.T) {
	t.Parallel()
	path := ""
	verify := newVerifier(func() string { return path })
	found, err := verify(t.Context(), []byte("no file of ours"))
	require.NoError(t, err)
	require.Equal(t, casework.VerdictUnreadable, found.Verdict)
	require.Equal(t, "not_pdf", found.Findings[0].Code)
	require.Equal(t, "文件格式", found.Findings[0].SubjectName)
	require.EqualValues(t, 15, found.Size)
	require.Len(t, found.SHA256, 64)

	path = filepath.Join(t.TempDir(), "trust.json")
	_, err = verify(t.Context(), []byte("x"))
	require.ErrorIs(t, err, os.ErrNotExist)
	require.NoError(t, os.WriteFile(path, []byte(`{"format":"another"}`), 0o600))
	_, err = verify(t.Context(), []byte("x"))
	require.ErrorContains(t, err, "trust.json")
	require.NoError(t, os.WriteFile(path, []byte(`{"format":"anjia trust 1"}`), 0o600))
	_, err = verify(t.Context(), []byte("x"))
	require.NoError(t, err)
}
