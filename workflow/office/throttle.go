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
	// throttleKeys bounds the memory; what was not touched for longest is forgotten first.
	throttleKeys = 20_000
)

// throttle counts failed logins by account and source. It holds two generations of
// keys: what is touched moves to the young one; when that is full it becomes the old
// one, and what the old one held is forgotten. Whoever goes on trying is remembered.
type throttle struct {
	mu         sync.Mutex
	young, old map[throttleKey]*failures
}

type throttleKey struct{ account, source string }

// failures of one key since the window opened.
type failures struct {
	n     int
	since time.Time
}

func newThrottle() *throttle { return &throttle{young: map[throttleKey]*failures{}} }

// touch finds a key, nil when it is not known.
func (t *throttle) touch(k throttleKey) *failures {
	if f := t.young[k]; f != nil {
		return f
	}
	f := t.old[k]
	if f != nil {
		t.put(k, f)
	}
	return f
}

// put notes a key among the young.
func (t *throttle) put(k throttleKey, f *failures) {
	if len(t.young) >= throttleKeys/2 {
		t.young, t.old = map[throttleKey]*failures{}, t.young
	}
	t.young[k] = f
}

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
		if f := t.touch(k.key); f != nil && f.n >= k.limit {
			if left := f.since.Add(throttleWindow).Sub(now); left > 0 {
				wait = max(wait, left)
			}
		}
	}
	if wait > 0 {
		return wait
	}
	for _, k := range keysOf(account, source) {
		f := t.touch(k.key)
		if f == nil || now.Sub(f.since) >= throttleWindow {
			f = &failures{since: now}
			t.put(k.key, f)
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
		if f := t.touch(k.key); f != nil && f.n > 0 {
			f.n--
		}
	}
}

// succeed forgets the failures of the pair and takes the attempt back elsewhere.
func (t *throttle) succeed(account, source string) {
	t.cancel(account, source)
	t.mu.Lock()
	defer t.mu.Unlock()
	if f := t.touch(throttleKey{account, source}); f != nil {
		f.n = 0
	}
}
