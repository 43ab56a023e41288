package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
)

// ExcessError lists what the server's role may do and must not.
type ExcessError struct {
	Role   string
	Excess []string
}

func (e *ExcessError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "store: the role %s may do more than the server needs, and with that the record would prove nothing; findings: %d", e.Role, len(e.Excess))
	if len(e.Excess) > namedExcess {
		fmt.Fprintf(&b, ", of which the first %d", namedExcess)
	}
	b.WriteString(":\n")
	for _, one := range e.Excess[:min(len(e.Excess), namedExcess)] {
		b.WriteString("  - " + one + "\n")
	}
	if more := len(e.Excess) - namedExcess; more > 0 {
		fmt.Fprintf(&b, "  and %d more\n", more)
	}
	b.WriteString("remedy: " + e.remedy())
	return b.String()
}

// namedExcess is how many findings a refusal names: enough to see what it is about.
const namedExcess = 6

// remedy tells an owner or superuser, who may do everything, from a server's role that was granted too much.
func (e *ExcessError) remedy() string {
	if slices.ContainsFunc(e.Excess, func(one string) bool {
		return strings.HasPrefix(one, "owns the ") || strings.Contains(one, "has SUPERUSER")
	}) {
		return "DATABASE_URL must name the server's role, a plain member of anjia_server, and neither the owner nor a superuser; MIGRATE_URL is the owner's (docs/operations.md)"
	}
	return "let the database's administrator take these rights away and put back what was switched off (docs/operations.md)"
}

// CheckGrants looks at what the connected role may really do at this moment, by whatever way it came to it, and fails
// with *ExcessError when that is more than the server needs: attributes of the role, ownership, membership of the
// owner, privileges, row-level security or triggers that were switched off.
func (s *Store) CheckGrants(ctx context.Context) error {
	var role string
	if err := s.pool.QueryRow(ctx, `select current_user`).Scan(&role); err != nil {
		return explain(err)
	}
	excess := []string{}
	for _, sql := range []string{excessAttributes, excessOwnership, excessSchema} {
		found, err := s.lines(ctx, sql)
		if err != nil {
			return err
		}
		excess = append(excess, found...)
	}
	for _, look := range []func(context.Context) ([]string, error){s.excessPrivileges, s.missingLocks} {
		found, err := look(ctx)
		if err != nil {
			return err
		}
		excess = append(excess, found...)
	}
	if len(excess) > 0 {
		return &ExcessError{Role: role, Excess: excess}
	}
	return nil
}

func (s *Store) lines(ctx context.Context, sql string, args ...any) ([]string, error) {
	rows, err := s.pool.Query(ctx, sql, args...)
	if err != nil {
		return nil, explain(err)
	}
	found, err := pgx.CollectRows(rows, pgx.RowTo[string])
	return found, explain(err)
}

const (
	// Both who logged in and who the session now is; and every role that one of them can become.
	excessAttributes = `select format('role %s has %s', r.rolname, a.name) from pg_roles r cross join lateral (values
  ('SUPERUSER', r.rolsuper), ('BYPASSRLS', r.rolbypassrls), ('CREATEROLE', r.rolcreaterole), ('CREATEDB', r.rolcreatedb), ('REPLICATION', r.rolreplication),
  ('the rights of a role that reads or writes everything or runs programs', r.rolname in
    ('pg_read_all_data', 'pg_write_all_data', 'pg_execute_server_program', 'pg_write_server_files', 'pg_read_server_files'))) as a (name, has)
where a.has and (pg_has_role(session_user, r.oid, 'member') or pg_has_role(current_user, r.oid, 'member')) order by 1`

	excessOwnership = `select format('owns the %s %s', o.kind, o.name) from (
  select 'database', datname, datdba from pg_database where datname = current_database()
  union all select 'schema', nspname, nspowner from pg_namespace where nspname = 'public'
  union all select 'table', relname, relowner from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'S')
  union all select 'function', proname, proowner from pg_proc where pronamespace = 'public'::regnamespace) as o (kind, name, owner)
where pg_has_role(session_user, o.owner, 'member') or pg_has_role(current_user, o.owner, 'member') order by 1`

	excessSchema = `select 'may ' || p.what from (values
  ('create objects in the schema public', has_schema_privilege('public', 'create')),
  ('create schemas in the database', has_database_privilege(current_database(), 'create')),
  ('switch triggers off (session_replication_role)', has_parameter_privilege('session_replication_role', 'set'))) as p (what, has) where p.has`
)

// columnRights lists the columns to which a right on a table is confined; without columns it is on the whole table.
type columnRights map[string][]string

// granted is what the server needs, for each table; the migrations grant it.
func granted() map[string]columnRights {
	all := func(rights ...string) columnRights {
		out := columnRights{}
		for _, r := range rights {
			out[r] = nil
		}
		return out
	}
	with := func(base columnRights, right string, columns ...string) columnRights {
		base[right] = columns
		return base
	}
	record := all("SELECT", "INSERT")
	return map[string]columnRights{
		"installation":      with(all("SELECT", "INSERT"), "UPDATE", "clock_offset"),
		"packs":             record,
		"calendars":         record,
		"instruments":       record,
		"authority_closure": all("SELECT"),
		"authorities": with(all("SELECT", "INSERT"), "UPDATE", "version", "name", "short_name", "certificate_mark", "division",
			"address", "phone", "superior", "court", "pack", "second_factor_for", "valid_to", "head_seq", "head_hash", "head_at"),
		"agencies":           all("SELECT", "INSERT", "UPDATE"),
		"evaluators":         all("SELECT", "INSERT", "UPDATE"),
		"accounts":           all("SELECT", "INSERT", "UPDATE"),
		"account_cards":      all("SELECT", "INSERT", "UPDATE"),
		"account_secrets":    with(with(all("INSERT"), "SELECT", "authority_id", "account_id"), "UPDATE", "password_hash", "changed_at"),
		"account_tokens":     with(all("SELECT", "INSERT"), "UPDATE", "revoked_at", "last_seen"),
		"account_settings":   with(all("SELECT", "INSERT"), "UPDATE", "language", "theme"),
		"account_factors":    with(all("SELECT", "INSERT", "DELETE"), "UPDATE", "secret", "pending", "pending_at", "since", "last_step", "recovery"),
		"number_series":      with(all("SELECT", "INSERT"), "UPDATE", "last"),
		"issued_numbers":     with(all("SELECT", "INSERT"), "UPDATE", "void_at", "void_by", "void_reason"),
		"children":           all("SELECT", "INSERT", "UPDATE"),
		"cases":              all("SELECT", "INSERT", "UPDATE", "DELETE"),
		"due_dates":          all("SELECT", "INSERT", "UPDATE", "DELETE"),
		"sheet_drafts":       all("SELECT", "INSERT", "UPDATE", "DELETE"),
		"sheet_versions":     all("SELECT", "INSERT", "DELETE"),
		"case_search":        {},
		"child_search":       {},
		"case_entries":       record,
		"case_payloads":      record,
		"authority_entries":  record,
		"authority_payloads": record,
		"case_reads":         record,
		"child_reads":        record,
		"rendered_papers":    all("SELECT", "INSERT", "UPDATE"),
		"sealed_papers":      all("SELECT", "INSERT", "UPDATE"),
		"uploads":            record,
		"idempotency_keys":   record,
		"goose_db_version":   all("SELECT"),

		"tasks": with(all("SELECT", "INSERT"), "UPDATE", "case_id", "state", "orders", "run", "job_id", "done", "total", "message", "error",
			"result", "result_file", "cancel_by", "cancel_at", "started_at", "beat_at", "ended_at"),
		"papers_to_set":      all("SELECT", "INSERT", "DELETE"),
		"river_job":          all("SELECT", "INSERT", "UPDATE", "DELETE"),
		"river_leader":       all("SELECT", "INSERT", "UPDATE", "DELETE"),
		"river_queue":        all("SELECT", "INSERT", "UPDATE", "DELETE"),
		"river_notification": {},
		"river_migration":    all("SELECT"),

		"rendered_child_papers": all("SELECT", "INSERT", "UPDATE"),
		"sealed_child_papers":   all("SELECT", "INSERT", "UPDATE"),
		"papers_to_seal":        with(all("SELECT", "INSERT", "DELETE"), "UPDATE", "due"),

		"publications":    with(all("SELECT", "INSERT"), "UPDATE", "version", "name", "state", "sha256", "file", "document"),
		"law_editions":    record,
		"what_if_reports": record,
		"what_if_texts":   record,

		"conflict_marks":  {},
		"conflict_marked": {},

		"upload_sessions": with(all("SELECT", "INSERT", "DELETE"), "UPDATE", "received", "hash_state", "piece_ids", "piece_sizes", "touched_at"),
		"upload_scans":    with(all("SELECT", "INSERT"), "UPDATE", "state", "signature", "scanner", "scanned_at"),
		"upload_copies":   record,
		"dossiers":        with(all("SELECT", "INSERT"), "UPDATE", "up_to", "entry_hash", "file_id", "sha256", "size", "made_at"),
		"file_checks":     {},

		"notices":        with(all("SELECT"), "UPDATE", "read_at"),
		"reminder_sweep": all("SELECT", "INSERT", "UPDATE"),

		"certificate_shifts": all("SELECT", "INSERT", "UPDATE"),
		"blank_slips":        with(all("SELECT", "INSERT"), "UPDATE", "version", "state", "document"),
		"blanks": with(all("SELECT", "INSERT"), "UPDATE", "state", "holder_id", "holder_name", "issued_on", "ended_on", "ended_by", "reason",
			"case_id", "certificate", "recalled_on"),

		"log_epochs": {},
		"log_leaves": all("SELECT"),
		"log_hashes": {},
		"log_heads":  all("SELECT"),
	}
}

// excessPrivileges compares every right on every column of a known table with what is needed.
func (s *Store) excessPrivileges(ctx context.Context) ([]string, error) {
	rows, err := s.pool.Query(ctx, `select c.relname, p.name, coalesce(a.attname, ''), has_table_privilege(c.oid, p.name)
from pg_class c cross join (values ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE'), ('TRUNCATE'), ('REFERENCES'), ('TRIGGER')) as p (name)
  left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and p.name in ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
  and case when a.attname is null then has_table_privilege(c.oid, p.name) else has_column_privilege(c.oid, a.attnum, p.name) end
order by 1, 2, 3`)
	if err != nil {
		return nil, explain(err)
	}
	allowed := granted()
	excess := []string{}
	var table, right, column string
	var whole bool
	_, err = pgx.ForEachRow(rows, []any{&table, &right, &column, &whole}, func() error {
		rights, known := allowed[table]
		if !known {
			return nil // not ours: another program's tables in this database
		}
		columns, ok := rights[right]
		switch {
		case ok && (len(columns) == 0 || slices.Contains(columns, column) && !whole):
		case whole || column == "":
			excess = append(excess, fmt.Sprintf("may %s on the table %s", right, table))
		default:
			excess = append(excess, fmt.Sprintf("may %s the column %s of the table %s", right, column, table))
		}
		return nil
	})
	return slices.Compact(excess), explain(err)
}

// appendOnly lists the triggers that refuse changes of the record, by their tables.
func appendOnly() map[string]string {
	return map[string]string{
		"case_entries": "case_entries_fixed", "case_payloads": "case_payloads_fixed", "authority_entries": "authority_entries_fixed",
		"authority_payloads": "authority_payloads_fixed", "case_reads": "case_reads_fixed", "issued_numbers": "issued_numbers_kept",
		"packs": "packs_fixed", "calendars": "calendars_fixed", "instruments": "instruments_fixed", "cases": "cases_guard",
		"rendered_papers": "rendered_papers_once", "sealed_papers": "sealed_papers_once", "installation": "installation_forward",
		"child_reads": "child_reads_fixed", "rendered_child_papers": "rendered_child_papers_once", "sealed_child_papers": "sealed_child_papers_once",
		"upload_scans": "upload_scans_guard", "dossiers": "dossiers_once",
		"blanks": "blanks_guard", "blank_slips": "blank_slips_once",
		"log_epochs": "log_epochs_fixed", "log_leaves": "log_leaves_fixed", "log_hashes": "log_hashes_fixed", "log_heads": "log_heads_fixed",
	}
}

// unprotected are known tables without row-level security: they hold nothing of a case or a person. Those of the queue
// hold kinds of jobs, ids and codes of errors.
func unprotected() []string {
	return []string{
		"installation", "packs", "calendars", "instruments", "authority_closure", "goose_db_version",
		"river_job", "river_leader", "river_queue", "river_notification", "river_migration",
	}
}

// missingLocks finds row-level security and triggers that somebody switched off.
func (s *Store) missingLocks(ctx context.Context) ([]string, error) {
	tables := []string{}
	for table := range granted() {
		if !slices.Contains(unprotected(), table) {
			tables = append(tables, table)
		}
	}
	slices.Sort(tables)
	missing, err := s.lines(ctx, `select 'row-level security is not forced on the table ' || t.name
from unnest($1::text[]) as t (name) left join pg_class c on c.relname = t.name and c.relnamespace = 'public'::regnamespace
where not coalesce(c.relrowsecurity and c.relforcerowsecurity, false) order by 1`, tables)
	if err != nil {
		return nil, err
	}
	names, on := []string{}, []string{}
	for table, trigger := range appendOnly() {
		names, on = append(names, trigger), append(on, table)
	}
	off, err := s.lines(ctx, `select format('the trigger %s of the table %s is off', t.name, t.on_table)
from unnest($1::text[], $2::text[]) as t (name, on_table)
  left join pg_class c on c.relname = t.on_table and c.relnamespace = 'public'::regnamespace
  left join pg_trigger g on g.tgrelid = c.oid and g.tgname = t.name
where coalesce(g.tgenabled, 'D') in ('D', 'R') order by 1`, names, on)
	return append(missing, off...), err
}
