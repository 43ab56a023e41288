package main

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/anjia-project/anjia/migrations"
)

// What pgbench does for one act is what the server does: the same tables with their row-level security, triggers,
// constraints and indexes, the same number and size of rows, as the same role. It does not read JSON, judge, hash or
// answer. It works on a copy of the database, for what it writes are no acts.
//
// The rows it names follow from a number: :n a case, :a its office, :k an idempotency key.
const pgbenchNumbers = `\set n random(1, :cases)
\set a 1 + (:n - 1) % :offices
\set k random(1, 9000000000000000)
`

const (
	//nolint:gosec // G101: the hash of a token is looked up, no secret
	pgbenchToken   = `(sha256(convert_to('anjia_' || rtrim(encode(convert_to(lpad(:a::text, 32, '0'), 'UTF8'), 'base64'), '='), 'UTF8')))`
	pgbenchOfficer = `('b0000000-0000-7000-8000-' || lpad(:a::text, 12, '0'))`
	pgbenchOffice  = `('a0000000-0000-7000-8000-' || lpad(:a::text, 12, '0'))`
	pgbenchCase    = `('c0000000-0000-7000-8000-' || lpad(:n::text, 12, '0'))::uuid`
	pgbenchBody    = `sha256(:input::text::bytea)`
	pgbenchReading = `c.authority_id as office, c.id as file, c.version, c.state, c.document, c.head_seq, c.head_hash, c.head_at,
  k.authority_id, k.id, k.version, k.document, coalesce(h.sandbox, false), coalesce(h.clock_offset, 0), set_config('app.opened', c.id::text, true)`
	pgbenchFrom = ` from cases c left join children k on k.authority_id = c.authority_id and k.id = c.child_id
  left join installation h on true where c.id = `
	pgbenchEntry   = `(authority_id, case_id, seq, kind, act, actor_id, at, case_version, header, hash)`
	pgbenchPayload = `(authority_id, case_id, seq, seed, input, after)`
	pgbenchDue     = `on conflict on constraint due_dates_pk do update set clock = excluded.clock, due_on = excluded.due_on,
  provisional = excluded.provisional, floor = excluded.floor
  where (due_dates.clock, due_dates.due_on, due_dates.provisional, due_dates.floor) is distinct from (excluded.clock, excluded.due_on, excluded.provisional, excluded.floor)`
)

// onePerRow is an act with one statement for each row that it touches.
const onePerRow = pgbenchNumbers + `select account_id from token_session(` + pgbenchToken + `, now());
begin;
select set_config('app.actor', ` + pgbenchOfficer + `, true), set_config('app.role', 'officer', true),
  set_config('app.authority', ` + pgbenchOffice + `, true), set_config('app.agency', '', true), set_config('app.opened', '', true);
select claim_key(` + pgbenchOfficer + `::uuid, :k::text, ` + pgbenchBody + `);
select ` + pgbenchReading + pgbenchFrom + pgbenchCase + ` for update of c;
update cases set version = version + 1, head_seq = head_seq + 1, head_hash = decode(:hash, 'hex'), head_at = now(), updated_at = now(), document = :document
  where authority_id = ` + pgbenchOffice + `::uuid and id = ` + pgbenchCase + ` returning head_seq, version \gset
insert into case_entries ` + pgbenchEntry + ` values (` + pgbenchOffice + `::uuid, ` + pgbenchCase + `, :head_seq, 'act', 'record_questioning', ` + pgbenchOfficer + `, now(), :version, :header, decode(:hash, 'hex'));
insert into case_payloads ` + pgbenchPayload + ` values (` + pgbenchOffice + `::uuid, ` + pgbenchCase + `, :head_seq, decode(:hash, 'hex'), :input, :after);
insert into due_dates values (` + pgbenchOffice + `::uuid, ` + pgbenchCase + `, 1, :clock, :due::text::date, false, false) ` + pgbenchDue + `;
insert into idempotency_keys (actor_id, key, body_sha256, answer) values (` + pgbenchOfficer + `::uuid, :k::text, ` + pgbenchBody + `, :answer);
commit;
`

// combined is an act in one statement. Whose it is stands in the session as well (PGOPTIONS), because a statement is
// free to look at settings before it makes them; the officer is one of the province, who sees every case.
const combined = pgbenchNumbers + `with token as (select account_id from token_session(` + pgbenchToken + `, now())),
who as (select set_config('app.actor', :actor, true), set_config('app.role', 'officer', true), set_config('app.authority', :root, true), set_config('app.agency', '', true)),
claimed as (select claim_key(:actor::uuid, :k::text, ` + pgbenchBody + `)),
opened as (select ` + pgbenchReading + pgbenchFrom + pgbenchCase + ` for update of c),
saved as (update cases c set version = c.version + 1, head_seq = c.head_seq + 1, head_hash = decode(:hash, 'hex'), head_at = now(), updated_at = now(), document = :document
  from opened o where c.authority_id = o.office and c.id = o.file returning c.authority_id, c.id, c.head_seq, c.version),
entry as (insert into case_entries ` + pgbenchEntry + ` select authority_id, id, head_seq, 'act', 'record_questioning', :actor, now(), version, :header, decode(:hash, 'hex') from saved),
payload as (insert into case_payloads ` + pgbenchPayload + ` select authority_id, id, head_seq, decode(:hash, 'hex'), :input, :after from saved),
due as (insert into due_dates select authority_id, id, 1, :clock, :due::text::date, false, false from saved ` + pgbenchDue + `),
answered as (insert into idempotency_keys (actor_id, key, body_sha256, answer) select :actor::uuid, :k::text, ` + pgbenchBody + `, :answer from saved)
select opened.*, (select count(*) from token), (select count(*) from who), (select count(*) from claimed), (select count(*) from saved) from opened;
`

// pgbench measures what the database can do.
type pgbench struct {
	program   string
	arguments []string
	options   string // PGOPTIONS
	folder    string
}

// preparePgbench copies the database and takes a real act as the pattern of what is written. Nobody may be connected
// to the database meanwhile.
func (w *benchWorld) preparePgbench(ctx context.Context, clients int) (*pgbench, error) {
	p := &pgbench{program: filepath.Join(w.pg.BinDir(), "pgbench"), folder: w.folder}
	if _, err := os.Stat(p.program); err != nil {
		return nil, fmt.Errorf("bench: pgbench is missing (%w): on Debian it comes with the package postgresql-15 or newer", err)
	}
	err := w.admin("postgres", func(db *sql.DB) error {
		_, err := db.ExecContext(ctx, `create database `+benchCopy+` owner `+migrations.OwnerRole+` template `+benchDatabase+` strategy file_copy`)
		return errors.Join(err, migrations.Restrict(ctx, db, benchCopy))
	})
	if err != nil {
		return nil, err
	}
	pattern, err := w.pattern(ctx)
	if err != nil {
		return nil, err
	}
	at, err := url.Parse(w.url(benchCopy))
	if err != nil {
		return nil, err
	}
	p.arguments = []string{
		"-h", at.Query().Get("host"), "-p", at.Query().Get("port"), "-U", migrations.ServerRole,
		"-n", "-M", "prepared", "-c", strconv.Itoa(clients), "-j", "2",
		"-D", fmt.Sprintf("cases=%d", len(w.files)), "-D", fmt.Sprintf("offices=%d", len(w.desks)),
		"-D", "actor=" + benchOfficerID(1), "-D", "root=" + benchAuthorityID(0),
	}
	for name, value := range pattern {
		p.arguments = append(p.arguments, "-D", name+"="+value)
	}
	// A run is short and its connections are new: they plan once, instead of looking at other plans five times first.
	p.options = fmt.Sprintf("-c plan_cache_mode=force_generic_plan -c app.actor=%s -c app.role=officer -c app.authority=%s", benchOfficerID(1), benchAuthorityID(0))
	return p, nil
}

// pattern is the last act of a case: header, hash, input, aggregate, row and answer.
func (w *benchWorld) pattern(ctx context.Context) (map[string]string, error) {
	var header, input, after, document, answer, clock, due string
	var hash []byte
	err := w.admin(benchCopy, func(db *sql.DB) error {
		return db.QueryRowContext(ctx, `select e.header, e.hash, p.input, p.after, c.document, i.answer, d.clock, d.due_on::text
 from cases c join case_entries e on (e.authority_id, e.case_id, e.seq) = (c.authority_id, c.id, c.head_seq)
 join case_payloads p on (p.authority_id, p.case_id, p.seq) = (e.authority_id, e.case_id, e.seq)
 join due_dates d on (d.authority_id, d.case_id, d.ordinal) = (c.authority_id, c.id, 1)
 cross join idempotency_keys i order by c.id, i.answered_at desc limit 1`).Scan(&header, &hash, &input, &after, &document, &answer, &clock, &due)
	})
	if err != nil {
		return nil, fmt.Errorf("bench: no act to take as the pattern: %w", err)
	}
	return map[string]string{"header": header, "hash": hex.EncodeToString(hash), "input": input, "after": after, "document": document, "answer": answer, "clock": clock, "due": due}, nil
}

var (
	pgbenchRate   = regexp.MustCompile(`(?m)^tps = ([0-9.]+)`)
	pgbenchFailed = regexp.MustCompile(`(?m)^number of failed transactions: ([0-9]+)`)
	pgbenchDone   = regexp.MustCompile(`(?m)^number of transactions actually processed: ([0-9]+)`)
)

// run lets pgbench do a script for so long and returns its acts a second.
func (p *pgbench) run(ctx context.Context, name, script string, length time.Duration) (rate float64, acts int, err error) {
	file := filepath.Join(p.folder, name+".sql")
	if err := os.WriteFile(file, []byte(script), 0o600); err != nil {
		return 0, 0, err
	}
	seconds := strconv.Itoa(max(1, int(length/time.Second)))
	arguments := append(append([]string{}, p.arguments...), "-T", seconds, "-f", file, benchCopy)
	cmd := exec.CommandContext(ctx, p.program, arguments...) //nolint:gosec // G204: pgbench of the server that we started
	cmd.Env = append(os.Environ(), "PGOPTIONS="+p.options)
	out, err := cmd.CombinedOutput()
	text := string(out)
	if err != nil {
		return 0, 0, fmt.Errorf("bench: pgbench %s: %w: %s", name, err, text[max(0, len(text)-2000):])
	}
	if f := pgbenchFailed.FindStringSubmatch(text); strings.Contains(text, "aborted") || f != nil && f[1] != "0" {
		return 0, 0, fmt.Errorf("bench: pgbench %s failed in part: %s", name, text[max(0, len(text)-2000):])
	}
	tps, done := pgbenchRate.FindStringSubmatch(text), pgbenchDone.FindStringSubmatch(text)
	if tps == nil || done == nil {
		return 0, 0, fmt.Errorf("bench: pgbench %s: no figure in: %s", name, text)
	}
	rate, err = strconv.ParseFloat(tps[1], 64)
	if err != nil {
		return 0, 0, err
	}
	acts, err = strconv.Atoi(done[1])
	return rate, acts, err
}
