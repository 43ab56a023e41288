package casework

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/anjia-project/anjia/assessment/agreement"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/board"
)

// Boards computes what can be said of the work of agencies (评估机构看板). It is safe for concurrent use.
type Boards struct {
	Archive Archive
	Store   Store
	Law     func() LawAtHand
	Now     func() time.Time
	Workers int // that read cases at the same time; 0: as many as there are processors
}

// BoardQuery asks for a board.
type BoardQuery struct {
	From, To    law.Date // of the cohort; unset: the year that ends today
	AgencyID    string   // only this agency
	MinSubjects int      // no figure on fewer; 0: agreement.DefaultMinSubjects, and never less
}

// boardReaders see all agencies of their division; an agency's manager sees the own one.
var boardReaders = []workflow.Role{workflow.RoleSupervisor, workflow.RoleAdmin, workflow.RoleAuditor, workflow.RoleManager}

// Board computes the board of the authority's division, for a manager that of the authority
// with which the agency has its agreement, the own line alone. No case is named. It fails
// with forbidden for other roles, not_found for an agency that is not the manager's, and
// invalid_input for a period that ends before it begins.
func (b *Boards) Board(ctx context.Context, actor workflow.Actor, q BoardQuery) (*board.Board, error) {
	if !slices.Contains(boardReaders, actor.Role) {
		return nil, workflow.Refuse(workflow.KindForbidden, "role_may_not", actor.Role.Chinese()+"不能查看评估机构看板")
	}
	period, authority, house, err := b.settle(ctx, actor, q)
	if err != nil {
		return nil, err
	}
	facts, err := b.facts(ctx, authority, period, house.Sandbox)
	if err != nil {
		return nil, err
	}
	view := board.View{Terms: agreement.Terms{MinSubjects: max(q.MinSubjects, agreement.DefaultMinSubjects)}}
	if actor.Role == workflow.RoleManager {
		view.AgencyID = actor.AgencyID
	}
	out := board.Compute(period, facts, view)
	if q.AgencyID != "" {
		out.Agencies = slices.DeleteFunc(out.Agencies, func(a board.Agency) bool { return a.ID != q.AgencyID })
	}
	return &out, nil
}

// settle finds period and division, and records the reading.
func (b *Boards) settle(ctx context.Context, actor workflow.Actor, q BoardQuery) (p board.Period, authority string, house House, err error) {
	err = b.Store.Within(ctx, actor, func(tx Tx) error {
		if house, err = tx.House(ctx); err != nil {
			return err
		}
		at := b.Now().Add(house.Offset)
		p = board.Period{From: q.From, To: q.To, AsOf: law.DateOf(at)}
		if p.To.IsZero() {
			p.To = p.AsOf
		}
		if p.From.IsZero() {
			p.From = p.To.AddYears(-1).AddDays(1)
		}
		if p.From.IsZero() { // the year before lies outside the days that can be written
			return workflow.Invalid(workflow.Field("/from", "required", "统计期间的止日过早，无法推算起日：请写明起日"))
		}
		if p.To.Before(p.From) {
			return workflow.Invalid(workflow.Field("/to", "order", "统计期间的止日不得早于起日"))
		}
		if authority = actor.AuthorityID; actor.Role == workflow.RoleManager {
			if q.AgencyID != "" && q.AgencyID != actor.AgencyID {
				return workflow.Refuse(workflow.KindNotFound, "not_found", "没有这一评估机构，或者不在您的权限范围内")
			}
			agency, err := tx.Agency(ctx, actor.AgencyID)
			if err != nil {
				return err
			}
			authority = agency.AuthorityID
		}
		return tx.RecordRead(ctx, Read{AuthorityID: authority, What: "list", At: at.UTC()})
	})
	return p, authority, house, err
}

// facts reads the cases. One whose law is not at hand any more gives what needs no law.
func (b *Boards) facts(ctx context.Context, authority string, p board.Period, sandbox bool) ([]board.Fact, error) {
	at := b.Law()
	parts := make([][]board.Fact, hands(b.Workers))
	err := spread(ctx, len(parts), func(ctx context.Context, hand func(rawCase) error) error {
		q := CommissionedQuery{From: p.From, Received: p.AsOf}
		return b.Archive.CommissionedCases(ctx, authority, q, func(document []byte) error { return hand(rawCase{document: document}) })
	}, func(i int, one rawCase) error {
		c, err := readCase(one.document, boardMembers)
		if err != nil {
			return fmt.Errorf("casework: board: %w", err)
		}
		parts[i] = append(parts[i], board.FactsOf(c, judgedBy(at, c, sandbox))...)
		return nil
	})
	return slices.Concat(parts...), err
}

// boardMembers are the members of a case that board.FactsOf and judgedBy look at: a third of what a case is.
//
//nolint:gochecknoglobals // fixed
var boardMembers = map[string]bool{
	"id": true, "state": true, "pack": true, "calendar": true, "instruments": true, "commission": true, "past_bodies": true, "visits": true,
	"sheets": true, "set_aside": true, "scored_phases": true, "report": true, "integration_report": true, "clocks": true,
}

// judgedBy is the law of a case as far as it is at hand.
func judgedBy(at LawAtHand, c *workflow.Case, sandbox bool) board.Law {
	out := board.Law{Tables: map[string]*instrument.Instrument{}}
	if _, cal, err := at.Judged(c.Pack, c.Calendar, sandbox); err == nil {
		out.Calendar = cal
	}
	for phase := range c.Instruments {
		if t, err := tableOf(at, c, phase); err == nil {
			out.Tables[phase] = t
		}
	}
	return out
}
