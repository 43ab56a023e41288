package casework

import (
	"context"
	"errors"
	"io"
	"time"
)

// ScrubFiles reads stored files again and compares them with what the database
// knows of them; the leader orders it.
type ScrubFiles struct{}

// Kind names the job in the queue.
func (ScrubFiles) Kind() string { return "scrub_files" }

// JobOptions implements TunedJob: it goes on for long, and nobody waits for it.
func (ScrubFiles) JobOptions() JobOptions { return JobOptions{Slow: true} }

// StoredFile is a file that the database names: an upload, a copy or a paper.
type StoredFile struct {
	AuthorityID, ID, SHA256 string
	Size                    int64
}

// FileState is what was found when a stored file was read again.
type FileState string

// The states of a stored file.
const (
	FileSound      FileState = "sound"
	FileDamaged    FileState = "damaged" // its bytes do not have its hash
	FileMissing    FileState = "missing"
	FileUnreadable FileState = "unreadable" // the store failed
)

// FileChecks keeps what was found; a worker's.
type FileChecks interface {
	// FilesToCheck lists, at most so many, files that were never read again or not
	// since before, and those that were not sound a day ago.
	FilesToCheck(ctx context.Context, before time.Time, most int) ([]StoredFile, error)
	NoteFileCheck(ctx context.Context, f StoredFile, found FileState) error
}

// CheckFile reads a stored file to its end. Damage is an alarm in the log, too. With
// FileUnreadable comes the error of the store.
func (s *Service) CheckFile(ctx context.Context, f StoredFile) (FileState, error) {
	r, err := s.Vault.OpenFile(ctx, f.ID, f.SHA256)
	if err == nil {
		_, err = io.Copy(io.Discard, r)
		_ = r.Close()
	}
	switch {
	case errors.Is(err, ErrNoFile):
		return FileMissing, nil
	case errors.Is(err, ErrDamaged):
		return FileDamaged, nil
	case err != nil:
		return FileUnreadable, err
	}
	return FileSound, nil
}
