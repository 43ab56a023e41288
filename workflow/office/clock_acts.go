package office

import (
	"context"
	"time"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

const (
	// officeOpens is the hour of the day, in Shanghai, at which the clock stands
	// after it was moved to a date.
	officeOpens = 9
	// farthest bounds one move, so that a slip of the pen does not end in another century.
	farthest = 3660
	day      = 24 * time.Hour
	// shanghaiAhead is how far Shanghai is ahead of UTC.
	shanghaiAhead = 8 * time.Hour
)

// AdvanceClock moves the clock of a sandbox forward (推进演练时钟): to nine o'clock of
// a later day, or by whole days. Tokens and idempotency keys run on real time.
type AdvanceClock struct {
	To   law.Date `json:"to,omitzero" doc:"A later day, YYYY-MM-DD; the clock then stands at 09:00 in Shanghai" example:"2024-03-04"`
	Days int      `json:"days,omitempty" minimum:"1" maximum:"3660" doc:"Days to move forward; one of the two is given"`
}

// Act names the act.
func (AdvanceClock) Act() ActName { return ActAdvanceClock }

// When is empty: the act happens today.
func (AdvanceClock) When() Dated { return Dated{} }

// Decide moves the clock. It fails with conflict outside a sandbox, and with
// invalid_input when the clock would not move forward.
func (in AdvanceClock) Decide(_ context.Context, d *Decision) error {
	if !d.House.Sandbox {
		return workflow.Refuse(workflow.KindConflict, "not_sandbox", "正式环境的时钟不能推进；只有演练环境可以")
	}
	if in.To.IsZero() == (in.Days == 0) {
		return workflow.Invalid(workflow.Field("/to", "one_of", "请在日期（to）和天数（days）中选填一项"))
	}
	now := d.real.Add(d.House.Offset)
	if in.Days != 0 {
		if in.Days < 0 || in.Days > farthest {
			return workflow.Invalid(workflow.Field("/days", "range", "演练时钟只能向前推进，一次不超过十年"))
		}
		d.clock = &ClockMove{From: d.House.Offset, To: d.House.Offset + time.Duration(in.Days)*day}
		return nil
	}
	switch ahead := law.DateOf(now).DaysUntil(in.To); {
	case ahead <= 0:
		return workflow.Invalid(workflow.Field("/to", "not_forward", "演练时钟现为"+law.DateOf(now).Chinese()+"，只能向前推进到以后的日期"))
	case ahead > farthest:
		return workflow.Invalid(workflow.Field("/to", "range", "演练时钟一次推进不超过十年"))
	}
	d.clock = &ClockMove{From: d.House.Offset, To: opening(in.To).Sub(d.real)}
	return nil
}

// opening is nine o'clock in Shanghai on a civil date, in whole microseconds as the store keeps them.
func opening(on law.Date) time.Time { return on.Time().Add(officeOpens*time.Hour - shanghaiAhead) }
