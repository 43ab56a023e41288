package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports/seal"
)

func TestPKIInit(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "keys")
	var out, errOut bytes.Buffer
	args := []string{"init", "--dir", dir, "--authority", "a1=成都市民政局", "--agency", "b1=评估机构"}
	require.Zero(t, runPKI(args, &out, &errOut), errOut.String())
	keys, err := seal.OpenKeys(dir)
	require.NoError(t, err)
	for id, name := range map[string]string{"a1": "成都市民政局", "b1": "评估机构", seal.StamperID: "anjia trial timestamp authority"} {
		s, err := keys.Signer(seal.Subject{ID: id})
		require.NoError(t, err)
		require.Equal(t, name, s.Certificate.Subject.CommonName)
	}
	_, err = keys.Signer(seal.Subject{ID: "c1"})
	require.ErrorIs(t, err, seal.ErrNoKey)
	b, err := os.ReadFile(filepath.Join(dir, seal.TrustName))
	require.NoError(t, err)
	trust, err := seal.ReadTrust(b)
	require.NoError(t, err)
	require.Len(t, trust.Signers, 2)
	info, err := os.Stat(filepath.Join(dir, "a1.p12"))
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	require.Equal(t, 1, runPKI(args, &out, &errOut), "nothing is written over")
	require.Equal(t, 2, runPKI([]string{"init", "--dir", dir, "--agency", "x"}, &out, &errOut))
}
