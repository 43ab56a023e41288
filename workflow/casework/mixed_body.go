package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// mixedBody forms a mixed body (混合评估小组): established staff of the authority and
// people whom a qualified agency sends. It fails with law_unknown where the pack does
// not know such a body, and with guard_unmet as for an agency that is commissioned.
func (d *Decision) mixedBody(ctx context.Context, b BodyChoice) (*workflow.Commission, error) {
	if _, err := workflow.MixedRules(d.Pack, d.On); err != nil {
		return nil, lawError(err)
	}
	a, err := d.agencyFor(ctx, b)
	if err != nil {
		return nil, err
	}
	return &workflow.Commission{
		Kind: workflow.BodyMixed, BodyID: d.Case.AuthorityID, BodyName: d.Case.Authority.Name + "收养评估小组", NamedOn: d.On,
		AgencyID: a.ID, AgencyName: a.Name, CreditCode: a.CreditCode, Contract: a.Contract.Number, ContractTo: a.Contract.To,
	}, nil
}

// noticeTo is to whom the notice to the body goes: of a mixed one to the agency
// that is asked to send people.
func noticeTo(c *workflow.Commission) string {
	if c.Kind == workflow.BodyMixed {
		return c.AgencyName
	}
	return c.BodyName
}

// forAgencyOfMixed reports whether the actor answers for the agency that sends people to a mixed body.
func (d *Decision) forAgencyOfMixed() bool {
	return d.Case.Commission.Kind == workflow.BodyMixed && d.Actor.Role == workflow.RoleManager
}

// mySide reports whether a member is of the part of the body that the actor answers
// for; of a body that is not mixed everybody is.
func (d *Decision) mySide(e workflow.Evaluator) bool {
	return d.Case.Commission.Kind != workflow.BodyMixed || (e.AgencyID != "") == d.forAgencyOfMixed()
}

// ofMixedBody says what stands against somebody as a member of the mixed body: whom
// either side names must be its own, and whom the agency sends needs the professional
// background for which people are sent.
func (d *Decision) ofMixedBody(card workflow.EvaluatorCard) []workflow.Unmet {
	var out []workflow.Unmet
	lack := func(guard, message string, basis law.Citation, who workflow.Role) {
		out = append(out, workflow.Unmet{Guard: guard, Message: card.Name + "：" + message, Basis: []law.Citation{basis}, Who: []workflow.Role{who}})
	}
	ruling := d.Row.Act == workflow.ActNameAdjudicator // either side's may rule
	switch {
	case card.AgencyID == "" && card.AuthorityID != d.Case.AuthorityID:
		lack("evaluator_of_body", "不是本登记机关的工作人员", workflow.Assessment("第六条"), workflow.RoleSupervisor)
	case card.AgencyID != "" && card.AgencyID != d.Case.Commission.AgencyID:
		lack("evaluator_of_body", "不是派员机构的评估员", workflow.Assessment("第七条"), workflow.RoleManager)
	case card.AgencyID == "" && d.forAgencyOfMixed() && !ruling:
		lack("evaluator_of_body", "不是派员机构的评估员：在编人员由登记机关指派", workflow.Assessment("第六条"), workflow.RoleSupervisor)
	case card.AgencyID != "" && !d.forAgencyOfMixed() && !ruling:
		lack("evaluator_of_body", "不是在编人员：派出人员由派员机构指派", workflow.Assessment("第六条"), workflow.RoleManager)
	}
	if card.AgencyID != "" && !card.Professional() {
		basis := workflow.Assessment("第七条")
		if p, err := d.Pack.Param("mixed.sent_min", d.On); err == nil && p.Basis.Instrument != "" {
			basis = p.Basis
		}
		lack("sent_background", "派出人员应当具有社会工作、医学、心理学专业背景", basis, workflow.RoleManager)
	}
	return out
}

// enoughOfSide checks how many people one side of a mixed body names.
func (in AssignEvaluators) enoughOfSide(d *Decision) error {
	rules, err := workflow.MixedRules(d.Pack, d.On)
	if err != nil {
		return lawError(err)
	}
	count, who := workflow.MixedCount{Staff: len(in.EvaluatorIDs), Sent: rules.SentMin}, workflow.RoleSupervisor
	if d.forAgencyOfMixed() {
		if in.LeadID != "" {
			return workflow.Invalid(workflow.Field("/lead_id", "not_assigned", "混合评估小组的组长由登记机关在在编人员中确定"))
		}
		count, who = workflow.MixedCount{Staff: rules.StaffMin, Sent: len(in.EvaluatorIDs)}, workflow.RoleManager
	}
	lack := rules.Lacks(count)
	if lack == "" {
		return nil
	}
	return workflow.GuardUnmet(workflow.Unmet{
		Guard: string(workflow.GuardEvaluatorsEnough), Message: lack, Basis: []law.Citation{workflow.Assessment("第六条"), workflow.Assessment("第九条")},
		Who: []workflow.Role{who}, Pointer: "/evaluator_ids",
	})
}

// otherSide are the cards of those whom the other side of a mixed body has named, as
// far as the actor may read them: nobody may stand on both sides.
func (d *Decision) otherSide(ctx context.Context) ([]workflow.EvaluatorCard, error) {
	var cards []workflow.EvaluatorCard
	for _, e := range d.Case.ActiveEvaluators() {
		if d.mySide(e) {
			continue
		}
		card, err := d.Tx.Evaluator(ctx, e.EvaluatorID)
		if workflow.IsKind(err, workflow.KindNotFound) {
			card, err = workflow.EvaluatorCard{ID: e.EvaluatorID, AccountID: e.AccountID, Name: e.Name}, nil
		}
		if err != nil {
			return nil, err
		}
		cards = append(cards, card)
	}
	return cards, nil
}

// differentPeople refuses a mixed body in which one person stands on both sides: each
// side names its own people, and only the supervisor who begins knows all cards.
func (d *Decision) differentPeople(ctx context.Context) error {
	if d.Case.Commission.Kind != workflow.BodyMixed {
		return nil
	}
	sent, err := d.otherSide(ctx)
	if err != nil {
		return err
	}
	for _, e := range d.Case.ActiveEvaluators() {
		if !d.mySide(e) {
			continue
		}
		card, err := d.Tx.Evaluator(ctx, e.EvaluatorID)
		if err != nil {
			return err
		}
		for _, other := range sent {
			if samePersonCards(card, other) {
				return workflow.GuardUnmet(workflow.Unmet{
					Guard: "same_person", Message: card.Name + "：与派出人员" + other.Name + "系同一人，不得作为两名评估员",
					Basis: []law.Citation{workflow.Assessment("第九条")}, Who: []workflow.Role{workflow.RoleSupervisor, workflow.RoleManager},
				})
			}
		}
	}
	return nil
}

func samePersonCards(a, b workflow.EvaluatorCard) bool {
	return a.AccountID == b.AccountID || a.IDNumber != "" && a.IDNumber == b.IDNumber
}
