package api

import (
	"context"
	"encoding/json"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow/office"
)

// publicationMost bounds the body of an act that brings a file: the file as JSON text, with its escapes.
const publicationMost = 6 << 20

func (s *server) listPublications(ctx context.Context, in *officeList) (*list[office.Publication], error) {
	return officePage(ctx, s, in, "publications", s.office.Publications, func(p office.Publication) string { return p.ID })
}

// publicationView is a publication with its file.
type publicationView struct {
	office.Publication
	File string `json:"file" doc:"The text itself: YAML, or CSV of a calendar"`
}

func (s *server) readPublication(ctx context.Context, in *InOffice) (*answer[publicationView], error) {
	p, err := s.office.Publication(ctx, edge.ActorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &answer[publicationView]{ETag: edge.ETag(p.Version), Body: publicationView{Publication: p, File: p.File}}, nil
}

// inWhatIf names a report by the draft and its own hash.
type inWhatIf struct {
	InOffice
	SHA256 string `path:"sha256" pattern:"^[0-9a-f]{64}$"`
}

// whatIfView is a report with its text.
type whatIfView struct {
	office.WhatIf
	Report json.RawMessage `json:"report"`
	Text   string          `json:"text" doc:"The same to read"`
}

func (s *server) readWhatIf(ctx context.Context, in *inWhatIf) (*body[whatIfView], error) {
	r, err := s.office.WhatIfReport(ctx, edge.ActorOf(ctx), in.ID, in.SHA256)
	if err != nil {
		return nil, err
	}
	return &body[whatIfView]{whatIfView{WhatIf: r.WhatIf, Report: r.Report, Text: r.Text}}, nil
}
