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

// try is one attempt, as the throttle counts it.
type try struct {
	account, source string
	// known is a device on which the account signed in before, "" for any other: only
	// what it guesses itself counts for it, so that nobody else can shut it out.
	known string
}

// failures of one key since the window opened.
type failures struct {
	n       int
	since   time.Time
	entered bool // somebody has come in by this pair
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

// limitedKey is a counter with its limit.
type limitedKey struct {
	key   throttleKey
	limit int
}

// keys are the counters of an attempt: those of the pair, the account and the source; of a
// known device its own alone; and of a source from which the account came in before not
// that of the account, which strangers fill.
func (t *throttle) keys(a try) []limitedKey {
	if a.known != "" {
		return []limitedKey{{throttleKey{a.account, "device " + a.known}, perPair}}
	}
	pair := limitedKey{throttleKey{a.account, a.source}, perPair}
	source := limitedKey{throttleKey{"", a.source}, perSource}
	if f := t.touch(pair.key); f != nil && f.entered {
		return []limitedKey{pair, source}
	}
	return []limitedKey{pair, {throttleKey{a.account, ""}, perAccount}, source}
}

// begin counts an attempt, or says how long to wait when a limit is reached.
func (t *throttle) begin(a try, now time.Time) (wait time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, k := range t.keys(a) {
		if f := t.touch(k.key); f != nil && f.n >= k.limit {
			if left := f.since.Add(throttleWindow).Sub(now); left > 0 {
				wait = max(wait, left)
			}
		}
	}
	if wait > 0 {
		return wait
	}
	for _, k := range t.keys(a) {
		f := t.touch(k.key)
		if f == nil || now.Sub(f.since) >= throttleWindow {
			f = &failures{since: now, entered: f != nil && f.entered}
			t.put(k.key, f)
		}
		f.n++
	}
	return 0
}

// cancel takes an attempt back that was not decided.
func (t *throttle) cancel(a try) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, k := range t.keys(a) {
		if f := t.touch(k.key); f != nil && f.n > 0 {
			f.n--
		}
	}
}

// succeed forgets the failures of the pair and takes the attempt back elsewhere.
func (t *throttle) succeed(a try) {
	t.cancel(a)
	t.mu.Lock()
	defer t.mu.Unlock()
	if f := t.touch(t.keys(a)[0].key); f != nil {
		f.n, f.entered = 0, true
	}
}
