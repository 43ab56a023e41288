package storetest

import (
	"context"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Schema returns the structure of a database as SQL: tables, constraints, indexes, functions, triggers, policies and
// grants, as pg_dump writes them, without what differs from one machine or version to the next. The table in which
// the migrations keep their own books is left out.
func Schema(tb testing.TB, d *Database) string {
	tb.Helper()
	program := filepath.Join(running(tb).server.BinDir(), "pg_dump")
	cmd := exec.CommandContext(context.Background(), program, "--schema-only", "--no-owner", "--exclude-table=goose_db_version", "--exclude-table=goose_db_version_id_seq",
		"--dbname="+d.Owner)
	out, err := cmd.Output()
	if exit, ok := err.(*exec.ExitError); ok { //nolint:errorlint // Output returns it unwrapped
		tb.Fatalf("%s: %s", program, exit.Stderr)
	}
	require.NoError(tb, err, "pg_dump belongs to Debian's postgresql-client, which postgresql brings along")
	return normalise(string(out))
}

// noise is what pg_dump writes around the structure: comments, settings of its own session, and since the minor
// versions of August 2025 a random word against injection.
var noise = regexp.MustCompile(`(?m)^(--.*|SET [a-z_]+ = .*;|SELECT pg_catalog\.set_config\(.*|\\(un)?restrict .*)\n`)

var blankLines = regexp.MustCompile(`\n{3,}`)

func normalise(dump string) string {
	return strings.TrimSpace(blankLines.ReplaceAllString(noise.ReplaceAllString(dump, ""), "\n\n")) + "\n"
}
