package api

import (
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/workflow"
)

// kindWords begins the description of every place that takes a kind of evidence.
const kindWords = "Kind of evidence"

// evidenceKind gives the code of a kind that an upload names, by its code or in Chinese.
// It fails with invalid_input for one that neither the list nor a scoring table knows.
func (s *server) evidenceKind(text, pointer string) (string, error) {
	code := instrument.KindCode(text)
	if code == "" || instrument.KindTitle(code) != "" {
		return code, nil
	}
	for _, t := range s.law.Library().All() {
		for _, own := range t.OwnKinds() {
			if own.Code == code || own.Title == code {
				return own.Code, nil
			}
		}
	}
	return "", workflow.Invalid(workflow.Field(pointer, "unknown_kind", "没有证明材料种类“"+text+"”：请从代码表选用（"+kindList()+"），或者使用评分表自定的种类；没有合适种类的，不填"))
}

func kindList() string {
	kinds := instrument.EvidenceKinds()
	words := make([]string, len(kinds))
	for i, kind := range kinds {
		words[i] = kind.Code + " " + kind.Title
	}
	return strings.Join(words, "、")
}

// describeKinds lists the closed codes where a kind is given; a table may word others, so
// that the list is offered and does not bind.
func describeKinds(doc *huma.OpenAPI) {
	offered := []any{}
	for _, kind := range instrument.EvidenceKinds() {
		offered = append(offered, kind.Code)
	}
	offer := func(description string, s *huma.Schema) string {
		s.Examples = slices.Clone(offered)
		return description + ". One of: " + kindList() + "; or a kind that a scoring table words itself. The Chinese name will do as well"
	}
	for _, item := range doc.Paths {
		for _, op := range []*huma.Operation{item.Post, item.Put} {
			if op == nil {
				continue
			}
			for _, p := range op.Parameters {
				if p.Schema != nil && p.Name == "kind" && strings.HasPrefix(p.Description, kindWords) {
					p.Description = offer(p.Description, p.Schema)
				}
			}
		}
	}
	for _, s := range doc.Components.Schemas.Map() {
		if p := s.Properties["kind"]; p != nil && strings.HasPrefix(p.Description, kindWords+",") {
			p.Description = offer(p.Description, p)
		}
	}
}
