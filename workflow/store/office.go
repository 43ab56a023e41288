package store

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// byID takes one row by its id, or fails with the given not_found error.
func byID[R any](ctx context.Context, t *tx, id string, missing error) (row R, err error) {
	if !isUUID(id) {
		return row, missing
	}
	db, err := t.rows(ctx)
	if err != nil {
		return row, err
	}
	err = db.Where("id = ?", id).Take(&row).Error
	if absent(err) {
		return row, missing
	}
	return row, explain(err)
}

func noAuthority() error {
	return notFound("authority_not_found", "没有这一登记机关，或者不在您的权限范围内")
}

// Authority implements casework.Tx.
func (t *tx) Authority(ctx context.Context, id string) (casework.Authority, error) {
	row, err := byID[authorityRow](ctx, t, id, noAuthority())
	return row.toAuthority(), err
}

// Agency implements casework.Tx.
func (t *tx) Agency(ctx context.Context, id string) (workflow.Agency, error) {
	row, err := byID[agencyRow](ctx, t, id, notFound("agency_not_found", "没有这一评估机构，或者不在您的权限范围内"))
	if err != nil {
		return workflow.Agency{}, err
	}
	return row.toAgency()
}

// Evaluator implements casework.Tx.
func (t *tx) Evaluator(ctx context.Context, id string) (workflow.EvaluatorCard, error) {
	row, err := byID[evaluatorRow](ctx, t, id, notFound("evaluator_not_found", "没有这一评估员，或者不在您的权限范围内"))
	if err != nil {
		return workflow.EvaluatorCard{}, err
	}
	return row.toEvaluator()
}

// Account implements casework.Tx; an account that was shut is not found.
func (t *tx) Account(ctx context.Context, id string) (workflow.Actor, error) {
	missing := notFound("account_not_found", "没有这一账号，或者不在您的权限范围内")
	row, err := byID[accountRow](ctx, t, id, missing)
	switch {
	case err != nil:
		return workflow.Actor{}, err
	case !row.Active:
		return workflow.Actor{}, missing
	}
	return row.toActor(), nil
}
