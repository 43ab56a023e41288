package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"gorm.io/gorm"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

// publicationRow is a row of publications.
type publicationRow struct {
	AuthorityID string `gorm:"column:authority_id"`
	ID          string `gorm:"column:id"`
	Version     int64  `gorm:"column:version"`
	Name        string `gorm:"column:name"`
	Kind        string `gorm:"column:kind"`
	State       string `gorm:"column:state"`
	SHA256      string `gorm:"column:sha256"`
	File        string `gorm:"column:file"`
	Document    string `gorm:"column:document"`
}

// TableName tells GORM the table.
func (publicationRow) TableName() string { return "publications" }

func fromPublication(p office.Publication) (publicationRow, error) {
	document, err := json.Marshal(p)
	if err != nil {
		return publicationRow{}, fmt.Errorf("store: write publication %s: %w", p.ID, err)
	}
	return publicationRow{
		AuthorityID: p.AuthorityID, ID: p.ID, Version: p.Version, Name: p.Code + " " + p.Title, Kind: p.Kind, State: string(p.State),
		SHA256: p.SHA256, File: p.File, Document: string(document),
	}, nil
}

func (r publicationRow) toPublication() (office.Publication, error) {
	p := office.Publication{}
	if err := json.Unmarshal([]byte(r.Document), &p); err != nil {
		return p, fmt.Errorf("store: read publication %s: %w", r.ID, err)
	}
	p.File = r.File
	return p, nil
}

// columns lists the columns of a publication; the first two are its key.
func (r publicationRow) columns(created bool) []column {
	out := []column{
		{"authority_id", r.AuthorityID},
		{"id", r.ID},
		{"version", r.Version},
		{"name", r.Name},
		{"state", r.State},
		{"sha256", r.SHA256},
		{"file", r.File},
		{"document", r.Document},
	}
	if created {
		out = append(out, column{"kind", r.Kind})
	}
	return out
}

func noPublication() error {
	return notFound("publication_not_found", "没有这一规则文件，或者不在您的权限范围内")
}

// Publication implements office.Publications.
func (o officeTx) Publication(ctx context.Context, id string) (office.Publication, error) {
	row, err := byID[publicationRow](ctx, o.t, id, noPublication())
	if err != nil {
		return office.Publication{}, err
	}
	return row.toPublication()
}

// ListPublications implements office.Publications.
func (o officeTx) ListPublications(ctx context.Context, f office.Filter) ([]office.Publication, error) {
	if err := valid(f); err != nil {
		return nil, err
	}
	db, err := o.t.rows(ctx)
	if err != nil {
		return nil, err
	}
	f.AgencyID = ""
	var rows []publicationRow
	err = page(db.Omit("file").Scopes(func(db *gorm.DB) *gorm.DB {
		return db.Where("(state = 'published' or authority_id = any (app_offices()))")
	}), f).Find(&rows).Error
	if err != nil {
		return nil, explain(err)
	}
	return convert(rows, publicationRow.toPublication)
}

// publication writes a publication, and what it puts in force.
func (o officeTx) publication(c *office.Change) error {
	row, err := fromPublication(*c.Publication)
	if err != nil {
		return err
	}
	o.upsert("publications", row.columns(c.Was == 0), keyLength, c.Was)
	if c.Edition == nil {
		return nil
	}
	return o.edition(*c.Publication, *c.Edition)
}

// edition adds the file to the law that is kept, where it is not yet, and says that it is in force.
func (o officeTx) edition(p office.Publication, e workflow.Edition) error {
	table, ok := lawTable(e.Kind)
	if !ok {
		return fmt.Errorf("store: publication %s is of the unknown kind %q", p.ID, e.Kind)
	}
	if e.Repeals == 0 {
		o.t.queue.Queue(`insert into `+table+` (code, version, sha256, path, bytes) values ($1, $2, $3, $4, $5) on conflict do nothing`,
			e.Code, e.Version, e.SHA256, p.Path(), []byte(p.File))
	}
	s := &statement{}
	s.add("with added as (insert into law_editions ", s.insert([]column{
		{"number", e.Number},
		{"authority_id", p.AuthorityID},
		{"publication_id", p.ID},
		{"kind", e.Kind},
		{"code", e.Code},
		{"version", e.Version},
		{"sha256", e.SHA256},
		{"division", e.Division},
		{"in_force", toDate(e.InForce)},
		{"confirmation", e.Confirmation},
		{"proposed_by", p.ProposedBy.ID},
		{"repeals", optional(e.Repeals)},
	}), " where exists (select from ", table, " where code = ", s.arg(e.Code), " and version = ", s.arg(e.Version), " and sha256 = ", s.arg(e.SHA256),
		") returning number) select require_saved((select count(*) from added), 1)")
	o.t.queue.Queue(s.sql.String(), s.args...)
	return nil
}

// optional is NULL for 0.
func optional(n int64) any {
	if n == 0 {
		return nil
	}
	return n
}

// LockLaw implements office.Publications.
func (o officeTx) LockLaw(context.Context) error {
	o.t.queue.Queue(`select pg_advisory_xact_lock(20644)`)
	return nil
}

// ClosedCases implements office.Publications.
func (o officeTx) ClosedCases(ctx context.Context, division string) (int64, error) {
	var n int64
	o.t.queue.Queue(`select closed_cases($1)`, division).QueryRow(func(row pgx.Row) error { return row.Scan(&n) })
	return n, o.t.flush(ctx)
}

// Holdings implements office.Publications.
func (o officeTx) Holdings(ctx context.Context) (h workflow.Holdings, err error) {
	if err := o.t.flush(ctx); err != nil {
		return h, err
	}
	return holdings(ctx, o.t.pg)
}

// Holdings reads every file of law that the database keeps, and what was published of them.
func (s *Store) Holdings(ctx context.Context) (workflow.Holdings, error) {
	return holdings(ctx, s.pool)
}

// NewestEdition is the number of the last publication; 0 without any.
func (s *Store) NewestEdition(ctx context.Context) (n int64, err error) {
	err = s.pool.QueryRow(ctx, `select coalesce(max(number), 0) from law_editions`).Scan(&n)
	return n, explain(err)
}

// querier is a connection or a pool.
type querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

func holdings(ctx context.Context, q querier) (h workflow.Holdings, err error) {
	// The editions first: a file stands before the edition that names it.
	rows, err := q.Query(ctx, `select number, kind, code, version, sha256, division, in_force, confirmation, coalesce(repeals, 0) from law_editions order by number`)
	if err != nil {
		return h, explain(err)
	}
	if h.Editions, err = pgx.CollectRows(rows, scanEdition); err != nil {
		return h, explain(err)
	}
	h.Files, err = lawFiles(ctx, q)
	return h, err
}

func scanEdition(row pgx.CollectableRow) (e workflow.Edition, err error) {
	var inForce pgtype.Date
	if err := row.Scan(&e.Number, &e.Kind, &e.Code, &e.Version, &e.SHA256, &e.Division, &inForce, &e.Confirmation, &e.Repeals); err != nil {
		return e, err
	}
	e.InForce, err = fromDate(inForce)
	return e, err
}

// WhatIf implements office.Publications.
func (o officeTx) WhatIf(ctx context.Context, publicationID, sha256 string) (w office.WhatIf, err error) {
	if !isUUID(publicationID) {
		return w, noReport()
	}
	o.t.queue.Queue(`select authority_id, id, publication_id, file_sha256, sha256, cases, changed from what_if_reports where publication_id = $1 and sha256 = $2`,
		publicationID, sha256).QueryRow(func(row pgx.Row) error {
		return row.Scan(&w.AuthorityID, &w.ID, &w.PublicationID, &w.FileSHA256, &w.SHA256, &w.Cases, &w.Changed)
	})
	if err = o.t.flush(ctx); absent(err) {
		err = noReport()
	}
	return w, err
}

func noReport() error {
	return notFound("what_if_not_found", "没有这一试算报告，或者不在您的权限范围内")
}

// SaveWhatIf implements office.Publications.
func (o officeTx) SaveWhatIf(_ context.Context, r office.WhatIfReport, at time.Time) error {
	o.t.queue.Queue(`with made as (insert into what_if_reports (authority_id, id, publication_id, file_sha256, sha256, cases, changed, made_at)
 select $1, $2, $3, $4, $5, $6, $7, $8 where not exists (select from what_if_reports where publication_id = $3 and sha256 = $5) returning id)
 insert into what_if_texts (authority_id, report_id, sha256, report, reading) select $1, id, $5, $9, $10 from made`,
		r.AuthorityID, r.ID, r.PublicationID, r.FileSHA256, r.SHA256, r.Cases, r.Changed, at, r.Report, r.Text)
	return nil
}

// WhatIfReport implements office.Publications.
func (o officeTx) WhatIfReport(ctx context.Context, publicationID, sha256 string) (r office.WhatIfReport, err error) {
	if r.WhatIf, err = o.WhatIf(ctx, publicationID, sha256); err != nil {
		return r, err
	}
	o.t.queue.Queue(`select report, reading from what_if_texts where report_id = $1`, r.ID).
		QueryRow(func(row pgx.Row) error { return row.Scan(&r.Report, &r.Text) })
	if err = o.t.flush(ctx); absent(err) {
		err = noReport()
	}
	return r, err
}
