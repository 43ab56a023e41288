package main

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"github.com/anjia-project/anjia/reports/seal"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// useTrialKeys has papers signed by keys of a trial authority in the sandbox's folder, one for each who signs; keys of
// ANJIA_KEYS come first. Their certificates begin with the sandbox's day.
func (s *sandbox) useTrialKeys(ctx context.Context) error {
	if s.app.cases.Sealer != nil {
		return nil
	}
	clock, err := s.app.office.Clock(ctx)
	if err != nil {
		return err
	}
	if s.keys, err = seal.OpenTrialKeys(filepath.Join(s.folder, "keys"), clock.Today.Time()); err != nil {
		return fmt.Errorf("trial keys: %w", err)
	}
	s.app.cases.Sealer = &sealer{keys: s.keys, log: s.app.log}
	if s.app.trust == "" {
		s.app.trust = s.trustFile()
	}
	return nil
}

// trustLog names the sandbox's log in the trust file of its keys.
func (s *sandbox) trustLog(log logOptions) error {
	if s.keys == nil {
		return nil
	}
	key, err := log.readLogKey()
	if err != nil {
		return err
	}
	public, err := ledger.LogVerifierKey(key)
	if err != nil {
		return err
	}
	return s.keys.NameLog(public)
}

// trustFile is where a reader finds whom to trust; empty when the sandbox signs by keys of somebody else.
func (s *sandbox) trustFile() string {
	if s.keys == nil {
		return ""
	}
	return filepath.Join(s.folder, "keys", seal.TrustName)
}

// awaitSeals waits until all papers that acts ordered are set and signed.
func (s *sandbox) awaitSeals(ctx context.Context) error {
	const patience, pause, ahead = time.Minute, 100 * time.Millisecond, 24 * time.Hour
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		unset, err := s.app.store.PapersToSet(ctx, 1)
		if err != nil {
			return err
		}
		unsigned, err := s.app.store.PapersToSeal(ctx, time.Now().Add(ahead), 1)
		if err != nil || len(unset)+len(unsigned) == 0 {
			return err
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return fmt.Errorf("papers are not signed yet: %w", ctx.Err())
		}
	}
}
