package workflow

import "slices"

// samePerson reports whether the actor is the person of an account or, within one
// authority, goes by the same name: one clerk with two accounts is one person.
func samePerson(a Actor, account, name string) bool {
	return account != "" && account == a.ID || name != "" && name == a.Name
}

// separates reports whether a guard keeps two duties in the hands of two people.
func separates(code GuardCode) bool {
	switch code { //nolint:exhaustive // the others do not ask who acts
	case GuardSealerNotEvaluator, GuardCheckerNotAssessor, GuardConfirmerDiffers, GuardApproverDiffers, GuardProposerNotAssessor,
		GuardChoiceApproverDiffers, GuardStaterNotAssessor, GuardLifterDiffers:
		return true
	}
	return false
}

// Separates reports whether the act is one that some other person has to do than an earlier.
func (r Row) Separates() bool { return slices.ContainsFunc(r.Guards, separates) }

// UnmetAs lists the guards of the row against doing two duties that do not hold when the actor is, by other accounts of
// the same person, somebody who acted before.
func (l *Lifecycle) UnmetAs(v *View, r Row, others []string) (out []Unmet) {
	r.Guards = slices.DeleteFunc(slices.Clone(r.Guards), func(g GuardCode) bool { return !separates(g) })
	for _, id := range others {
		as := *v
		as.Actor.ID = id
		for _, u := range l.Unmet(&as, r) {
			if !slices.ContainsFunc(out, func(o Unmet) bool { return o.Guard == u.Guard }) {
				out = append(out, u)
			}
		}
	}
	return out
}

// bodies are the assessment bodies that the case has had.
func (c *Case) bodies() []Commission {
	all := slices.Clone(c.PastBodies)
	if c.Commission != nil {
		all = append(all, *c.Commission)
	}
	return all
}

// everAssessed reports whether the actor is or was an evaluator or an adjudicator of the case. Among
// the people of the authority itself the same name counts as the same person.
func (c *Case) everAssessed(a Actor) bool {
	for _, body := range c.bodies() {
		for _, e := range body.Members {
			if e.AccountID == a.ID || body.own(e) && a.AuthorityID == c.AuthorityID && e.Name == a.Name {
				return true
			}
		}
	}
	for _, j := range c.Adjudicators {
		if j.AccountID == a.ID || a.AuthorityID == c.AuthorityID && j.Name == a.Name {
			return true
		}
	}
	return false
}

// workedForBody reports whether the actor evaluated, or acted for the body as its
// manager: accepted, assigned, began, sealed.
func (c *Case) workedForBody(a Actor) bool {
	for _, r := range append(slices.Clone(c.PastReports), c.report(), c.inHand()) {
		if r.SealedByID != "" && r.SealedByID == a.ID {
			return true
		}
	}
	for _, body := range c.bodies() {
		if slices.Contains(body.ManagerIDs, a.ID) {
			return true
		}
	}
	return c.everAssessed(a)
}

func (c *Case) report() Report {
	if c.Report == nil {
		return Report{}
	}
	return *c.Report
}

// inHand is the report in hand, an empty one while there is none.
func (c *Case) inHand() Report {
	if r := c.ReportInHand(); r != nil {
		return *r
	}
	return Report{}
}
