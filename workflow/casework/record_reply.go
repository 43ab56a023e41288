package casework

import (
	"context"
	"slices"
	"strings"

	"github.com/anjia-project/anjia/workflow"
)

// RecordReply records the family's reply to the conclusion (申请人意见): with it
// the window for a request for review need not be waited for.
type RecordReply struct {
	Dated
	Reply  string `json:"reply" minLength:"1" maxLength:"5000"`
	Agrees bool   `json:"agrees" doc:"The family has no objection to the conclusion"`
	// Comments stand beside single findings.
	Comments []FindingComment `json:"comments,omitempty" maxItems:"100" doc:"Words of the family to single findings"`
}

// FindingComment is the family's word to one finding of the conclusion.
type FindingComment struct {
	Phase string `json:"phase" enum:"capacity,integration" doc:"Phase of the finding"`
	Code  string `json:"code" minLength:"1" maxLength:"60" doc:"Code of an item or a part of the scoring table"`
	Text  string `json:"text" minLength:"1" maxLength:"2000"`
}

// Act names the act.
func (RecordReply) Act() workflow.ActName { return workflow.ActRecordReply }

// Decide records the reply; an earlier one stays in the case. An objection does not
// shorten the window. Each comment names a finding of a phase that the report is on.
func (in RecordReply) Decide(_ context.Context, d *Decision) error {
	r := d.Case.ReportInHand()
	comments, err := in.comments(d, r)
	if err != nil {
		return err
	}
	if !r.RepliedOn.IsZero() {
		r.PastReplies = append(r.PastReplies, workflow.Reply{On: r.RepliedOn, Reply: r.Reply, Agrees: r.ReplyAgrees, Comments: r.Comments})
	}
	r.Reply, r.ReplyAgrees = in.Reply, in.Agrees
	r.RepliedOn, r.Comments = d.On, comments
	return nil
}

// comments finds the finding that each comment is on.
func (in RecordReply) comments(d *Decision, r *workflow.Report) ([]workflow.ReplyComment, error) {
	var out []workflow.ReplyComment
	var faults []workflow.FieldError
	for i, c := range in.Comments {
		at := pointerAt("/comments", i)
		if !covers(r, c.Phase) {
			faults = append(faults, workflow.Field(at+"/phase", "not_assessed", "本次评估结论不涉及这一阶段", workflow.Assessment("第十条")))
			continue
		}
		table, err := d.table(c.Phase)
		if err != nil {
			return nil, err
		}
		node, ok := table.Node(c.Code)
		if !ok {
			faults = append(faults, workflow.Field(at+"/code", "unknown_finding", "评分表没有编号为“"+c.Code+"”的指标：请按评估报告所列编号填写"))
			continue
		}
		faults = append(faults, Need(at+"/text", strings.TrimSpace(c.Text), "申请人对该项的意见")...)
		out = append(out, workflow.ReplyComment{Phase: c.Phase, Code: c.Code, Title: node.Title().ZH, Text: c.Text})
	}
	return out, workflow.Invalid(faults...)
}

// covers reports whether a report is on a phase that was assessed.
func covers(r *workflow.Report, phase string) bool {
	if phase == workflow.PhaseIntegration && r.Unfit {
		return false
	}
	return len(r.Covers) == 0 || slices.Contains(r.Covers, phase)
}
