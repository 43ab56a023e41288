package jobs

import (
	"context"
	"time"

	"github.com/anjia-project/anjia/workflow/casework"
)

// Evidence is what is done with files that were brought; *casework.Service does it.
type Evidence interface {
	ScanUpload(ctx context.Context, job casework.ScanUpload) error
	MakeCopies(ctx context.Context, job casework.MakeCopies) error
	RescanQuarantine(ctx context.Context, sweeps casework.EvidenceSweeps) error
	SweepUploads(ctx context.Context, sweeps casework.EvidenceSweeps, before time.Time) error
}

const (
	scanTimeout   = 5 * time.Minute
	rescanEvery   = 10 * time.Minute
	uploadsKept   = 48 * time.Hour
	picturesAtOne = 5 * time.Minute
)

// AddEvidence registers the copies, and what clears away uploads that nobody went on with for so long (0: two days). Whoever
// leads also orders the scans of what waits; AddScans works them.
func AddEvidence(k *Kinds, do Evidence, sweeps casework.EvidenceSweeps, keep time.Duration) {
	if keep <= 0 {
		keep = uploadsKept
	}
	Add(k, Worker[casework.MakeCopies]{Timeout: picturesAtOne, Do: func(ctx context.Context, job casework.MakeCopies, _ *Progress) error {
		return do.MakeCopies(ctx, job)
	}})
	Add(k, Worker[casework.SweepUploads]{Timeout: sweepTimeout, Do: func(ctx context.Context, _ casework.SweepUploads, _ *Progress) error {
		return do.SweepUploads(ctx, sweeps, time.Now().Add(-keep))
	}})
	k.Every(rescanEvery, casework.RescanQuarantine{})
	k.Every(sweepEvery, casework.SweepUploads{})
}

// AddScans registers the virus scan. It is for processes with a scanner only: what nobody works waits in the queue until
// one of those comes, and costs no attempt.
func AddScans(k *Kinds, do Evidence, sweeps casework.EvidenceSweeps) {
	Add(k, Worker[casework.ScanUpload]{Timeout: scanTimeout, Do: func(ctx context.Context, job casework.ScanUpload, _ *Progress) error {
		return do.ScanUpload(ctx, job)
	}})
	Add(k, Worker[casework.RescanQuarantine]{Do: func(ctx context.Context, _ casework.RescanQuarantine, _ *Progress) error {
		return do.RescanQuarantine(ctx, sweeps)
	}})
}
