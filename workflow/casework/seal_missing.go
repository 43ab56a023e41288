package casework

import (
	"context"
	"errors"
	"time"

	"github.com/anjia-project/anjia/workflow"
)

// SealMissing signs the papers whose signature is due and missing: set before there were
// keys, or when a key or the timestamp authority was at fault. The leader orders it.
type SealMissing struct{}

// Kind names the job in the queue.
func (SealMissing) Kind() string { return "seal_missing" }

// sealAgainAfter is how long a paper rests that could not be signed: long enough that many
// of them do not hold up the others, short enough for whoever has just mended a key.
const sealAgainAfter = 10 * time.Minute

// SealMissing tries up to so many papers, those that are due longest first, and returns how
// many there were. One that fails is put off and does not hold up the others; what is at
// fault with a key stands beside the paper, any other cause is in the error.
func (s *Service) SealMissing(ctx context.Context, most int) (int, error) {
	due, err := s.Store.PapersToSeal(ctx, s.Now(), most)
	if err != nil {
		return 0, err
	}
	var failed error
	for _, job := range due {
		if ctx.Err() != nil {
			return 0, context.Cause(ctx)
		}
		err := s.SealPaper(ctx, job)
		if err == nil {
			continue
		}
		var told *workflow.Error
		if !errors.As(err, &told) || told.Kind != workflow.KindUnset {
			failed = errors.Join(failed, err)
		}
		failed = errors.Join(failed, s.Store.SealLater(ctx, job, s.Now().Add(sealAgainAfter)))
	}
	return len(due), failed
}
