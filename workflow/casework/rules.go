package casework

import (
	"context"
	"slices"
	"strings"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// rules are a pack and a calendar with their names.
type rules struct {
	pack     *law.Pack
	calendar *law.Calendar
}

// newRules are the rules in use now for the authority of the case. It fails with
// conflict when the case is judged by them already.
func (d *Decision) newRules(ctx context.Context) (rules, error) {
	house, err := d.Tx.Authority(ctx, d.Case.AuthorityID)
	if err != nil {
		return rules{}, err
	}
	pack, cal, err := currentLaw(d.Laws, house.Pack, house.Ref.Division, d.Sandbox)
	if err != nil {
		return rules{}, err
	}
	if p, k := RefsOf(pack, cal); p == d.Case.Pack && k == d.Case.Calendar {
		return rules{}, workflow.Refuse(workflow.KindConflict, "rules_in_use", "本案适用的规则包"+p.Version+"和工作日历"+k.Version+"就是现行版本，无须改用")
	}
	return rules{pack, cal}, nil
}

// changeOfRules is what new rules would do to the case: both versions, each running
// clock with its date before and after, and the clocks as they would run on.
func (d *Decision) changeOfRules(next rules) (workflow.RuleChange, []law.Clock, error) {
	c := d.Case
	x := workflow.RuleChange{
		PackBefore: c.Pack, CalendarBefore: c.Calendar, OrderBefore: c.Order, OrderAfter: workflow.Order(next.pack.Order), Clocks: []workflow.DateChange{},
	}
	x.PackAfter, x.CalendarAfter = RefsOf(next.pack, next.calendar)
	clocks := slices.Clone(c.Clocks)
	for i, k := range clocks {
		if !k.Stopped.IsZero() {
			continue
		}
		was := rules{d.Pack, d.Calendar}
		anew, kept, err := underRules(k, was, next)
		if err != nil {
			return x, nil, lawError(err)
		}
		change, err := dateChange(k, anew, was, next, d.On)
		if err != nil {
			return x, nil, err
		}
		change.Kept = kept
		clocks[i], x.Clocks = anew, append(x.Clocks, change)
	}
	return x, clocks, nil
}

// underRules is a running clock as other rules set it on the same facts. The limits
// of the authority's own work follow the new rules; a term that the family was told
// or that somebody set by hand stays, and kept says so. Pauses keep their days and
// take the words of the new pack, by which they are found again when they end.
func underRules(k law.Clock, was, next rules) (anew law.Clock, kept string, err error) {
	switch {
	case k.Name != law.ClockRegistrationReview && k.Name != law.ClockAssessment:
		return k, "已告知申请人的期限不变", nil
	case k.Pack == "":
		return k, "由登记机关指定的期限不变", nil
	}
	fresh, err := law.StartClock(next.pack, k.Name, k.Start)
	if err != nil {
		return k, "", err
	}
	k.Term, k.Basis, k.Status, k.Pack = fresh.Term, fresh.Basis, fresh.Status, fresh.Pack
	k.Pauses = slices.Clone(k.Pauses)
	for i, p := range k.Pauses {
		ground := groundOf(was.pack, k.Name, p)
		if ground == "" {
			continue // worded by a person
		}
		if k.Pauses[i].Ground, k.Pauses[i].Basis, err = law.PauseText(next.pack, k.Name, ground, p.From); err != nil {
			return k, "", err
		}
	}
	return k, "", nil
}

// groundOf finds the ground of a pause by the words that the pack gave it; "" when it is none of the pack's.
func groundOf(pack *law.Pack, name law.ClockName, p law.Pause) string {
	spec, known := name.Spec()
	if !known || spec.PauseKey == "" {
		return ""
	}
	for _, key := range pack.Keys() {
		ground, of := strings.CutPrefix(key, spec.PauseKey+".")
		if text, err := pack.Text(key, p.From); of && err == nil && text == p.Ground {
			return ground
		}
	}
	return ""
}

// dateChange compares the date of a clock before and after. One that stands still
// has no date: it is taken to run again from the day on.
func dateChange(k, anew law.Clock, was, next rules, on law.Date) (workflow.DateChange, error) {
	x := workflow.DateChange{Clock: k.Name, Title: ClockTitle(k.Name), Start: k.Start, Paused: k.Paused()}
	before, err := running(k, on).Explain(was.calendar)
	if err != nil {
		return x, err
	}
	after, err := running(anew, on).Explain(next.calendar)
	if err != nil {
		return x, err
	}
	x.Before, x.After, x.Why = before.On, after.On, after.Texts()
	return x, nil
}

// running is the clock as if what lets it stand still ended on the day.
func running(k law.Clock, on law.Date) law.Clock {
	if !k.Paused() {
		return k
	}
	for _, p := range k.Pauses {
		if p.To.IsZero() {
			on = later(on, p.From)
		}
	}
	if r, err := k.Resume(on); err == nil {
		return r
	}
	return k
}

// RulesView says by which rules a case is judged, which are in use now, and what
// taking them over would do to its dates.
type RulesView struct {
	Pack     workflow.Ref `json:"pack"`     // by which the case is judged
	Calendar workflow.Ref `json:"calendar"` // the same
	// Change is absent when the case is judged by what is in use.
	Change *workflow.RuleChange `json:"change,omitempty"`
	// Possible says that nothing keeps a supervisor from taking the case over today.
	Possible bool                  `json:"possible"`
	Past     []workflow.RuleChange `json:"past"` // moves that were made
}

// CaseRules reads the rules of a case beside those in use. It fails as ReadCase does.
func (s *Service) CaseRules(ctx context.Context, actor workflow.Actor, caseID string) (*RulesView, error) {
	var out *RulesView
	err := s.reading(ctx, actor, caseID, "case", func(tx Tx, opened *OpenedCase, v *workflow.View) error {
		if access(opened.Case, actor) < accessMasked {
			return notFoundCase()
		}
		c := opened.Case
		out = &RulesView{Pack: c.Pack, Calendar: c.Calendar, Past: append([]workflow.RuleChange{}, c.RuleChanges...)}
		d := &Decision{View: *v, Sandbox: opened.House.Sandbox, Tx: tx, Laws: s.Laws}
		next, err := d.newRules(ctx)
		if workflow.IsKind(err, workflow.KindConflict) || c.State.End() {
			return nil
		}
		if err != nil {
			return err
		}
		change, _, err := d.changeOfRules(next)
		if err != nil {
			return err
		}
		change.On, out.Change = v.Today, &change
		row, ok := s.Lifecycle.Row(c, workflow.ActAdoptRules)
		out.Possible = ok && slices.Contains(row.From, c.State) && len(s.Lifecycle.Unmet(v, row)) == 0 && !c.Emergency.Open()
		return nil
	})
	return out, err
}
