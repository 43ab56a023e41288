package office

import (
	"sync"
	"time"
)

// Limits of the throttle, in one process: several servers multiply them. An
// attempt counts when it begins, so that attempts made at once count too.
const (
	// throttleWindow is how long failures are remembered.
	throttleWindow = 15 * time.Minute
	// perPair is how many failures one source may have with one account.
	perPair = 5
	// perAccount is how many failures an account may have from all sources: above
	// perPair, so that a stranger does not lock the owner out at once.
	perAccount = 50
	// perSource is how many failures a source may have with all accounts; an office
	// shares one address.
	perSource = 100
	// throttleKeys bounds the memory; the oldest are forgotten first.
	throttleKeys = 20_000
)

// throttle counts failed logins by account and source.
type throttle struct {
	mu   sync.Mutex
	keys map[throttleKey]*failures
}

type throttleKey struct{ account, source string }

// failures of one key since the window opened.
type failures struct {
	n     int
	since time.Time
}

func newThrottle() *throttle { return &throttle{keys: map[throttleKey]*failures{}} }

// keysOf are the three counters of an attempt, with their limits.
func keysOf(account, source string) [3]struct {
	key   throttleKey
	limit int
} {
	return [3]struct {
		key   throttleKey
		limit int
	}{{throttleKey{account, source}, perPair}, {throttleKey{account, ""}, perAccount}, {throttleKey{"", source}, perSource}}
}

// begin counts an attempt, or says how long to wait when a limit is reached.
func (t *throttle) begin(account, source string, now time.Time) (wait time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, k := range keysOf(account, source) {
		if f := t.keys[k.key]; f != nil && f.n >= k.limit {
			if left := f.since.Add(throttleWindow).Sub(now); left > 0 {
				wait = max(wait, left)
			}
		}
	}
	if wait > 0 {
		return wait
	}
	for _, k := range keysOf(account, source) {
		f := t.keys[k.key]
		if f == nil || now.Sub(f.since) >= throttleWindow {
			t.room(now)
			f = &failures{since: now}
			t.keys[k.key] = f
		}
		f.n++
	}
	return 0
}

// cancel takes an attempt back that was not decided.
func (t *throttle) cancel(account, source string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, k := range keysOf(account, source) {
		if f := t.keys[k.key]; f != nil && f.n > 0 {
			f.n--
		}
	}
}

// succeed forgets the failures of the pair and takes the attempt back elsewhere.
func (t *throttle) succeed(account, source string) {
	t.cancel(account, source)
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.keys, throttleKey{account, source})
}

// room makes place for one more key: first what has lapsed goes, then the oldest.
func (t *throttle) room(now time.Time) {
	if len(t.keys) < throttleKeys {
		return
	}
	var oldest throttleKey
	var since time.Time
	for k, f := range t.keys {
		if now.Sub(f.since) >= throttleWindow {
			delete(t.keys, k)
			continue
		}
		if since.IsZero() || f.since.Before(since) {
			oldest, since = k, f.since
		}
	}
	if len(t.keys) >= throttleKeys {
		delete(t.keys, oldest)
	}
}
