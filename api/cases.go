package api

import (
	"context"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// InCase names the case of a path.
type InCase struct {
	CaseID string `path:"id" format:"uuid" doc:"Id of the case"`
}

// savedDraft is a draft as saved, with its id and version on top.
type savedDraft struct {
	ID      string `json:"id" format:"uuid"`
	Version int64  `json:"version"`
	casework.Draft
}

type createDraft struct {
	edge.Idempotent
	Body casework.DraftInput
}

func (s *server) createCase(ctx context.Context, in *createDraft) (*answer[savedDraft], error) {
	key, err := keyOf(in.Idempotent)
	if err != nil {
		return nil, err
	}
	d, err := s.cases.CreateDraft(ctx, casework.DraftRequest{Actor: edge.ActorOf(ctx), Key: key, Input: in.Body})
	if err != nil {
		return nil, err
	}
	out := draftAnswer(d)
	out.Location = prefix + "/cases/" + d.Case.ID
	return out, nil
}

type editDraft struct {
	InCase
	edge.Conditional
	Body casework.DraftInput
}

func (s *server) editCase(ctx context.Context, in *editDraft) (*answer[savedDraft], error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	d, err := s.cases.EditDraft(ctx, casework.DraftRequest{Actor: edge.ActorOf(ctx), CaseID: in.CaseID, Version: version, Input: in.Body})
	if err != nil {
		return nil, err
	}
	return draftAnswer(d), nil
}

func draftAnswer(d *casework.Draft) *answer[savedDraft] {
	return &answer[savedDraft]{
		ETag: edge.ETag(d.Case.Version), Replayed: replayed(d.Replayed), Body: savedDraft{ID: d.Case.ID, Version: d.Case.Version, Draft: *d},
	}
}

type discardDraft struct {
	InCase
	edge.Conditional
}

func (s *server) discardCase(ctx context.Context, in *discardDraft) (*struct{}, error) {
	version, err := in.Version()
	if err != nil {
		return nil, err
	}
	return nil, s.cases.DiscardDraft(ctx, casework.DraftRequest{Actor: edge.ActorOf(ctx), CaseID: in.CaseID, Version: version})
}

func (s *server) readCase(ctx context.Context, in *InCase) (*answer[caseView], error) {
	v, err := s.cases.ReadCase(ctx, edge.ActorOf(ctx), in.CaseID)
	if err != nil {
		return nil, err
	}
	return &answer[caseView]{ETag: edge.ETag(v.Case.Version), Body: caseViewOf(v)}, nil
}

// listCases are the filters of the list of cases.
type listCases struct {
	Paging
	State     []string          `query:"state" enum:"draft,submitted,supplementing,reviewing,awaiting_consent,commissioning,assessing,integrating,reporting,report_review,selecting,integration_review,deciding,follow_up,closed,not_accepted,refused,not_selected,withdrawn,terminated" doc:"Only cases in these states, separated by commas"`
	Category  workflow.Category `query:"category" enum:"1,2,3,4,5,6,7,8" doc:"收养类别"`
	Officer   string            `query:"officer" format:"uuid" doc:"Account of the officer in charge"`
	Agency    string            `query:"agency" format:"uuid" doc:"Assessment body"`
	Authority string            `query:"authority" format:"uuid" doc:"Registration authority"`
	Division  string            `query:"division" pattern:"^[0-9]{2}([0-9]{2}){0,2}$" doc:"First two, four or six digits of the division of the authority (GB/T 2260)" example:"5401"`
	DueBy     dateParam         `query:"due_by" doc:"Only cases with a running limit that ends on this day or earlier" example:"2024-03-01"`
	Standing  string            `query:"standing" enum:"open,ended" doc:"Only open cases; or only ended ones, newest end first"`
	File      string            `query:"file" enum:"offer,open" doc:"For an agency: only what was offered and not accepted, or only files that are open"`
	Awaits    bool              `query:"awaits_approval" doc:"Only cases that wait for an approval (待审批)"`
	Paused    bool              `query:"paused" doc:"Only cases whose limits stand still (期限中止)"`
	Emergency bool              `query:"emergency" doc:"Only cases with an open emergency (紧急处置)"`
	Secrecy   bool              `query:"secrecy" doc:"Only cases under the secrecy of adoption (收养秘密)"`
	Text      string            `query:"q" maxLength:"60" doc:"In names and numbers"`
}

func (s *server) listCases(ctx context.Context, in *listCases) (*list[casework.CaseLine], error) {
	f := casework.CaseFilter{
		Category: in.Category, OfficerID: in.Officer, AgencyID: in.Agency, AuthorityID: in.Authority,
		Division: in.Division, DueBy: in.DueBy.date(), Text: in.Text, Limit: in.Limit + 1,
		Standing: casework.ListStanding(in.Standing), File: casework.ListFile(in.File), Awaits: in.Awaits, Paused: in.Paused,
		Emergency: in.Emergency, Secrecy: in.Secrecy,
	}
	for _, st := range in.State {
		f.States = append(f.States, workflow.State(st))
	}
	filter := *in
	filter.Paging = Paging{}
	at, err := s.begin(in.Paging, "cases", filter)
	if err != nil {
		return nil, err
	}
	if at.ID != "" {
		f.After = &casework.Cursor{DueOn: at.DueOn, ID: at.ID}
	}
	lines, err := s.cases.ListCases(ctx, edge.ActorOf(ctx), f)
	if err != nil {
		return nil, err
	}
	return listed(s, in.Paging, "cases", filter, lines, func(l casework.CaseLine) position { return position(f.CursorAt(l)) })
}

// actionList are the acts that are possible now, and the others with what is missing.
type actionList struct {
	Version int64             `json:"version" doc:"Version of the case for which this holds"`
	Actions []workflow.Action `json:"actions"`
}

func (s *server) actions(ctx context.Context, in *InCase) (*answer[actionList], error) {
	list, version, err := s.cases.Actions(ctx, edge.ActorOf(ctx), in.CaseID)
	if err != nil {
		return nil, err
	}
	return &answer[actionList]{ETag: edge.ETag(version), Body: actionList{Version: version, Actions: list}}, nil
}

// clockList are the clocks of a case, each with its explanation.
type clockList struct {
	Clocks []casework.ClockView `json:"clocks"`
}

func (s *server) clocks(ctx context.Context, in *InCase) (*body[clockList], error) {
	clocks, err := s.cases.CaseClocks(ctx, edge.ActorOf(ctx), in.CaseID)
	if err != nil {
		return nil, err
	}
	return &body[clockList]{clockList{Clocks: clocks}}, nil
}

// readHistory asks for the entries after a sequence number.
type readHistory struct {
	InCase
	After int64 `query:"after" minimum:"0" doc:"Sequence number of the last entry that is known"`
}

type entryList struct {
	Entries []casework.HistoryLine `json:"entries"`
}

func (s *server) history(ctx context.Context, in *readHistory) (*body[entryList], error) {
	lines, err := s.cases.ReadHistory(ctx, edge.ActorOf(ctx), in.CaseID, in.After)
	if err != nil {
		return nil, err
	}
	return &body[entryList]{entryList{Entries: lines}}, nil
}

type readEntry struct {
	InCase
	Seq int64 `path:"seq" minimum:"1" doc:"Sequence number of the entry"`
}

func (s *server) entry(ctx context.Context, in *readEntry) (*body[casework.Entry], error) {
	return bodyOf(s.cases.ReadEntry(ctx, edge.ActorOf(ctx), in.CaseID, in.Seq))
}
