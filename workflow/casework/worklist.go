package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// WorkListAsk is what a page of a work list needs: its lines, and how many cases each
// of several lists has.
type WorkListAsk struct {
	Filter CaseFilter // Limit lines; one more is read to see whether there are more
	Counts []CaseFilter
	Most   int // beyond which nothing is counted
}

// WorkList is a page of a work list. Everything in it is of one transaction.
type WorkList struct {
	Today  law.Date
	Lines  []CaseLine
	More   bool
	Counts []int // in the order of the question; Most+1 says "more than Most"
}

// WorkList returns a page of a list with the counts beside it. ask is called with the
// legal date of the house, on which "overdue" depends.
func (s *Service) WorkList(ctx context.Context, actor workflow.Actor, ask func(today law.Date) WorkListAsk) (*WorkList, error) {
	out := &WorkList{}
	err := s.Store.Within(ctx, actor, func(tx Tx) error {
		house, err := tx.House(ctx)
		if err != nil {
			return err
		}
		at := s.Now().Add(house.Offset)
		out.Today = law.DateOf(at)
		want := ask(out.Today)
		most := want.Filter.Limit
		want.Filter.Limit++
		found, err := tx.ListCases(ctx, want.Filter)
		if err != nil {
			return err
		}
		if out.More = len(found) > most; out.More {
			found = found[:most]
		}
		out.Lines = make([]CaseLine, len(found))
		for i, l := range found {
			out.Lines[i] = maskedLine(l, actor)
		}
		if len(want.Counts) > 0 {
			if out.Counts, err = tx.CountCases(ctx, want.Counts, want.Most); err != nil {
				return err
			}
		}
		return tx.RecordRead(ctx, Read{AuthorityID: actor.AuthorityID, What: "list", At: at.UTC()})
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// maskedLine is a line as the actor may read it.
func maskedLine(l CaseLine, actor workflow.Actor) CaseLine {
	own := l.AuthorityID == actor.AuthorityID
	if actor.Role == workflow.RoleAdmin || l.Secrecy && !own && actor.AgencyID == "" {
		l.Applicants, l.ChildName = MaskName(l.Applicants), MaskName(l.ChildName)
	}
	if actor.Role == workflow.RoleManager { // an offer does not name the child
		l.ChildName = MaskName(l.ChildName)
	}
	return l
}
