package casework

import (
	"context"
	"slices"

	"github.com/anjia-project/anjia/workflow"
)

// SignReport is one evaluator's signature under the report (签署).
type SignReport struct {
	Dated
	Revision int    `json:"revision" minimum:"1" doc:"Revision of the text that is signed"`
	Dissent  string `json:"dissent,omitempty" maxLength:"2000" doc:"保留意见"`
}

// Act names the act.
func (SignReport) Act() workflow.ActName { return workflow.ActSignReport }

// Decide records the signature; it fails when another text was read or it is signed already.
func (in SignReport) Decide(ctx context.Context, d *Decision) error {
	if err := d.mayWork(ctx); err != nil {
		return err
	}
	r := d.Case.ReportInHand()
	if faults := NotBefore("/on", d.On, r.WrittenOn, "撰写报告之日"); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	if in.Revision != r.Revision {
		return workflow.Refuse(workflow.KindConflict, "report_revised", "评估报告已修改：请阅看最新文本后签署")
	}
	if slices.ContainsFunc(r.Signatures, func(s workflow.Signature) bool { return s.AccountID == d.Actor.ID }) {
		return workflow.Refuse(workflow.KindConflict, "already_signed", "您已签署本报告")
	}
	r.Signatures = append(r.Signatures, workflow.Signature{AccountID: d.Actor.ID, Name: d.Actor.Name, On: d.On, Dissent: in.Dissent})
	return nil
}
