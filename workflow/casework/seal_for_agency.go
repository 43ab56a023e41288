package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// SealForAgency is the seal of the agency that sent people to a mixed body (派员机构盖章,
// 2020 办法 art. 9(4) by analogy): it stands for the work of those people; the
// authority then hands the report in.
type SealForAgency struct {
	Dated
	Note string `json:"note,omitempty" maxLength:"500"`
}

// Act names the act.
func (SealForAgency) Act() workflow.ActName { return workflow.ActSealForAgency }

// Decide seals the text that all members have signed; a new text voids it. The agency
// must be under contract on that day, and the seal is not older than the signatures.
func (in SealForAgency) Decide(ctx context.Context, d *Decision) error {
	if err := d.bodyStands(ctx); err != nil {
		return err
	}
	r := d.Case.ReportInHand()
	for _, s := range r.Signatures {
		if faults := NotBefore("/on", d.On, s.On, "评估员签署之日"); len(faults) > 0 {
			return workflow.Invalid(faults...)
		}
	}
	d.Case.Commission.ActedFor(d.Actor.ID)
	r.AgencySealedOn, r.AgencySealedBy, r.AgencySealedByID = d.On, d.Actor.Name, d.Actor.ID
	return nil
}
