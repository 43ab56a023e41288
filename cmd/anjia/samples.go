package main

import (
	"context"
	"log/slog"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
)

// samplesUntil is the day at which the sample cases of a fresh sandbox stand:
// each of them somewhere else on the road.
const samplesUntil = "2024-02-21"

// loadSamples opens the office of a fresh sandbox with its people and its agency
// and drives sample cases part of the way, over the API like everybody else. It
// returns the accounts.
func loadSamples(ctx context.Context, s *sandbox, log *slog.Logger) ([]sample.Account, error) {
	clock, err := s.app.office.Clock(ctx)
	if err != nil {
		return nil, err
	}
	o, sched, err := openSamples(ctx, s, clock.Today)
	if err != nil {
		return nil, err
	}
	if clock.Today.After(law.MustDate(demoStart)) {
		return o.Accounts, nil // the samples' dates have passed: their cases would all be entered late
	}
	families := append(sample.Families(sched, o), sample.Beginners(sched, o)...)
	if err := sched.Run(ctx, law.MustDate(samplesUntil)); err != nil {
		return nil, err
	}
	log.InfoContext(ctx, "sample cases are there", "cases", len(families), "accounts", len(o.Accounts))
	return o.Accounts, nil
}
