package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/anjia-project/anjia/assessment/law"
)

// kindInstrument is the kind of a law.RawFile that holds a scoring table, beside law.KindPack and law.KindCalendar.
const kindInstrument = "instrument"

// Instrument makes the file of a scoring table for SeedLaw.
func Instrument(code, version, sha256, path string, bytes []byte) law.RawFile {
	return law.RawFile{Kind: kindInstrument, Code: code, Version: version, SHA256: sha256, Path: path, Bytes: bytes}
}

// lawTable names the table of a kind of file.
func lawTable(kind string) (table string, ok bool) {
	switch kind {
	case law.KindPack:
		return "packs", true
	case law.KindCalendar:
		return "calendars", true
	case kindInstrument:
		return "instruments", true
	}
	return "", false
}

// ChangedLawError says that a published file was changed without a new version.
type ChangedLawError struct {
	Kind, Code, Version string
	Stored, Offered     string // SHA-256
}

func (e *ChangedLawError) Error() string {
	return fmt.Sprintf("store: %s %s@%s is published with SHA-256 %.12s…, the file offered has %.12s…; cases were judged by the published bytes: give the changed file a new version",
		e.Kind, e.Code, e.Version, e.Stored, e.Offered)
}

// SeedLaw puts packs, calendars and scoring tables into the database that are not there yet, in one transaction, and
// returns how many those were. It fails with *ChangedLawError when a file differs from the one of the same code and
// version that is stored, and then adds nothing.
func (s *Store) SeedLaw(ctx context.Context, files []law.RawFile) (added int, err error) {
	err = pgx.BeginFunc(ctx, s.pool, func(t pgx.Tx) error {
		for _, f := range files {
			table, ok := lawTable(f.Kind)
			if !ok {
				return fmt.Errorf("store: %s is a file of the unknown kind %q", f.Path, f.Kind)
			}
			done, err := t.Exec(ctx, `insert into `+table+` (code, version, sha256, path, bytes) values ($1, $2, $3, $4, $5) on conflict do nothing`,
				f.Code, f.Version, f.SHA256, f.Path, f.Bytes)
			if err != nil {
				return err
			}
			added += int(done.RowsAffected())
			if err := checkLaw(ctx, t, table, f); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		return added, nil
	}
	var changed *ChangedLawError
	if errors.As(err, &changed) {
		return 0, err
	}
	return 0, explain(err)
}

func checkLaw(ctx context.Context, t pgx.Tx, table string, f law.RawFile) error {
	var stored string
	if err := t.QueryRow(ctx, `select sha256 from `+table+` where code = $1 and version = $2`, f.Code, f.Version).Scan(&stored); err != nil {
		return err
	}
	if stored != f.SHA256 {
		return &ChangedLawError{Kind: f.Kind, Code: f.Code, Version: f.Version, Stored: stored, Offered: f.SHA256}
	}
	return nil
}

// LawFiles returns every version of every pack, calendar and scoring table that the database holds, by kind, code and age.
func (s *Store) LawFiles(ctx context.Context) ([]law.RawFile, error) { return lawFiles(ctx, s.pool) }

func lawFiles(ctx context.Context, q querier) ([]law.RawFile, error) {
	rows, err := q.Query(ctx, `select kind, code, version, sha256, path, bytes from (
 select $1::text as kind, * from packs union all select $2, * from calendars union all select $3, * from instruments) f
 order by kind, code, added_at, version`, law.KindPack, law.KindCalendar, kindInstrument)
	if err != nil {
		return nil, explain(err)
	}
	files, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (f law.RawFile, err error) {
		return f, row.Scan(&f.Kind, &f.Code, &f.Version, &f.SHA256, &f.Path, &f.Bytes)
	})
	return files, explain(err)
}
