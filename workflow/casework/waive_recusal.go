package casework

import (
	"context"
	"slices"

	"github.com/anjia-project/anjia/workflow"
)

// WaiveRecusal is a supervisor's reasoned decision that ties which were found do not
// exclude somebody (决定不予回避, 2020 办法 art. 12): the same telephone may be a
// village's. The same person, kinship and a declared interest always exclude.
type WaiveRecusal struct {
	Dated
	Subject workflow.Subject `json:"subject"`
	Reason  string           `json:"reason" minLength:"1" maxLength:"500" doc:"不影响公正的理由"`
}

// Act names the act.
func (WaiveRecusal) Act() workflow.ActName { return workflow.ActWaiveRecusal }

// Decide looks the ties up itself, so that nothing is set aside that was not found;
// a tie that comes up later has to be decided on anew.
func (in WaiveRecusal) Decide(ctx context.Context, d *Decision) error {
	if in.Subject.ID == d.Actor.ID {
		return workflow.Refuse(workflow.KindForbidden, "own_recusal", "本人的回避不得由本人决定：请由其他审批人决定")
	}
	s, err := d.subjectOf(ctx, in.Subject)
	if err != nil {
		return err
	}
	if d.Case.Recused(in.Subject) {
		return workflow.Refuse(workflow.KindConflict, "recusal_recorded", s.name+"已登记回避，不得再决定不予回避")
	}
	if card, err := d.Tx.Evaluator(ctx, in.Subject.ID); err == nil && card.AccountID == d.Actor.ID {
		return workflow.Refuse(workflow.KindForbidden, "own_recusal", "本人的回避不得由本人决定：请由其他审批人决定")
	}
	hits, err := conflicts(ctx, d.Tx, &d.View, s)
	if err != nil {
		return err
	}
	var kinds []workflow.TieKind
	for _, h := range hits {
		if h.Kind.Excludes() {
			return workflow.Refuse(workflow.KindConflict, "recusal_mandatory", s.name+"："+h.Words()+"：依法应当回避，不得决定不予回避")
		}
		if !h.Waived && !slices.Contains(kinds, h.Kind) {
			kinds = append(kinds, h.Kind)
		}
	}
	if len(kinds) == 0 {
		return workflow.Refuse(workflow.KindConflict, "no_conflict", "未发现"+s.name+"与本案当事人有尚待决定的利害关系，无须决定")
	}
	d.recuse(s, workflow.RecusalWaived, kinds, in.Reason)
	return nil
}
