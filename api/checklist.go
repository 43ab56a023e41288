package api

import (
	"context"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow/casework"
)

// checklist is the papers of a case's file, those demanded first.
type checklist struct {
	Materials []casework.ChecklistLine `json:"materials"`
}

// materials lists what the rules demand for the case's category and what has been recorded of it.
func (s *server) materials(ctx context.Context, in *InCase) (*body[checklist], error) {
	lines, err := s.cases.Checklist(ctx, edge.ActorOf(ctx), in.CaseID)
	if err != nil {
		return nil, err
	}
	return &body[checklist]{checklist{Materials: lines}}, nil
}
