package casework_test

import (
	"encoding/json"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// stand is what a refused act must leave as it was.
type stand struct {
	document string
	head     ledger.Head
}

// refusal: an error that a person can read, and nothing has changed.
func (w *walk) refusal(id string, act workflow.ActName, who workflow.Actor, err error) {
	var e *workflow.Error
	require.ErrorAs(w.rt, err, &e, "%s by %s in %s is no refusal", act, who.Role, id)
	require.NotEmpty(w.rt, e.Message)
	for _, one := range w.cases {
		require.Equal(w.rt, w.before[one], w.stand(one), "a refused %s changed case %s", act, one)
	}
}

func (w *walk) stand(id string) stand {
	if w.service.Store == casework.Store(w.store) { // the very bytes that the store in memory keeps
		s := &w.store.state
		return stand{document: string(s.Cases[id]) + string(s.Children[w.child0]), head: s.Heads[id]}
	}
	o := w.opened(id)
	raw, err := json.Marshal([]any{o.Case, o.Child})
	require.NoError(w.rt, err)
	return stand{document: string(raw), head: o.Head}
}

// opened is the case as the store has it now, for reading. The store in memory is
// decoded again only when its bytes have changed: that is half the time of a walk.
func (w *walk) opened(id string) *casework.OpenedCase {
	if w.service.Store != casework.Store(w.store) {
		return w.house.opened(id)
	}
	now := w.stand(id)
	if seen, ok := w.seen[id]; ok && seen.stand == now {
		return seen.opened
	}
	o := w.house.opened(id)
	w.seen[id] = sight{now, o}
	return o
}

func (w *walk) load(id string) *workflow.Case { return w.opened(id).Case }

// sight is a case as it was read when its bytes were these.
type sight struct {
	stand  stand
	opened *casework.OpenedCase
}
