package api

import (
	"context"
	"errors"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow/casework"
)

// sheetVersionList lists side versions of the own draft.
type sheetVersionList struct {
	Versions []casework.SheetVersionLine `json:"versions"`
}

func (s *server) listSheetVersions(ctx context.Context, in *InSheet) (*body[sheetVersionList], error) {
	list, err := s.cases.SheetVersions(ctx, edge.ActorOf(ctx), in.CaseID, in.Phase)
	if err != nil {
		return nil, err
	}
	return &body[sheetVersionList]{sheetVersionList{list}}, nil
}

// readSheetVersion names one.
type readSheetVersion struct {
	InSheet
	VersionID string `path:"version" format:"uuid" doc:"Id of the side version"`
}

func (s *server) sheetVersion(ctx context.Context, in *readSheetVersion) (*body[casework.SheetVersionView], error) {
	return bodyOf(s.cases.ReadSheetVersion(ctx, edge.ActorOf(ctx), in.CaseID, in.Phase, in.VersionID))
}

// bothVersions adds to the refusal of a stale save what is stored and what was sent.
func bothVersions(ctx context.Context, err error) error {
	var stale *casework.StaleSheet
	if !errors.As(err, &stale) {
		return err
	}
	p := edge.ProblemOf(ctx, err)
	p.Stored, p.Sent = stale.Stored, stale.Sent
	return p
}
