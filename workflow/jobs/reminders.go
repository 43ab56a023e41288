package jobs

import (
	"context"
	"time"

	"github.com/anjia-project/anjia/workflow/casework"
)

const (
	remindEvery   = time.Hour
	remindTimeout = 30 * time.Minute
)

// AddReminders registers the reminders of dates: once an hour, so that the day's are told in its first hour, and those of a
// clock of a sandbox soon after it was moved.
func AddReminders(k *Kinds, reminders *casework.Reminders) {
	Add(k, Worker[casework.RemindDeadlines]{Timeout: remindTimeout, Do: func(ctx context.Context, _ casework.RemindDeadlines, _ *Progress) error {
		_, err := reminders.Sweep(ctx)
		return err
	}})
	k.Every(remindEvery, casework.RemindDeadlines{})
}
