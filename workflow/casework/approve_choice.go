package casework

import (
	"context"
	"slices"

	"github.com/anjia-project/anjia/workflow"
)

// ApproveChoice is the supervisor's approval of the choice (批准择优意见): the family
// of this case is chosen, the others are reserves by rank.
type ApproveChoice struct {
	Dated
	Impartial
	Opinion string `json:"opinion" minLength:"1" maxLength:"2000"`
}

// Act names the act.
func (ApproveChoice) Act() workflow.ActName { return workflow.ActApproveChoice }

// Decide settles the choice in every case of it, and orders D26a and D26b in each.
// It fails when the opinion proposes another case, or the families that are ready
// or on their way are not those that it was made on (choice_outdated).
func (in ApproveChoice) Decide(ctx context.Context, d *Decision) error {
	if faults := Need("/opinion", in.Opinion, "审批意见"); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	k := d.Case.Selection.Choice
	if err := in.stands(ctx, d, k); err != nil {
		return err
	}
	in.sign(d, k)
	if err := d.chosen(); err != nil {
		return err
	}
	if err := d.tellChoice(ctx); err != nil {
		return err
	}
	for _, r := range d.Rivals {
		if r.Case.State != workflow.Selecting {
			continue
		}
		err := d.Also(r, workflow.ActApproveChoice, in, func(r *Decision) error { //nolint:contextcheck // the machine never sees the caller's context: a cancelled one would leave it stuck
			in.sign(r, r.Case.Selection.Choice)
			if err := r.reserve(k.Candidate(r.Case.ID).Rank); err != nil {
				return err
			}
			return r.tellChoice(ctx)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// stands looks whether the opinion still fits: everything may have moved since.
func (in ApproveChoice) stands(ctx context.Context, d *Decision, k *workflow.Choice) error {
	if k.ChosenID != d.Case.ID {
		return workflow.Refuse(workflow.KindConflict, "other_chosen", "择优意见拟选定的是案件"+k.ChosenNumber+"：请在该案中批准，或者退回")
	}
	if err := d.afterChoice(k); err != nil {
		return err
	}
	if err := d.promised(); err != nil {
		return err
	}
	for _, r := range d.Rivals {
		if r.Case.State == workflow.Selecting && (k.Candidate(r.Case.ID) == nil || !inChoice(r.Case, k.ID)) || r.Case.OnItsWay() && !notAwaited(k, r.Case.ID) {
			return workflow.Refuse(workflow.KindConflict, "choice_outdated",
				"提出择优意见之后案件"+r.Case.Number+"有变化（现处于“"+r.Case.State.Chinese()+"”）：请退回，重新提出")
		}
	}
	elsewhere, err := d.Tx.Elsewhere(ctx, d.Child)
	if err != nil {
		return err
	}
	for _, o := range elsewhere { // fewer than there were are no reason to wait
		if !slices.ContainsFunc(k.Elsewhere, func(was workflow.OfficeCases) bool { return was.OfficeID == o.OfficeID && was.Cases >= o.Cases }) {
			return workflow.Refuse(workflow.KindConflict, "choice_outdated", "提出择优意见之后，同一被收养人在"+officesWords(elsewhere)+"：请退回，与该机关商定后重新提出")
		}
	}
	return nil
}

func notAwaited(k *workflow.Choice, caseID string) bool {
	for _, n := range k.NotAwaited {
		if n.CaseID == caseID {
			return true
		}
	}
	return false
}

func (in ApproveChoice) sign(d *Decision, k *workflow.Choice) {
	k.ApprovedOn, k.ApprovedBy, k.ApprovedByID, k.Opinion = d.On, d.Actor.Name, d.Actor.ID, in.Opinion
}

// tellChoice orders the form of the choice for the file and the notice for the family.
func (d *Decision) tellChoice(ctx context.Context) error {
	return d.OrderAll(ctx,
		Order{Code: "D26a", To: "file"},
		Order{Code: "D26b", To: "applicants", Recipient: Addressees(d.Case)})
}
