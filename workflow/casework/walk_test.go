package casework_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// TestMain bounds the walks, for a walk is long, and makes them the same at every
// run. ANJIA_WALKS asks for as many others, and the library's own flags for all else:
// -rapid.checks=200 -rapid.seed=0.
func TestMain(m *testing.M) {
	flag.Parse()
	given := map[string]bool{}
	flag.Visit(func(f *flag.Flag) { given[f.Name] = true })
	bounds := map[string]string{"rapid.checks": "6", "rapid.seed": "3"}
	if walks := os.Getenv("ANJIA_WALKS"); walks != "" {
		bounds = map[string]string{"rapid.checks": walks, "rapid.seed": "0"}
	}
	for name, value := range bounds {
		if given[name] {
			continue
		}
		if err := flag.Set(name, value); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
	}
	os.Exit(m.Run())
}

// run makes steps and looks after each.
func (w *walk) run(steps int) {
	for range steps {
		id := rapid.SampledFrom(w.cases).Draw(w.rt, "case")
		switch kind := rapid.IntRange(0, 19).Draw(w.rt, "kind"); {
		case kind < 1:
			w.now = w.now.AddDate(0, 0, rapid.IntRange(1, 25).Draw(w.rt, "days"))
		case kind < 2:
			w.childStep(id)
		case kind < 9:
			if !w.fancy(id) {
				w.drive(id)
			}
		default:
			w.step(id, kind < 17)
		}
	}
	w.finish()
	for _, id := range w.cases {
		w.verifyChain(id)
	}
}

// step tries one act: a likely one is allowed to somebody now, another is anything by anybody.
func (w *walk) step(id string, likely bool) {
	act, who := w.choose(id, likely)
	w.try(id, act, who)
}

// try does one act, or has it refused; it reports whether it was done.
func (w *walk) try(id string, act workflow.ActName, who workflow.Actor) bool {
	o := w.opened(id)
	w.given = nil
	cmd := w.command(act, o, who)
	for _, one := range w.cases { // a draft sheet or an upload is no act
		w.before[one] = w.stand(one)
	}
	out, err := w.service.Do(context.Background(), casework.Request{Actor: who, CaseID: id, Version: o.Case.Version, Command: cmd})
	if err != nil {
		w.refusal(id, act, who, err)
		w.refuse[act] = err.Error()
		if w.wants(act) && !slices.Contains(w.why[act], err.Error()) {
			w.why[act] = append(w.why[act], err.Error())
		}
		w.unfit[id] = w.unfit[id] || strings.Contains(err.Error(), "结论不得为适合收养")
		return false
	}
	w.done[act]++
	for _, other := range out.Touched {
		if other.State == workflow.NotSelected {
			w.done[workflow.ActCloseNotSelected]++
		}
	}
	w.accepted(id, o, who, out)
	return true
}

// childStep publishes or clears the notice.
func (w *walk) childStep(id string) {
	child := w.opened(id).Child
	var cmd casework.ChildCommand = casework.PublishNotice{Medium: w.word("报"), Contact: "0891"}
	if child.Notice != nil {
		cmd = casework.ClearNotice{Unclaimed: !w.seldom(10, "claimed")}
	}
	for _, one := range w.cases {
		w.before[one] = w.stand(one)
	}
	_, err := w.child(cmd, child.ID)
	if err != nil {
		w.refusal(id, cmd.Act(), w.officer, err)
		return
	}
	w.done[cmd.Act()]++
	for _, one := range w.cases {
		if o := w.opened(one); !o.Case.State.End() {
			require.Equal(w.rt, w.before[one].head.Sequence+1, o.Head.Sequence, "each open case has an entry of its child's act")
			w.always(o)
		}
	}
}

// verifyChain walks the whole chain of a case.
func (w *walk) verifyChain(id string) {
	var records []ledger.Record
	require.NoError(w.rt, w.service.Store.Within(context.Background(), w.officer, func(tx casework.Tx) (err error) {
		records, err = tx.Entries(context.Background(), id, 0)
		return err
	}))
	head, err := ledger.VerifyChain(ledger.Genesis(officeID, ledger.CaseChain(id)), records)
	require.NoError(w.rt, err)
	require.Equal(w.rt, w.opened(id).Head.Hash, head.Head.Hash, "the chain ends at the head of the case")
}

func TestWalk(t *testing.T) {
	t.Parallel()
	reached := map[workflow.ActName]int{}
	rapid.Check(t, func(rt *rapid.T) {
		w := newWalk(rt, newHouse(t, true))
		w.run(70)
		for act, n := range w.done {
			reached[act] += n
		}
	})
	var never []workflow.ActName
	for _, d := range casework.Acts() {
		if reached[d.Name] == 0 {
			never = append(never, d.Name)
		}
	}
	slices.Sort(never)
	t.Logf("never done: %v", never)
}

func TestWalkOnRealStore(t *testing.T) {
	t.Parallel()
	for seed := range 2 {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			h, s := newRealHouse(t, func(h *house) {
				if seed%2 == 1 {
					h.inOrderB()
				}
			})
			oneWalk(t, seed, func(rt *rapid.T) {
				w := newWalk(rt, h)
				w.run(50)
				for _, id := range w.cases {
					_, err := s.VerifyCase(t.Context(), id)
					require.NoError(t, err)
				}
			})
		})
	}
}
