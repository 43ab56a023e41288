package casework

import (
	"context"
	"slices"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/workflow"
)

// SheetRequest saves an evaluator's own draft sheet of the phase that runs.
type SheetRequest struct {
	Actor   workflow.Actor
	CaseID  string
	Phase   string
	Version int64 // If-Match; 0 for a new draft
	Answers map[string]assessment.Answer
}

// SheetView is an evaluator's own sheet with what still keeps it from being submitted.
type SheetView struct {
	SheetDraft
	Submitted bool                 `json:"submitted"`
	Problems  []assessment.Problem `json:"problems"`
	Progress  assessment.Progress  `json:"progress"`
}

// SaveSheet saves a draft sheet, outside the record. Gaps and faults are told and
// saved all the same. It fails with wrong_state when the phase does not run,
// forbidden for anybody but a declared evaluator, conflict after submission,
// invalid_input for evidence that was not brought to the case, and with *StaleSheet
// when the draft has moved on: what was sent is kept beside it then.
func (s *Service) SaveSheet(ctx context.Context, req SheetRequest) (*SheetView, error) {
	var out *SheetView
	err := s.Store.Within(ctx, req.Actor, func(tx Tx) error {
		opened, table, err := s.openSheet(ctx, tx, &req)
		if err != nil {
			return err
		}
		draft, err := s.nextDraft(ctx, tx, opened, table, req)
		if err != nil {
			return err
		}
		out = sheetView(table, *draft)
		return tx.SaveSheetDraft(ctx, draft, req.Version)
	})
	if isStaleSheet(err) {
		return nil, s.keepSent(ctx, req)
	}
	if err != nil {
		return nil, err
	}
	return out, nil
}

// openSheet opens the case for a save of the actor, checks that the actor may score, and
// puts the evidence of the answers as it was brought to the case.
func (s *Service) openSheet(ctx context.Context, tx Tx, req *SheetRequest) (*OpenedCase, *instrument.Instrument, error) {
	opened, err := tx.Case(ctx, req.CaseID)
	if err != nil {
		return nil, nil, err
	}
	if err := mayScore(opened.Case, *req); err != nil {
		return nil, nil, err
	}
	table, err := tableOf(s.Tables, opened.Case, req.Phase)
	if err != nil {
		return nil, nil, err
	}
	req.Answers, err = registeredEvidence(ctx, tx, req.CaseID, req.Answers)
	return opened, table, err
}

// mayScore refuses everybody but an evaluator of the case, in the phase that runs, who has not submitted.
func mayScore(c *workflow.Case, req SheetRequest) error {
	e := c.EvaluatorByAccount(req.Actor.ID)
	switch {
	case e == nil:
		return workflow.Refuse(workflow.KindForbidden, "not_assigned", "只有本案评估员可以填写评分表")
	case e.Declared == nil || e.Declared.Conflict || !e.Declared.Secrecy:
		return workflow.Refuse(workflow.KindForbidden, "not_declared", "尚未作回避声明和保密承诺，或者应当回避，不得评分")
	case c.State != workflow.Assessing && c.State != workflow.Integrating || req.Phase != phaseOf(c.State):
		return workflow.Refuse(workflow.KindWrongState, "wrong_state", "案件现处于“"+c.State.Chinese()+"”，不能填写这一阶段的评分表")
	}
	if slices.ContainsFunc(c.SheetsOf(req.Phase), func(s assessment.Sheet) bool { return s.Evaluator.ID == req.Actor.ID }) {
		return workflow.Refuse(workflow.KindConflict, "sheet_submitted", "您已提交本阶段的评分表")
	}
	return nil
}

func (s *Service) nextDraft(ctx context.Context, tx Tx, opened *OpenedCase, table *instrument.Instrument, req SheetRequest) (*SheetDraft, error) {
	c := opened.Case
	draft, err := tx.SheetDraft(ctx, c.ID, req.Phase)
	switch {
	case workflow.IsKind(err, workflow.KindNotFound):
		draft = s.emptyDraft(c, table, req.Phase, req.Actor)
	case err != nil:
		return nil, err
	}
	if draft.Version != req.Version {
		return nil, workflow.Refuse(workflow.KindStale, "sheet_stale", "评分表草稿已更新：请核对最新内容后再保存")
	}
	if draft.Sheet, err = draft.Sheet.WithAnswers(req.Answers); err != nil {
		return nil, sheetError(err)
	}
	draft.Version++
	draft.SavedAt = s.Now().Add(opened.House.Offset).UTC()
	return draft, nil
}

// emptyDraft is the draft of somebody who has saved nothing, at version 0.
func (s *Service) emptyDraft(c *workflow.Case, table *instrument.Instrument, phase string, actor workflow.Actor) *SheetDraft {
	var people []assessment.Person
	for _, a := range c.Application.Applicants {
		people = append(people, assessment.Person{ID: a.ID, Name: a.Name})
	}
	return &SheetDraft{
		CaseID: c.ID, AuthorityID: c.AuthorityID, EvaluatorID: actor.ID, Phase: phase,
		Sheet: assessment.NewSheet(table, s.NewID(), c.ID, assessment.Person{ID: actor.ID, Name: actor.Name}, people...),
	}
}

// ReadSheet returns the actor's own sheet of a phase: the draft, or what was
// submitted. It fails with not_found when there is none; nobody reads another's.
func (s *Service) ReadSheet(ctx context.Context, actor workflow.Actor, caseID, phase string) (*SheetView, error) {
	var out *SheetView
	err := s.reading(ctx, actor, caseID, "case", func(tx Tx, opened *OpenedCase, _ *workflow.View) error {
		table, err := tableOf(s.Tables, opened.Case, phase)
		if err != nil {
			return err
		}
		for _, sheet := range opened.Case.SheetsOf(phase) {
			if sheet.Evaluator.ID == actor.ID {
				out = sheetView(table, SheetDraft{CaseID: caseID, EvaluatorID: actor.ID, Phase: phase, Sheet: sheet})
				return nil
			}
		}
		draft, err := tx.SheetDraft(ctx, caseID, phase)
		if old := reopened(opened.Case, phase, actor.ID); old != nil && workflow.IsKind(err, workflow.KindNotFound) {
			draft, err = old, nil
		}
		if err != nil {
			return err
		}
		out = sheetView(table, *draft)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func sheetView(table *instrument.Instrument, d SheetDraft) *SheetView {
	problems := assessment.Check(table, d.Sheet)
	if problems == nil {
		problems = []assessment.Problem{}
	}
	return &SheetView{SheetDraft: d, Submitted: d.Sheet.Submitted(), Problems: problems, Progress: assessment.ProgressOf(table, d.Sheet)}
}
