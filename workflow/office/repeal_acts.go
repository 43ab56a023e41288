package office

import (
	"context"
	"slices"
	"strings"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// Repeal says what a publication ends, and from when.
type Repeal struct {
	PublicationID string   `json:"publication_id"`
	Edition       int64    `json:"edition"`       // number of the publication that it ends
	From          law.Date `json:"from,omitzero"` // the first day without it, never before the approval; until then it may be open
	Reason        string   `json:"reason"`
}

// DraftRepeal begins the end of a published pack, calendar or scoring table that no
// other follows (起草废止). It goes the way of a publication: proposed by one person,
// approved by another. What was published stays as it is, and so do the cases that
// name it; an assessment that begins later has no table until another is published.
type DraftRepeal struct {
	Dated
	PublicationID string   `json:"publication_id" format:"uuid" doc:"The publication that put it in force"`
	From          law.Date `json:"from,omitzero" doc:"评分表不再适用的第一日，不早于批准之日；不填为批准之日。规则包、日历自批准之日起不再用于新提交的案件，不填" example:"2024-03-01"`
	Reason        string   `json:"reason" minLength:"1" maxLength:"1000" doc:"废止的理由和依据"`
}

// Act names the act.
func (DraftRepeal) Act() ActName { return ActDraftRepeal }

// Place returns the authority that published.
func (in DraftRepeal) Place(ctx context.Context, tx Tx, _ workflow.Actor) (string, error) {
	p, err := tx.Publication(ctx, in.PublicationID)
	return p.AuthorityID, err
}

// Decide keeps the draft. It fails with conflict when what it names is not in force,
// was superseded, or is being repealed already.
func (in DraftRepeal) Decide(ctx context.Context, d *Decision) error {
	was, err := d.Tx.Publication(ctx, in.PublicationID)
	if err != nil {
		return err
	}
	var f fields
	f.need("/reason", in.Reason, "废止的理由和依据")
	switch {
	case in.From.IsZero():
	case was.Kind != workflow.LawInstrument:
		f.add("/from", "not_of_this_kind", "规则包、日历自批准之日起不再使用，请不填日期")
	case in.From.Before(d.Today):
		f.add("/from", "too_early", "不得早于今天（"+d.Today.Chinese()+"）")
	case in.From == was.InForce:
		f.add("/from", "before_it_began", "该评分表自该日起才启用：废止尚未启用的，请不填日期，并在启用以前批准")
	}
	if err := f.err(); err != nil {
		return err
	}
	p := &Publication{
		ID: d.NewID(), AuthorityID: was.AuthorityID, Kind: was.Kind, State: PublicationDraft, Division: was.Division,
		Code: was.Code, FileVersion: was.FileVersion, SHA256: was.SHA256, Size: was.Size, Title: was.Title, Phase: was.Phase, Status: was.Status,
		SavedBy: []Person{personOf(d.Actor)}, File: was.File,
		Repeals: &Repeal{PublicationID: was.ID, Edition: was.Edition, From: in.From, Reason: in.Reason},
	}
	if _, _, err := d.repealable(ctx, was); err != nil {
		return err
	}
	d.Publication = p
	return nil
}

// repealable refuses what is not in force or has a successor.
func (d *Decision) repealable(ctx context.Context, was Publication) (Shelf, workflow.Holdings, error) {
	if was.State != PublicationPublished || was.Repeals != nil {
		return nil, workflow.Holdings{}, workflow.Refuse(workflow.KindConflict, "not_published", "只能废止已经发布的文件；草稿请撤回（withdraw_draft）")
	}
	shelf, holdings, err := d.shelf(ctx)
	if err != nil {
		return nil, holdings, err
	}
	phase := func(sha string) instrument.Phase {
		for _, t := range shelf.Library().All() {
			if t.Ref().SHA256 == sha {
				return t.Phase()
			}
		}
		return ""
	}
	switch {
	case was.repeal(holdings) != nil:
		err = workflow.Refuse(workflow.KindConflict, "repealed", "该文件已经废止")
	case was.superseded(holdings, phase, d.Today):
		err = workflow.Refuse(workflow.KindConflict, "superseded", "该文件已被后来发布的文件取代，无须废止；需要废止的，请对后来的文件办理")
	}
	return shelf, holdings, err
}

// repeal is the edition that ends what this publication put in force; nil when none does.
func (p *Publication) repeal(h workflow.Holdings) *workflow.Edition {
	i := slices.IndexFunc(h.Editions, func(e workflow.Edition) bool { return e.Repeals != 0 && e.Repeals == p.Edition })
	if i < 0 {
		return nil
	}
	return &h.Editions[i]
}

// proposeRepeal lays the repeal before a second person.
func (in ProposePublication) proposeRepeal(ctx context.Context, d *Decision) error {
	p := d.Publication
	var f fields
	f.need("/reason", in.Reason, "废止的理由和依据")
	if in.WhatIf != "" || in.NoWhatIf != "" {
		f.add("/what_if", "not_for_repeal", "废止不影响已办结案件，无须试算；请不填")
	}
	if in.Confirmation != "" {
		f.add("/confirmation", "nothing_to_confirm", "废止无须管理员确认；请不填")
	}
	if err := f.err(); err != nil {
		return err
	}
	was, err := d.Tx.Publication(ctx, p.Repeals.PublicationID)
	if err != nil {
		return err
	}
	if _, _, err := d.repealable(ctx, was); err != nil {
		return err
	}
	by := personOf(d.Actor)
	p.State, p.Reason, p.ProposedBy, p.ProposedOn, p.Returned = PublicationProposed, in.Reason, &by, d.On, ""
	p.Predecessor = &workflow.Ref{Code: was.Code, Version: was.FileVersion, SHA256: was.SHA256}
	return nil
}

// approveRepeal ends the file. It fails with conflict when other law in use rests on
// it. Locked: the publications of the whole installation.
func (in ApprovePublication) approveRepeal(ctx context.Context, d *Decision) error {
	p := d.Publication
	if in.Confirmation != "" {
		return workflow.Invalid(workflow.Field("/confirmation", "nothing_to_confirm", "废止无须管理员确认；请不填"))
	}
	was, err := d.Tx.Publication(ctx, p.Repeals.PublicationID)
	if err != nil {
		return err
	}
	shelf, holdings, err := d.repealable(ctx, was)
	if err != nil {
		return err
	}
	by, end := personOf(d.Actor), *p.Repeals
	if end.From.Before(d.Today) {
		end.From = d.Today
	}
	p.State, p.ApprovedBy, p.PublishedOn, p.Edition, p.Repeals = PublicationPublished, &by, d.On, shelf.Number()+1, &end
	d.edition = p.edition()
	holdings.Editions = append(slices.Clone(holdings.Editions), *d.edition)
	if _, err := d.service.Shelve(holdings); err != nil {
		return &workflow.Error{
			Kind: workflow.KindConflict, Code: "still_needed", Cause: err,
			Message: "其他现行规则以该文件为依据，不能废止：请先废止或者重新发布以“" + strings.TrimSpace(p.Code) + "”为上级的规则包",
		}
	}
	return nil
}
