package store

import (
	"context"

	"gorm.io/gorm"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

// page puts a filter on a query: what follows the last line of the page before, by id.
func page(db *gorm.DB, f office.Filter) *gorm.DB {
	if f.AuthorityID != "" {
		db = db.Where("authority_id = ?", f.AuthorityID)
	}
	if f.AgencyID != "" {
		db = db.Where("agency_id = ?", f.AgencyID)
	}
	if f.Text != "" {
		db = db.Where("strpos(lower(name), lower(?)) > 0", f.Text)
	}
	if f.After != "" {
		db = db.Where("id > ?", f.After)
	}
	return db.Order("id").Limit(f.Limit)
}

// valid refuses ids of a filter that the database could not read.
func valid(f office.Filter) error {
	for _, id := range []string{f.AuthorityID, f.AgencyID, f.After} {
		if id != "" && !isUUID(id) {
			return workflow.Invalid(workflow.Field("/filter", "uuid", "编号格式不正确，应当为UUID"))
		}
	}
	return nil
}

// list reads a page of rows. Beside the policies of row-level security, within is the place of the actor.
func list[R any](ctx context.Context, o officeTx, f office.Filter, within string, args ...any) ([]R, error) {
	if err := valid(f); err != nil {
		return nil, err
	}
	db, err := o.t.rows(ctx)
	if err != nil {
		return nil, err
	}
	var rows []R
	err = page(db.Where(within, args...), f).Find(&rows).Error
	return rows, explain(err)
}

const (
	ofOffices  = `authority_id = any (app_offices())`
	ofLineage  = `(authority_id = any (app_offices()) or authority_id = any (app_lineage()))`
	ofItself   = `id = any (app_offices())`
	ofAgency   = `agency_id = ?`
	itsAgency  = `id = ?`
	ofOffering = `agency_id = ? and state not in ('closed', 'not_accepted', 'refused', 'not_selected', 'withdrawn', 'terminated')`
)

// Authorities implements office.Tx.
func (o officeTx) Authorities(ctx context.Context, f office.Filter) ([]office.Authority, error) {
	f.AuthorityID, f.AgencyID = "", ""
	rows, err := list[keptAuthorityRow](ctx, o, f, ofItself)
	out := make([]office.Authority, len(rows))
	for i, r := range rows {
		out[i] = r.toKept()
	}
	return out, err
}

// Agencies implements office.Tx.
func (o officeTx) Agencies(ctx context.Context, f office.Filter) ([]workflow.Agency, error) {
	f.AgencyID = ""
	within, args := ofLineage, []any(nil)
	if o.t.actor.AgencyID != "" {
		within, args = itsAgency, []any{o.t.actor.AgencyID}
	}
	rows, err := list[agencyRow](ctx, o, f, within, args...)
	if err != nil {
		return nil, err
	}
	return convert(rows, agencyRow.toAgency)
}

// Evaluators implements office.Tx.
func (o officeTx) Evaluators(ctx context.Context, f office.Filter) ([]workflow.EvaluatorCard, error) {
	within, args := ofLineage, []any(nil)
	if o.t.actor.AgencyID != "" {
		within, args = ofAgency, []any{o.t.actor.AgencyID}
	}
	rows, err := list[evaluatorRow](ctx, o, f, within, args...)
	if err != nil {
		return nil, err
	}
	return convert(rows, evaluatorRow.toEvaluator)
}

// Accounts implements office.Tx.
func (o officeTx) Accounts(ctx context.Context, f office.Filter) ([]office.Account, error) {
	rows, err := list[keptAccountRow](ctx, o, f, ofOffices)
	if err != nil {
		return nil, err
	}
	return convert(rows, keptAccountRow.toKept)
}

func convert[R, T any](rows []R, to func(R) (T, error)) ([]T, error) {
	out := make([]T, 0, len(rows))
	for _, r := range rows {
		v, err := to(r)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}
