package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// RenewEvidence brings a newer proof for an item whose sheets are submitted (补交证明
// 材料): a certificate has run out, or will before the decision. No score changes.
type RenewEvidence struct {
	Dated
	Phase     string                 `json:"phase" enum:"capacity,integration"`
	Code      string                 `json:"code" minLength:"1" maxLength:"64" doc:"Code of the item"`
	Applicant string                 `json:"applicant,omitempty" maxLength:"64" doc:"Where each applicant is judged"`
	Evidence  assessment.EvidenceRef `json:"evidence" doc:"A file uploaded to this case; kind and validity are taken from there"`
	Note      string                 `json:"note,omitempty" maxLength:"500"`
}

// Act names the act.
func (RenewEvidence) Act() workflow.ActName { return workflow.ActRenewEvidence }

// Decide notes the proof beside the sheets. It fails with invalid_input for an item
// that demands no file, and for a file that was not brought to the case.
func (in RenewEvidence) Decide(ctx context.Context, d *Decision) error {
	if e := d.Case.EvaluatorByAccount(d.Actor.ID); d.Actor.Role == workflow.RoleEvaluator && (e == nil || e.Declared == nil || e.Declared.Conflict) {
		return workflow.Refuse(workflow.KindForbidden, "not_declared", "只有已作回避声明的本案评估员和登记员可以补交证明材料")
	}
	table, err := d.table(in.Phase)
	if err != nil {
		return err
	}
	if err := in.fits(d.Case, table); err != nil {
		return err
	}
	ref := in.Evidence
	known := evidenceRegister{tx: d.Tx, caseID: d.Case.ID, seen: map[string]*Upload{}}
	if err := known.ref(ctx, "/evidence", &ref); err != nil {
		return err
	}
	if faults := NotAfter("/evidence/issued_on", ref.IssuedOn, d.On, "办理之日"); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	d.Case.Renewals = append(d.Case.Renewals, workflow.PhaseRenewal{
		Phase: in.Phase, On: d.On, By: d.Actor.Name, ByID: d.Actor.ID, Note: in.Note,
		Renewal: assessment.Renewal{Code: in.Code, Applicant: in.Applicant, Evidence: ref},
	})
	return nil
}

// fits checks item and applicant against the table.
func (in RenewEvidence) fits(c *workflow.Case, table *instrument.Instrument) error {
	item, ok := table.Node(in.Code)
	if !ok || item.Evidence().Demand != instrument.File {
		return workflow.Invalid(workflow.Field("/code", "no_evidence_demanded", "评分表没有要求该项目附证明材料，或者没有该项目"))
	}
	if !item.PerApplicant() {
		if in.Applicant != "" {
			return workflow.Invalid(workflow.Field("/applicant", "not_per_applicant", "本项以家庭为单位评定，请不要写明申请人"))
		}
		return nil
	}
	for _, a := range c.Application.Applicants {
		if a.ID == in.Applicant {
			return nil
		}
	}
	return workflow.Invalid(workflow.Field("/applicant", "unknown_applicant", "本项对每位申请人分别评定，请写明申请人"))
}

// proofs lists what the proofs of the answers that count lack in a phase on a day, the
// newer ones counted in.
func proofs(tables Tables, c *workflow.Case, pack *law.Pack, phase string, on law.Date) ([]assessment.Problem, error) {
	table, how, err := scoredBy(tables, c, pack, phase)
	if err != nil {
		return nil, err
	}
	return assessment.EvidenceGaps(table, c.SheetsOf(phase), how, on, c.RulingsOf(phase), c.RenewalsOf(phase)...), nil
}
