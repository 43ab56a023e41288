package casework_test

import (
	"maps"
	"slices"
	"strings"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// drive does what a diligent office would do next; when nothing can be done, time goes by.
func (w *walk) drive(id string) {
	w.sure = true
	defer func() { w.sure = false }()
	o := w.opened(id)
	if o.Case.State.End() {
		return
	}
	w.renew()
	if w.needsNotice(o) {
		w.childStep(id)
		return
	}
	w.spoilt = w.tainted(o.Case) || !o.Child.DiedOn.IsZero()
	for _, act := range road() {
		row, _ := w.service.Lifecycle.Row(o.Case, act)
		if !slices.Contains(row.From, o.Case.State) || !w.needed(act, o) || w.leadsPast(act, o.Case) {
			continue
		}
		for _, who := range w.people() {
			if !w.mayAct(o.Case, who, row.Roles) || act == workflow.ActDeclareRecusal && declared(o.Case, who.ID) {
				continue
			}
			if w.try(id, act, who) {
				return
			}
		}
	}
	w.now = w.now.AddDate(0, 0, 15)
}

// renew keeps the yearly record checks and the contract current, as an office does.
func (w *walk) renew() {
	for id, card := range w.store.state.Evaluators {
		card.CheckedOn = law.DateOf(w.now)
		w.store.state.Evaluators[id] = card
	}
	for id, a := range w.store.state.Agencies {
		a.Contract.To = law.DateOf(w.now).AddYears(1)
		w.store.state.Agencies[id] = a
	}
}

// finish drives the cases to their ends, in turn: there is no state, whatever happened before,
// from which the office cannot bring one to a decision without the parties' help.
func (w *walk) finish() {
	for range 160 {
		open := slices.DeleteFunc(slices.Clone(w.cases), func(id string) bool { return w.load(id).State.End() })
		if len(open) == 0 {
			return
		}
		for _, id := range open {
			w.refuse = map[workflow.ActName]string{}
			if !w.fancy(id) {
				w.drive(id)
			}
		}
	}
	for _, id := range w.cases {
		c := w.load(id)
		require.True(w.rt, c.State.End(), "stuck in %s on %s: %v", c.State, law.DateOf(w.now), w.refuse)
	}
}

func (w *walk) needsNotice(o *casework.OpenedCase) bool {
	n := o.Child.Notice
	if !o.Case.Category.NeedsNotice() || o.Case.State == workflow.FollowUp {
		return false
	}
	return n == nil || n.ClearedOn.IsZero() && law.DateOf(w.now).After(n.PublishedOn.AddDays(75))
}

// road are the acts in the order in which an office tries them: danger first, then
// what is open, then the way on, at last the refusal.
func road() []workflow.ActName {
	return []workflow.ActName{
		workflow.ActRecordPoliceReport, workflow.ActLiftEmergency, workflow.ActDecideCircumstance, workflow.ActSettleFlag,
		workflow.ActReplaceEvaluator, workflow.ActDeclareRecusal, workflow.ActSupplySupplement, workflow.ActRecordMaterial, workflow.ActAccept,
		workflow.ActRecordConsent, workflow.ActRecordChildOpinion, workflow.ActRecordQuestioning, workflow.ActGiveGuidance, workflow.ActCheckEligibility,
		workflow.ActIssueNotice, workflow.ActGiveConsent, workflow.ActNameBody, workflow.ActAcceptCommission, workflow.ActAssignEvaluators,
		workflow.ActBeginAssessment, workflow.ActRecordVisit, workflow.ActRecordIntegrationVisit, workflow.ActSubmitSheet, workflow.ActAgreeRating, workflow.ActRateJointly, workflow.ActNameAdjudicator, workflow.ActRuleItems, workflow.ActStateOutcome, workflow.ActFinishCapacity, workflow.ActEnterSelection, workflow.ActCloseNotSelected, workflow.ActReturnChoice, workflow.ActApproveChoice, workflow.ActProposeChoice, workflow.ActBeginIntegration,
		workflow.ActFindUnfit, workflow.ActFinishIntegration, workflow.ActWriteReport, workflow.ActSignReport, workflow.ActSealForAgency, workflow.ActSealReport,
		workflow.ActCheckReport, workflow.ActConfirmConclusion, workflow.ActServePaper, workflow.ActRecordReply, workflow.ActApproveRegistration,
		workflow.ActReturnChild, workflow.ActApproveRefusal, workflow.ActProposeRegistration, workflow.ActTerminateAssessment, workflow.ActReturnProposal,
		workflow.ActProposeRefusal, workflow.ActFailIntegration, workflow.ActHandCertificate, workflow.ActRecordFollowUp, workflow.ActEndFollowUp, workflow.ActClose, workflow.ActWaiveRecusal,
	}
}

// needed keeps the office from doing twice what is done.
func (w *walk) needed(act workflow.ActName, o *casework.OpenedCase) bool {
	c, today := o.Case, law.DateOf(w.now)
	switch act { //nolint:exhaustive // every other act is needed whenever it is possible
	case workflow.ActRecordPoliceReport:
		return c.Emergency.Open() && c.Emergency.PoliceAt == ""
	case workflow.ActRecordMaterial:
		return slices.Contains([]workflow.State{workflow.Submitted, workflow.Reviewing, workflow.ReportReview, workflow.Deciding}, c.State) && !materialsDone(o)
	case workflow.ActRecordConsent:
		return c.State != workflow.Submitted && !c.Consented(workflow.ConsentPlacer)
	case workflow.ActRecordChildOpinion:
		eighth := o.Child.Born.Reaches(8)
		last := slices.IndexFunc(c.Consents, func(k workflow.Consent) bool {
			return k.Kind == workflow.ConsentChild && !k.On.Before(eighth)
		})
		return !today.Before(eighth) && (last < 0 || !c.Consented(workflow.ConsentChild))
	case workflow.ActRecordQuestioning:
		done := asked(c, workflow.PartyPlacer)
		for _, a := range c.Application.Applicants {
			done = done && asked(c, a.ID)
		}
		return c.State == workflow.Deciding && !done
	case workflow.ActGiveGuidance:
		return c.State == workflow.Deciding && c.Guidance == nil
	case workflow.ActCheckEligibility:
		last := c.LastEligibility()
		return last == nil || c.State == workflow.Reviewing && (last.Purpose == workflow.PurposeReceipt || last.Report.Preliminary != eligibility.Eligible && last.On != today)
	case workflow.ActReplaceEvaluator, workflow.ActAssignEvaluators:
		return conflictInTeam(c) || act == workflow.ActAssignEvaluators && (len(c.ActiveEvaluators()) < 2 || sideMissing(c))
	case workflow.ActDeclareRecusal:
		return slices.ContainsFunc(c.ActiveEvaluators(), func(e workflow.Evaluator) bool { return e.Declared == nil }) || silentAdjudicator(c)
	case workflow.ActNameAdjudicator:
		a := c.AdjudicatorOf(runningPhase(c))
		return (a == nil || a.Declared != nil && a.Declared.Conflict) && len(w.openItems(c, runningPhase(c))) > 0
	case workflow.ActRuleItems, workflow.ActRateJointly:
		return len(w.openItems(c, runningPhase(c))) > 0
	case workflow.ActNameBody:
		return !c.Commission.DeclinedOn.IsZero()
	case workflow.ActRecordVisit:
		return !everybodyVisited(c, workflow.VisitHome, law.Date{})
	case workflow.ActRecordIntegrationVisit:
		since := c.Clock(law.ClockIntegration).Start
		return !everybodyVisited(c, workflow.VisitIntegration, since) || visitsSince(c, workflow.VisitIntegration, since) < 2
	case workflow.ActWriteReport:
		r := c.ReportInHand()
		return r == nil || r.WrittenOn.IsZero() || len(r.Returned) >= r.Revision
	case workflow.ActServePaper:
		return w.toServe(c) != nil
	case workflow.ActRecordReply:
		r := c.ReportInHand()
		return r == nil || r.RepliedOn.IsZero() || !r.ReplyAgrees
	case workflow.ActProposeChoice:
		return !w.wants(workflow.ActCloseNotSelected) || !slices.ContainsFunc(w.cases, func(id string) bool { return w.load(id).OnItsWay() })
	case workflow.ActReturnChoice:
		return w.stuckChoice(c)
	case workflow.ActWaiveRecusal:
		return w.tied(c).ID != ""
	case workflow.ActReturnChild:
		return w.livesWith(c) && c.Proposal != nil && c.Proposal.Outcome == workflow.OutcomeRefuse && !c.Proposal.Withdrawn
	case workflow.ActTerminateAssessment, workflow.ActFailIntegration:
		return w.spoilt
	case workflow.ActProposeRefusal, workflow.ActReturnProposal:
		return w.hopeless(o)
	}
	return true
}

// hopeless says that no registration can come of the case any more.
func (w *walk) hopeless(o *casework.OpenedCase) bool {
	c := o.Case
	last := c.LastEligibility()
	switch {
	case w.wants(workflow.ActReturnChild) && w.livesWith(c):
		return true // the family gives the child back
	case o.Child.AdoptedBy != "" && o.Child.AdoptedBy != c.ID, !o.Child.DiedOn.IsZero(), c.Emergency.Open():
		return true
	case last != nil && last.Report.Preliminary == eligibility.Ineligible, w.spoilt:
		return true
	case c.Integration != nil && !c.Integration.ReturnedOn.IsZero():
		return true
	case c.Category == workflow.CatStepChild || c.State == workflow.Reviewing:
		return false
	}
	if c.IntegrationReport != nil && c.IntegrationReport.Conclusion == workflow.ConclusionUnfit {
		return true
	}
	return c.Report == nil || c.Report.Conclusion != workflow.ConclusionFit
}

// conclusionPaper is the notice of the conclusion that the case stands at.
func conclusionPaper(c *workflow.Case) workflow.PaperCode {
	if c.State == workflow.IntegrationReview {
		return "D14b"
	}
	return "D14"
}

// tied is who was refused for a tie that a supervisor may set aside.
func (w *walk) tied(c *workflow.Case) workflow.Subject {
	all := strings.Join(slices.Collect(maps.Values(w.refuse)), "\n")
	for n := 1; n <= 5; n++ {
		if card := w.store.state.Evaluators[evaluatorID(n)]; strings.Contains(all, "recusal: "+card.Name+"：") {
			return workflow.Subject{Kind: workflow.SubjectEvaluator, ID: card.ID}
		}
	}
	if b := c.Commission; b != nil && strings.Contains(all, "recusal: "+b.BodyName+"：") {
		return workflow.Subject{Kind: workflow.SubjectAgency, ID: b.BodyID}
	}
	return workflow.Subject{}
}

// stuckChoice says that an opinion on the choice can no longer be approved: the
// family that it proposes has gone, or another has come.
func (w *walk) stuckChoice(c *workflow.Case) bool {
	if c.Selection == nil || !c.Selection.Choice.Open() {
		return false
	}
	k := c.Selection.Choice
	stuck := w.load(k.ChosenID).State != workflow.Selecting
	for _, id := range w.cases {
		one := w.load(id)
		stuck = stuck || one.HoldsChoice() || one.State == workflow.Selecting && (k.Candidate(id) == nil || one.Selection.Choice == nil || one.Selection.Choice.ID != k.ID) ||
			one.OnItsWay() && !slices.ContainsFunc(k.NotAwaited, func(n workflow.Unwaited) bool { return n.CaseID == id })
	}
	return stuck
}

// tainted says that the study cannot come to a good end: termination was decided,
// an evaluator whose sheet counts must withdraw, the child is gone or lives elsewhere.
func (w *walk) tainted(c *workflow.Case) bool {
	decided := slices.ContainsFunc(c.Circumstances, func(k workflow.Circumstance) bool { return k.Decision == "terminate" })
	away := c.Emergency != nil && !c.Emergency.RemovedOn.IsZero() && c.Emergency.BackOn.IsZero()
	for _, id := range w.cases { // a family in reserve waits until the chosen one is registered
		away = away || id != c.ID && c.State != workflow.Selecting && (w.livesWith(w.load(id)) || w.load(id).Registration != nil)
	}
	return decided || conflictInTeam(c) || away
}

func conflictInTeam(c *workflow.Case) bool {
	return slices.ContainsFunc(c.ActiveEvaluators(), func(e workflow.Evaluator) bool { return mustWithdraw(c, e) })
}

func materialsDone(o *casework.OpenedCase) bool {
	have := map[string]bool{}
	for _, m := range o.Case.Materials {
		have[m.Code] = m.Original
	}
	for _, m := range eligibility.RequiredMaterials(o.Case.Category.Eligibility(), workflow.FactsOf(&workflow.View{Case: o.Case, Child: o.Child})) {
		if !have[m.Code] {
			return false
		}
	}
	return true
}

func visitsSince(c *workflow.Case, kind string, since law.Date) int {
	n := 0
	for _, v := range c.Visits {
		if v.Kind == kind && !v.On.Before(since) {
			n++
		}
	}
	return n
}

func everybodyVisited(c *workflow.Case, kind string, since law.Date) bool {
	for _, e := range c.ActiveEvaluators() {
		if !slices.ContainsFunc(c.Visits, func(v workflow.Visit) bool {
			return v.Kind == kind && !v.On.Before(since) && slices.Contains(v.Evaluators, e.AccountID)
		}) {
			return false
		}
	}
	return true
}

// unconflicted is a team of the agency of whom nobody has declared a conflict.
func (w *walk) unconflicted(c *workflow.Case) []string {
	var team []string
	for n := 1; n <= 3; n++ {
		if !declaredConflict(c, evaluatorID(n)) && !c.Recused(workflow.Subject{Kind: workflow.SubjectEvaluator, ID: evaluatorID(n)}) {
			team = append(team, evaluatorID(n))
		}
	}
	return team[:min(2, len(team))]
}

// mustWithdraw says that an evaluator has declared a conflict, or that one was recorded.
func mustWithdraw(c *workflow.Case, e workflow.Evaluator) bool {
	return e.Declared != nil && e.Declared.Conflict || c.Withdrawn(e.AccountID)
}

func declaredConflict(c *workflow.Case, evaluator string) bool {
	bodies := c.PastBodies
	if c.Commission != nil {
		bodies = append(slices.Clone(bodies), *c.Commission)
	}
	for _, b := range bodies {
		for _, e := range b.Members {
			if e.EvaluatorID == evaluator && mustWithdraw(c, e) {
				return true
			}
		}
	}
	return false
}

func (w *walk) conflictedAndFree(c *workflow.Case) (leaves, comes string) {
	for _, e := range c.ActiveEvaluators() {
		if mustWithdraw(c, e) {
			leaves = e.EvaluatorID
		}
	}
	for n := 1; n <= 5; n++ {
		id := evaluatorID(n)
		if !declaredConflict(c, id) && !slices.ContainsFunc(c.ActiveEvaluators(), func(e workflow.Evaluator) bool { return e.EvaluatorID == id }) {
			if ofGroup := n > 3; ofGroup == (c.Commission.Kind == workflow.BodyGroup) {
				comes = id
			}
		}
	}
	return leaves, comes
}
