package casework

import (
	"context"
	"errors"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/workflow"
)

// ResultView is the result of a phase with all that explains it (评分结果).
type ResultView struct {
	Phase  string             `json:"phase"`
	Result *assessment.Result `json:"result"`
	// Explanation is the result in words, line by line; with a code, why that one
	// number is what it is.
	Explanation []string `json:"explanation"`
}

// Result returns the result of a phase as the record makes it now, and explains it,
// or the node of a code. It fails with not_found as long as sheets of the phase are
// out, for everybody (独立评分), and for an adjudicator, who sees the items in dispute
// alone; with conflict while a difference is to be ruled on; with invalid_input for a code that the table does not have.
func (s *Service) Result(ctx context.Context, actor workflow.Actor, caseID, phase, code string) (*ResultView, error) {
	var out *ResultView
	err := s.reading(ctx, actor, caseID, "result:"+phase, func(_ Tx, opened *OpenedCase, v *workflow.View) error {
		c := opened.Case
		if access(c, actor) < accessMasked || c.Adjudicated(actor.ID) || !c.SheetsComplete(phase) {
			return workflow.Refuse(workflow.KindNotFound, "no_result", "没有可以查阅的评分结果：全体评估员提交本阶段评分表以前，任何人不得查阅")
		}
		r, err := v.Result(phase)
		var open *assessment.InvalidError
		if errors.As(err, &open) {
			return workflow.Refuse(workflow.KindConflict, "result_unsettled", "评分差异尚待裁定，或者评分表尚不能合并，暂无评分结果："+open.Problems[0].Message)
		}
		if err != nil {
			return err
		}
		out = &ResultView{Phase: phase, Result: r}
		if code == "" {
			out.Explanation = assessment.Explain(*r)
			return nil
		}
		out.Explanation, err = assessment.ExplainOne(*r, code)
		var unknown *assessment.InvalidError
		if errors.As(err, &unknown) {
			return workflow.Invalid(problemFields(unknown)...)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// problemFields words what the scoring refuses, each at its place with rule and remedy.
func problemFields(bad *assessment.InvalidError) []workflow.FieldError {
	var fields []workflow.FieldError
	for _, p := range bad.Problems {
		fields = append(fields, workflow.Field(p.Pointer, p.Code, p.Message+"。"+p.Rule+"。"+p.Remedy))
	}
	return fields
}
