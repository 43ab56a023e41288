package workflow

import (
	"slices"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/law"
)

// Adjudicator is the certified evaluator who settles what the evaluators of a phase
// differ on (裁定人): none of them, and neither who checks nor who decides. Only the
// items in dispute are open to him.
type Adjudicator struct {
	EvaluatorID string              `json:"evaluator_id"`
	AccountID   string              `json:"account_id"`
	Name        string              `json:"name"`
	Certificate string              `json:"certificate"`
	Phase       string              `json:"phase"`
	Items       []string            `json:"items"` // codes of the items in dispute
	NamedOn     law.Date            `json:"named_on"`
	NamedBy     string              `json:"named_by"`
	NamedByID   string              `json:"named_by_id"`
	Reason      string              `json:"reason,omitempty"` // why one from outside the body
	Declared    *RecusalDeclaration `json:"declared,omitempty"`
	// Earlier are declarations that a later one replaced.
	Earlier    []RecusalDeclaration `json:"earlier,omitempty"`
	ReleasedOn law.Date             `json:"released_on,omitzero"` // another was named
	ReleaseWhy string               `json:"release_why,omitempty"`
	DoneOn     law.Date             `json:"done_on,omitzero"` // everything is ruled on; the file shuts
}

// Active reports whether the adjudicator has still something to rule on.
func (a Adjudicator) Active() bool { return a.ReleasedOn.IsZero() && a.DoneOn.IsZero() }

// Ready reports whether the adjudicator has declared that nothing stands against him.
func (a Adjudicator) Ready() bool {
	return a.Active() && a.Declared != nil && !a.Declared.Conflict && a.Declared.Secrecy
}

// PhaseRuling is one item that was settled (裁定), with what the evaluators had
// recorded as it stood then. A ruling without effect stays in the record.
type PhaseRuling struct {
	ID      string            `json:"id"` // of the act: rulings made together share it
	Phase   string            `json:"phase"`
	On      law.Date          `json:"on"`
	Ruling  assessment.Ruling `json:"ruling"`
	Title   string            `json:"title"`
	Ground  assessment.Ground `json:"ground"`
	Spread  string            `json:"spread"`
	Allowed string            `json:"allowed,omitempty"`
	Values  []EvaluatorValue  `json:"values"` // what each evaluator had recorded
	Value   string            `json:"value"`  // what counts
	VoidOn  law.Date          `json:"void_on,omitzero"`
	VoidWhy string            `json:"void_why,omitempty"`
}

// EvaluatorValue is what one evaluator recorded at an item, in a few words.
type EvaluatorValue struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// StatedOutcome is what the supervisor finds where the scoring table leaves the
// conclusion to a person (由审批人判断): before it the family has neither passed nor failed.
type StatedOutcome struct {
	Phase   string   `json:"phase"`
	Passed  bool     `json:"passed"`
	Reason  string   `json:"reason"`
	On      law.Date `json:"on"`
	By      string   `json:"by"`
	ByID    string   `json:"by_id"`
	VoidOn  law.Date `json:"void_on,omitzero"`
	VoidWhy string   `json:"void_why,omitempty"`
}

// PhaseRenewal is a proof that came in after the sheets of a phase, because an older
// one has run out or was missing (补交、换发的证明材料). It changes no score.
type PhaseRenewal struct {
	Phase   string             `json:"phase"`
	On      law.Date           `json:"on"`
	By      string             `json:"by"`
	ByID    string             `json:"by_id"`
	Renewal assessment.Renewal `json:"renewal"`
	Note    string             `json:"note,omitempty"`
}

// RenewalsOf lists the proofs that came in after the sheets of a phase.
func (c *Case) RenewalsOf(phase string) []assessment.Renewal {
	var out []assessment.Renewal
	for _, r := range c.Renewals {
		if r.Phase == phase {
			out = append(out, r.Renewal)
		}
	}
	return out
}

// AdjudicatorByAccount returns the active adjudicator with the account, nil when there is none.
func (c *Case) AdjudicatorByAccount(account string) *Adjudicator {
	for i := range c.Adjudicators {
		if a := &c.Adjudicators[i]; a.AccountID == account && a.Active() {
			return a
		}
	}
	return nil
}

// AdjudicatorOf returns the active adjudicator of a phase, nil when there is none.
func (c *Case) AdjudicatorOf(phase string) *Adjudicator {
	for i := range c.Adjudicators {
		if a := &c.Adjudicators[i]; a.Phase == phase && a.Active() {
			return a
		}
	}
	return nil
}

// Adjudicated reports whether the account is or was an adjudicator of the case and no evaluator of it.
func (c *Case) Adjudicated(account string) bool {
	return account != "" && c.EvaluatorByAccount(account) == nil &&
		slices.ContainsFunc(c.Adjudicators, func(a Adjudicator) bool { return a.AccountID == account })
}

// RulingsOf lists the rulings of a phase that have effect.
func (c *Case) RulingsOf(phase string) []assessment.Ruling {
	var out []assessment.Ruling
	for _, r := range c.Rulings {
		if r.Phase == phase && r.VoidOn.IsZero() {
			out = append(out, r.Ruling)
		}
	}
	return out
}

// StatedOf returns what the supervisor found on a phase, nil when nothing.
func (c *Case) StatedOf(phase string) *StatedOutcome {
	for i := range c.Stated {
		if s := &c.Stated[i]; s.Phase == phase && s.VoidOn.IsZero() {
			return s
		}
	}
	return nil
}

// Unsettle takes effect from everything that rests on the sheets of a phase: they
// are not all in any more. It stays in the record with the reason.
func (c *Case) Unsettle(phase string, on law.Date, why string) {
	c.ScoredPhases = slices.DeleteFunc(c.ScoredPhases, func(p string) bool { return p == phase })
	for i := range c.Rulings {
		if r := &c.Rulings[i]; r.Phase == phase && r.VoidOn.IsZero() {
			r.VoidOn, r.VoidWhy = on, why
		}
	}
	for i := range c.Stated {
		if s := &c.Stated[i]; s.Phase == phase && s.VoidOn.IsZero() {
			s.VoidOn, s.VoidWhy = on, why
		}
	}
	if j := c.OpenJoint(phase); j != nil {
		j.Void(on, why)
	}
	if a := c.AdjudicatorOf(phase); a != nil {
		a.ReleasedOn, a.ReleaseWhy = on, why
	}
}

// ScoringPhase is the phase that is scored in a state; "" where none is.
func ScoringPhase(s State) string {
	switch s { //nolint:exhaustive // sheets come in during these alone
	case Assessing:
		return PhaseCapacity
	case Integrating:
		return PhaseIntegration
	}
	return ""
}
