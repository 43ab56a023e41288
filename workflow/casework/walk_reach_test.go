package casework_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// unreached are acts that no walk can do, each with the reason.
var unreached = map[workflow.ActName]string{
	workflow.ActAdoptRules: "the office of a walk has one rule pack and one calendar, so there is never a newer one; adopt_rules_test.go drives it",
}

// tries is how many walks are made at most to reach the acts that one is fond of.
const tries = 6

// TestWalkReachesEveryAct deals the acts of the table out to walks, each fond of some,
// and asks that every one was done: an act that no walk ever does is tested by no walk.
func TestWalkReachesEveryAct(t *testing.T) {
	t.Parallel()
	acts := casework.Acts()
	hands := (len(acts) + likes - 1) / likes
	for hand := range hands {
		t.Run(fmt.Sprint(hand), func(t *testing.T) {
			t.Parallel()
			left := map[workflow.ActName][]string{}
			for i := hand; i < len(acts); i += hands { // from all over the road, so that they are not in each other's way
				if _, excused := unreached[acts[i].Name]; !excused {
					left[acts[i].Name] = nil
				}
			}
			for try := 0; try < tries && len(left) > 0; try++ {
				h := newHouse(t, true)
				oneWalk(t, try<<8|hand, func(rt *rapid.T) {
					w := newWalk(rt, h, slices.Sorted(maps.Keys(left))...)
					w.run(30)
					for act := range left {
						left[act] = w.why[act]
					}
					maps.DeleteFunc(left, func(act workflow.ActName, _ []string) bool { return w.done[act] > 0 })
				})
			}
			require.Empty(t, left, "acts that no walk does, and why they were refused")
		})
	}
}

// oneWalk runs a property once, on draws that follow from the seed. (An Example of a generator
// would be drawn again after every failure, until one holds.)
func oneWalk(t *testing.T, seed int, walk func(rt *rapid.T)) {
	t.Helper()
	draws := make([]byte, 1<<20)
	_, err := rand.NewChaCha8([32]byte{byte(seed), byte(seed >> 8)}).Read(draws)
	require.NoError(t, err)
	rapid.MakeFuzz(walk)(t, draws)
	require.False(t, t.Skipped(), "the draws have run out")
}

// way is what an office does and leaves undone so that a rarer act becomes possible.
type way struct {
	first workflow.ActName   // is done before
	not   []workflow.ActName // lead past it
	serve workflow.PaperCode // has to be served before
}

func ways() map[workflow.ActName]way {
	return map[workflow.ActName]way{
		workflow.ActCancelAppointment: {first: workflow.ActMakeAppointment},
		workflow.ActLapseSupplement: {
			first: workflow.ActRequestSupplement, not: []workflow.ActName{workflow.ActAccept, workflow.ActSupplySupplement}, serve: "D02c",
		},
		workflow.ActRefuseConsent:      {not: []workflow.ActName{workflow.ActGiveConsent}},
		workflow.ActRecordNoAnswer:     {not: []workflow.ActName{workflow.ActGiveConsent}, serve: "D05"},
		workflow.ActFailIntegration:    {not: []workflow.ActName{workflow.ActFinishIntegration}},
		workflow.ActReturnReport:       {not: []workflow.ActName{workflow.ActConfirmConclusion}},
		workflow.ActReturnChoice:       {not: []workflow.ActName{workflow.ActApproveChoice}},
		workflow.ActReturnProposal:     {not: []workflow.ActName{workflow.ActApproveRegistration, workflow.ActApproveRefusal}},
		workflow.ActRemoveChild:        {first: workflow.ActRaiseEmergency, not: []workflow.ActName{workflow.ActLiftEmergency}},
		workflow.ActReplanFollowUp:     {first: workflow.ActPlanFollowUp, not: []workflow.ActName{workflow.ActEndFollowUp}},
		workflow.ActMissFollowUp:       {first: workflow.ActPlanFollowUp, not: []workflow.ActName{workflow.ActEndFollowUp}},
		workflow.ActAssignFollowUp:     {first: workflow.ActPlanFollowUp, not: []workflow.ActName{workflow.ActEndFollowUp}},
		workflow.ActSettleFlag:         {first: workflow.ActPlanFollowUp, not: []workflow.ActName{workflow.ActEndFollowUp}},
		workflow.ActRecordFollowUp:     {first: workflow.ActPlanFollowUp, not: []workflow.ActName{workflow.ActEndFollowUp}},
		workflow.ActReplaceEvaluator:   {not: []workflow.ActName{workflow.ActSubmitSheet}},
		workflow.ActPermitFoundling:    {not: []workflow.ActName{workflow.ActApproveRegistration, workflow.ActApproveRefusal}},
		workflow.ActReturnChild:        {not: []workflow.ActName{workflow.ActProposeRegistration}},
		workflow.ActDecideCircumstance: {first: workflow.ActReportCircumstance},
		workflow.ActRequestSupplement:  {not: []workflow.ActName{workflow.ActAccept}},
	}
}

// wants reports whether the walk is fond of an act that nobody has done yet.
func (w *walk) wants(act workflow.ActName) bool {
	return w.done[act] == 0 && slices.Contains(w.likes, act)
}

// leadsPast reports whether an act would make one impossible in the case that the walk is fond of.
func (w *walk) leadsPast(act workflow.ActName, c *workflow.Case) bool {
	for _, wanted := range w.fondOf(c.ID) {
		its := ways()[wanted]
		row, _ := w.service.Lifecycle.Row(c, wanted)
		if slices.Contains(its.not, act) && (slices.Contains(row.From, c.State) || its.first != "" && w.done[its.first] == 0) {
			return true
		}
	}
	return false
}

// fondOf are the acts that the walk would do in a case now, and what has to be done before
// them. What ends a case is left to the last family: others need the road to its end.
func (w *walk) fondOf(id string) []workflow.ActName {
	var out []workflow.ActName
	c := w.load(id)
	for _, act := range w.likes {
		row, _ := w.service.Lifecycle.Row(c, act)
		if w.done[act] > 0 || id != w.cases[len(w.cases)-1] && slices.ContainsFunc(row.To, workflow.State.End) && act != workflow.ActApproveRefusal && act != workflow.ActClose {
			continue
		}
		first := ways()[act].first
		if first != "" && (first != workflow.ActRaiseEmergency && w.done[first] == 0 || slices.Contains(row.From, c.State) && first == workflow.ActRaiseEmergency && w.livesWith(c) && !c.Emergency.Open()) {
			out = append(out, first)
		}
		out = append(out, act)
	}
	return out
}

// neighbours gives an evaluator the telephone of the applicants: a tie that a supervisor may set aside.
func (h *house) neighbours() {
	card := h.store.state.Evaluators[evaluatorID(1)]
	card.Phone = couple().Applicants[0].Phone
	h.store.state.Evaluators[card.ID] = card
}

// toServe is the paper whose service the case waits for.
func (w *walk) toServe(c *workflow.Case) *workflow.Paper {
	wanted := []workflow.PaperCode{}
	if c.State == workflow.ReportReview || c.State == workflow.IntegrationReview {
		wanted = append(wanted, conclusionPaper(c))
	}
	for _, act := range w.fondOf(c.ID) {
		wanted = append(wanted, ways()[act].serve)
	}
	for i := len(c.Papers) - 1; i >= 0; i-- {
		p := &c.Papers[i]
		if slices.Contains(wanted, p.Code) && p.To != "body" && p.VoidOn.IsZero() && p.ServedOn().IsZero() {
			return p
		}
	}
	return nil
}
