package casework

import (
	"slices"
	"strings"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// PauseReserve is the ground on which the review clock of a reserve stands still.
const PauseReserve = "reserve" // 候选期间, by practice

// EndNotSelected is the ground of the end of a family that was not chosen.
const EndNotSelected = "not_selected" // 未被选定

// takeChoice puts an opinion into the case, a copy of its own; an earlier one stays.
func takeChoice(c *workflow.Case, k workflow.Choice) {
	s := c.Selection
	if s.Choice != nil {
		s.PastChoices = append(s.PastChoices, *s.Choice)
	}
	k.Candidates, k.NotAwaited, k.Reasons = slices.Clone(k.Candidates), slices.Clone(k.NotAwaited), slices.Clone(k.Reasons)
	s.Choice = &k
}

// inChoice reports whether an open opinion of the case is the one with the id.
func inChoice(c *workflow.Case, id string) bool {
	return c.Selection != nil && c.Selection.Choice.Open() && c.Selection.Choice.ID == id
}

// promised refuses a choice while another family of the child is chosen and its way is open.
func (d *Decision) promised() error {
	for _, r := range d.Rivals {
		if r.Case.HoldsChoice() {
			return workflow.Refuse(workflow.KindConflict, "child_promised",
				"案件"+r.Case.Number+"的申请人已被选定，现处于“"+r.Case.State.Chinese()+"”：其融合失败、撤回或者终止以前，不得另行选定")
		}
	}
	return nil
}

// afterChoice refuses a date before the opinion that is decided on.
func (d *Decision) afterChoice(k *workflow.Choice) error {
	return workflow.Invalid(NotBefore("/on", d.On, k.On, "提出择优意见之日")...)
}

// chosen makes the case the chosen one: its review clock stands still for the
// assessment that goes on, no longer as that of a reserve.
func (d *Decision) chosen() error {
	s := d.Case.Selection
	s.Standing, s.Rank, s.RankedOn = workflow.StandingChosen, 0, d.On
	if err := d.resumeKnown(law.ClockRegistrationReview, PauseReserve, d.On); err != nil {
		return err
	}
	return d.PauseReview(PauseAssessment, d.On)
}

// reserve gives the case its rank and lets its review clock stand still while it waits.
func (d *Decision) reserve(rank int) error {
	s := d.Case.Selection
	s.Standing, s.Rank, s.RankedOn = workflow.StandingReserve, rank, d.On
	if err := d.resumeKnown(law.ClockRegistrationReview, PauseAssessment, d.On); err != nil {
		return err
	}
	return d.PauseReview(PauseReserve, d.On)
}

// openGrounds are the grounds, of those given, for which the review clock stands still.
func (d *Decision) openGrounds(grounds ...string) []string {
	k := d.Case.Clock(law.ClockRegistrationReview)
	if k == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(grounds), func(g string) bool {
		text, _, err := law.PauseText(d.Pack, law.ClockRegistrationReview, g, d.On)
		return err != nil || !k.PausedFor(text)
	})
}

// assesses reports whether the actor works for an assessment body: what the
// authority says of the other families of a choice is none of its business.
func assesses(a workflow.Actor) bool {
	return a.Role == workflow.RoleManager || a.Role == workflow.RoleEvaluator
}

// ofRivals reports whether a paper tells of the other families of a choice, and is hidden from the actor.
func ofRivals(p workflow.Paper, a workflow.Actor) bool { return p.Code == "D26a" && assesses(a) }

// hideRivals also hides, from who works for a body, what an entry says of the other
// families of a choice.
func hideRivals(hide func(string) bool, r ledger.Record, a workflow.Actor) func(string) bool {
	if !assesses(a) {
		return hide
	}
	prefixes := []string{"/after/case/selection/choice/", "/after/case/selection/past_choices/"}
	switch workflow.ActName(r.Entry.Act) { //nolint:exhaustive // the acts whose input names other cases
	case workflow.ActProposeChoice, workflow.ActApproveChoice, workflow.ActReturnChoice:
		prefixes = append(prefixes, "/input/")
	}
	return func(path string) bool {
		return hide(path) || slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(path, p) })
	}
}

// ownPart is the case's part in a choice without the other families and without what is said of them.
func ownPart(c *workflow.Case) *workflow.Selection {
	if c.Selection == nil {
		return nil
	}
	own := *c.Selection
	own.Choice, own.PastChoices = nil, nil
	return &own
}
