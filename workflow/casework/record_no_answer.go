package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// silenceWithdrawn is the value of consent.silence_means that lets a case end without an answer.
const silenceWithdrawn = "withdrawn"

// RecordNoAnswer ends a case whose family did not answer the notice in time
// (逾期未答复). Where the pack says what silence means, that holds; where no rule is
// known, the authority decides the single case and says why.
type RecordNoAnswer struct {
	Dated
	Contacted string `json:"contacted" minLength:"1" maxLength:"1000" doc:"How the family was reminded (催告情况)"`
	Decision  string `json:"decision,omitempty" maxLength:"1000" doc:"The authority's reasons for this case; needed where no rule says what silence means (逐案决定的理由)"`
}

// Act names the act.
func (RecordNoAnswer) Act() workflow.ActName { return workflow.ActRecordNoAnswer }

// Decide ends the case under the pack's rule and orders D22b with the ways of
// redress. It fails with law_unknown where no rule says what silence means and the
// authority gives no reasons of its own.
func (in RecordNoAnswer) Decide(ctx context.Context, d *Decision) error {
	basis, err := in.basis(d)
	if err != nil {
		return err
	}
	if err := d.served("D05", "收养评估通知书", workflow.Assessment("第九条")); err != nil {
		return err
	}
	if faults := Need("/contacted", in.Contacted, "催告情况"); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	d.Case.Ending = &workflow.Ending{
		On: d.On, By: d.Actor.Name, Who: ApplicantNames(d.Case), Ground: EndNoAnswer, Reason: joined(in.Contacted, in.Decision), Basis: []law.Citation{basis},
	}
	if err := d.StopAllClocks(d.On, "逾期未答复"); err != nil {
		return err
	}
	_, err = d.OrderPaper(ctx, Order{Code: "D22b", To: "applicants", Recipient: Addressees(d.Case), Remedies: true})
	return err
}

// basis is what the end rests on: the pack's rule, or in its absence the article
// that asks for the family's consent.
func (in RecordNoAnswer) basis(d *Decision) (law.Citation, error) {
	p, err := d.Pack.Param("consent.silence_means", d.Case.Notified.On)
	if isUnknownLaw(err) && in.Decision != "" {
		return workflow.Assessment("第九条"), nil
	}
	if err != nil {
		return law.Citation{}, lawError(err)
	}
	means, err := p.Text()
	if err != nil {
		return law.Citation{}, err
	}
	if means != silenceWithdrawn {
		return law.Citation{}, workflow.GuardUnmet(workflow.Unmet{
			Guard: "silence_means", Message: "按照规则包，逾期不答复的应当催告，不得视为撤回", Basis: []law.Citation{p.Basis}, Who: []workflow.Role{workflow.RoleOfficer},
		})
	}
	return p.Basis, nil
}
