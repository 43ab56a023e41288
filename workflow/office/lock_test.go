package office_test

import (
	"database/sql"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

// TestDatabaseIsTheSecondLock sends statements past the application, as the server's
// role and as people would be.
func TestDatabaseIsTheSecondLock(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	agency, other := h.agency(t, h.east, 1), h.agency(t, h.west, 2)
	manager := h.person(t, h.east, agency, "manager", workflow.RoleManager)
	auditor := h.person(t, h.east, "", "auditor", workflow.RoleAuditor)
	h.do(t, h.root, "", 0, office.RegisterEvaluator{AgencyID: other, EvaluatorParticulars: evaluatorParticulars(1, "")})
	db := storetest.Open(t, h.db.Server)
	const entry = `insert into authority_entries (authority_id, seq, about, kind, act, actor_id, at, header, hash)
		select $1::uuid, 99, 'office', 'act', 'x', $2, now(), 'h', entry_hash('h')`
	for name, c := range map[string]struct {
		actor workflow.Actor
		sql   string
		args  []any
		want  string // "" means that nothing is touched
	}{
		"an officer changes the authority":            {h.officer, `update authorities set name = 'x' where id = $1`, []any{h.east}, "only an administrator"},
		"a manager changes the authority":             {manager, `update authorities set court = 'x' where id = $1`, []any{h.east}, "only an administrator"},
		"an administrator changes the neighbour":      {h.eastAdmin, `update authorities set name = 'x' where id = $1`, []any{h.west}, ""},
		"an administrator sets up elsewhere":          {h.eastAdmin, `insert into authorities (id, parent_id, name, short_name, division, pack) values (gen_random_uuid(), $1, 'x', 'x', '540103', 'cn')`, []any{h.west}, "row-level security"},
		"a manager writes the neighbour's chain":      {manager, entry, []any{h.west, manager.ID}, "row-level security"},
		"a manager writes under another's name":       {manager, entry, []any{h.east, h.officer.ID}, "row-level security"},
		"an auditor writes under another's name":      {auditor, entry, []any{h.east, h.officer.ID}, "row-level security"},
		"a manager changes another agency":            {manager, `update agencies set closed = true where id = $1`, []any{other}, ""},
		"a manager changes the own agency":            {manager, `update agencies set closed = true where id = $1`, []any{agency}, ""},
		"a manager changes another's evaluators":      {manager, `update evaluators set suspended = true where agency_id = $1`, []any{other}, ""},
		"an officer opens an account":                 {h.officer, `insert into accounts (authority_id, id, login, name, role, organisation) values ($1, gen_random_uuid(), 'x', 'x', 'administrator', 'x')`, []any{h.east}, "row-level security"},
		"an officer enables an account":               {h.officer, `update accounts set active = true where id = $1`, []any{auditor.ID}, ""},
		"an administrator moves a login name":         {h.root, `update accounts set login = 'x' where id = $1`, []any{auditor.ID}, "keeps its id"},
		"an officer reads a hash":                     {h.officer, `select password_hash from account_secrets where account_id = $1`, []any{h.officer.ID}, "permission denied"},
		"an administrator reads a hash":               {h.root, `select password_hash from account_secrets where account_id = $1`, []any{h.officer.ID}, "permission denied"},
		"an officer sets another's password":          {h.officer, `update account_secrets set password_hash = 'x' where account_id = $1`, []any{auditor.ID}, ""},
		"the neighbour's officer ends a token":        {h.eastAdmin, `update account_tokens set revoked_at = now() where account_id = $1`, []any{h.root.ID}, ""},
		"an administrator deletes an authority":       {h.root, `delete from authorities where id = $1`, []any{h.west}, "permission denied"},
		"an administrator changes the chain's past":   {h.root, `update authority_entries set act = 'x' where authority_id = $1`, []any{h.east}, "permission denied"},
		"an administrator moves the sandbox's secret": {h.root, `update installation set secret = $1`, []any{make([]byte, 32)}, "permission denied"},
	} {
		n, err := h.as(t, db, c.actor, c.sql, c.args...)
		if c.want == "" {
			require.NoError(t, err, name)
			require.Zero(t, n, name)
			continue
		}
		require.ErrorContains(t, err, c.want, name)
	}
}

// as runs a statement for an actor and rolls it back.
func (*house) as(t *testing.T, db *sql.DB, actor workflow.Actor, statement string, args ...any) (int64, error) {
	t.Helper()
	tx, err := db.BeginTx(t.Context(), nil)
	require.NoError(t, err)
	defer func() { require.NoError(t, tx.Rollback()) }()
	_, err = tx.ExecContext(t.Context(), `select set_config('app.actor', $1, true), set_config('app.role', $2, true), set_config('app.authority', $3, true), set_config('app.agency', $4, true)`,
		actor.ID, string(actor.Role), actor.AuthorityID, actor.AgencyID)
	require.NoError(t, err)
	done, err := tx.ExecContext(t.Context(), statement, args...)
	if err != nil {
		return 0, err
	}
	return done.RowsAffected()
}
