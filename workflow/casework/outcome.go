package casework

import (
	"context"
	"fmt"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// ClockView is a clock of a case with its derived date and why.
type ClockView struct {
	law.Clock
	Title   string   `json:"title"`
	Due     *law.Due `json:"due,omitempty"` // absent when stopped before a date could be derived
	Left    *int     `json:"days_left,omitempty"`
	Overdue bool     `json:"overdue"`
}

// ClockTitle is the Chinese name of a clock.
func ClockTitle(n law.ClockName) string {
	switch n {
	case law.ClockRegistrationReview:
		return "收养登记审查期限"
	case law.ClockFoundlingNotice:
		return "查找生父母公告期"
	case law.ClockAssessment:
		return "收养评估期限"
	case law.ClockIntegration:
		return "融合期"
	case law.ClockFollowUp:
		return "回访"
	case law.ClockSupplement:
		return "补正期限"
	case law.ClockConsentAnswer:
		return "同意评估的答复期限"
	case law.ClockReviewWindow:
		return "异议（复核）期限"
	case law.ClockReconsideration:
		return "申请行政复议期限"
	case law.ClockLawsuit:
		return "提起行政诉讼期限"
	}
	return string(n)
}

// Clocks derives every clock of a case as at a day, the child's notice with them.
func Clocks(c *workflow.Case, child *workflow.Child, cal *law.Calendar, today law.Date) ([]ClockView, error) {
	all := c.Clocks
	if child != nil && child.Clock != nil {
		all = append([]law.Clock{*child.Clock}, all...)
	}
	out := make([]ClockView, 0, len(all))
	for _, k := range all {
		due, err := k.Explain(cal)
		if err != nil {
			return nil, fmt.Errorf("casework: clock %s: %w", k.Name, err)
		}
		v := ClockView{Clock: k, Title: ClockTitle(k.Name), Due: &due}
		if k.Stopped.IsZero() && !due.Running {
			v.Left = new(today.DaysUntil(due.On))
			v.Overdue = k.Term.Kind == law.Limit && today.After(due.On)
		}
		out = append(out, v)
	}
	return out, nil
}

// outcome answers with the new state, the dates and why, and the next acts.
func (s *Service) outcome(d *Decision, change *Change, from workflow.State) (*Outcome, error) {
	c := d.Case
	clocks, err := Clocks(c, d.Child, d.Calendar, d.Today)
	if err != nil {
		return nil, err
	}
	v := d.View
	v.On = d.Today
	out := &Outcome{
		CaseID: c.ID, Number: c.Number, Act: d.Row.Act, From: from, State: c.State, Name: c.State.Chinese(), Version: c.Version,
		On: d.On, At: d.At, EntrySeq: change.Head.Sequence, Entry: change.Head.Hash.String(),
		Papers: []workflow.Paper{}, Warnings: d.warnings, Clocks: clocks, Actions: s.Lifecycle.Actions(&v),
	}
	if access(c, d.Actor) < accessMasked { // reasons may name persons
		for i := range out.Actions {
			out.Actions[i].Unmet = nil
		}
	}
	for _, o := range change.Others {
		out.Touched = append(out.Touched, TouchedCase{ID: o.Case.ID, Number: o.Case.Number, State: o.Case.State, Version: o.Case.Version})
	}
	for _, id := range d.ordered {
		out.Papers = append(out.Papers, *c.Paper(id))
	}
	return out, nil
}

// stale says what changed since the version that the caller had read, when the
// file is open to him. Who handed in a sheet that is blind to him is not told.
func (s *Service) stale(ctx context.Context, tx Tx, c *workflow.Case, had int64, actor workflow.Actor) error {
	e := &workflow.Error{
		Kind: workflow.KindStale, Code: "stale_version",
		Message: fmt.Sprintf("案件已更新：您看到的是第%d版，现为第%d版。请刷新后核对再办理", had, c.Version),
	}
	if c.State == workflow.Draft || access(c, actor) < accessMasked {
		return e
	}
	records, err := tx.Entries(ctx, c.ID, 0)
	if err != nil {
		return err
	}
	blind := blindEntries(c, actor.ID)
	for _, r := range records {
		if r.Entry.Kind != ledger.KindAct || r.Entry.CaseVersion <= had {
			continue
		}
		line := s.historyLine(r, actor, blind)
		if line.Act == "" {
			e.Fields = append(e.Fields, workflow.Field(fmt.Sprintf("/versions/%d", line.Version), "blind", line.Name))
			continue
		}
		e.Fields = append(e.Fields, workflow.Field(fmt.Sprintf("/versions/%d", line.Version), string(line.Act),
			fmt.Sprintf("%s %s 办理“%s”", line.On, line.Actor.Name, line.Name)))
	}
	return e
}
