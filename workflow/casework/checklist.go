package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/workflow"
)

// ChecklistLine is one paper of the file (材料清单): what the rules list for the
// case's category and facts, or what offices usually ask besides, and what has
// been recorded of it.
type ChecklistLine struct {
	eligibility.Material
	Recorded *workflow.Material `json:"recorded,omitempty"`
	// Gap says what is still missing: the paper, its original, its validity; empty when nothing is.
	Gap string `json:"gap,omitempty"`
}

// Checklist lists the papers of a case's file by category (登记办法 arts. 6-7),
// those the rules demand first, then the customary ones, then what else was
// recorded. It fails with not_found outside the actor's scope.
func (s *Service) Checklist(ctx context.Context, actor workflow.Actor, caseID string) ([]ChecklistLine, error) {
	var out []ChecklistLine
	err := s.reading(ctx, actor, caseID, "materials", func(_ Tx, _ *OpenedCase, v *workflow.View) error {
		if access(v.Case, actor) < accessMasked {
			return notFoundCase()
		}
		out = checklist(v)
		return nil
	})
	return out, err
}

func checklist(v *workflow.View) []ChecklistLine {
	facts, category := workflow.FactsOf(v), v.Case.Category.Eligibility()
	recorded, listed := map[string]*workflow.Material{}, map[string]bool{}
	for i := range v.Case.Materials {
		recorded[v.Case.Materials[i].Code] = &v.Case.Materials[i]
	}
	var out []ChecklistLine
	for _, m := range eligibility.RequiredMaterials(category, facts) {
		listed[m.Code] = true
		out = append(out, ChecklistLine{Material: m, Recorded: recorded[m.Code], Gap: gapOf(v, m, recorded[m.Code])})
	}
	for _, m := range eligibility.CustomaryMaterials(category, facts) {
		if !listed[m.Code] {
			listed[m.Code] = true
			out = append(out, ChecklistLine{Material: m, Recorded: recorded[m.Code]})
		}
	}
	for i := range v.Case.Materials {
		if m := &v.Case.Materials[i]; !listed[m.Code] {
			out = append(out, ChecklistLine{Material: eligibility.Material{Code: m.Code, Title: m.Title, Side: m.Side}, Recorded: m})
		}
	}
	return out
}

func gapOf(v *workflow.View, m eligibility.Material, have *workflow.Material) string {
	switch {
	case have == nil || have.Missing:
		return "尚未提交"
	case m.Original && !have.Original:
		return "尚未核验原件"
	case !have.ValidUntil.IsZero() && have.ValidUntil.Before(v.On):
		return "已过有效期（" + have.ValidUntil.Chinese() + "）"
	}
	return ""
}
