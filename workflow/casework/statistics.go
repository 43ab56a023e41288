package casework

import (
	"context"
	"slices"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// StatisticsQuery asks for the figures of the cases received in a period.
type StatisticsQuery struct {
	From, To law.Date // unset: the year that ends today
	Today    law.Date // set by the service: limits are held against it
}

// Statistics are figures of the cases in a reader's scope (业务统计). No case is named in them.
type Statistics struct {
	From     law.Date      `json:"from"`
	To       law.Date      `json:"to"`
	Today    law.Date      `json:"today" doc:"Limits are held against this day"`
	Total    int64         `json:"total" doc:"Cases received in the period, drafts left out"`
	States   []Figure      `json:"states" doc:"By state as it stands now"`
	Category []Figure      `json:"categories"`
	Offices  []Figure      `json:"offices" doc:"By registration authority"`
	Received []Figure      `json:"received" doc:"By the month in which the application was received, YYYY-MM"`
	Outcomes []Figure      `json:"outcomes" doc:"register, refuse; open while nothing is decided; else the state in which the case ended"`
	Stages   []StageFigure `json:"stages" doc:"Calendar days between two dates, over the cases that have both"`
	Limits   []LimitFigure `json:"limits" doc:"Nearest limits of open cases"`
}

// Figure is how many cases have one value.
type Figure struct {
	Key   string `json:"key"`
	Name  string `json:"name,omitempty" doc:"Of a registration authority"`
	Count int64  `json:"count"`
}

// StageFigure is how long one stage took.
type StageFigure struct {
	Stage  string  `json:"stage" enum:"acceptance,decision,registration,follow_up"`
	Count  int64   `json:"count"`
	Median float64 `json:"median" doc:"Days"`
	Lower  float64 `json:"lower" doc:"A quarter took no longer"`
	Upper  float64 `json:"upper" doc:"Three quarters took no longer"`
	Most   int64   `json:"most"`
}

// LimitFigure is how open cases stand against one kind of limit.
type LimitFigure struct {
	Clock   string `json:"clock"`
	Running int64  `json:"running" doc:"Due today or later"`
	Overdue int64  `json:"overdue"`
}

// statisticsReaders see the cases themselves, so that no figure tells them more than
// their list does: small numbers need not be hidden from them.
func statisticsReaders() []workflow.Role {
	return []workflow.Role{workflow.RoleOfficer, workflow.RoleSupervisor, workflow.RoleAuditor}
}

// Statistics counts the cases in the actor's scope. It fails with forbidden for roles
// that do not see these cases, with invalid_input for a period that ends before it begins.
func (s *Service) Statistics(ctx context.Context, actor workflow.Actor, q StatisticsQuery) (*Statistics, error) {
	if !slices.Contains(statisticsReaders(), actor.Role) {
		return nil, workflow.Refuse(workflow.KindForbidden, "role_may_not", actor.Role.Chinese()+"不能查看业务统计")
	}
	var out *Statistics
	err := s.Store.Within(ctx, actor, func(tx Tx) error {
		house, err := tx.House(ctx)
		if err != nil {
			return err
		}
		at := s.Now().Add(house.Offset)
		q.Today = law.DateOf(at)
		if q.To.IsZero() {
			q.To = q.Today
		}
		if q.From.IsZero() {
			q.From = q.To.AddYears(-1).AddDays(1)
		}
		switch {
		case q.From.IsZero():
			return workflow.Invalid(workflow.Field("/from", "required", "统计期间的止日过早，无法推算起日：请写明起日"))
		case q.To.Before(q.From):
			return workflow.Invalid(workflow.Field("/to", "order", "统计期间的止日不得早于起日"))
		}
		if out, err = tx.CaseStatistics(ctx, q); err != nil {
			return err
		}
		return tx.RecordRead(ctx, Read{AuthorityID: actor.AuthorityID, What: "list", At: at.UTC()})
	})
	return out, err
}
