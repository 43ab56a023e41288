package pgserver

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestParseVersion(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		answer, version string
		major           int
	}{
		{"postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n", "15.18", 15},
		{"postgres (PostgreSQL) 18beta1\n", "18beta1", 18},
		{"postgres (PostgreSQL) 9.6.24\n", "9.6.24", 9},
	} {
		version, major, err := parseVersion(tc.answer)
		require.NoError(t, err)
		require.Equal(t, tc.version, version)
		require.Equal(t, tc.major, major)
	}
	for _, answer := range []string{"", "postgres", "postgres (PostgreSQL) ", "postgres (PostgreSQL) devel"} {
		_, _, err := parseVersion(answer)
		require.Error(t, err, answer)
	}
}

// fakeServer makes a folder whose programs only answer to --version.
func fakeServer(t *testing.T, version string) string {
	t.Helper()
	dir := t.TempDir()
	script := "#!/bin/sh\necho 'postgres (PostgreSQL) " + version + "'\n"
	for _, name := range []string{"postgres", "initdb"} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(script), 0o755))
	}
	return dir
}

func TestFindBinariesRefusesWithRemedy(t *testing.T) {
	t.Parallel()
	_, err := findBinaries(t.Context(), t.TempDir(), 0)
	require.ErrorIs(t, err, ErrNoBinaries)
	require.ErrorContains(t, err, "apt-get install postgresql")

	_, err = findBinaries(t.Context(), fakeServer(t, "14.9"), 0)
	require.ErrorIs(t, err, ErrNoBinaries)
	require.ErrorContains(t, err, "is version 14.9")

	b, err := findBinaries(t.Context(), fakeServer(t, "15.0"), 0)
	require.NoError(t, err, "the oldest version is one that works")
	require.Equal(t, 15, b.major)

	_, err = findBinaries(t.Context(), fakeServer(t, "17.2"), 15)
	require.ErrorIs(t, err, ErrNoBinaries)
	require.ErrorContains(t, err, "install postgresql-15")
}

func TestLastNumberOrdersVersions(t *testing.T) {
	t.Parallel()
	require.Greater(t, lastNumber("/usr/lib/postgresql/15/bin"), lastNumber("/usr/lib/postgresql/9/bin"))
	require.Zero(t, lastNumber("/usr/local/pgsql/bin"))
}
