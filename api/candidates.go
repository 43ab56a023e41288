package api

import (
	"context"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow/casework"
)

// candidates answers with the open cases of a child side by side; people of an assessment body are refused.
func (s *server) candidates(ctx context.Context, in *InChild) (*body[casework.CandidatesView], error) {
	return bodyOf(s.cases.Candidates(ctx, edge.ActorOf(ctx), in.ChildID))
}
