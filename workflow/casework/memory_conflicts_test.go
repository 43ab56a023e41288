package casework_test

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// Elsewhere counts cases of other offices by the child's number in the clear.
func (t *memoryTx) Elsewhere(ctx context.Context, child *workflow.Child) ([]workflow.OfficeCases, error) {
	var out []workflow.OfficeCases
	if child.IDNumber == "" {
		return nil, nil
	}
	for id := range t.Cases {
		o, err := t.Case(ctx, id)
		if err != nil {
			return nil, err
		}
		c := o.Case
		if c.AuthorityID == child.AuthorityID || o.Child.IDNumber != child.IDNumber || c.State == workflow.Draft || c.State.End() && c.State != workflow.Closed {
			continue
		}
		i := slices.IndexFunc(out, func(one workflow.OfficeCases) bool { return one.OfficeID == c.AuthorityID })
		if i < 0 {
			i, out = len(out), append(out, workflow.OfficeCases{OfficeID: c.AuthorityID, Office: t.Authorities[c.AuthorityID].Ref.Name})
		}
		out[i].Cases++
	}
	slices.SortFunc(out, func(a, b workflow.OfficeCases) int { return strings.Compare(a.OfficeID, b.OfficeID) })
	return out, nil
}

// RegisteredElsewhere looks for the child's number in the clear.
func (t *memoryTx) RegisteredElsewhere(ctx context.Context, child *workflow.Child) ([]string, error) {
	var out []string
	for _, id := range slices.Sorted(maps.Keys(t.Children)) {
		other, err := t.Child(ctx, id)
		if err != nil {
			return nil, err
		}
		if child.IDNumber != "" && other.IDNumber == child.IDNumber && other.AuthorityID != child.AuthorityID && other.AdoptedBy != "" {
			out = append(out, t.Authorities[other.AuthorityID].Ref.Name)
		}
	}
	return out, nil
}

// CardFiled looks for cards that name the account.
func (t *memoryTx) CardFiled(_ context.Context, account string) (bool, error) {
	for _, e := range t.Evaluators {
		if e.AccountID == account && e.IDNumber != "" {
			return true, nil
		}
	}
	return t.Cards[account].IDNumber != "", nil
}

// OtherAccounts compares numbers in the clear.
func (t *memoryTx) OtherAccounts(_ context.Context, account string) ([]string, error) {
	type named struct{ account, number string }
	var all []named
	for _, e := range t.Evaluators {
		all = append(all, named{e.AccountID, e.IDNumber})
	}
	for id, card := range t.Cards {
		all = append(all, named{id, card.IDNumber})
	}
	var out []string
	for _, own := range all {
		for _, other := range all {
			if own.account == account && own.number != "" && other.number == own.number && other.account != "" && other.account != account {
				out = append(out, other.account)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// heldCard is a card of somebody who works on cases, with the office that holds it.
type heldCard struct {
	id, office string
	traces     []workflow.Trace
}

func (t *memoryTx) allCards() (out []heldCard) {
	for _, id := range slices.Sorted(maps.Keys(t.Evaluators)) {
		out = append(out, heldCard{id, t.Evaluators[id].AuthorityID, t.Evaluators[id].Traces()})
	}
	for _, id := range slices.Sorted(maps.Keys(t.Cards)) {
		out = append(out, heldCard{id, officeID, t.Cards[id].Traces(id)})
	}
	return out
}

// Ties compares in the clear what the real store compares by keyed hashes: other
// cards of the same person, and earlier cases with the same parties.
func (t *memoryTx) Ties(_ context.Context, q casework.TieQuery) ([]casework.OfficeTie, error) {
	var out []casework.OfficeTie
	mine := slices.Clone(q.Subject)
	has := func(all []workflow.Trace, kind workflow.TraceKind, value string) bool {
		return slices.ContainsFunc(all, func(one workflow.Trace) bool { return one.Kind == kind && one.Value == value })
	}
	person := slices.Clone(q.Subject)
	for _, card := range t.allCards() {
		if slices.ContainsFunc(card.traces, func(one workflow.Trace) bool {
			return one.Kind == workflow.TraceLogin && has(q.Subject, one.Kind, one.Value)
		}) {
			person = append(person, card.traces...)
		}
	}
	for _, card := range t.allCards() {
		same := slices.ContainsFunc(card.traces, func(one workflow.Trace) bool {
			return one.Kind == workflow.TraceID && has(person, one.Kind, one.Value) || one.Kind == workflow.TraceLogin && has(q.Subject, one.Kind, one.Value)
		})
		if card.id == q.CardID || !same {
			continue
		}
		mine = append(mine, card.traces...)
		for _, tie := range workflow.Ties(card.traces, q.Parties) {
			out = append(out, casework.OfficeTie{Kind: tie.Kind, OfficeID: card.office, Office: t.Authorities[card.office].Ref.Name})
		}
	}
	for _, id := range slices.Sorted(maps.Keys(t.Marks)) {
		m := t.Marks[id]
		together := slices.ContainsFunc(m.Parties, func(one workflow.Trace) bool {
			return one.Kind == workflow.TraceID && has(q.Parties, one.Kind, one.Value)
		})
		if id == q.CaseID || !together {
			continue
		}
		in := func(accounts []string) bool {
			return slices.ContainsFunc(accounts, func(a string) bool { return has(mine, workflow.TraceLogin, a) })
		}
		if in(m.Declared) {
			out = append(out, casework.OfficeTie{Kind: workflow.TieDeclared, Office: "某民政局"})
		}
		if m.Settled && in(m.Team) {
			out = append(out, casework.OfficeTie{Kind: workflow.TieEarlier, Office: "某民政局"})
		}
	}
	return out, nil
}
