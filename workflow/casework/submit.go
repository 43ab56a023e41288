package casework

import (
	"context"
	"fmt"
	"strings"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// Submit is the family's application at the counter (提交申请, 登记办法 arts. 5-7):
// the first entry of the case. It gives the case number and starts the review
// clock: on the day the complete file was received, for the time being on the day
// of the application when nobody has stated that it is complete.
type Submit struct {
	Dated
	CompleteOn law.Date `json:"complete_on,omitzero" doc:"Day on which the complete file was received (收到全部材料之日), when it has been; not before the day of the act. Left out, accept settles it"`
	Note       string   `json:"note,omitempty" maxLength:"500"`
}

// Act names the act.
func (Submit) Act() workflow.ActName { return workflow.ActSubmit }

// Decide numbers the case, runs the rules on receipt and orders application form and receipt.
func (in Submit) Decide(ctx context.Context, d *Decision) error {
	c := d.Case
	if err := d.judgeByNow(); err != nil {
		return err
	}
	if faults := workflow.ApplicationFaults(&d.View); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	if err := childFree(d.Child); err != nil {
		return err
	}
	serial, err := d.Tx.Number(ctx, c.AuthorityID, "case", d.On.Year())
	if err != nil {
		return err
	}
	if c.Number, err = workflow.FormatCaseNumber(c.Authority.Division, d.On.Year(), "SY", serial); err != nil {
		return fmt.Errorf("casework: case number: %w", err)
	}
	if err := d.received(in.CompleteOn); err != nil {
		return err
	}
	if err := d.checkEligibility(workflow.PurposeReceipt); err != nil {
		return err
	}
	d.fileNotice()
	return d.OrderAll(ctx,
		Order{Code: "D01", To: "authority", Recipient: c.Authority.Name},
		Order{Code: "D02a", To: "applicants", Recipient: Addressees(c)})
}

// FormInput is what the family signs (D01): the application as it stood when it was printed.
func (in Submit) FormInput(c *workflow.Case) any {
	return map[string]any{"category": c.Category, "child_id": c.ChildID, "application": c.Application}
}

// childFree refuses a child who is adopted already or has died.
func childFree(child *workflow.Child) error {
	switch {
	case child.AdoptedBy != "":
		return workflow.Invalid(workflow.Field("/child_id", "adopted", "被收养人已由他案登记收养", workflow.CivilCode("第一千一百零五条")))
	case !child.DiedOn.IsZero():
		return workflow.Invalid(workflow.Field("/child_id", "dead", "被收养人已经死亡"))
	}
	return nil
}

// ApplicantNames joins the applicants' names as papers address them.
func ApplicantNames(c *workflow.Case) string {
	var names []string
	for _, a := range c.Application.Applicants {
		names = append(names, a.Name)
	}
	return strings.Join(names, "、")
}

// Addressees are whom papers for the applicants address: the living ones, and when none
// is left the next of kin of the one whose death ended the case.
func Addressees(c *workflow.Case) string {
	var names []string
	for _, a := range c.LivingApplicants() {
		names = append(names, a.Name)
	}
	if len(names) == 0 && c.Ending != nil && c.Ending.Who != "" {
		return c.Ending.Who + "的近亲属"
	}
	return strings.Join(names, "、")
}

// checkEligibility runs the statutory rules and keeps the whole report in the case.
func (d *Decision) checkEligibility(purpose string) error {
	report, err := d.Eligible(purpose)
	if err != nil {
		return factsError(err)
	}
	for i := range d.Case.Eligibility { // the whole report of an earlier run stays in the record, at its entry
		d.Case.Eligibility[i].Report.Outcomes = []eligibility.Outcome{}
	}
	d.Case.Eligibility = append(d.Case.Eligibility, workflow.EligibilityCheck{
		On: d.On, Purpose: purpose, By: d.Actor.Name, EntrySeq: d.Seq, Report: report,
	})
	return nil
}

// judgeByNow takes the pack and the calendar in use on the day of submission: a
// draft may be older than they are, and from here on the case keeps them for ever.
func (d *Decision) judgeByNow() error {
	pack, cal, err := currentLaw(d.Laws, d.Case.Pack.Code, d.Case.Authority.Division, d.Sandbox)
	if err != nil {
		return err
	}
	d.Pack, d.Calendar, d.Case.Order = pack, cal, workflow.Order(pack.Order)
	d.Case.Pack, d.Case.Calendar = RefsOf(pack, cal)
	return nil
}
