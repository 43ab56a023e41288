package store

import (
	"context"
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
	OfficerName    string      `gorm:"column:officer_name"`
	BodyID         *string     `gorm:"column:body_id"`
	BodyName       string      `gorm:"column:body_name"`
	DueOn          pgtype.Date `gorm:"column:due_on"`
	DueClock       *string     `gorm:"column:due_clock"`
	DueProvisional bool        `gorm:"column:due_provisional"`
	Secrecy        bool        `gorm:"column:secrecy"`
	Emergency      bool        `gorm:"column:emergency"`
	UpdatedAt      time.Time   `gorm:"column:updated_at"`
}

const caseLineColumns = `c.id, c.authority_id, c.number, c.state, c.category, c.version, c.applicants, k.name as child_name, c.officer_name,
  c.body_id, c.body_name, c.due_on, c.due_clock, c.due_provisional, c.secrecy, c.emergency, c.updated_at`

// byDue is the order of lists: by nearest due date, cases without one last.
const byDue = "coalesce(c.due_on, 'infinity'::date), c.id"

// ListCases implements casework.Tx: by nearest due date, cases without one last, then by id; keyset pages.
func (t *tx) ListCases(ctx context.Context, f casework.CaseFilter) ([]casework.CaseLine, error) {
	db, err := t.rows(ctx)
	if err != nil {
		return nil, err
	}
	q, ok := filterCases(db.Table("cases c").Select("c.*").Order(byDue).Limit(limit(f.Limit)), f)
	if !ok {
		return []casework.CaseLine{}, nil
	}
	if t.byOffice(f) {
		q = db.Table("unnest(app_offices()) as o(id)").Select("c.*").Order(byDue).Limit(limit(f.Limit)).
			Joins("cross join lateral (?) c", q.Where("c.authority_id = o.id"))
	}
	if !f.DueBy.IsZero() { // of the first ones by date: here it stops the reading, before it would be one more condition
		q = q.Where("c.due_on <= ?", f.DueBy.String())
	}
	var found []caseLineRow
	err = db.Table("(?) c", q).Select(caseLineColumns).Joins("left join children k on k.authority_id = c.authority_id and k.id = c.child_id").
		Order(byDue).Find(&found).Error
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
		due := "infinity"
		if !a.DueOn.IsZero() {
			due = a.DueOn.String()
		}
		q = q.Where("(coalesce(c.due_on, 'infinity'::date), c.id) > (?::date, ?::uuid)", due, a.ID)
	}
	return q, true
}

func (r caseLineRow) toLine() (casework.CaseLine, error) {
	due, err := fromDate(r.DueOn)
	return casework.CaseLine{
		ID: r.ID, AuthorityID: r.AuthorityID, Number: text(r.Number), State: workflow.State(r.State), Category: workflow.Category(r.Category),
		Version: r.Version, Applicants: r.Applicants, ChildName: text(r.ChildName), OfficerName: r.OfficerName,
		BodyID: text(r.BodyID), BodyName: r.BodyName, DueOn: due, DueClock: law.ClockName(text(r.DueClock)), Provisional: r.DueProvisional,
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
