package api

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow"
)

const previewText = "Sets the paper as it would stand on the entry that the act would make, with a watermark (预览). Nothing is kept and nothing changes; " +
	"the official number on it is the next one and may go to another paper meanwhile. What keeps the act from being done is refused as the act refuses it."

// previewPaper asks for a paper of an act that is not done yet.
type previewPaper struct {
	InCase
	Code string `path:"code" pattern:"^[DR][0-9]{2}[a-z]?$" doc:"Code of the paper" example:"D02b"`
	Body struct {
		Act   workflow.ActName `json:"act" pattern:"^[a-z_]+$" maxLength:"60" doc:"The act that would order the paper" example:"accept"`
		Input map[string]any   `json:"input" doc:"The act's input, as POST …/acts/{act} takes it"`
	}
}

func (s *server) preview(ctx context.Context, in *previewPaper) (*file, error) {
	if err := s.sound(in.Body.Act, in.Body.Input); err != nil {
		return nil, err
	}
	input, err := json.Marshal(in.Body.Input)
	if err != nil {
		return nil, err
	}
	p, err := s.cases.PreviewPaper(ctx, edge.ActorOf(ctx), in.CaseID, in.Body.Act, workflow.PaperCode(in.Code), input)
	if err != nil {
		return nil, err
	}
	return paperFile(p, ""), nil
}

// sound holds an input against the schema of its act; an act that there is not has none, and is refused later.
func (s *server) sound(act workflow.ActName, input map[string]any) error {
	doc := s.huma.OpenAPI()
	item := doc.Paths[prefix+"/cases/{id}/acts/"+string(act)]
	if item == nil || item.Post == nil || item.Post.RequestBody == nil {
		return nil
	}
	var at huma.PathBuffer
	at.Push("body")
	at.Push("input")
	var found huma.ValidateResult
	huma.Validate(doc.Components.Schemas, item.Post.RequestBody.Content["application/json"].Schema, &at, huma.ModeWriteToServer, input, &found)
	if len(found.Errors) > 0 {
		return huma.NewError(http.StatusUnprocessableEntity, "validation failed", found.Errors...)
	}
	return nil
}
