package api

import (
	"bytes"
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow/casework"
)

// workbookMost bounds a workbook; what it holds unpacked is bounded where it is read.
const workbookMost = 8 << 20

// importTable is a workbook as it comes: the body is the file.
type importTable struct {
	Authority string    `query:"authority" required:"true" format:"uuid" doc:"The authority that will publish the table"`
	Division  string    `query:"division" pattern:"^[0-9]{6}$" doc:"Where it shall be in force; the authority's when left out"`
	InForce   dateParam `query:"in_force" format:"date" doc:"From when; the day of publication when left out"`
	RawBody   []byte    `contentType:"application/octet-stream"`
}

// importTable leaves a workbook to the workers. The task yields the draft, or what is wrong by sheet, row and column.
func (s *server) importTable(ctx context.Context, in *importTable) (*jobStarted, error) {
	return started(s.cases.OrderImport(ctx, edge.ActorOf(ctx), casework.ImportTable{
		AuthorityID: in.Authority, Division: in.Division, InForce: in.InForce.date(),
	}, bytes.Clone(in.RawBody)))
}

// workbook documents a body that is a workbook.
func workbook() option {
	return func(o *operation) {
		o.RequestBody = &huma.RequestBody{
			Required: true, Description: "A workbook (.xlsx) of anjia instrument template, at most 8 MB",
			Content: map[string]*huma.MediaType{"application/octet-stream": {Schema: binary()}},
		}
	}
}
