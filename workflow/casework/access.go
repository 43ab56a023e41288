package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// accessLevel is how much of a case an actor sees (design.md §7).
type accessLevel int

const (
	accessNone   accessLevel = iota // the case does not exist for the actor
	accessHead                      // number, state, dates, division: no person
	accessOffer                     // an agency before acceptance: the names for the recusal check besides
	accessMasked                    // the whole file, numbers masked
	accessClear                     // the whole file
)

// access says how much of a case the actor sees. Whether the case is in the
// actor's scope at all is settled by the store before.
func access(c *workflow.Case, a workflow.Actor) accessLevel {
	switch a.Role {
	case workflow.RoleOfficer, workflow.RoleSupervisor:
		switch {
		case a.AuthorityID == c.AuthorityID:
			return accessClear
		case c.State == workflow.Draft:
			return accessNone
		}
		return accessMasked // an authority above
	case workflow.RoleAuditor:
		if c.State == workflow.Draft {
			return accessNone
		}
		return accessMasked
	case workflow.RoleAdmin:
		return accessHead
	case workflow.RoleManager:
		return managerAccess(c, a)
	case workflow.RoleEvaluator:
		switch {
		case len(c.RolesIn(a)) == 0:
			if c.Adjudicated(a.ID) && c.Commission != nil { // who has ruled, or was released
				return accessHead
			}
		case c.State.End() || conflicted(c, a.ID):
			return accessHead
		case c.Adjudicated(a.ID):
			return adjudicatorAccess(c, a)
		default:
			return accessClear
		}
	}
	return accessNone
}

// managerAccess: an offer from the notice on, the file from acceptance until the
// commission or the case has ended.
func managerAccess(c *workflow.Case, a workflow.Actor) accessLevel {
	b := c.Commission
	switch {
	case b == nil || a.AgencyID == "" || b.OfAgency() != a.AgencyID || !b.DeclinedOn.IsZero():
		return accessNone
	case !b.EndedOn.IsZero() || c.State.End():
		return accessHead
	case b.AcceptedOn.IsZero():
		return accessOffer
	}
	return accessClear
}

// adjudicatorAccess: the names for the recusal check until the adjudicator has
// declared, then the file with the items in dispute, until all is ruled on.
func adjudicatorAccess(c *workflow.Case, a workflow.Actor) accessLevel {
	switch j := c.AdjudicatorByAccount(a.ID); {
	case j == nil || j.Declared != nil && j.Declared.Conflict:
		return accessHead
	case !j.Ready():
		return accessOffer
	}
	return accessClear
}

func notFoundCase() error {
	return workflow.Refuse(workflow.KindNotFound, "not_found", "没有这一案件，或者不在您的权限范围内")
}

// recordRead notes that the actor of the transaction read something of a case.
func (s *Service) recordRead(ctx context.Context, tx Tx, opened *OpenedCase, what string) error {
	return tx.RecordRead(ctx, Read{
		CaseID: opened.Case.ID, AuthorityID: opened.Case.AuthorityID, What: what, At: s.Now().Add(opened.House.Offset).UTC(),
	})
}

// conflicted reports whether an evaluator of the case has declared a conflict: the
// file shuts for him at once.
func conflicted(c *workflow.Case, account string) bool {
	e := c.EvaluatorByAccount(account)
	return e != nil && e.Declared != nil && e.Declared.Conflict || c.Withdrawn(account)
}
