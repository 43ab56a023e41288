package main

import (
	"context"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"slices"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
)

// samplesUntil is the day at which the sample cases of a fresh sandbox stand:
// each of them somewhere else on the road.
const samplesUntil = "2024-02-21"

// sampled loads the samples of a fresh sandbox. The log is quiet meanwhile, or some
// three hundred lines about requests would bury what a newcomer is told. A mark in
// the sandbox's folder says that it has not come to its end.
func sampled(ctx context.Context, s *sandbox, o sandboxOptions, log *slog.Logger) error {
	if o.level != nil {
		before := o.level.Level()
		o.level.Set(slog.LevelWarn)
		defer o.level.Set(before)
	}
	mark := filepath.Join(o.dir, samplesMark)
	if err := os.WriteFile(mark, nil, 0o600); err != nil {
		return err
	}
	if err := loadSamples(ctx, s, log); err != nil {
		return err
	}
	return os.Remove(mark)
}

// samplesMark is a file in a sandbox's folder while its samples are being loaded.
const samplesMark = "samples-unfinished"

func samplesUnfinished(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, samplesMark))
	return err == nil
}

// loadSamples opens the office of a fresh sandbox with its people and its agency, and
// a second one in a province of order B, and drives sample cases part of the way, over
// the API like everybody else.
func loadSamples(ctx context.Context, s *sandbox, log *slog.Logger) error {
	clock, err := s.app.office.Clock(ctx)
	if err != nil {
		return err
	}
	o, sched, err := openSamples(ctx, s, clock.Today)
	if err != nil {
		return err
	}
	if clock.Today.After(law.MustDate(demoStart)) {
		return nil // the samples' dates have passed: their cases would all be entered late
	}
	chengdu, err := sample.OpenChengdu(ctx, &http.Client{}, s.base, o.Admin, s.authorityID, clock.Today)
	if err != nil {
		return err
	}
	families := slices.Concat(sample.Families(sched, o), sample.Beginners(sched, o), sample.TwoCandidates(sched, chengdu))
	if err := sched.Run(ctx, law.MustDate(samplesUntil)); err != nil {
		return err
	}
	log.InfoContext(ctx, "sample cases are there", "cases", len(families), "accounts", len(o.Accounts)+len(chengdu.Accounts))
	return nil
}
