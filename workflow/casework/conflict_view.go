package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// ConflictView is what the recusal check says of one person or agency (回避核查):
// the kinds of ties, never a value.
type ConflictView struct {
	Subject workflow.Subject  `json:"subject"`
	Name    string            `json:"name"`
	Role    string            `json:"role" doc:"评估机构、评估员、裁定人、登记员、审批人…"`
	Recused bool              `json:"recused" doc:"已登记回避"`
	Ties    []ConflictTieView `json:"ties"`
	Unknown string            `json:"unknown,omitempty" doc:"What the check cannot tell: no card is filed, so that ties are unknown, not absent"`
}

// ConflictTieView is one tie.
type ConflictTieView struct {
	Kind     workflow.TieKind `json:"kind"`
	Name     string           `json:"name" doc:"Kind in Chinese"`
	Text     string           `json:"text"`
	Office   string           `json:"office,omitempty" doc:"Office that holds what the tie rests on, when it is not this case"`
	Excludes bool             `json:"excludes" doc:"No decision can set it aside (同一人、亲属、已声明)"`
	Waived   bool             `json:"waived" doc:"已决定不予回避"`
}

// ConflictsView is the recusal check of a case, with what was decided.
type ConflictsView struct {
	Subjects []ConflictView     `json:"subjects"`
	Recusals []workflow.Recusal `json:"recusals"`
}

// Conflicts checks the body, the evaluators, the adjudicators, the officer and the reader of a case,
// and one more, when asked (somebody who may be assigned). Supervisors and officers
// of the case's own authority see it; others are forbidden. The reading is recorded.
func (s *Service) Conflicts(ctx context.Context, actor workflow.Actor, caseID string, more *workflow.Subject) (*ConflictsView, error) {
	out := &ConflictsView{Subjects: []ConflictView{}, Recusals: []workflow.Recusal{}}
	err := s.reading(ctx, actor, caseID, "conflicts", func(tx Tx, opened *OpenedCase, v *workflow.View) error {
		if actor.AuthorityID != opened.Case.AuthorityID || actor.Role != workflow.RoleSupervisor && actor.Role != workflow.RoleOfficer {
			return workflow.Refuse(workflow.KindForbidden, "role_not_allowed", "回避核查结果由本案登记机关的登记员和审批人查阅")
		}
		all, err := subjects(ctx, tx, v)
		if err != nil {
			return err
		}
		if more != nil {
			one, err := findSubject(ctx, tx, *more)
			if err != nil {
				return err
			}
			all = append(all, roled{one, "拟指派"})
		}
		for _, one := range all {
			hits, err := conflicts(ctx, tx, v, one.subject)
			if err != nil {
				return err
			}
			view := conflictView(v.Case, one, hits)
			if view.Unknown, err = unknown(ctx, tx, v.Case, one.Subject); err != nil {
				return err
			}
			out.Subjects = append(out.Subjects, view)
		}
		out.Recusals = append(out.Recusals, opened.Case.Recusals...)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

type roled struct {
	subject
	role string
}

// subjects are all on whose impartiality the case rests now.
func subjects(ctx context.Context, tx Tx, v *workflow.View) ([]roled, error) {
	c := v.Case
	var out []roled
	if agency := c.Commission.OfAgency(); agency != "" {
		a, err := tx.Agency(ctx, agency)
		if err != nil && !workflow.IsKind(err, workflow.KindNotFound) {
			return nil, err
		}
		if err == nil {
			out = append(out, roled{agencySubject(a), "评估机构"})
		}
	}
	workers, err := workersOf(ctx, tx, c)
	if err != nil {
		return nil, err
	}
	out = append(out, workers...)
	out = append(out, roled{staffSubject(workflow.Actor{ID: c.OfficerID, Name: c.OfficerName}), workflow.RoleOfficer.Chinese()})
	if v.Actor.ID != c.OfficerID {
		out = append(out, roled{staffSubject(v.Actor), v.Actor.Role.Chinese()})
	}
	return out, nil
}

func conflictView(c *workflow.Case, one roled, hits []Hit) ConflictView {
	v := ConflictView{Subject: one.Subject, Name: one.name, Role: one.role, Recused: c.Recused(one.Subject), Ties: []ConflictTieView{}}
	for _, h := range hits {
		v.Ties = append(v.Ties, ConflictTieView{
			Kind: h.Kind, Name: h.Kind.Chinese(), Text: h.Words(), Office: h.Office, Excludes: h.Kind.Excludes(), Waived: h.Waived,
		})
	}
	return v
}
