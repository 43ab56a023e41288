package casework

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/anjia-project/anjia/workflow"
)

// ScanUpload asks the virus scanner about a file in quarantine (查毒).
type ScanUpload struct {
	CaseID   string `json:"case_id"`
	UploadID string `json:"upload_id"`
}

// Kind names the job in the queue.
func (ScanUpload) Kind() string { return "scan_upload" }

// JobOptions orders it once at a time.
func (ScanUpload) JobOptions() JobOptions { return JobOptions{Once: true, Attempts: scanAttempts} }

// scanAttempts over some ten minutes; RescanQuarantine asks again after that.
const scanAttempts = 5

// RescanQuarantine orders the scan of files that still wait; the leader orders it.
type RescanQuarantine struct{}

// Kind names the job in the queue.
func (RescanQuarantine) Kind() string { return "rescan_quarantine" }

// SweepUploads clears away uploads that nobody went on with, and the pieces that
// finished and broken ones left; the leader orders it.
type SweepUploads struct{}

// Kind names the job in the queue.
func (SweepUploads) Kind() string { return "sweep_uploads" }

// UsesUnscanned reports whether files may be used that no scanner has seen, when
// there is none: in a sandbox, and where the administrators said so.
func (s *Service) UsesUnscanned(sandbox bool) bool { return sandbox || s.Uploads.AllowUnscanned }

// ScanUpload asks the scanner about a file and writes down what it says; a clean
// one gets its copies. Nothing is done for a file that is out of quarantine. It
// fails, to be tried again, when the scanner is away.
func (s *Service) ScanUpload(ctx context.Context, job ScanUpload) error {
	if s.Scanner == nil {
		return fmt.Errorf("casework: %w: none is configured in this process", ErrScannerAway)
	}
	u, err := s.uploadOf(ctx, job.CaseID, job.UploadID)
	if err != nil || u == nil || u.State != UploadQuarantine {
		return err
	}
	found, err := s.scan(ctx, u)
	if err != nil {
		return err
	}
	scanner, err := s.Scanner.Name(ctx)
	if err != nil {
		return err
	}
	return s.Store.WithinCase(ctx, job.CaseID, func(tx Tx) error {
		house, err := tx.House(ctx)
		if err != nil {
			return err
		}
		u.State, u.Signature, u.Scanner, u.ScannedAt = UploadClean, found, scanner, s.Now().Add(house.Offset).UTC()
		if found != "" {
			u.State = UploadInfected
		}
		first, err := tx.SaveScan(ctx, u)
		if err != nil || !first || u.State != UploadClean {
			return err
		}
		return s.orderCopies(ctx, tx, u)
	})
}

// scan sends the file to the scanner.
func (s *Service) scan(ctx context.Context, u *Upload) (string, error) {
	file, err := s.Vault.OpenFile(ctx, u.ID, u.SHA256)
	if err != nil {
		return "", err
	}
	defer func() { _ = file.Close() }()
	return s.Scanner.Scan(ctx, file)
}

// uploadOf reads a file as a worker; nil when its case or itself is gone.
func (s *Service) uploadOf(ctx context.Context, caseID, id string) (u *Upload, err error) {
	err = s.Store.WithinCase(ctx, caseID, func(tx Tx) error {
		u, err = tx.Uploaded(ctx, id)
		return err
	})
	if workflow.IsKind(err, workflow.KindNotFound) {
		return nil, nil //nolint:nilnil // a draft was discarded: nothing to do
	}
	return u, err
}

// rescanAfter is how long a file waits before its scan is ordered anew.
const (
	rescanAfter = 15 * time.Minute
	rescanMost  = 500
)

// RescanQuarantine orders the scans of files that wait for long: the scanner was
// away, or there was none.
func (s *Service) RescanQuarantine(ctx context.Context, sweeps EvidenceSweeps) error {
	if s.Scanner == nil {
		return nil
	}
	waiting, err := sweeps.QuarantinedUploads(ctx, s.Now().Add(-rescanAfter), rescanMost)
	if err != nil {
		return err
	}
	var failed []error
	for _, job := range waiting {
		failed = append(failed, s.Store.WithinCase(ctx, job.CaseID, func(tx Tx) error { return tx.Enqueue(ctx, job, nil) }))
	}
	return errors.Join(failed...)
}

// sweepMost bounds what one round clears away.
const sweepMost = 500

// SweepUploads gives up what nobody went on with since an instant, and deletes
// pieces older than that of uploads which are not coming any more.
func (s *Service) SweepUploads(ctx context.Context, sweeps EvidenceSweeps, before time.Time) error {
	if s.Vault == nil {
		return nil
	}
	if _, err := sweeps.SweepUploadSessions(ctx, before, sweepMost); err != nil {
		return err
	}
	old, err := s.Vault.OldPieces(ctx, before, sweepMost)
	if err != nil || len(old) == 0 {
		return err
	}
	coming, err := sweeps.ComingUploads(ctx, old)
	if err != nil {
		return err
	}
	still := map[string]bool{}
	for _, id := range coming {
		still[id] = true
	}
	for _, id := range old {
		if still[id] {
			continue
		}
		if err := s.Vault.DropPieces(ctx, id); err != nil {
			return err
		}
	}
	return nil
}
