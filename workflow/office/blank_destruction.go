package office

import (
	"context"
	"fmt"

	"github.com/anjia-project/anjia/workflow"
)

// ProposeDestruction lays the destruction of blanks before a second person (提请销毁).
type ProposeDestruction struct {
	Dated
	BlankRun
	Reason string `json:"reason" minLength:"1" maxLength:"500" doc:"销毁的事由和依据"`
}

// Act names the act.
func (ProposeDestruction) Act() ActName { return ActProposeDestruction }

// Decide keeps the proposal. Nothing happens to the blanks yet; whether they may be
// destroyed is looked at when it is approved.
func (in ProposeDestruction) Decide(ctx context.Context, d *Decision) error {
	s, err := in.slip(d, workflow.BlankDestroy)
	if err != nil {
		return err
	}
	var f fields
	f.need("/reason", in.Reason, "销毁的事由和依据")
	if err := f.err(); err != nil {
		return err
	}
	held, err := d.Tx.BlankStocks(ctx, d.Authority.ID)
	if err != nil {
		return err
	}
	var most int64
	for _, stock := range held {
		if stock.Series == s.Series {
			most = stock.InStock + stock.Spoiled
		}
	}
	if s.Count > most {
		return workflow.Refuse(workflow.KindConflict, "blanks_not_there", fmt.Sprintf("提请销毁%d份，登记簿中库存和作废的只有%d份：请核对起止印制号", s.Count, most))
	}
	s.Reason, s.State = in.Reason, SlipProposed
	d.Slip = s
	return nil
}

// ApproveDestruction is the second person's word that the blanks were destroyed before
// the eyes of both (监销).
type ApproveDestruction struct {
	Dated
}

// Act names the act.
func (ApproveDestruction) Act() ActName { return ActApproveDestruction }

// Decide destroys them. It fails with conflict when one of them is no longer in stock
// or spoiled, or when the same person proposed it.
func (in ApproveDestruction) Decide(ctx context.Context, d *Decision) error {
	if err := d.decideDestruction(ctx); err != nil {
		return err
	}
	d.Slip.State = SlipDone
	return d.Tx.MoveBlanks(ctx, *d.Slip)
}

// decideDestruction makes sure that two people stand behind the slip.
func (d *Decision) decideDestruction(ctx context.Context) error {
	others, err := d.Tx.OtherAccounts(ctx, d.Actor.ID)
	if err != nil {
		return err
	}
	switch {
	case d.Slip.State != SlipProposed:
		return workflow.Refuse(workflow.KindConflict, "not_proposed", "该登记已经办结，不是待监销的提请")
	case d.Slip.By.is(d.Actor, others):
		return workflow.Refuse(workflow.KindConflict, "same_person", "提请销毁与监销不得为同一人，请由其他审批人办理")
	case d.On.Before(d.Slip.On):
		return workflow.Invalid(workflow.Field("/on", "too_early", "办理日期不得早于提请之日（"+d.Slip.On.Chinese()+"）"))
	}
	by := personOf(d.Actor)
	d.Slip.DecidedBy, d.Slip.DecidedOn = &by, d.On
	return nil
}

// RejectDestruction ends a proposal without a destruction (不同意销毁).
type RejectDestruction struct {
	Dated
	Reason string `json:"reason" minLength:"1" maxLength:"500"`
}

// Act names the act.
func (RejectDestruction) Act() ActName { return ActRejectDestruction }

// Decide ends it.
func (in RejectDestruction) Decide(ctx context.Context, d *Decision) error {
	var f fields
	f.need("/reason", in.Reason, "不同意销毁的理由")
	if err := f.err(); err != nil {
		return err
	}
	if err := d.decideDestruction(ctx); err != nil {
		return err
	}
	d.Slip.State, d.Slip.Rejected = SlipRejected, in.Reason
	return nil
}
