package casework

import (
	"context"
	"time"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// CaseView is a case as one actor sees it now.
type CaseView struct {
	Case        *workflow.Case        `json:"case"`
	Child       *workflow.Child       `json:"child,omitempty"`
	StateName   string                `json:"state_name"`
	Clocks      []ClockView           `json:"clocks"`
	Sheets      []SheetProgress       `json:"sheets"`
	Disputes    []Dispute             `json:"disputes"`              // what the evaluators differ on beyond tolerance, once all sheets are in
	Feasibility *law.Feasibility      `json:"feasibility,omitempty"` // while the assessment clock runs
	Faults      []workflow.FieldError `json:"faults,omitempty"`      // of a draft
}

// reading runs f on a case in the actor's sight and notes the reading.
func (s *Service) reading(ctx context.Context, actor workflow.Actor, caseID, what string, f func(tx Tx, opened *OpenedCase, v *workflow.View) error) error {
	return s.Store.Within(ctx, actor, func(tx Tx) error {
		opened, err := tx.Case(ctx, caseID)
		if err != nil {
			return err
		}
		if access(opened.Case, actor) == accessNone {
			return notFoundCase()
		}
		v, err := s.view(opened, actor, s.Now().Add(opened.House.Offset))
		if err != nil {
			return err
		}
		if err := f(tx, opened, v); err != nil {
			return err
		}
		return s.recordRead(ctx, tx, opened, what)
	})
}

// ReadCase returns a case as the actor may see it. It fails with not_found when
// the case is out of the actor's scope.
func (s *Service) ReadCase(ctx context.Context, actor workflow.Actor, caseID string) (*CaseView, error) {
	var out *CaseView
	err := s.reading(ctx, actor, caseID, "case", func(_ Tx, opened *OpenedCase, v *workflow.View) error {
		clocks, err := Clocks(opened.Case, opened.Child, v.Calendar, v.Today)
		if err != nil {
			return err
		}
		out = &CaseView{StateName: opened.Case.State.Chinese(), Clocks: clocks, Sheets: progress(opened.Case, actor), Disputes: disputes(v, access(opened.Case, actor))}
		if out.Feasibility, err = feasibility(v); err != nil {
			return err
		}
		if opened.Case.State == workflow.Draft {
			draft, err := s.previewed(opened, actor)
			if err != nil {
				return err
			}
			out.Faults = draft.Faults
		}
		out.Case, out.Child = Redact(opened.Case, opened.Child, actor)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// feasibility warns when the integration does not fit into the assessment limit
// any more; nil while no assessment runs.
func feasibility(v *workflow.View) (*law.Feasibility, error) {
	k := v.Case.Clock(law.ClockAssessment)
	if k == nil || !k.Stopped.IsZero() {
		return nil, nil //nolint:nilnil // no assessment, no warning
	}
	f, err := k.Feasible(v.Today, v.Case.Integration != nil, v.Pack, v.Calendar)
	if isUnknownLaw(err) {
		return nil, nil //nolint:nilnil // no floor is known
	}
	return &f, err
}

// Actions lists what the actor may do with a case now, and what not and why. A
// role without part in the case sees the acts of others as refused.
func (s *Service) Actions(ctx context.Context, actor workflow.Actor, caseID string) ([]workflow.Action, int64, error) {
	var out []workflow.Action
	var version int64
	err := s.reading(ctx, actor, caseID, "case", func(_ Tx, opened *OpenedCase, v *workflow.View) error {
		out, version = s.Lifecycle.Actions(v), opened.Case.Version
		if access(opened.Case, actor) < accessMasked {
			s.unnamed(out)
		}
		return nil
	})
	return out, version, err
}

// unnamed takes the particulars out of the reasons, which may name persons, for
// who does not see the file: of an act that the role may do each unmet condition
// stays by its name, of the others nothing.
func (s *Service) unnamed(actions []workflow.Action) {
	for i := range actions {
		a := &actions[i]
		if a.Code != codeGuardUnmet {
			a.Unmet = nil
			continue
		}
		for k := range a.Unmet {
			u := &a.Unmet[k]
			u.Fields = nil
			if g, ok := s.Lifecycle.Guard(workflow.GuardCode(u.Guard)); ok {
				u.Message = "尚未具备：" + g.Name
			}
		}
	}
}

// codeGuardUnmet is the code of an act that is refused by its conditions alone.
const codeGuardUnmet = "guard_unmet"

// CaseClocks returns the clocks of a case with their explanation.
func (s *Service) CaseClocks(ctx context.Context, actor workflow.Actor, caseID string) ([]ClockView, error) {
	var out []ClockView
	err := s.reading(ctx, actor, caseID, "case", func(_ Tx, opened *OpenedCase, v *workflow.View) (err error) {
		out, err = Clocks(opened.Case, opened.Child, v.Calendar, v.Today)
		return err
	})
	return out, err
}

// ListCases lists cases in the actor's scope. Names are masked for a role that
// does not need them; by text, a case under adoption secrecy (收养秘密) is found by
// those who work on it only, which the store's search sees to.
func (s *Service) ListCases(ctx context.Context, actor workflow.Actor, f CaseFilter) ([]CaseLine, error) {
	out := []CaseLine{}
	err := s.Store.Within(ctx, actor, func(tx Tx) error {
		found, err := tx.ListCases(ctx, f)
		if err != nil {
			return err
		}
		for _, l := range found {
			out = append(out, maskedLine(l, actor))
		}
		house, err := tx.House(ctx)
		if err != nil {
			return err
		}
		return tx.RecordRead(ctx, Read{AuthorityID: actor.AuthorityID, What: "list", At: s.Now().Add(house.Offset).UTC()})
	})
	return out, err
}

// CountCases counts what each filter selects of the cases in the actor's scope, none
// further than most+1: beyond that nobody needs to know. All are counted at one moment.
func (s *Service) CountCases(ctx context.Context, actor workflow.Actor, filters []CaseFilter, most int) ([]int, error) {
	var out []int
	err := s.Store.Within(ctx, actor, func(tx Tx) (err error) {
		out, err = tx.CountCases(ctx, filters, most)
		return err
	})
	return out, err
}

// Today is the legal date of the house now: real time, with the sandbox's offset.
func (s *Service) Today(ctx context.Context, actor workflow.Actor) (law.Date, time.Time, error) {
	var at time.Time
	err := s.Store.Within(ctx, actor, func(tx Tx) error {
		house, err := tx.House(ctx)
		at = s.Now().Add(house.Offset)
		return err
	})
	return law.DateOf(at), at, err
}
