package casework

import (
	"context"
	"errors"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/workflow"
)

// SubmitSheet hands in the evaluator's own draft sheet of the phase that runs
// (提交评分表). From then on it is immutable; it stays blind to everybody else
// until all evaluators have handed in theirs.
type SubmitSheet struct {
	Dated
	Version int64 `json:"sheet_version" minimum:"1" doc:"Version of the draft sheet that is handed in"`
}

// Act names the act.
func (SubmitSheet) Act() workflow.ActName { return workflow.ActSubmitSheet }

// Decide checks the draft against its table and takes it into the case. It fails
// with invalid_input that lists every gap, or stale_version when the draft has moved on.
func (in SubmitSheet) Decide(ctx context.Context, d *Decision) error {
	phase := phaseOf(d.Case.State)
	for _, s := range d.Case.SheetsOf(phase) {
		if s.Evaluator.ID == d.Actor.ID {
			return workflow.Refuse(workflow.KindConflict, "sheet_submitted", "您已提交本阶段的评分表")
		}
	}
	if err := d.mayWork(ctx); err != nil {
		return err
	}
	if faults := NotBefore("/on", d.On, givenBack(d.Case, phase, d.Actor.ID), "评分表退回之日"); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	draft, err := d.Tx.SheetDraft(ctx, d.Case.ID, phase)
	if err != nil {
		return err
	}
	if draft.Version != in.Version {
		return workflow.Refuse(workflow.KindStale, "sheet_stale", "评分表草稿已更新：请核对最新内容后再提交")
	}
	table, err := d.table(phase)
	if err != nil {
		return err
	}
	sheet, err := assessment.Submit(table, draft.Sheet, d.At)
	if err != nil {
		return sheetError(err)
	}
	d.Case.Sheets = append(d.Case.Sheets, sheet)
	if d.Case.SheetsComplete(phase) {
		d.Case.ScoredPhases = append(d.Case.ScoredPhases, phase)
	}
	d.DropSheetDraft(phase)
	_, err = d.OrderPaper(ctx, Order{Code: "D11", To: "file", Subject: sheet.ID, Private: d.Actor.ID})
	return err
}

// sheetError turns the problems of a sheet into field errors.
func sheetError(err error) error {
	var bad *assessment.InvalidError
	if !errors.As(err, &bad) {
		return err
	}
	var fields []workflow.FieldError
	for _, p := range bad.Problems {
		fields = append(fields, workflow.Field(p.Pointer, p.Code, p.Message+"。"+p.Rule+"。"+p.Remedy))
	}
	return &workflow.Error{Kind: workflow.KindInvalid, Code: "invalid_sheet", Message: "评分表尚不能提交", Fields: fields, Cause: err}
}
