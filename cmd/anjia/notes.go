package main

import (
	"context"
	"log/slog"
	"time"

	"github.com/anjia-project/anjia/api"
)

// unscannedNotice is what people read where no file is ever scanned.
const unscannedNotice = "files are not scanned for viruses here (未经查毒), whatever ANJIA_CLAMD says"

// notes are what /readyz tells of the files and of the log of all entries: who watches the server sees what waits before somebody complains.
func (a *app) notes() []api.Note {
	return []api.Note{
		{Name: "virus_scanner", Run: func(ctx context.Context) (any, error) { return a.scannerState(ctx), nil }},
		{Name: "files_in_quarantine", Run: func(ctx context.Context) (any, error) {
			waiting, _, err := a.store.FilesState(ctx)
			return waiting, err
		}},
		{Name: "files_unsound", Run: func(ctx context.Context) (any, error) {
			_, unsound, err := a.store.FilesState(ctx)
			return unsound, err
		}},
		{Name: "log", Run: a.logNote},
	}
}

// logNote says how the log of all entries stands, and which process of the database server holds it back.
func (a *app) logNote(ctx context.Context) (any, error) {
	s, err := a.store.LogState(ctx)
	if err != nil {
		return nil, err
	}
	note := map[string]int64{"entries": s.Size, "waiting": s.Waiting, "waiting_seconds": 0, "held_by_pid": 0}
	if s.Waiting > 0 {
		note["waiting_seconds"], note["held_by_pid"] = int64(time.Since(s.WaitingSince)/time.Second), int64(s.HeldBy)
	}
	return note, nil
}

// scannerState says in a word whether this process has a virus scanner, and whether that answers.
func (a *app) scannerState(ctx context.Context) string {
	if a.cases.Scanner == nil {
		return "none"
	}
	if _, err := a.cases.Scanner.Name(ctx); err != nil {
		return "away"
	}
	return "answers"
}

// tellScanner writes into the log of the start what becomes of files that are brought, and how many wait already.
func (a *app) tellScanner(ctx context.Context) error {
	installation, _, err := a.office.Installation(ctx)
	if err != nil {
		return err
	}
	waiting, unsound, err := a.store.FilesState(ctx)
	if err != nil {
		return err
	}
	level, state := slog.LevelWarn, a.scannerState(ctx)
	var means string
	switch {
	case state == "answers":
		level, means = slog.LevelInfo, "files wait in quarantine until they are scanned"
	case state == "away":
		means = "ANJIA_CLAMD does not answer: files wait in quarantine until it does"
	case installation.Sandbox:
		level, means = slog.LevelInfo, "sandbox without ANJIA_CLAMD: files are used unscanned"
	case a.cases.Uploads.AllowUnscanned:
		means = "no ANJIA_CLAMD but --allow-unscanned: files are used unscanned"
	default:
		means = "no ANJIA_CLAMD: new files wait in quarantine, workbooks are refused, and scans are left to processes that have a scanner"
	}
	a.log.Log(ctx, level, "virus scanner", "state", state, "means", means, "files_in_quarantine", waiting, "files_unsound", unsound)
	return nil
}
