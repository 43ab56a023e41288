package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// silenceWithdrawn is the value of consent.silence_means that lets a case end without an answer.
const silenceWithdrawn = "withdrawn"

// RecordNoAnswer ends a case whose family did not answer the notice in time
// (逾期未答复). Only a pack that says what silence means can end it; else the
// authority must ask again.
type RecordNoAnswer struct {
	Dated
	Contacted string `json:"contacted" minLength:"1" maxLength:"1000" doc:"How the family was reminded (催告情况)"`
}

// Act names the act.
func (RecordNoAnswer) Act() workflow.ActName { return workflow.ActRecordNoAnswer }

// Decide ends the case under the pack's rule and orders D22b with the ways of
// redress. It fails with law_unknown where no rule says what silence means.
func (in RecordNoAnswer) Decide(ctx context.Context, d *Decision) error {
	p, err := d.Pack.Param("consent.silence_means", d.Case.Notified.On)
	if err != nil {
		return lawError(err)
	}
	means, err := p.Text()
	if err != nil {
		return err
	}
	if means != silenceWithdrawn {
		return workflow.GuardUnmet(workflow.Unmet{
			Guard: "silence_means", Message: "按照规则包，逾期不答复的应当催告，不得视为撤回", Basis: []law.Citation{p.Basis}, Who: []workflow.Role{workflow.RoleOfficer},
		})
	}
	if err := d.served("D05", "收养评估通知书", workflow.Assessment("第九条")); err != nil {
		return err
	}
	if faults := Need("/contacted", in.Contacted, "催告情况"); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	d.Case.Ending = &workflow.Ending{
		On: d.On, By: d.Actor.Name, Who: ApplicantNames(d.Case), Ground: EndNoAnswer, Reason: in.Contacted, Basis: []law.Citation{p.Basis},
	}
	if err := d.StopAllClocks(d.On, "逾期未答复"); err != nil {
		return err
	}
	_, err = d.OrderPaper(ctx, Order{Code: "D22b", To: "applicants", Recipient: ApplicantNames(d.Case), Remedies: true})
	return err
}
