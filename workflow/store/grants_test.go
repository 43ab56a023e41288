package store_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

func TestGrantsOfTheServerAreWhatItNeeds(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	require.NoError(t, w.CheckGrants(t.Context()))
}

func TestMoreGrantsAreRefused(t *testing.T) {
	t.Parallel()
	for sql, want := range map[string]string{
		"grant update on case_entries to anjia_server":                     "may UPDATE on the table case_entries",
		"grant update (after) on case_payloads to anjia_server":            "may UPDATE the column after of the table case_payloads",
		"grant delete on case_reads to public":                             "may DELETE on the table case_reads",
		"grant update on child_reads to anjia_server":                      "may UPDATE on the table child_reads",
		"grant delete on rendered_child_papers to anjia_server":            "may DELETE on the table rendered_child_papers",
		"drop trigger rendered_child_papers_once on rendered_child_papers": "the trigger rendered_child_papers_once of the table rendered_child_papers is off",
		"alter table child_reads no force row level security":              "row-level security is not forced on the table child_reads",
		"grant truncate on cases to anjia_server":                          "may TRUNCATE on the table cases",
		"grant update on issued_numbers to anjia_server":                   "may UPDATE on the table issued_numbers",
		"grant select on account_secrets to anjia_server":                  "may SELECT on the table account_secrets",
		"grant select (password_hash) on account_secrets to anjia_server":  "may SELECT the column password_hash of the table account_secrets",
		"grant select on case_search to anjia_server":                      "may SELECT on the table case_search",
		"grant create on schema public to anjia_server":                    "may create objects in the schema public",
		"alter table cases no force row level security":                    "row-level security is not forced on the table cases",
		"alter table case_payloads disable row level security":             "row-level security is not forced on the table case_payloads",
		"alter table case_entries disable trigger case_entries_fixed":      "the trigger case_entries_fixed of the table case_entries is off",
		"drop trigger case_payloads_fixed on case_payloads":                "the trigger case_payloads_fixed of the table case_payloads is off",
		"alter table uploads owner to anjia_server":                        "owns the table uploads",
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, store.Options{})
			admin := storetest.Open(t, w.db.Admin)
			_, err := admin.Exec(sql)
			require.NoError(t, err)
			var excess *store.ExcessError
			require.ErrorAs(t, w.CheckGrants(t.Context()), &excess)
			require.Equal(t, "anjia_server", excess.Role)
			require.Contains(t, excess.Error(), want)
		})
	}
}

func TestOwnerAndSuperuserAreRefused(t *testing.T) {
	t.Parallel()
	db := storetest.New(t)
	for dsn, want := range map[string]string{db.Owner: "owns the table cases", db.Admin: "has SUPERUSER"} {
		s, err := store.Open(t.Context(), dsn, store.Options{MaxConns: 2})
		require.NoError(t, err)
		var excess *store.ExcessError
		require.ErrorAs(t, s.CheckGrants(t.Context()), &excess)
		require.Contains(t, strings.Join(excess.Excess, "\n"), want)
		require.ErrorContains(t, excess, "DATABASE_URL must name the server's role")
		require.Less(t, len(excess.Error()), 1200, "a person reads it")
		require.Contains(t, excess.Error(), fmt.Sprintf("findings: %d, of which the first 6:", len(excess.Excess)))
		require.Contains(t, excess.Error(), fmt.Sprintf("and %d more\n", len(excess.Excess)-6))
		require.NoError(t, s.Close())
	}
}

// Roles belong to the cluster, which other tests share: each of these has one of its own.
func TestLoginsThatAreMembers(t *testing.T) {
	t.Parallel()
	for sql, want := range map[string]string{
		"": "",
		"grant set on parameter session_replication_role to %": "may switch triggers off",
		"grant anjia_owner to %":                               "owns the table cases",
		"alter role % createdb":                                "has CREATEDB",
		"alter role % bypassrls":                               "has BYPASSRLS",
		"grant pg_write_all_data to %":                         "reads or writes everything",
		"grant update on case_entries to %":                    "may UPDATE on the table case_entries",
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			db := storetest.New(t)
			admin := storetest.Open(t, db.Admin)
			role := "web_" + strings.ReplaceAll(newID(), "-", "")
			_, err := admin.Exec("create role " + role + " login in role anjia_server")
			require.NoError(t, err)
			t.Cleanup(func() {
				_, err := admin.Exec("drop owned by " + role + "; drop role " + role)
				require.NoError(t, err)
			})
			if sql != "" {
				_, err = admin.Exec(strings.ReplaceAll(sql, "%", role))
				require.NoError(t, err)
			}
			dsn, err := url.Parse(db.Server)
			require.NoError(t, err)
			dsn.User = url.User(role)
			s, err := store.Open(t.Context(), dsn.String(), store.Options{MaxConns: 2})
			require.NoError(t, err)
			defer func() { require.NoError(t, s.Close()) }()
			err = s.CheckGrants(t.Context())
			if want == "" {
				require.NoError(t, err)
				return
			}
			var excess *store.ExcessError
			require.ErrorAs(t, err, &excess)
			require.Contains(t, strings.Join(excess.Excess, "\n"), want)
		})
	}
}
