package workflow

import (
	"slices"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
)

// View is what a guard sees: the case with its child, the law by which it is
// judged, who acts and on which legal date. A guard never changes it.
type View struct {
	Case     *Case
	Child    *Child // nil only for a draft whose child is not linked yet
	Pack     *law.Pack
	Calendar *law.Calendar
	Actor    Actor
	On       law.Date // legal date of the act
	Today    law.Date

	// Result gives the consolidated result of a phase ("capacity", "integration");
	// an error when a sheet is missing or no instrument is named.
	Result func(phase string) (*assessment.Result, error)
	// Dispute gives what the evaluators of a phase differ on beyond tolerance, settled
	// or not; it fails as Result does.
	Dispute func(phase string) (*assessment.Dispute, error)
	// Proofs lists what the proofs of a phase lack on a day; empty when all stand.
	Proofs func(phase string, on law.Date) ([]assessment.Problem, error)
}

// Eligible runs the statutory rules on the facts of the case as at the view's
// date; for PurposeRegistration that date is the day of registration. It fails
// when the pack lacks a value a rule needs. What is missing is named by its place in
// the case (CasePointer), not in the facts.
func (v *View) Eligible(purpose string) (eligibility.Report, error) {
	facts := FactsOf(v)
	if purpose == PurposeRegistration {
		facts.RegisteredOn = v.On
	}
	report, err := eligibility.Run(facts, v.Pack, v.On)
	if err != nil {
		return report, err
	}
	return inCase(report), nil
}

// Number reads a whole number of the pack as in force on the view's date.
func (v *View) Number(key string) (int, error) { return v.Pack.Int(key, v.On) }

// Clock returns the newest clock of the name, nil when it was never armed.
func (c *Case) Clock(name law.ClockName) *law.Clock {
	for i := len(c.Clocks) - 1; i >= 0; i-- {
		if c.Clocks[i].Name == name {
			return &c.Clocks[i]
		}
	}
	return nil
}

// Running reports whether a clock of the name is armed and not stopped.
func (c *Case) Running(name law.ClockName) bool {
	k := c.Clock(name)
	return k != nil && k.Stopped.IsZero()
}

// ActiveEvaluators lists the evaluators who belong to the case now.
func (c *Case) ActiveEvaluators() []Evaluator {
	if c.Commission == nil {
		return nil
	}
	var out []Evaluator
	for _, e := range c.Commission.Members {
		if e.Active() {
			out = append(out, e)
		}
	}
	return out
}

// EvaluatorByAccount returns the active evaluator with the account, nil when there is none.
func (c *Case) EvaluatorByAccount(account string) *Evaluator {
	if c.Commission == nil {
		return nil
	}
	for i := range c.Commission.Members {
		if e := &c.Commission.Members[i]; e.AccountID == account && e.Active() {
			return e
		}
	}
	return nil
}

// SheetsOf lists the submitted sheets of a phase that count.
func (c *Case) SheetsOf(phase string) []assessment.Sheet {
	var out []assessment.Sheet
	for _, s := range c.Sheets {
		if string(s.Phase) == phase && !c.setAside(s.ID) {
			out = append(out, s)
		}
	}
	return out
}

func (c *Case) setAside(sheet string) bool {
	return slices.ContainsFunc(c.SetAside, func(a SetAside) bool { return a.SheetID == sheet })
}

// SheetsComplete reports whether the sheets of the phase have all come in: once
// they had, an evaluator who leaves later changes nothing.
func (c *Case) SheetsComplete(phase string) bool {
	if slices.Contains(c.ScoredPhases, phase) {
		return true
	}
	active := c.ActiveEvaluators()
	if len(active) == 0 {
		return false
	}
	have := map[string]bool{}
	for _, s := range c.SheetsOf(phase) {
		have[s.Evaluator.ID] = true
	}
	for _, e := range active {
		if !have[e.AccountID] {
			return false
		}
	}
	return true
}

// Consented reports whether a consent of the kind was given and not refused later.
func (c *Case) Consented(kind string) bool {
	given := false
	for _, k := range c.Consents {
		if k.Kind == kind {
			given = k.Given
		}
	}
	return given
}

// Paper returns the paper with the id, nil when the case has none.
func (c *Case) Paper(id string) *Paper {
	for i := range c.Papers {
		if c.Papers[i].ID == id {
			return &c.Papers[i]
		}
	}
	return nil
}

// PaperOf returns the newest paper of the code that is not void, nil when there is none.
func (c *Case) PaperOf(code PaperCode) *Paper {
	for i := len(c.Papers) - 1; i >= 0; i-- {
		if p := &c.Papers[i]; p.Code == code && p.VoidOn.IsZero() {
			return p
		}
	}
	return nil
}

// LastEligibility returns the newest run of the rules, nil when there is none.
func (c *Case) LastEligibility() *EligibilityCheck {
	if len(c.Eligibility) == 0 {
		return nil
	}
	return &c.Eligibility[len(c.Eligibility)-1]
}

// FactDate returns the date of a fact that an act presupposes and its Chinese
// name; zero when the case does not have it yet.
func (c *Case) FactDate(f Fact) (law.Date, string) {
	switch f {
	case SinceState:
		return c.StateSince, "进入“" + c.State.Chinese() + "”之日"
	case SinceReceipt:
		return c.ReceivedOn, "收到申请之日"
	case SinceCommission:
		if c.Commission != nil {
			return c.Commission.NamedOn, "确定评估主体之日"
		}
	case SinceBegun:
		if c.Commission != nil {
			return c.Commission.BegunOn, "开始评估之日"
		}
	case SinceChosen:
		if k := c.Selection; k != nil && k.Choice != nil && c.Chosen() {
			return k.Choice.ApprovedOn, "批准择优意见之日"
		}
	case SinceHandOver:
		if c.Integration != nil {
			return c.Integration.HandedOn, "儿童交接之日"
		}
	case SinceRegistered:
		if c.Registration != nil {
			return c.Registration.On, "登记之日"
		}
	case SinceNothing:
	}
	return law.Date{}, ""
}

// RolesIn lists the roles the actor holds in this case. Officers and supervisors
// act in the cases of their own authority; an authority above may read and does
// not act (登记办法 art. 4). In a case assessed by the authority's own group the
// supervisor answers for the group as an agency's manager does for the agency; in one
// assessed by a mixed body both do, each for the own side (guards_mixed.go);
// an agency's people have a role only in the cases of their own body, until it
// declines or its commission ends.
func (c *Case) RolesIn(a Actor) []Role {
	own, body := a.AuthorityID == c.AuthorityID, c.Commission
	switch a.Role {
	case RoleAuditor, RoleAdmin:
		return []Role{a.Role}
	case RoleOfficer:
		if own {
			return []Role{RoleOfficer}
		}
	case RoleSupervisor:
		switch {
		case !own:
		case body.OwnStaff():
			return []Role{RoleSupervisor, RoleManager}
		default:
			return []Role{RoleSupervisor}
		}
	case RoleManager:
		if body.works() && a.AgencyID != "" && body.OfAgency() == a.AgencyID {
			return []Role{RoleManager}
		}
	case RoleEvaluator:
		if body.works() && (c.EvaluatorByAccount(a.ID) != nil || c.AdjudicatorByAccount(a.ID) != nil) {
			return []Role{RoleEvaluator}
		}
		if c.FollowUps != nil {
			for _, f := range c.FollowUps.Visits {
				if f.AssigneeID == a.ID {
					return []Role{RoleEvaluator}
				}
			}
		}
	}
	return nil
}

// works reports whether the body has the case in hand or on offer.
func (m *Commission) works() bool {
	return m != nil && m.DeclinedOn.IsZero() && m.EndedOn.IsZero()
}
