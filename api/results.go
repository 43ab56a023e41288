package api

import (
	"context"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow/casework"
)

// readResult names the result of a phase, and one number of it.
type readResult struct {
	InCase
	Phase string `path:"phase" enum:"capacity,integration" doc:"Phase of the assessment"`
	Code  string `query:"code" maxLength:"60" doc:"Code of a node of the scoring table: why this number is what it is; the whole result when left out"`
}

// result answers with the tree and with its explanation in words.
func (s *server) result(ctx context.Context, in *readResult) (*body[casework.ResultView], error) {
	return bodyOf(s.cases.Result(ctx, edge.ActorOf(ctx), in.CaseID, in.Phase, in.Code))
}
