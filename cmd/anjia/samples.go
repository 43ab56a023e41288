package main

import (
	"context"
	"log/slog"
	"net/http"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
)

// loadSamples opens the office of a fresh sandbox with its people and its agency,
// over the API like everybody else, and returns their accounts.
func loadSamples(ctx context.Context, s *sandbox, log *slog.Logger) ([]sample.Account, error) {
	h := &http.Client{}
	admin, err := sample.Login(ctx, h, s.base, sandboxLogin, sandboxPassword)
	if err != nil {
		return nil, err
	}
	clock, err := s.app.office.Clock(ctx)
	if err != nil {
		return nil, err
	}
	first := law.MustDate("2024-01-01")
	if clock.Today.Before(first) {
		first = clock.Today
	}
	o, err := sample.OpenOffice(ctx, h, s.base, admin, s.authorityID, s.authority, first)
	if err != nil {
		return nil, err
	}
	log.InfoContext(ctx, "sample accounts are there", "accounts", len(o.Accounts))
	return o.Accounts, nil
}
