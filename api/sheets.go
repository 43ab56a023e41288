package api

import (
	"context"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/workflow/casework"
)

// sheetProgress says how many sheets of each phase are in: all that others may know.
type sheetProgress struct {
	Phases []casework.SheetProgress `json:"phases"`
}

func (s *server) progress(ctx context.Context, in *InCase) (*body[sheetProgress], error) {
	v, err := s.cases.ReadCase(ctx, edge.ActorOf(ctx), in.CaseID)
	if err != nil {
		return nil, err
	}
	return &body[sheetProgress]{sheetProgress{Phases: v.Sheets}}, nil
}

// InSheet names the own sheet of a phase.
type InSheet struct {
	InCase
	Phase string `path:"phase" enum:"capacity,integration" doc:"Phase of the assessment"`
}

func (s *server) readSheet(ctx context.Context, in *InSheet) (*answer[casework.SheetView], error) {
	v, err := s.cases.ReadSheet(ctx, edge.ActorOf(ctx), in.CaseID, in.Phase)
	if err != nil {
		return nil, err
	}
	out := &answer[casework.SheetView]{Body: *v}
	if !v.Submitted { // what was submitted has the version of the case
		out.ETag = edge.ETag(v.Version)
	}
	return out, nil
}

// saveSheet replaces the answers of the own draft sheet.
type saveSheet struct {
	InSheet
	edge.ConditionalDraft
	Body struct {
		Answers map[string]assessment.Answer `json:"answers" doc:"By node code of the scoring table; gaps and faults are told and saved all the same"`
	}
}

func (s *server) saveSheet(ctx context.Context, in *saveSheet) (*answer[casework.SheetView], error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	v, err := s.cases.SaveSheet(ctx, casework.SheetRequest{
		Actor: edge.ActorOf(ctx), CaseID: in.CaseID, Phase: in.Phase, Version: version, Answers: in.Body.Answers,
	})
	if err != nil {
		return nil, bothVersions(ctx, err)
	}
	return &answer[casework.SheetView]{ETag: edge.ETag(v.Version), Body: *v}, nil
}
