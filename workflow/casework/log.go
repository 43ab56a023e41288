package casework

import (
	"context"
	"errors"
	"time"

	"github.com/anjia-project/anjia/workflow/ledger"
)

// Log is the log of all entries of all chains (docs/record.md §6), as its keeper sees it: one RFC 6962 tree of hashes,
// whose head is signed.
type Log interface {
	// ExtendLog takes up to most committed entries that are not in the log yet and signs the new head with the
	// signer's key of ledger.NewLogKey. The kept head must verify and the new one must continue it; what does not
	// is an error wrapping ErrLogBroken, and nothing is signed. Added is 0 when there was nothing new, or when
	// another process is at it.
	ExtendLog(ctx context.Context, key string, most int) (LogRound, error)
	// SignedHead is the newest head, "" when nothing was ever signed.
	SignedHead(ctx context.Context) (string, error)
	// LogHeads are signed heads of more than since entries, smallest first.
	LogHeads(ctx context.Context, since int64, most int) ([]KeptHead, error)
	// LogState says how far the log is behind.
	LogState(ctx context.Context) (LogState, error)
	// LogNodes reads nodes of the tree; LogEntries the hashes of entries from a place of the log on.
	LogNodes(ctx context.Context, nodes []ledger.LogNode) ([]ledger.Hash, error)
	LogEntries(ctx context.Context, first int64, most int) ([]ledger.Hash, error)
}

// LogRound is what one taking has done.
type LogRound struct {
	Added int            // entries taken
	Head  ledger.LogHead // the newest head; zero when there is none
	Note  string         // the same, signed
}

// KeptHead is a head that was signed once.
type KeptHead struct {
	Size int64     // entries in the log
	At   time.Time // when it was signed, in real time
	Note string    // the head, signed
}

// LogState is how the log stands beside the chains.
type LogState struct {
	Size         int64     // entries in the log
	Waiting      int64     // entries that it has not taken yet, counted to a hundred thousand
	WaitingSince time.Time // when the first of them was recorded, in real time; zero when none waits
	// HeldBy is the process of the database server whose transaction holds the log back, 0 when none does or it is not
	// known; Holder is what that client calls itself.
	HeldBy int
	Holder string
}

// KeepLog extends the log; the leader orders it every few seconds, and a process with the key of the log works it.
type KeepLog struct{}

// Kind names the job in the queue.
func (KeepLog) Kind() string { return "keep_log" }

// JobOptions implements TunedJob.
func (KeepLog) JobOptions() JobOptions { return JobOptions{Prompt: true} }

// WatchLog looks whether the log is behind, and says so.
type WatchLog struct{}

// Kind names the job in the queue.
func (WatchLog) Kind() string { return "watch_log" }

// LogProof is the newest signed head with the inclusion of each entry of a chain asked for, by sequence.
type LogProof struct {
	Head       string
	Inclusions []ledger.Inclusion
}

// ErrLogBehind says that entries are not in the log yet: they will be within seconds, where a worker with ANJIA_LOG_KEY
// runs. Try again, or call ExtendLog first.
var ErrLogBehind = errors.New("the log does not hold all entries yet: a worker with ANJIA_LOG_KEY takes them within seconds; without one run anjia log extend")

// ErrLogBroken says that the log does not hold: it is then never signed again before somebody has looked.
var ErrLogBroken = errors.New("the log of the record is broken; nothing is signed")
