package store

import (
	"context"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgtype"
	"gorm.io/gorm"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

const (
	defaultLimit = 50
	mostLimit    = 500
	mostMatches  = 10000 // of a search; the newest are found
)

// caseLineRow is what a list reads of a case, with the child's name where the reader may see the child.
type caseLineRow struct {
	ID             string      `gorm:"column:id"`
	AuthorityID    string      `gorm:"column:authority_id"`
	Number         *string     `gorm:"column:number"`
	State          string      `gorm:"column:state"`
	Category       string      `gorm:"column:category"`
	Version        int64       `gorm:"column:version"`
	Applicants     string      `gorm:"column:applicants"`
	ChildName      *string     `gorm:"column:child_name"`
	OfficerID      *string     `gorm:"column:officer_id"`
	OfficerName    string      `gorm:"column:officer_name"`
	BodyID         *string     `gorm:"column:body_id"`
	BodyName       string      `gorm:"column:body_name"`
	DueOn          pgtype.Date `gorm:"column:due_on"`
	DueClock       *string     `gorm:"column:due_clock"`
	DueProvisional bool        `gorm:"column:due_provisional"`
	DuePaused      bool        `gorm:"column:due_paused"`
	Awaits         *string     `gorm:"column:awaits"`
	EndedOn        pgtype.Date `gorm:"column:ended_on"`
	Secrecy        bool        `gorm:"column:secrecy"`
	Emergency      bool        `gorm:"column:emergency"`
	UpdatedAt      time.Time   `gorm:"column:updated_at"`
}

const caseLineColumns = `c.id, c.authority_id, c.number, c.state, c.category, c.version, c.applicants, k.name as child_name, c.officer_id, c.officer_name,
  c.body_id, c.body_name, c.due_on, c.due_clock, c.due_provisional, c.due_paused, c.awaits,
  c.ended_on, c.secrecy, c.emergency, c.updated_at`

// The orders of lists: by nearest due date, cases without one last; ended ones by the day of their end, newest first.
const (
	byDue = "coalesce(c.due_on, 'infinity'::date), c.id"
	byEnd = "c.ended_on desc, c.id desc"
)

func orderOf(f casework.CaseFilter) string {
	if f.Standing == casework.ListEnded {
		return byEnd
	}
	return byDue
}

// ListCases implements casework.Tx: in the order of the filter, then by id; keyset pages.
func (t *tx) ListCases(ctx context.Context, f casework.CaseFilter) ([]casework.CaseLine, error) {
	db, err := t.rows(ctx)
	if err != nil {
		return nil, err
	}
	order := orderOf(f)
	q, ok := filterCases(db.Table("cases c").Select("c.*").Order(order).Limit(limit(f.Limit)), f)
	if !ok {
		return []casework.CaseLine{}, nil
	}
	if t.byOffice(f) {
		q = db.Table("unnest(app_offices()) as o(id)").Select("c.*").Order(order).Limit(limit(f.Limit)).
			Joins("cross join lateral (?) c", q.Where("c.authority_id = o.id"))
	}
	if !f.DueBy.IsZero() { // of the first ones by date: here it stops the reading, before it would be one more condition
		q = q.Where("c.due_on <= ?", f.DueBy.String())
	}
	var found []caseLineRow
	err = db.Table("(?) c", q).Select(caseLineColumns).Joins("left join children k on k.authority_id = c.authority_id and k.id = c.child_id").
		Order(order).Find(&found).Error
	if err != nil {
		return nil, explain(err)
	}
	out := make([]casework.CaseLine, len(found))
	for i, r := range found {
		if out[i], err = r.toLine(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// CountCases implements casework.Tx: each is counted up to most+1, office by office like the list itself.
func (t *tx) CountCases(ctx context.Context, filters []casework.CaseFilter, most int) ([]int, error) {
	db, err := t.rows(ctx)
	if err != nil {
		return nil, err
	}
	counts, which := []any{}, []int{}
	for i, f := range filters {
		f.After = nil
		q, ok := filterCases(db.Table("cases c").Select("1").Limit(most+1), f)
		if !ok {
			continue
		}
		if !f.DueBy.IsZero() {
			q = q.Where("coalesce(c.due_on, 'infinity'::date) <= ?", f.DueBy.String())
		}
		if t.byOffice(f) {
			q = db.Table("unnest(app_offices()) as o(id)").Select("1").Limit(most+1).
				Joins("cross join lateral (?) c", q.Where("c.authority_id = o.id"))
		}
		counts, which = append(counts, db.Table("(?) n", q).Select("count(*)")), append(which, i)
	}
	out := make([]int, len(filters))
	if len(counts) == 0 {
		return out, nil
	}
	found := make([]int, len(counts))
	err = db.Raw("select unnest(array["+strings.Repeat(", (?)", len(counts))[len(", "):]+"])", counts...).Scan(&found).Error
	for i, at := range which {
		out[at] = found[i]
	}
	return out, explain(err)
}

// byOffice reports whether the first cases of each office are sought and merged,
// each from the office's own index (cases_by_due). The policy's conditions have no
// index in common, so that a province would read and sort every case that it sees.
// These roles see cases by their offices only (scope_offices); a search knows the
// ids already.
func (t *tx) byOffice(f casework.CaseFilter) bool {
	switch t.actor.Role { //nolint:exhaustive // the others see cases by their agency or their own part
	case workflow.RoleOfficer, workflow.RoleSupervisor, workflow.RoleAuditor:
		return f.Text == ""
	}
	return false
}

// filterCases adds the conditions; ok is false when nothing can match.
func filterCases(q *gorm.DB, f casework.CaseFilter) (filtered *gorm.DB, ok bool) {
	if len(f.States) > 0 {
		q = q.Where("c.state in ?", f.States)
	}
	if f.Category != "" {
		q = q.Where("c.category = ?", string(f.Category))
	}
	for _, by := range []column{{"c.officer_id", f.OfficerID}, {"c.body_id", f.AgencyID}, {"c.authority_id", f.AuthorityID}} {
		if by.value == "" {
			continue
		}
		if id, _ := by.value.(string); !isUUID(id) {
			return q, false
		}
		q = q.Where(by.name+" = ?", by.value)
	}
	q = standingOf(q, f)
	if f.Division != "" {
		q = q.Where("c.division >= ? and c.division < ?", f.Division, f.Division+"~") // '~' sorts after every digit
	}
	if f.Text != "" {
		sought := query(f.Text)
		if sought == "" {
			return q, false
		}
		q = q.Where("c.id = any (array(select search_cases(?, ?, ?)))", textArray(wantedGrams(sought)), sought, mostMatches)
	}
	if a := f.After; a != nil {
		if !isUUID(a.ID) {
			return q, false
		}
		if f.Standing == casework.ListEnded {
			return q.Where("(c.ended_on, c.id) < (?::date, ?::uuid)", a.DueOn.String(), a.ID), !a.DueOn.IsZero()
		}
		due := "infinity"
		if !a.DueOn.IsZero() {
			due = a.DueOn.String()
		}
		q = q.Where("(coalesce(c.due_on, 'infinity'::date), c.id) > (?::date, ?::uuid)", due, a.ID)
	}
	return q, true
}

// standingOf adds what a filter says of how the case stands.
func standingOf(q *gorm.DB, f casework.CaseFilter) *gorm.DB {
	for _, c := range []struct {
		wanted bool
		where  string
	}{
		{f.Standing == casework.ListOpen, "c.ended_on is null"},
		{f.Standing == casework.ListEnded, "c.ended_on is not null"},
		{f.File == casework.FileOffer, "not c.body_open"},
		{f.File == casework.FileOpen, "c.body_open"},
		{f.Awaits, "c.awaits is not null"},
		{f.Paused, "c.due_paused"},
		{f.Provisional, "c.due_provisional"},
		{f.Emergency, "c.emergency"},
		{f.Secrecy, "c.secrecy"},
	} {
		if c.wanted {
			q = q.Where(c.where)
		}
	}
	return q
}

func (r caseLineRow) toLine() (casework.CaseLine, error) {
	due, err := fromDate(r.DueOn)
	if err != nil {
		return casework.CaseLine{}, err
	}
	ended, err := fromDate(r.EndedOn)
	return casework.CaseLine{
		ID: r.ID, AuthorityID: r.AuthorityID, Number: text(r.Number), State: workflow.State(r.State), Category: workflow.Category(r.Category),
		Version: r.Version, Applicants: r.Applicants, ChildName: text(r.ChildName), OfficerID: text(r.OfficerID), OfficerName: r.OfficerName,
		BodyID: text(r.BodyID), BodyName: r.BodyName, DueOn: due, DueClock: law.ClockName(text(r.DueClock)), Provisional: r.DueProvisional,
		Paused: r.DuePaused, Awaits: workflow.Approval(text(r.Awaits)), EndedOn: ended,
		Secrecy: r.Secrecy, Emergency: r.Emergency, UpdatedAt: r.UpdatedAt.UTC(),
	}, err
}

func limit(wanted int) int {
	if wanted <= 0 {
		return defaultLimit
	}
	return min(wanted, mostLimit)
}

// ListChildren implements casework.Tx: by id, so oldest first; After is the id of the last one of the page before.
func (t *tx) ListChildren(ctx context.Context, f casework.ChildFilter) ([]*workflow.Child, error) {
	db, err := t.rows(ctx)
	if err != nil {
		return nil, err
	}
	q := db.Select("authority_id", "id", "version", "document").Order("id").Limit(limit(f.Limit))
	if f.After != "" {
		if !isUUID(f.After) {
			return []*workflow.Child{}, nil
		}
		q = q.Where("id > ?", f.After)
	}
	if f.Text != "" {
		sought := query(f.Text)
		if sought == "" {
			return []*workflow.Child{}, nil
		}
		q = q.Where("id = any (array(select search_children(?, ?, ?)))", textArray(wantedGrams(sought)), sought, mostMatches)
	}
	var found []childRow
	if err := q.Find(&found).Error; err != nil {
		return nil, explain(err)
	}
	out := make([]*workflow.Child, len(found))
	for i, r := range found {
		if out[i], err = r.toChild(); err != nil {
			return nil, err
		}
	}
	return out, nil
}
