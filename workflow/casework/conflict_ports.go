package casework

import (
	"context"
	"slices"

	"github.com/anjia-project/anjia/workflow"
)

// ConflictTx asks what all offices know of the ties between somebody and the
// parties of a case, beyond the actor's scope.
type ConflictTx interface {
	// Ties answers with kinds and the offices that hold what they rest on, nothing
	// else: what is compared never leaves the database, which itself holds keyed
	// hashes only. What the question shows on both sides is not answered again.
	Ties(ctx context.Context, q TieQuery) ([]OfficeTie, error)
	// Elsewhere counts the cases of other offices that are about the same child, by its
	// identity number, as far as they are open or ended in a registration; in a fixed
	// order, none for a child without a number. Assessment bodies may not ask.
	Elsewhere(ctx context.Context, child *workflow.Child) ([]workflow.OfficeCases, error)
	// RegisteredElsewhere names the other offices at which an adoption of the child stands
	// registered, in a fixed order; none for a child without an identity number, of whom
	// nothing is known. Who asks for the same child at the same time waits until this
	// transaction has ended. Only a supervisor may ask.
	RegisteredElsewhere(ctx context.Context, child *workflow.Child) ([]string, error)
	// CardFiled reports whether any card with an identity number names the account: its own,
	// or an evaluator's. Without one the person's ties are unknown.
	CardFiled(ctx context.Context, accountID string) (bool, error)
	// OtherAccounts lists the other accounts of the person of an account, of all offices, as
	// far as cards of the same identity number name both.
	OtherAccounts(ctx context.Context, accountID string) ([]string, error)
}

// TieQuery asks for the ties of one person or agency to the parties of a case.
type TieQuery struct {
	CaseID  string
	CardID  string // of the evaluator or agency; "" when only the account is known
	Subject []workflow.Trace
	Parties []workflow.Trace
}

// OfficeTie is one kind of tie and the office that holds what it rests on.
type OfficeTie struct {
	Kind     workflow.TieKind
	OfficeID string
	Office   string
}

// CaseMarks is what of a case other cases are compared with: its parties, who
// assessed, who declared an interest. The store keeps keyed hashes of them.
type CaseMarks struct {
	Parties  []workflow.Trace
	Team     []string // accounts whose sheets are in, or who ruled on them
	Declared []string // accounts
	Settled  bool     // the case has ended without a registration: who assessed the family then has judged already
}

// MarksOf takes the marks of a case as it stands.
func MarksOf(c *workflow.Case, child *workflow.Child) CaseMarks {
	m := CaseMarks{Parties: c.Traces(child), Settled: c.State.End() && c.State != workflow.Closed}
	bodies := slices.Clone(c.PastBodies)
	if c.Commission != nil {
		bodies = append(bodies, *c.Commission)
	}
	conflict := func(r workflow.RecusalDeclaration) bool { return r.Conflict }
	for _, s := range c.Sheets {
		m.Team = append(m.Team, s.Evaluator.ID)
	}
	for _, r := range c.Rulings {
		if !r.Ruling.Joint() {
			m.Team = append(m.Team, r.Ruling.By.ID)
		}
	}
	for _, a := range c.Adjudicators {
		if a.Declared != nil && a.Declared.Conflict || slices.ContainsFunc(a.Earlier, conflict) || c.Withdrawn(a.AccountID) {
			m.Declared = append(m.Declared, a.AccountID)
		}
	}
	for _, body := range bodies {
		for _, e := range body.Members {
			if e.Declared != nil && e.Declared.Conflict || slices.ContainsFunc(e.Earlier, conflict) || c.Withdrawn(e.AccountID) {
				m.Declared = append(m.Declared, e.AccountID)
			}
		}
	}
	for _, r := range c.Recusals {
		if r.Outcome == workflow.RecusalRecorded && r.Subject.Kind == workflow.SubjectStaff {
			m.Declared = append(m.Declared, r.Subject.ID)
		}
	}
	return m
}

func (m CaseMarks) equal(o CaseMarks) bool {
	return m.Settled == o.Settled && slices.Equal(m.Parties, o.Parties) && slices.Equal(m.Team, o.Team) && slices.Equal(m.Declared, o.Declared)
}

// remarked are the marks of the case when they have to be written: they have
// changed.
func (d *Decision) remarked() *CaseMarks {
	if now := MarksOf(d.Case, d.Child); !now.equal(d.marks) {
		return &now
	}
	return nil
}

// OldMarks marks what was saved before there were marks, or by an older reading of the
// traces (历史数据的回避标记). It may be repeated and taken up by anybody.
type OldMarks interface {
	// MarkOld marks so many cards and cases at most and returns how many it did; one that
	// cannot be read does not hold the others up, and is told in the error.
	MarkOld(ctx context.Context, most int) (int, error)
}

// MarkTies marks cards and cases that have no marks yet; the leader orders it.
type MarkTies struct{}

// Kind names the job in the queue.
func (MarkTies) Kind() string { return "mark_ties" }
