package casework_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// accepted looks at what one act did and then at everything that must always hold.
func (w *walk) accepted(id string, was *casework.OpenedCase, who workflow.Actor, out *casework.Outcome) {
	now := w.opened(id)
	row, ok := w.service.Lifecycle.Row(was.Case, out.Act)
	require.True(w.rt, ok)
	require.Equal(w.rt, was.Case.Version+1, now.Case.Version)
	require.Equal(w.rt, was.Head.Sequence+1, now.Head.Sequence, "one act, one entry")
	require.Contains(w.rt, row.From, was.Case.State, out.Act)
	require.True(w.rt, row.Back || row.Anew || now.Case.State == was.Case.State || slices.Contains(row.To, now.Case.State), "%s leads to %s", out.Act, now.Case.State)
	require.True(w.rt, w.mayAct(was.Case, who, row.Roles), "%s was done by %s %s", out.Act, who.Role, who.Name)
	if was.Case.Emergency.Open() {
		require.Contains(w.rt, whileHeld(), out.Act)
	}
	require.False(w.rt, out.On.After(law.DateOf(w.now)))
	for _, p := range now.Case.Papers[len(was.Case.Papers):] {
		require.Equal(w.rt, now.Head.Sequence, p.EntrySeq, "a paper is the picture of the entry that ordered it")
	}
	for i, p := range was.Case.Papers {
		require.Equal(w.rt, p.ID, now.Case.Papers[i].ID, "papers stay")
	}
	w.remember(id, now)
	w.always(now)
	w.oneFamily(was)
	if out.Act == workflow.ActReopenSheet {
		delete(w.filled, id+runningPhase(now.Case))
	}
	w.blind(now.Case)
}

// mayAct says once more, in other words than the table's, who holds a role.
func (w *walk) mayAct(c *workflow.Case, who workflow.Actor, roles []workflow.Role) bool {
	m := c.Commission
	inHand := m != nil && m.DeclinedOn.IsZero() && m.EndedOn.IsZero()
	own := who.AuthorityID == c.AuthorityID
	holds := map[workflow.Role]bool{
		workflow.RoleOfficer:    who.Role == workflow.RoleOfficer && own,
		workflow.RoleSupervisor: who.Role == workflow.RoleSupervisor && own,
		workflow.RoleManager: who.Role == workflow.RoleManager && inHand && (who.AgencyID == m.BodyID || m.Kind == workflow.BodyMixed && who.AgencyID == m.AgencyID) ||
			who.Role == workflow.RoleSupervisor && own && m != nil && (m.Kind == workflow.BodyGroup || m.Kind == workflow.BodyMixed),
	}
	if who.Role == workflow.RoleEvaluator {
		if inHand {
			for _, e := range m.Members {
				holds[workflow.RoleEvaluator] = holds[workflow.RoleEvaluator] || e.AccountID == who.ID && e.ReleasedOn.IsZero()
			}
		}
		holds[workflow.RoleEvaluator] = holds[workflow.RoleEvaluator] || inHand && c.AdjudicatorByAccount(who.ID) != nil
		if c.FollowUps != nil {
			for _, v := range c.FollowUps.Visits {
				holds[workflow.RoleEvaluator] = holds[workflow.RoleEvaluator] || v.AssigneeID == who.ID
			}
		}
	}
	return slices.ContainsFunc(roles, func(r workflow.Role) bool { return holds[r] })
}

// whileHeld are the acts that an emergency lets through: what protects, what ends, what is served.
func whileHeld() []workflow.ActName {
	return []workflow.ActName{
		workflow.ActRecordPoliceReport, workflow.ActRemoveChild, workflow.ActLiftEmergency, workflow.ActTerminateAssessment, workflow.ActFailIntegration,
		workflow.ActWithdraw, workflow.ActTerminate, workflow.ActReportCircumstance, workflow.ActDecideCircumstance, workflow.ActProposeRefusal,
		workflow.ActApproveRefusal, workflow.ActReturnProposal, workflow.ActServePaper, workflow.ActAttachScan, workflow.ActVoidPaper,
		workflow.ActRecordFollowUp, workflow.ActSettleFlag, workflow.ActRecordRecusal, workflow.ActWaiveRecusal,
	}
}

// remember keeps the texts that came into the case, and asks for all that came before.
func (w *walk) remember(id string, o *casework.OpenedCase) {
	raw, err := json.Marshal([]any{o.Case, o.Child})
	require.NoError(w.rt, err)
	document := string(raw)
	for _, one := range w.words[id] {
		require.Contains(w.rt, document, one, "what was recorded has been lost from the case")
	}
	for _, one := range w.given {
		if strings.Contains(document, one) {
			w.words[id] = append(w.words[id], one)
		}
	}
}

// always holds in every state.
func (w *walk) always(o *casework.OpenedCase) {
	c := o.Case
	require.Contains(w.rt, workflow.States(), c.State)
	w.clocksHold(o)
	require.Equal(w.rt, c.State.End() && c.State != workflow.Refused, c.Ending != nil)
	e := c.Emergency
	if e != nil && !e.LiftedOn.IsZero() {
		require.NotEmpty(w.rt, e.PoliceAt, "no emergency ends before the police know")
	}
	if c.State.End() {
		require.False(w.rt, e.Open(), "no case ends under an emergency")
		if c.Ending == nil || c.Ending.Ground != casework.EndChildDied {
			require.False(w.rt, w.livesWith(c), "no case ends with the child at the family: %s", c.State)
		}
	}
	switch c.State { //nolint:exhaustive // two decisions
	case workflow.FollowUp, workflow.Closed:
		w.registered(o)
	case workflow.Refused:
		require.NotEqual(w.rt, c.Proposal.ByID, c.Decision.ByID)
		require.NotEmpty(w.rt, c.Decision.Basis)
		require.NotEmpty(w.rt, c.Decision.Reasons)
	}
}

// livesWith says in other words than the domain's that the child lives with the applicants for integration.
func (w *walk) livesWith(c *workflow.Case) bool {
	i, e := c.Integration, c.Emergency
	away := e != nil && !e.RemovedOn.IsZero() && e.BackOn.IsZero()
	return i != nil && i.ReturnedOn.IsZero() && c.Registration == nil && !away
}

// clocksHold: the clocks that the law asks for run, and those that it ends do not.
func (w *walk) clocksHold(o *casework.OpenedCase) {
	c := o.Case
	_, cal, err := w.service.Laws.Judged(c.Pack, c.Calendar, true)
	require.NoError(w.rt, err)
	running := map[law.ClockName]int{}
	for _, k := range c.Clocks {
		_, err := k.Explain(cal)
		require.NoError(w.rt, err, k.Name)
		if k.Stopped.IsZero() {
			running[k.Name]++
		}
	}
	study := slices.Contains([]workflow.State{workflow.Commissioning, workflow.Assessing, workflow.Reporting}, c.State) || c.State == workflow.Integrating && c.Order == workflow.OrderA
	before := !c.State.End() && c.State != workflow.FollowUp
	require.Equal(w.rt, before, running[law.ClockRegistrationReview] == 1, "C1 in %s", c.State)
	require.Equal(w.rt, study, running[law.ClockAssessment] == 1, "C3 in %s", c.State)
	require.Equal(w.rt, c.State == workflow.Integrating, running[law.ClockIntegration] == 1, "C4 in %s", c.State)
	if c.State.End() {
		delete(running, law.ClockReconsideration)
		delete(running, law.ClockLawsuit)
		require.Empty(w.rt, running, "clocks in %s", c.State)
	}
	if before {
		w.reviewPauses(o, study)
		w.inChoice(c)
	}
	if study {
		var last law.Date
		for _, k := range c.Consents {
			if k.Kind == workflow.ConsentAssessment && k.On.After(last) {
				last = k.On
			}
		}
		require.Equal(w.rt, last, c.Clock(law.ClockAssessment).Start, "C3 starts with the later consent")
	}
}

// reviewPauses: C1 stands still for the assessment exactly while it runs, and for a notice that is pending.
func (w *walk) reviewPauses(o *casework.OpenedCase, study bool) {
	open := map[string]bool{}
	for _, p := range o.Case.Clock(law.ClockRegistrationReview).Pauses {
		if p.To.IsZero() {
			open[p.Ground] = true
		}
	}
	require.Equal(w.rt, assessed(o.Case, study), open["收养评估期间"], "C1 and the assessment in %s", o.Case.State)
	require.Equal(w.rt, o.Case.State == workflow.Selecting && o.Case.Selection.Standing == workflow.StandingReserve, open["候选期间"], "C1 of a reserve")
	n := o.Child.Notice
	pending := o.Case.Category.NeedsNotice() && n != nil && n.ClearedOn.IsZero()
	require.False(w.rt, open["公告查找生父母期间"] && !pending, "C1 stands still without a pending notice")
	require.Equal(w.rt, o.Case.Emergency.Open(), open["紧急处置期间"])
	require.Equal(w.rt, o.Case.State == workflow.Supplementing, open["补正材料期间"])
}

// assessed says in other words than the domain's that the time of the assessment is
// not counted: in order B until the integration is reported on, but for a reserve.
func assessed(c *workflow.Case, study bool) bool {
	switch {
	case c.Order == workflow.OrderA:
		return study
	case c.State == workflow.ReportReview:
		return c.Report.Conclusion == workflow.ConclusionFit
	case c.State == workflow.Selecting:
		return c.Selection.Standing != workflow.StandingReserve
	case c.State == workflow.IntegrationReview:
		return c.IntegrationReport == nil || c.IntegrationReport.SealedOn.IsZero()
	}
	return study || c.State == workflow.Integrating
}

// inChoice: order and choice fit the state; a choice was made by two people.
func (w *walk) inChoice(c *workflow.Case) {
	chosen := c.Selection != nil && c.Selection.Standing == workflow.StandingChosen
	switch c.State { //nolint:exhaustive // the states behind the choice
	case workflow.Selecting:
		require.NotNil(w.rt, c.Selection)
	case workflow.IntegrationReview:
		require.True(w.rt, chosen, "only the chosen family integrates")
	case workflow.Integrating:
		require.Equal(w.rt, c.Order == workflow.OrderB, chosen)
	}
	if chosen {
		k := c.Selection.Choice
		require.Equal(w.rt, workflow.OrderB, c.Order)
		if !k.ApprovedOn.IsZero() {
			require.NotEqual(w.rt, k.ByID, k.ApprovedByID)
			require.NotContains(w.rt, []string{w.eval.ID, w.eval2.ID, w.manager.ID}, k.ApprovedByID)
		}
	}
}

// oneFamily: the child lives with one family at most, and is adopted once.
func (w *walk) oneFamily(was *casework.OpenedCase) {
	homes, adopted, promised := 0, 0, 0
	for _, id := range w.cases {
		o := w.opened(id)
		if o.Case.HoldsChoice() && o.Case.Registration == nil {
			promised++
		}
		if o.Case.State == workflow.NotSelected {
			require.NotEmpty(w.rt, o.Child.AdoptedBy, "not selected only once another is registered")
			require.NotEqual(w.rt, id, o.Child.AdoptedBy)
		}
		if w.livesWith(o.Case) {
			homes++
		}
		if o.Case.Registration != nil {
			adopted++
			require.Equal(w.rt, id, o.Child.AdoptedBy)
		}
	}
	require.LessOrEqual(w.rt, homes, 1, "after an act on %s the child lives with two families", was.Case.ID)
	require.LessOrEqual(w.rt, adopted, 1)
	require.LessOrEqual(w.rt, promised, 1, "the child is promised to one family at most")
}

// blind: until all sheets of a phase are in, nobody reads another's.
func (w *walk) blind(c *workflow.Case) {
	id := c.ID
	for _, phase := range []string{workflow.PhaseCapacity, workflow.PhaseIntegration} {
		in := map[string]bool{}
		for _, s := range c.SheetsOf(phase) {
			in[s.Evaluator.ID] = true
		}
		all := len(c.ActiveEvaluators()) > 1
		for _, e := range c.ActiveEvaluators() {
			all = all && in[e.AccountID]
		}
		key := id + phase
		w.filled[key] = (w.filled[key] || all) && len(in) > 1
		if w.filled[key] {
			continue
		}
		for _, s := range c.Sheets {
			if string(s.Phase) != phase {
				continue
			}
			for _, who := range []workflow.Actor{w.officer, w.supervisor, w.manager, w.eval, w.eval2, w.eval3, w.auditor} {
				v, err := w.service.ReadCase(context.Background(), who, id)
				if err != nil || who.ID == s.Evaluator.ID {
					continue
				}
				v.Case.SetAside = nil // that a sheet was given back, and why, is told by its number
				raw, err := json.Marshal(v)
				require.NoError(w.rt, err)
				require.NotContains(w.rt, string(raw), s.ID, "%s reads a blind sheet", who.Name)
			}
		}
	}
}

// registered asks once more for every condition of a registration.
func (w *walk) registered(o *casework.OpenedCase) {
	c, g, child := o.Case, o.Case.Registration, o.Child
	require.NotNil(w.rt, g)
	require.NotEmpty(w.rt, g.Certificate)
	require.Equal(w.rt, c.ID, child.AdoptedBy)
	require.NotEqual(w.rt, c.Proposal.ByID, c.Decision.ByID)
	require.Equal(w.rt, w.supervisor.Role, w.roleOf(c.Decision.ByID))
	if c.Category.NeedsNotice() {
		n := child.Notice
		require.Greater(w.rt, n.PublishedOn.DaysUntil(g.On), 60, "60 full days")
		require.False(w.rt, n.ClearedOn.IsZero() || n.ClearedOn.After(g.On))
	}
	yes := map[string]workflow.Consent{}
	for _, k := range c.Consents {
		yes[k.Kind+k.By] = k
	}
	placer := yes[workflow.ConsentPlacer+casework.PlacerName(c)]
	require.True(w.rt, placer.Given && !placer.On.After(g.On), "the placer's last word")
	if eighth := child.Born.Reaches(8); !g.On.Before(eighth) {
		own := yes[workflow.ConsentChild+child.Name]
		require.True(w.rt, own.Given && !own.On.Before(eighth) && !own.On.After(g.On), "the child's own consent at eight")
	}
	asked := map[string]bool{}
	for _, r := range c.Inquiries {
		if r.Kind == workflow.RecordQuestioning && r.Separate && !r.On.After(g.On) {
			asked[r.PartyID] = true
		}
	}
	for _, a := range c.Application.Applicants {
		require.True(w.rt, asked[a.ID])
	}
	require.True(w.rt, asked[workflow.PartyPlacer])
	require.NotNil(w.rt, c.Guidance)
	for _, k := range c.Circumstances {
		require.Equal(w.rt, "continue", k.Decision)
	}
	if c.Category != workflow.CatStepChild {
		w.assessed(o)
	}
}

func (w *walk) roleOf(account string) workflow.Role {
	for _, a := range w.people() {
		if a.ID == account {
			return a.Role
		}
	}
	return ""
}

// assessed asks for a lawful home study behind a registration.
func (w *walk) assessed(o *casework.OpenedCase) {
	c, r := o.Case, o.Case.Report
	require.Equal(w.rt, workflow.ConclusionFit, r.Conclusion)
	require.False(w.rt, r.SealedOn.IsZero() || r.ConfirmedOn.IsZero() || r.CheckedOn.IsZero())
	signed := map[string]bool{}
	for _, s := range r.Signatures {
		signed[s.AccountID] = true
		require.False(w.rt, s.On.After(r.SealedOn))
	}
	require.GreaterOrEqual(w.rt, len(signed), 2)
	for _, one := range []string{r.SealedByID, r.CheckedByID, r.ConfirmedByID, c.Decision.ByID, c.Proposal.ByID} {
		require.False(w.rt, signed[one], "an evaluator decided")
	}
	require.NotEqual(w.rt, r.SealedByID, r.ConfirmedByID)
	require.NotEqual(w.rt, r.SealedByID, c.Decision.ByID)
	require.NotEqual(w.rt, r.CheckedByID, r.ConfirmedByID)
	for _, phase := range []string{workflow.PhaseCapacity, workflow.PhaseIntegration} {
		require.GreaterOrEqual(w.rt, len(c.SheetsOf(phase)), 2, phase)
	}
	i := c.Integration
	require.True(w.rt, i.ReturnedOn.IsZero())
	require.GreaterOrEqual(w.rt, i.HandedOn.DaysUntil(i.EndedOn), 30)
	agreed := map[string]bool{}
	for _, k := range c.Consents {
		if k.Kind == workflow.ConsentAssessment && k.Given && k.Privacy {
			agreed[k.PartyID] = true
		}
	}
	require.Len(w.rt, agreed, len(c.Application.Applicants))
	if e := c.Emergency; e != nil {
		known, err := time.Parse(time.RFC3339, e.KnownAt)
		require.NoError(w.rt, err)
		require.False(w.rt, known.IsZero())
	}
}
