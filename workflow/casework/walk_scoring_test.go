package casework_test

import (
	"context"
	"slices"

	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// onScores makes the inputs of the acts on what was scored.
func (w *walk) onScores(act workflow.ActName, o *casework.OpenedCase, who workflow.Actor) casework.Command {
	c, d := o.Case, w.dated()
	phase := runningPhase(c)
	switch act { //nolint:exhaustive // the acts on what was scored
	case workflow.ActNameAdjudicator:
		return casework.NameAdjudicator{Dated: d, EvaluatorID: w.whoRules(c), Reason: w.word("无人可以裁定")}
	case workflow.ActRuleItems:
		return w.rulings(c, phase, d)
	case workflow.ActStateOutcome:
		return casework.StateOutcome{Dated: d, Phase: phase, Passed: new(w.mostly("passed")), Reason: w.word("认定")}
	case workflow.ActRecordRecusal:
		return casework.RecordRecusal{Dated: d, Subject: w.whoWithdraws(who), Reason: w.word("回避")}
	case workflow.ActReopenSheet:
		return casework.ReopenSheet{Dated: d, EvaluatorID: w.anyEvaluator(), Reason: w.word("退回评分表")}
	case workflow.ActRenewEvidence:
		return w.newProof(c, d, who)
	}
	return nil
}

func runningPhase(c *workflow.Case) string {
	if c.State == workflow.Integrating {
		return workflow.PhaseIntegration
	}
	return workflow.PhaseCapacity
}

// whoRules is somebody who never was in the case, when the step is meant to succeed.
func (w *walk) whoRules(c *workflow.Case) string {
	if !w.sure {
		return w.anyEvaluator()
	}
	var out []string
	for _, body := range c.PastBodies {
		for _, m := range body.Members {
			out = append(out, m.EvaluatorID)
		}
	}
	for _, m := range c.Commission.Members {
		out = append(out, m.EvaluatorID)
	}
	for _, a := range c.Adjudicators {
		if a.Declared != nil && a.Declared.Conflict {
			out = append(out, a.EvaluatorID)
		}
	}
	for n := 1; n <= 5; n++ {
		if !slices.Contains(out, evaluatorID(n)) && !c.Recused(workflow.Subject{Kind: workflow.SubjectEvaluator, ID: evaluatorID(n)}) {
			return evaluatorID(n)
		}
	}
	return evaluatorID(1)
}

// whoWithdraws is one of those whose place another can take: an office in which everybody has withdrawn
// gets people from elsewhere, which no act here does.
func (w *walk) whoWithdraws(who workflow.Actor) workflow.Subject {
	if who.ID == w.officer2.ID || w.seldom(4, "stranger") {
		return workflow.Subject{Kind: workflow.SubjectStaff, ID: w.officer2.ID}
	}
	return workflow.Subject{Kind: workflow.SubjectEvaluator, ID: evaluatorID(3)}
}

// openItems are those in dispute that nobody has ruled on yet.
func (w *walk) openItems(c *workflow.Case, phase string) []assessment.Disagreement {
	v, err := w.service.ReadCase(context.Background(), w.officer, c.ID)
	if err != nil {
		return nil
	}
	for _, one := range v.Disputes {
		if one.Phase == phase {
			return one.Dispute.Open()
		}
	}
	return nil
}

// rulings settles some of the items in dispute, or all when the step is meant to succeed, best marks or worst.
func (w *walk) rulings(c *workflow.Case, phase string, d casework.Dated) casework.RuleItems {
	in := casework.RuleItems{Dated: d}
	table := w.tableOf(c, phase)
	if table == nil {
		return in
	}
	worst := w.seldom(2, "ruling")
	for _, one := range w.openItems(c, phase) {
		item, ok := table.Node(one.Code)
		if !ok || !w.mostly("ruled on") {
			continue
		}
		answer := mark(item, worst, assessment.EvidenceRef{})
		answer.Evidence = nil
		in.Rulings = append(in.Rulings, casework.ItemRuling{Code: one.Code, Applicant: one.Applicant, Answer: answer, Reason: w.word("裁定")})
	}
	return in
}

func (w *walk) tableOf(c *workflow.Case, phase string) *instrument.Instrument {
	table, err := w.service.Tables.Get(instrument.Ref(c.Instruments[phase]))
	if err != nil {
		return nil
	}
	return table
}

// newProof brings a file for an item that demands one.
func (w *walk) newProof(c *workflow.Case, d casework.Dated, who workflow.Actor) casework.RenewEvidence {
	in := casework.RenewEvidence{Dated: d, Phase: workflow.PhaseCapacity, Note: w.word("换发")}
	table := w.tableOf(c, in.Phase)
	if table == nil {
		return in
	}
	var demanding []*instrument.Node
	for item := range table.Items() {
		if item.Evidence().Demand == instrument.File {
			demanding = append(demanding, item)
		}
	}
	up, err := w.service.StoreUpload(context.Background(), casework.NewUpload{Actor: who, CaseID: c.ID, Name: "证明.png", MediaType: "image/png", Content: []byte(w.newID())})
	if err != nil || len(demanding) == 0 {
		return in
	}
	item := rapid.SampledFrom(demanding).Draw(w.rt, "proof of")
	in.Code, in.Evidence = item.Code(), assessment.EvidenceRef{ID: up.ID, SHA256: up.SHA256, IssuedOn: law.DateOf(w.now)}
	if item.PerApplicant() {
		in.Applicant = c.Application.Applicants[0].ID
	}
	return in
}

// declared says that somebody who scores or rules has made the declaration.
func declared(c *workflow.Case, account string) bool {
	if e := c.EvaluatorByAccount(account); e != nil {
		return e.Declared != nil
	}
	a := c.AdjudicatorByAccount(account)
	return a != nil && a.Declared != nil
}

// silentAdjudicator says that somebody was named who has not declared yet.
func silentAdjudicator(c *workflow.Case) bool {
	return slices.ContainsFunc(c.Adjudicators, func(a workflow.Adjudicator) bool { return a.Active() && a.Declared == nil })
}
