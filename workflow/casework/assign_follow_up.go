package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// AssignFollowUp names who makes a visit (指派回访).
type AssignFollowUp struct {
	Dated
	VisitID   string `json:"visit_id" format:"uuid"`
	AccountID string `json:"account_id" format:"uuid" doc:"Account of the officer or evaluator who visits"`
}

// Act names the act.
func (AssignFollowUp) Act() workflow.ActName { return workflow.ActAssignFollowUp }

// Decide assigns an officer, supervisor or evaluator of the authority or of the case's body.
func (in AssignFollowUp) Decide(ctx context.Context, d *Decision) error {
	v, err := d.openVisit(in.VisitID)
	if err != nil {
		return err
	}
	who, err := d.Tx.Account(ctx, in.AccountID)
	if err != nil {
		return err
	}
	ours := who.AuthorityID != "" && who.AuthorityID == d.Case.AuthorityID
	body := who.AgencyID != "" && who.AgencyID == d.Case.Commission.OfAgency()
	visits := who.Role == workflow.RoleOfficer || who.Role == workflow.RoleSupervisor || who.Role == workflow.RoleEvaluator
	if !visits || !ours && !body {
		return workflow.Invalid(workflow.Field("/account_id", "not_eligible", "回访人应当是本登记机关或者本案评估机构的工作人员"))
	}
	v.AssigneeID, v.Assignee, v.AssignedOn = who.ID, who.Name, d.On
	return nil
}
