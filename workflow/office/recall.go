package office

import (
	"sync"
	"time"
)

// recallMost bounds the sessions that one process remembers.
const recallMost = 10_000

// recall remembers for a moment who stands behind a token, so that a burst of
// requests asks the database once. What this process ends (logout, a new password, a
// change of role) it forgets at once; another process may go on for that moment.
type recall struct {
	mu       sync.Mutex
	sessions map[[32]byte]recalled
	ended    uint64 // how often something was forgotten
}

type recalled struct {
	session Session
	until   time.Time
}

// find returns the session of a token's hash while it may be recalled and is not
// expired, and else what keep wants to know.
func (r *recall) find(hash [32]byte, now time.Time) (_ Session, ok bool, ended uint64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	s, ok := r.sessions[hash]
	if !ok || !now.Before(s.until) || !now.Before(s.session.ExpiresAt) {
		return Session{}, false, r.ended
	}
	return s.session, true, r.ended
}

// keep remembers a session for a while, unless something ended since it was looked
// for; when there are too many, all are forgotten.
func (r *recall) keep(hash [32]byte, s Session, until time.Time, ended uint64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if ended != r.ended {
		return
	}
	if r.sessions == nil || len(r.sessions) >= recallMost {
		r.sessions = map[[32]byte]recalled{}
	}
	r.sessions[hash] = recalled{s, until}
}

// forget drops one token.
func (r *recall) forget(hash [32]byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.sessions, hash)
	r.ended++
}

// forgetAll drops everything: acts on accounts are rare.
func (r *recall) forgetAll() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.sessions = nil
	r.ended++
}
