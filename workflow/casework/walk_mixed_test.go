package casework_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// onMixed makes the inputs of the acts that a mixed body does in its own way, and of
// joint ratings; nil for all else.
func (w *walk) onMixed(act workflow.ActName, o *casework.OpenedCase, who workflow.Actor) casework.Command {
	c := o.Case
	switch act { //nolint:exhaustive // the acts of joint ratings and of mixed bodies
	case workflow.ActRateJointly:
		return casework.RateJointly{Dated: w.dated(), Items: w.rulings(c, runningPhase(c), casework.Dated{}).Rulings}
	case workflow.ActAgreeRating:
		in := casework.AgreeRating{Dated: w.dated(), RatingID: evaluatorID(1)}
		if j := c.OpenJoint(runningPhase(c)); j != nil && w.mostly("as it stands") {
			in.RatingID = j.ID
		}
		return in
	case workflow.ActSealForAgency:
		return casework.SealForAgency{Dated: w.dated(), Note: "x"}
	}
	if c.Commission == nil || c.Commission.Kind != workflow.BodyMixed || !w.sure {
		return nil
	}
	switch act { //nolint:exhaustive // either side names its own
	case workflow.ActAssignEvaluators:
		n := workflow.CountSides(c.ActiveEvaluators())
		if !conflictInTeam(c) && (who.Role == workflow.RoleManager && n.Sent > 0 || who.Role == workflow.RoleSupervisor && n.Staff > 1) {
			return casework.AssignEvaluators{EvaluatorIDs: []string{evaluatorID(9)}} // this side is complete: refused
		}
		return casework.AssignEvaluators{Dated: w.dated(), EvaluatorIDs: w.ofSide(c, who, 2)}
	case workflow.ActReplaceEvaluator:
		in := casework.ReplaceEvaluator{Dated: w.dated(), Leaves: evaluatorID(9), Comes: evaluatorID(9), Reason: w.word("更换")}
		for _, e := range c.ActiveEvaluators() {
			if e.Declared != nil && e.Declared.Conflict && (e.AgencyID == "") == (who.Role == workflow.RoleSupervisor) {
				in.Leaves = e.EvaluatorID
			}
		}
		for _, id := range w.ofSide(c, who, 5) {
			if !slices.ContainsFunc(c.ActiveEvaluators(), func(e workflow.Evaluator) bool { return e.EvaluatorID == id }) {
				in.Comes = id
			}
		}
		return in
	}
	return nil
}

// ofSide are people whom the side of a mixed body that somebody answers for can name.
func (w *walk) ofSide(c *workflow.Case, who workflow.Actor, n int) []string {
	from, to := 4, 5
	if who.Role == workflow.RoleManager {
		from, to = 1, 3
	}
	var out []string
	for i := from; i <= to; i++ {
		if !declaredConflict(c, evaluatorID(i)) {
			out = append(out, evaluatorID(i))
		}
	}
	return out[:min(n, len(out))]
}

// sideMissing says that a side of a mixed body has too few people.
func sideMissing(c *workflow.Case) bool {
	if c.Commission == nil || c.Commission.Kind != workflow.BodyMixed {
		return false
	}
	n := workflow.CountSides(c.ActiveEvaluators())
	return n.Staff < 2 || n.Sent < 1
}

// divide lets the second sheet of a walk differ at one item.
func (w *walk) divide(c *workflow.Case, who workflow.Actor, answers map[string]assessment.Answer, proof assessment.EvidenceRef) {
	table := w.tableOf(c, runningPhase(c))
	if !w.mixes && !w.divided || w.wants(workflow.ActFindUnfit) || table == nil || c.ActiveEvaluators()[0].AccountID == who.ID {
		return
	}
	for item := range table.Items() {
		if len(slices.Collect(item.Choices())) > 1 {
			answers[item.Code()] = mark(item, true, proof)
			return
		}
	}
}

// TestWalkOfMixedBodiesByConsensus walks cases of mixed bodies whose sheets are joined by consensus.
func TestWalkOfMixedBodiesByConsensus(t *testing.T) {
	t.Parallel()
	done := map[workflow.ActName]int{}
	for _, seed := range []int{0, 4} { // one of either order
		h := newHouse(t, true)
		h.byConsensus()
		oneWalk(t, seed, func(rt *rapid.T) {
			w := newWalk(rt, h)
			w.mixes = true
			w.likes = []workflow.ActName{workflow.ActRateJointly, workflow.ActAgreeRating, workflow.ActSealForAgency, workflow.ActNameAdjudicator}
			w.run(40)
			for act, n := range w.done {
				done[act] += n
			}
		})
	}
	for _, act := range []workflow.ActName{workflow.ActRateJointly, workflow.ActAgreeRating, workflow.ActSealForAgency} {
		require.NotZero(t, done[act], "%s was done by no walk", act)
	}
}
