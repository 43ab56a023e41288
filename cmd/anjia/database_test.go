package main

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow/store/pgserver"
)

// adminOf is the connection string of the superuser to a database of a private cluster.
func adminOf(t *testing.T, pg *pgserver.Server, database string) string {
	t.Helper()
	u, err := url.Parse(pg.AdminDSN())
	require.NoError(t, err)
	u.Path = "/" + database
	return u.String()
}
