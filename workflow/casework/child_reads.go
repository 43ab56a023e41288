package casework

import (
	"context"
	"slices"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// ChildView is a child as one actor sees it: notice, its clock, and the cases in the actor's scope.
type ChildView struct {
	Child *workflow.Child `json:"child"`
	Clock *ClockView      `json:"clock,omitempty"`
	Cases []TouchedCase   `json:"cases"`
}

// readingChild runs f on a child in the actor's sight and notes the reading. It
// fails with not_found out of scope; agencies see children only in their cases.
func (s *Service) readingChild(ctx context.Context, actor workflow.Actor, id, what string, f func(tx Tx, child *workflow.Child) error) error {
	if err := maySeeChildren(actor); err != nil {
		return err
	}
	return s.Store.Within(ctx, actor, func(tx Tx) error {
		child, err := tx.Child(ctx, id)
		if err != nil {
			return err
		}
		authority := child.AuthorityID
		if err := f(tx, child); err != nil {
			return err
		}
		return s.recordChildRead(ctx, tx, ChildRead{ChildID: id, AuthorityID: authority, What: what})
	})
}

// recordChildRead notes that the actor of the transaction read something of a child, or a list.
func (s *Service) recordChildRead(ctx context.Context, tx Tx, r ChildRead) error {
	house, err := tx.House(ctx)
	if err != nil {
		return err
	}
	r.At = s.Now().Add(house.Offset).UTC()
	return tx.RecordChildRead(ctx, r)
}

// ReadChild returns a child with its notice and its cases; the reading is recorded.
func (s *Service) ReadChild(ctx context.Context, actor workflow.Actor, id string) (*ChildView, error) {
	out := &ChildView{Cases: []TouchedCase{}}
	err := s.readingChild(ctx, actor, id, "child", func(tx Tx, child *workflow.Child) error {
		cases, err := tx.CasesOfChild(ctx, id)
		if err != nil {
			return err
		}
		for _, c := range cases {
			if access(c, actor) != accessNone {
				out.Cases = append(out.Cases, TouchedCase{ID: c.ID, Number: c.Number, State: c.State, Version: c.Version})
			}
		}
		if out.Clock, err = s.childClock(ctx, tx, child); err != nil {
			return err
		}
		out.Child = maskChild(child, actor)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// childClock derives the notice period under the law of the child's authority; nil without a notice.
func (s *Service) childClock(ctx context.Context, tx Tx, child *workflow.Child) (*ClockView, error) {
	if child.Clock == nil {
		return nil, nil //nolint:nilnil // no notice, no clock
	}
	house, err := tx.House(ctx)
	if err != nil {
		return nil, err
	}
	authority, err := tx.Authority(ctx, child.AuthorityID)
	if err != nil {
		return nil, err
	}
	_, cal, err := currentLaw(s.Laws, authority.Pack, authority.Ref.Division, house.Sandbox)
	if err != nil {
		return nil, err
	}
	views, err := Clocks(&workflow.Case{}, child, cal, law.DateOf(s.Now().Add(house.Offset)))
	if err != nil {
		return nil, err
	}
	return &views[0], nil
}

// ListChildren lists children in the actor's scope; that somebody looked is recorded.
func (s *Service) ListChildren(ctx context.Context, actor workflow.Actor, f ChildFilter) ([]*workflow.Child, error) {
	if err := maySeeChildren(actor); err != nil {
		return nil, err
	}
	out := []*workflow.Child{}
	err := s.Store.Within(ctx, actor, func(tx Tx) error {
		found, err := tx.ListChildren(ctx, f)
		if err != nil {
			return err
		}
		for _, c := range found {
			out = append(out, maskChild(c, actor))
		}
		return s.recordChildRead(ctx, tx, ChildRead{AuthorityID: actor.AuthorityID, What: "list"})
	})
	return out, err
}

func maySeeChildren(a workflow.Actor) error {
	if slices.Contains([]workflow.Role{workflow.RoleOfficer, workflow.RoleSupervisor, workflow.RoleAuditor}, a.Role) {
		return nil
	}
	return workflow.Refuse(workflow.KindForbidden, "role_not_allowed", "被收养人登记信息由登记机关查阅")
}

// maskChild hides the numbers from everybody but the child's own authority.
func maskChild(c *workflow.Child, a workflow.Actor) *workflow.Child {
	if a.AuthorityID != c.AuthorityID || a.Role == workflow.RoleAuditor {
		maskNumbers(&c.Person)
	}
	return c
}
