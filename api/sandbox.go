package api

import (
	"context"
	"time"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

func (s *server) readClock(ctx context.Context, _ *struct{}) (*body[office.Clock], error) {
	c, err := s.office.Clock(ctx)
	if err != nil {
		return nil, err
	}
	return &body[office.Clock]{c}, nil
}

// moveClock says where the clock of a sandbox goes; one of the three is given.
type moveClock struct {
	edge.Idempotent
	Body struct {
		Now  time.Time `json:"now,omitzero" doc:"An instant of a later day; the clock then stands at 09:00 of that day in Shanghai" example:"2024-03-04T09:00:00+08:00"`
		To   law.Date  `json:"to,omitzero" doc:"A later day"`
		Days int       `json:"days,omitempty" minimum:"1" maximum:"3660" doc:"Days to move forward"`
	}
}

// advanceClock moves the clock forward. Asked for the day on which it stands
// already, it answers and changes nothing, so that a repeated request is harmless.
func (s *server) advanceClock(ctx context.Context, in *moveClock) (*body[office.Clock], error) {
	to := in.Body.To
	if !in.Body.Now.IsZero() {
		if !to.IsZero() || in.Body.Days != 0 {
			return nil, workflow.Invalid(workflow.Field("/now", "one_of", "请在时刻（now）、日期（to）和天数（days）中只填一项"))
		}
		to = law.DateOf(in.Body.Now)
		is, err := s.office.Clock(ctx)
		if err != nil {
			return nil, err
		}
		if is.Sandbox && is.Today == to && edge.ActorOf(ctx).Role == workflow.RoleAdmin {
			return &body[office.Clock]{is}, nil
		}
	}
	_, err := s.office.Do(ctx, office.Request{
		Actor: edge.ActorOf(ctx), Key: in.IdempotencyKey, Command: office.AdvanceClock{To: to, Days: in.Body.Days},
	})
	if err != nil {
		return nil, err
	}
	return s.readClock(ctx, nil)
}
