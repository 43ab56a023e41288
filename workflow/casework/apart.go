package casework

import (
	"context"
	"slices"

	"github.com/anjia-project/anjia/workflow"
)

// apart refuses an act that has to be done by another person than an earlier one, when
// the actor did that under another account: cards with the same identity number are of
// one person. Without cards only account and name tell people apart.
func (d *Decision) apart(ctx context.Context) error {
	if !d.Row.Separates() {
		return nil
	}
	others, err := d.Tx.OtherAccounts(ctx, d.Actor.ID)
	if err != nil {
		return err
	}
	unmet := d.lifecycle.UnmetAs(&d.View, d.Row, others)
	for i := range unmet {
		unmet[i].Message += "；本人的另一账户已办理在先（" + sameNumber + "）"
	}
	return workflow.GuardUnmet(unmet...)
}

const sameNumber = "回避核查信息中的证件号码相同，视为同一人"

// officersOwn reports whether the card of an evaluator is of the person who is the officer of the case.
func (d *Decision) officersOwn(ctx context.Context, card workflow.EvaluatorCard) (bool, error) {
	if card.AccountID == "" || d.Case.OfficerID == "" {
		return false, nil
	}
	others, err := d.Tx.OtherAccounts(ctx, d.Case.OfficerID)
	return slices.Contains(others, card.AccountID), err
}
