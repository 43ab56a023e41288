package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// VoidPaper makes a paper void (文书作废): paper and number stay in the record, and
// the number is never given again.
type VoidPaper struct {
	Dated
	PaperID string `json:"paper_id" format:"uuid"`
	Reason  string `json:"reason" minLength:"1" maxLength:"500"`
}

// Act names the act.
func (VoidPaper) Act() workflow.ActName { return workflow.ActVoidPaper }

// Decide marks the paper. What was served stays in force until a new decision:
// such a paper is not voided. A void paper that has to be served is ordered anew.
func (in VoidPaper) Decide(ctx context.Context, d *Decision) error {
	p := d.Case.Paper(in.PaperID)
	switch {
	case p == nil || blindPaper(d.Case, *p, d.Actor.ID):
		return workflow.Invalid(workflow.Field("/paper_id", "unknown_paper", "本案没有这一文书"))
	case !p.VoidOn.IsZero():
		return workflow.Refuse(workflow.KindConflict, "already_void", "该文书已于"+p.VoidOn.Chinese()+"作废")
	case !p.ServedOn().IsZero():
		return workflow.Refuse(workflow.KindConflict, "already_served", "该文书已于"+p.ServedOn().Chinese()+"送达，不得作废")
	case p.Code == "D03a" || p.Code == "D03b":
		return workflow.Refuse(workflow.KindConflict, "paper_of_child", "公告文书属于被收养人的记录，各案所存为副本，不得在本案作废")
	case in.Reason == "":
		return workflow.Invalid(Need("/reason", in.Reason, "作废的理由")...)
	}
	p.VoidOn, p.VoidWhy = d.On, in.Reason
	old := *p
	if old.Number != "" {
		n, err := workflow.ParsePaperNumber(old.Number)
		if err != nil {
			return err
		}
		if err := d.Tx.VoidNumber(ctx, d.Case.AuthorityID, "paper", n.Year, n.Serial, in.Reason); err != nil {
			return err
		}
	}
	return in.reissue(ctx, d, old)
}

// reissue orders a paper anew that has to be served and stands in no other copy:
// terms and remedies run from its service, and a case without it could not go on.
func (in VoidPaper) reissue(ctx context.Context, d *Decision, old workflow.Paper) error {
	spec, ok := old.Code.Spec()
	if !ok || !spec.Served {
		return nil
	}
	for _, p := range d.Case.Papers {
		if p.Code == old.Code && p.To == old.To && p.VoidOn.IsZero() {
			return nil
		}
	}
	_, err := d.OrderPaper(ctx, Order{
		Code: old.Code, To: old.To, Recipient: old.Recipient, Subject: old.Subject, Private: old.Confidential, Remedies: old.Remedies != nil,
	})
	return err
}
