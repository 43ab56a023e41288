package casework

import (
	"context"
	"slices"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/workflow"
)

// decides reports whether an act judges on the family, so that who does it must
// have no tie to the parties.
func decides(act workflow.ActName) bool {
	switch act { //nolint:exhaustive // the other acts judge on nothing
	case workflow.ActCheckReport, workflow.ActConfirmConclusion, workflow.ActStateOutcome, workflow.ActProposeChoice, workflow.ActApproveChoice,
		workflow.ActProposeRegistration, workflow.ActApproveRegistration, workflow.ActProposeRefusal, workflow.ActApproveRefusal:
		return true
	}
	return false
}

// chooses reports whether an act judges on the other families of the child as well.
func chooses(act workflow.ActName) bool {
	return act == workflow.ActProposeChoice || act == workflow.ActApproveChoice
}

// rests reports whether an act rests on the work of the evaluators and adjudicators,
// whose cards may have changed since they were named.
func rests(act workflow.ActName) bool {
	switch act { //nolint:exhaustive // the other acts do not rest on it
	case workflow.ActBeginAssessment, workflow.ActConfirmConclusion, workflow.ActStateOutcome, workflow.ActApproveChoice, workflow.ActApproveRegistration:
		return true
	}
	return false
}

// unbiased is the recusal check at begin, ruling and decision (回避, 2020 办法 art. 12):
// of who decides, and of those on whose work the decision rests, in the case and in
// the others of a choice. First it asks whether the duty is another person's at all. It fails with guard_unmet that names each tie by its kind.
func (d *Decision) unbiased(ctx context.Context) error {
	if err := d.apart(ctx); err != nil {
		return err
	}
	unmet, err := d.biases(ctx, d.Row.Act, Hit.Words)
	if err != nil {
		return err
	}
	for _, r := range d.Rivals {
		if !chooses(d.Row.Act) || r.Case.State != workflow.Selecting && !r.Case.OnItsWay() {
			continue
		}
		more, err := r.biases(ctx, d.Row.Act, Hit.unnamed)
		if err != nil {
			return err
		}
		for _, u := range more {
			u.Message = "案件" + r.Case.Number + "：" + u.Message
			unmet = append(unmet, u)
		}
	}
	return workflow.GuardUnmet(unmet...)
}

// biases are the ties that stand against an act in one case. Earlier cases of
// evaluators and adjudicators were looked at when they were named, and one that has
// ended since ran beside this one; nobody has looked at those of who decides.
func (d *Decision) biases(ctx context.Context, act workflow.ActName, words func(Hit) string) (unmet []workflow.Unmet, err error) {
	add := func(s subject, aside ...workflow.TieKind) error {
		hits, err := conflicts(ctx, d.Tx, &d.View, s)
		unmet = append(unmet, d.excluded(s, hits, "", words, aside...)...)
		return err
	}
	if decides(act) {
		if err := add(staffSubject(d.Actor)); err != nil {
			return nil, err
		}
	}
	var workers []roled
	switch a := d.Case.AdjudicatorByAccount(d.Actor.ID); {
	case rests(act):
		workers, err = workersOf(ctx, d.Tx, d.Case)
	case act == workflow.ActRuleItems && a != nil:
		var one subject
		one, err = adjudicatorSubject(ctx, d.Tx, *a)
		workers = []roled{{one, adjudicatorRole}}
	}
	if err != nil {
		return nil, err
	}
	for _, one := range workers {
		if err := add(one.subject, workflow.TieEarlier); err != nil {
			return nil, err
		}
	}
	return unmet, nil
}

const adjudicatorRole = "裁定人"

// workersOf are those on whose work the case rests: the evaluators, who has left and
// whose sheet counts, the adjudicators who are to rule or whose rulings have effect.
func workersOf(ctx context.Context, tx Tx, c *workflow.Case) ([]roled, error) {
	var out []roled
	if c.Commission != nil {
		for _, e := range c.Commission.Members {
			counts := hasSheet(c, workflow.PhaseCapacity, e.AccountID) || hasSheet(c, workflow.PhaseIntegration, e.AccountID)
			if !e.Active() && !counts {
				continue
			}
			one, err := memberSubject(ctx, tx, e)
			if err != nil {
				return nil, err
			}
			one.done = !e.Active()
			if !slices.ContainsFunc(out, func(r roled) bool { return r.Subject == one.Subject }) {
				out = append(out, roled{one, workflow.RoleEvaluator.Chinese()})
			}
		}
	}
	for _, a := range c.Adjudicators {
		ruled := slices.ContainsFunc(c.RulingsOf(a.Phase), func(r assessment.Ruling) bool { return r.By.ID == a.AccountID })
		if !a.Active() && !ruled {
			continue
		}
		one, err := adjudicatorSubject(ctx, tx, a)
		if err != nil {
			return nil, err
		}
		one.done = ruled
		if !slices.ContainsFunc(out, func(r roled) bool { return r.Subject == one.Subject }) {
			out = append(out, roled{one, adjudicatorRole})
		}
	}
	return out, nil
}

// adjudicatorSubject is an adjudicator, known as evaluators are.
func adjudicatorSubject(ctx context.Context, tx Tx, a workflow.Adjudicator) (subject, error) {
	s, err := memberSubject(ctx, tx, workflow.Evaluator{EvaluatorID: a.EvaluatorID, AccountID: a.AccountID, Name: a.Name})
	s.replacedBy = []workflow.Role{workflow.RoleManager, workflow.RoleSupervisor}
	return s, err
}
