package store

import (
	"context"
	"time"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// Explain is explain, for a test of the table of errors.
var Explain = explain

// Grams and SearchText are what is stored to be searched.
var (
	Grams       = grams
	SearchText  = searchText
	WantedGrams = wantedGrams
)

// CaseThroughRow takes a case to its row and back.
func CaseThroughRow(c *workflow.Case) (*workflow.Case, error) {
	row, err := fromCase(c, nil, ledger.Head{}, time.Time{})
	if err != nil {
		return nil, err
	}
	return row.toCase()
}

// ChildThroughRow takes a child to its row and back.
func ChildThroughRow(c *workflow.Child) (*workflow.Child, error) {
	row, err := fromChild(c)
	if err != nil {
		return nil, err
	}
	return row.toChild()
}

// AgencyThroughRow takes an agency to its row and back.
func AgencyThroughRow(a workflow.Agency) (workflow.Agency, error) {
	row, err := fromAgency(a)
	if err != nil {
		return a, err
	}
	return row.toAgency()
}

// EvaluatorThroughRow takes an evaluator to the row and back.
func EvaluatorThroughRow(e workflow.EvaluatorCard) (workflow.EvaluatorCard, error) {
	row, err := fromEvaluator(e)
	if err != nil {
		return e, err
	}
	return row.toEvaluator()
}

// RenderedThroughRow takes a paper's setting to its row and back.
func RenderedThroughRow(r *casework.Rendered) (*casework.Rendered, error) {
	row, err := fromRendered(r)
	if err != nil {
		return nil, err
	}
	return row.toRendered()
}

// Rows lists every row struct with its table.
func Rows() map[string]any {
	return map[string]any{
		"cases": caseRow{}, "children": childRow{}, "agencies": agencyRow{}, "evaluators": evaluatorRow{}, "accounts": accountRow{},
		"authorities": authorityRow{}, "sheet_drafts": sheetDraftRow{}, "rendered_papers": renderedRow{}, "sealed_papers": sealedRow{},
	}
}

// CaseColumns and ChildColumns are the columns that statements name.
func CaseColumns() []string { return names((&caseRow{}).columns()) }

// ChildColumns are the columns of children that statements name.
func ChildColumns() []string { return names((&childRow{}).columns()) }

func names(columns []column) []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = c.name
	}
	return out
}

// Scan runs a statement in the transaction of a Tx and reads one value, to see what the database shows an actor.
func Scan(ctx context.Context, t casework.Tx, into any, sql string, args ...any) error {
	own, ok := t.(*tx)
	if !ok {
		return ErrNotMarked
	}
	if err := own.flush(ctx); err != nil {
		return err
	}
	return own.pg.QueryRow(ctx, sql, args...).Scan(into)
}

// Exec runs a statement in the transaction of a Tx.
func Exec(ctx context.Context, t casework.Tx, sql string, args ...any) (int64, error) {
	own, ok := t.(*tx)
	if !ok {
		return 0, ErrNotMarked
	}
	if err := own.flush(ctx); err != nil {
		return 0, err
	}
	done, err := own.pg.Exec(ctx, sql, args...)
	return done.RowsAffected(), err
}
