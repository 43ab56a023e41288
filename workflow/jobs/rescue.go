package jobs

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivertype"
)

// RescueLost puts jobs back into the queue whose worker has fallen silent: its
// process was killed, or its machine is gone.
type RescueLost struct{}

// Kind names the job in the queue.
func (RescueLost) Kind() string { return "rescue_lost" }

// rescuer finds tasks without a sign of life long before River's own patience with
// a job of their kind ends. A worker that was only slow is overtaken: it can write
// nothing to the task any more, and its context ends with its next sign of life.
func rescuer[TTx any](driver riverdriver.Driver[TTx], silence time.Duration) *Kinds {
	k := &Kinds{}
	Add(k, Worker[RescueLost]{Do: func(ctx context.Context, _ RescueLost, p *Progress) error {
		now := time.Now()
		lost, err := p.tasks.LostJobs(ctx, now.Add(-silence))
		if err != nil || len(lost) == 0 {
			return err
		}
		return requeue(ctx, driver, lost, now, silence)
	}})
	return k
}

// requeue makes running jobs available again, if they were taken up long enough ago.
func requeue[TTx any](ctx context.Context, driver riverdriver.Driver[TTx], lost []int64, now time.Time, silence time.Duration) error {
	why, err := json.Marshal(rivertype.AttemptError{At: now.UTC(), Error: "worker lost"})
	if err != nil {
		return err
	}
	params := &riverdriver.JobRescueManyParams{StuckHorizon: now.Add(-silence)}
	for _, id := range lost {
		params.ID = append(params.ID, id)
		params.Error = append(params.Error, why)
		params.FinalizedAt = append(params.FinalizedAt, nil)
		params.ScheduledAt = append(params.ScheduledAt, now)
		params.State = append(params.State, string(rivertype.JobStateAvailable))
	}
	if _, err := driver.GetExecutor().JobRescueMany(ctx, params); err != nil {
		return fmt.Errorf("jobs: take up %d lost jobs: %w", len(lost), err)
	}
	return nil
}
