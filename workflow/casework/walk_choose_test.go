package casework_test

import (
	"context"
	"slices"

	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

func (w *walk) choose(id string, likely bool) (workflow.ActName, workflow.Actor) {
	people := w.people()
	if !likely {
		acts := casework.Acts()
		return acts[rapid.IntRange(0, len(acts)-1).Draw(w.rt, "act")].Name, rapid.SampledFrom(people).Draw(w.rt, "who")
	}
	for range 4 {
		who := rapid.SampledFrom(people[:10]).Draw(w.rt, "who")
		actions, _, err := w.service.Actions(context.Background(), who, id)
		if err != nil {
			continue
		}
		var open []workflow.ActName
		for _, a := range actions {
			if w.leadsPast(a.Act, w.load(id)) {
				continue
			}
			for range w.weight(a) {
				open = append(open, a.Act)
			}
		}
		if len(open) > 0 {
			return open[rapid.IntRange(0, len(open)-1).Draw(w.rt, "choice")], who
		}
	}
	return workflow.ActAttachScan, w.officer
}

// fancy tries an act that this walk is fond of and that has become possible, so
// that the rarer rows of the table are walked too; it reports whether it tried.
func (w *walk) fancy(id string) bool {
	c := w.load(id)
	wanted := slices.DeleteFunc(w.fondOf(id), func(act workflow.ActName) bool {
		row, _ := w.service.Lifecycle.Row(c, act)
		return !slices.Contains(row.From, c.State)
	})
	if len(wanted) == 0 {
		return false
	}
	for _, who := range w.people()[:10] {
		actions, _, err := w.service.Actions(context.Background(), who, id)
		if err != nil {
			continue
		}
		for _, a := range actions {
			if a.Allowed && slices.Contains(wanted, a.Act) && w.try(id, a.Act, who) {
				return true
			}
		}
	}
	return false
}

// weight makes likely what has not been done yet, and the ends rare.
func (w *walk) weight(a workflow.Action) int {
	switch {
	case !a.Allowed:
		return 0
	case a.Act == workflow.ActWithdraw, a.Act == workflow.ActReturnChoice, a.Act == workflow.ActTerminate, a.Act == workflow.ActDeclineAcceptance, a.Act == workflow.ActRefuseConsent, a.Act == workflow.ActTerminateAssessment:
		return 1
	case w.done[a.Act] == 0:
		return 6
	}
	return 2
}

// people are everybody who may try, with some who never may.
func (w *walk) people() []workflow.Actor {
	above, stranger, admin := w.supervisor, w.manager, w.officer
	above.ID, above.AuthorityID = "30000000-0000-7000-8000-000000000090", "10000000-0000-7000-8000-000000000009"
	stranger.ID, stranger.AgencyID = "30000000-0000-7000-8000-000000000091", "20000000-0000-7000-8000-000000000009"
	admin.ID, admin.Role = "30000000-0000-7000-8000-000000000092", workflow.RoleAdmin
	return []workflow.Actor{
		w.officer, w.officer2, w.supervisor, w.supervisor2, w.manager, w.eval, w.eval2, w.eval3, w.group1, w.group2, w.auditor, above, stranger, admin,
	}
}
