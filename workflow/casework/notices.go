package casework

import (
	"context"
	"time"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// Notice is a reminder of a date for one person. Which case it is, is told by its
// number; nothing of the family stands in it.
type Notice struct {
	ID          string        `json:"id" format:"uuid"`
	CaseID      string        `json:"case_id" format:"uuid"`
	Number      string        `json:"number" doc:"案号"`
	Clock       law.ClockName `json:"clock"`
	Title       string        `json:"title" doc:"Name of the limit (期限)"`
	DueOn       law.Date      `json:"due_on"`
	Days        int           `json:"days" doc:"Days from the date when it was told: before it negative"`
	Provisional bool          `json:"provisional"`
	ToldAt      time.Time     `json:"told_at" doc:"By the clock of the house"`
	ReadAt      time.Time     `json:"read_at,omitzero"`
}

// NoticeFilter selects notices, newest first.
type NoticeFilter struct {
	Unread bool
	Before string // id of the last one that is known
	Limit  int
}

// Notices reads what people were told: each the own, and only of cases that are still theirs to see.
type Notices interface {
	Notices(ctx context.Context, actor workflow.Actor, f NoticeFilter) ([]Notice, error)
	// UnreadNotices counts them.
	UnreadNotices(ctx context.Context, actor workflow.Actor) (int, error)
	// ReadNotice marks one as read, "" every one; not_found for one that is not the actor's. Again is no error.
	ReadNotice(ctx context.Context, actor workflow.Actor, id string) error
	// LastReminders is the last sweep.
	LastReminders(ctx context.Context) (sweep ReminderSweep, found bool, err error)
}
