package casework

import (
	"context"
	"slices"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// WriteReport sets the text of the assessment report (撰写评估报告, 2020 办法 art.
// 9(4)): the body's own words; the scores are taken from the sheets. A new text
// voids the signatures under the old one.
type WriteReport struct {
	Dated
	Work       string `json:"work" minLength:"1" maxLength:"10000" doc:"评估工作基本情况"`
	Analysis   string `json:"analysis" minLength:"1" maxLength:"20000" doc:"评估内容分析"`
	Conclusion string `json:"conclusion" enum:"fit,unfit" doc:"评估结论"`
	Opinion    string `json:"opinion" minLength:"1" maxLength:"5000" doc:"结论表述和建议"`
}

// Act names the act.
func (WriteReport) Act() workflow.ActName { return workflow.ActWriteReport }

// Decide keeps the text. A score supports the conclusion and does not replace
// it, but the two must not contradict: who found the family unfit cannot report
// it fit, and where a result of the tables did not pass the report cannot say fit.
func (in WriteReport) Decide(_ context.Context, d *Decision) error {
	if in.Conclusion != workflow.ConclusionFit && in.Conclusion != workflow.ConclusionUnfit {
		return workflow.Invalid(workflow.Field("/conclusion", "enum", "评估结论应当是适合收养（fit）或者不适合收养（unfit）"))
	}
	r := d.Case.Report
	if r == nil {
		r = &workflow.Report{}
		d.Case.Report = r
	}
	if in.Conclusion == workflow.ConclusionFit {
		if err := d.mayBeFit(r); err != nil {
			return err
		}
	}
	r.Work, r.Analysis, r.Conclusion, r.Opinion = in.Work, in.Analysis, in.Conclusion, in.Opinion
	r.WrittenOn, r.Signatures = d.On, nil
	r.Revision++
	return nil
}

func (d *Decision) mayBeFit(r *workflow.Report) error {
	if r.Unfit {
		return workflow.Invalid(workflow.Field("/conclusion", "contradiction", "评估主体已认定不具备收养能力，结论不得为适合收养"))
	}
	for _, phase := range []string{workflow.PhaseCapacity, workflow.PhaseIntegration} {
		res, err := d.Result(phase)
		if err != nil {
			return err
		}
		if !res.Passed {
			return workflow.Invalid(workflow.Field("/conclusion", "contradiction", res.Phase.Chinese()+"结果为“"+res.Conclusion+"”，结论不得为适合收养"))
		}
	}
	return nil
}

// SignReport is one evaluator's signature under the report (签署).
type SignReport struct {
	Dated
	Revision int    `json:"revision" minimum:"1" doc:"Revision of the text that is signed"`
	Dissent  string `json:"dissent,omitempty" maxLength:"2000" doc:"保留意见"`
}

// Act names the act.
func (SignReport) Act() workflow.ActName { return workflow.ActSignReport }

// Decide records the signature; it fails when another text was read or it is signed already.
func (in SignReport) Decide(_ context.Context, d *Decision) error {
	r := d.Case.Report
	if in.Revision != r.Revision {
		return workflow.Refuse(workflow.KindConflict, "report_revised", "评估报告已修改：请阅看最新文本后签署")
	}
	if slices.ContainsFunc(r.Signatures, func(s workflow.Signature) bool { return s.AccountID == d.Actor.ID }) {
		return workflow.Refuse(workflow.KindConflict, "already_signed", "您已签署本报告")
	}
	r.Signatures = append(r.Signatures, workflow.Signature{AccountID: d.Actor.ID, Name: d.Actor.Name, On: d.On, Dissent: in.Dissent})
	return nil
}

// SealReport seals the report on behalf of the body (盖章) and hands it to the
// authority: C3 stops, C1 runs again. The authority's own group has no seal: its
// supervisor hands the report in, signed by all members (art. 9).
type SealReport struct {
	Dated
	Note string `json:"note,omitempty" maxLength:"500"`
}

// Act names the act.
func (SealReport) Act() workflow.ActName { return workflow.ActSealReport }

// Decide seals the report and orders D13.
func (in SealReport) Decide(ctx context.Context, d *Decision) error {
	r := d.Case.Report
	r.SealedOn, r.SealedBy, r.SealedByID = d.On, d.Actor.Name, d.Actor.ID
	if err := d.StopClock(law.ClockAssessment, d.On, "出具收养评估报告"); err != nil {
		return err
	}
	if err := d.ResumeReview(PauseAssessment, d.On); err != nil {
		return err
	}
	_, err := d.OrderPaper(ctx, Order{Code: "D13", To: "authority", Recipient: d.Case.Authority.Name})
	return err
}

// ReturnReport gives the report back for rework, with reasons (退回): C3 runs on
// from where it stood, C1 pauses again.
type ReturnReport struct {
	Dated
	Reason string `json:"reason" minLength:"1" maxLength:"2000"`
}

// Act names the act.
func (ReturnReport) Act() workflow.ActName { return workflow.ActReturnReport }

// Decide takes seal and signatures off the report and lets the assessment clock run on.
func (in ReturnReport) Decide(_ context.Context, d *Decision) error {
	r := d.Case.Report
	r.Returned = append(r.Returned, workflow.Return{On: d.On, By: d.Actor.Name, ByID: d.Actor.ID, Reason: in.Reason})
	r.SealedOn, r.SealedBy, r.SealedByID, r.Signatures = law.Date{}, "", "", nil
	r.CheckedOn, r.CheckedBy, r.CheckedByID = law.Date{}, "", ""
	if err := d.ReopenClock(law.ClockAssessment); err != nil {
		return err
	}
	return d.PauseReview(PauseAssessment, d.On)
}

// CheckReport is the officer's check of the report (审核).
type CheckReport struct {
	Dated
	Opinion string `json:"opinion" minLength:"1" maxLength:"2000"`
}

// Act names the act.
func (CheckReport) Act() workflow.ActName { return workflow.ActCheckReport }

// Decide records who checked.
func (in CheckReport) Decide(_ context.Context, d *Decision) error {
	r := d.Case.Report
	r.CheckedOn, r.CheckedBy, r.CheckedByID, r.CheckOpinion = d.On, d.Actor.Name, d.Actor.ID, in.Opinion
	return nil
}

// ConfirmConclusion is the supervisor's confirmation of the conclusion (确认评估结论):
// it is then served on the family (D14).
type ConfirmConclusion struct {
	Dated
	Opinion string `json:"opinion" minLength:"1" maxLength:"2000"`
}

// Act names the act.
func (ConfirmConclusion) Act() workflow.ActName { return workflow.ActConfirmConclusion }

// Decide records who confirmed and orders D14.
func (in ConfirmConclusion) Decide(ctx context.Context, d *Decision) error {
	r := d.Case.Report
	r.ConfirmedOn, r.ConfirmedBy, r.ConfirmedByID, r.ConfirmOpinion = d.On, d.Actor.Name, d.Actor.ID, in.Opinion
	_, err := d.OrderPaper(ctx, Order{Code: "D14", To: "applicants", Recipient: ApplicantNames(d.Case), Remedies: true})
	return err
}

// RecordReply records the family's reply to the conclusion (申请人意见): with it
// the window for a request for review need not be waited for.
type RecordReply struct {
	Dated
	Reply  string `json:"reply" minLength:"1" maxLength:"5000"`
	Agrees bool   `json:"agrees" doc:"The family has no objection to the conclusion"`
}

// Act names the act.
func (RecordReply) Act() workflow.ActName { return workflow.ActRecordReply }

// Decide records the reply. An objection is kept, and does not shorten the window.
func (in RecordReply) Decide(_ context.Context, d *Decision) error {
	r := d.Case.Report
	r.Reply, r.ReplyAgrees = in.Reply, in.Agrees
	r.RepliedOn = d.On
	return nil
}
