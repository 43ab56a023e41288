package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// RecordReply records the family's reply to the conclusion (申请人意见): with it
// the window for a request for review need not be waited for.
type RecordReply struct {
	Dated
	Reply  string `json:"reply" minLength:"1" maxLength:"5000"`
	Agrees bool   `json:"agrees" doc:"The family has no objection to the conclusion"`
}

// Act names the act.
func (RecordReply) Act() workflow.ActName { return workflow.ActRecordReply }

// Decide records the reply; an earlier one stays in the case. An objection does not
// shorten the window.
func (in RecordReply) Decide(_ context.Context, d *Decision) error {
	r := d.Case.ReportInHand()
	if !r.RepliedOn.IsZero() {
		r.PastReplies = append(r.PastReplies, workflow.Reply{On: r.RepliedOn, Reply: r.Reply, Agrees: r.ReplyAgrees})
	}
	r.Reply, r.ReplyAgrees = in.Reply, in.Agrees
	r.RepliedOn = d.On
	return nil
}
