package casework

import (
	"context"
	"slices"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/workflow"
)

// Foresight is what the statutory rules say of a case as it stands now, before
// anybody has acted on it: it is kept nowhere and decides nothing.
type Foresight struct {
	Report eligibility.Report `json:"report" doc:"Missing facts are named by their places in the case"`
	Known  []Known            `json:"known" doc:"The same child in other cases; nothing but that there are some, and where"`
}

// Known is that the child of a case is known already (同一被收养人的其他案件).
type Known struct {
	Kind   string `json:"kind" enum:"same_office,other_office"`
	Office string `json:"office"`
	Cases  int    `json:"cases" minimum:"1"`
}

// Kinds of what is known already.
const (
	knownHere      = "same_office"
	knownElsewhere = "other_office"
)

// Foresee runs the rules on a case as it stands (条件预审), a draft by the law in use
// today. It fails with not_found out of scope, forbidden for assessment bodies, and
// invalid_input when the facts contradict themselves.
func (s *Service) Foresee(ctx context.Context, actor workflow.Actor, caseID string) (*Foresight, error) {
	if err := maySeeChildren(actor); err != nil {
		return nil, err
	}
	out := &Foresight{Known: []Known{}}
	err := s.reading(ctx, actor, caseID, "eligibility", func(tx Tx, opened *OpenedCase, v *workflow.View) error {
		if access(opened.Case, actor) < accessMasked {
			return notFoundCase()
		}
		if opened.Case.State == workflow.Draft {
			pack, cal, err := currentLaw(s.Laws, opened.Case.Pack.Code, opened.Case.Authority.Division, opened.House.Sandbox)
			if err != nil {
				return err
			}
			v.Pack, v.Calendar = pack, cal
		}
		var err error
		if out.Report, err = v.Eligible(workflow.PurposeReceipt); err != nil {
			return factsError(err)
		}
		if opened.Child == nil {
			return nil
		}
		out.Known, err = knownCases(ctx, tx, opened)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// knownCases are the other cases of the child: those of the office, and those of others as far as they tell.
func knownCases(ctx context.Context, tx Tx, opened *OpenedCase) ([]Known, error) {
	out := []Known{}
	cases, err := tx.CasesOfChild(ctx, opened.Child.ID)
	if err != nil {
		return nil, err
	}
	cases = slices.DeleteFunc(cases, func(c *workflow.Case) bool { return c.ID == opened.Case.ID })
	if len(cases) > 0 {
		out = append(out, Known{Kind: knownHere, Office: opened.Case.Authority.Name, Cases: len(cases)})
	}
	elsewhere, err := tx.Elsewhere(ctx, opened.Child)
	if err != nil {
		return nil, err
	}
	for _, o := range elsewhere {
		out = append(out, Known{Kind: knownElsewhere, Office: o.Office, Cases: o.Cases})
	}
	return out, nil
}
