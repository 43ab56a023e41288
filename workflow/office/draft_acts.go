package office

import (
	"context"
	"slices"
	"strings"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// FileContent is a file of law, or a table of the house to start from.
type FileContent struct {
	File string `json:"file,omitempty" maxLength:"2097152" doc:"全文：评分表、规则包为YAML，工作日历为CSV；与from选填一项"`
	From string `json:"from,omitempty" maxLength:"120" doc:"已载入的评分表名称（code@version），原样采用；规则包、日历填其代码" example:"ministry-s5-capacity@2"`
	Code string `json:"code,omitempty" pattern:"^cn(-[0-9]{2,6})?$" doc:"规则包、日历的代码；评分表不填" example:"cn-540100"`
}

// content is the text itself. It fails with invalid_input when there is none, or two.
func (c FileContent) content(kind string, shelf Shelf) (file []byte, code string, err error) {
	var f fields
	switch {
	case (c.File == "") == (c.From == ""):
		f.add("/file", "one_of", "请在全文（file）和来源（from）中选填一项")
	case len(c.File) > fileMost:
		f.add("/file", "too_large", "文件不得超过2 MiB")
	case kind != workflow.LawInstrument && c.Code == "" && c.From == "":
		f.add("/code", "required", "请填写规则包或者日历的代码")
	}
	if err := f.err(); err != nil {
		return nil, "", err
	}
	if c.File != "" {
		return []byte(c.File), c.Code, nil
	}
	if kind == workflow.LawInstrument {
		ref, err := instrument.ParseName(c.From)
		if err == nil {
			var t *instrument.Instrument
			if t, err = shelf.Library().Get(ref); err == nil {
				return t.Raw(), "", nil
			}
		}
		return nil, "", workflow.Invalid(workflow.Field("/from", "unknown_table", "没有评分表“"+c.From+"”：请使用 GET /api/v1/instruments 所列名称"))
	}
	for _, raw := range shelf.Set().Raw() {
		if raw.Kind == kind && raw.Code == c.From {
			return raw.Bytes, raw.Code, nil
		}
	}
	return nil, "", workflow.Invalid(workflow.Field("/from", "unknown_file", "没有代码为“"+c.From+"”的规则包或者日历"))
}

// SaveDraft begins a draft of a pack, a calendar or a scoring table (起草). One with
// faults is kept too, and says them; it cannot be proposed.
type SaveDraft struct {
	Dated
	AuthorityID string `json:"authority_id" format:"uuid" doc:"The authority that publishes"`
	Kind        string `json:"kind" enum:"instrument,pack,calendar"`
	DraftTerms
	FileContent
}

// DraftTerms are where and from when a file shall be in force.
type DraftTerms struct {
	Division string   `json:"division,omitempty" pattern:"^[0-9]{6}$" doc:"适用的区划；不填为机关所在区划，规则包、日历以其代码为准" example:"540100"`
	InForce  law.Date `json:"in_force,omitzero" doc:"评分表的启用日期，不早于发布之日；规则包、日历自发布之日起使用，不填" example:"2024-03-01"`
}

// Act names the act.
func (SaveDraft) Act() ActName { return ActSaveDraft }

// Place returns the authority.
func (in SaveDraft) Place(context.Context, Tx, workflow.Actor) (string, error) {
	return in.AuthorityID, nil
}

// Decide keeps the draft.
func (in SaveDraft) Decide(ctx context.Context, d *Decision) error {
	if d.Authority.Closed {
		return workflow.Refuse(workflow.KindConflict, "authority_closed", "该登记机关已撤销")
	}
	if !slices.Contains([]string{workflow.LawInstrument, law.KindPack, law.KindCalendar}, in.Kind) {
		return workflow.Invalid(workflow.Field("/kind", "enum", "类别应当为 instrument、pack 或者 calendar"))
	}
	d.Publication = &Publication{ID: d.NewID(), AuthorityID: in.AuthorityID, Kind: in.Kind, State: PublicationDraft, SavedBy: []Person{}}
	return d.keep(ctx, in.DraftTerms, in.FileContent)
}

// ChangeDraft replaces a draft (修改草稿). A proposal is returned first.
type ChangeDraft struct {
	Dated
	DraftTerms
	FileContent
}

// Act names the act.
func (ChangeDraft) Act() ActName { return ActChangeDraft }

// Decide keeps the new content.
func (in ChangeDraft) Decide(ctx context.Context, d *Decision) error {
	if err := d.inState(PublicationDraft); err != nil {
		return err
	}
	if d.Publication.Repeals != nil {
		return workflow.Refuse(workflow.KindConflict, "repeal_fixed", "废止的草稿不能修改：请撤回后另行起草")
	}
	if in.Code == "" && in.File != "" {
		in.Code = d.Publication.Code
	}
	return d.keep(ctx, in.DraftTerms, in.FileContent)
}

// keep puts terms and file into the draft, and the actor among those who had a hand in it.
func (d *Decision) keep(ctx context.Context, terms DraftTerms, content FileContent) error {
	shelf, holdings, err := d.shelf(ctx)
	if err != nil {
		return err
	}
	p := d.Publication
	if p.Division = terms.Division; p.Division == "" {
		p.Division = d.Authority.Division
	}
	if p.InForce = terms.InForce; p.Kind == workflow.LawInstrument && p.InForce.IsZero() {
		p.InForce = d.Today
	}
	if p.Kind != workflow.LawInstrument && !p.InForce.IsZero() {
		return workflow.Invalid(workflow.Field("/in_force", "not_of_this_kind", "规则包和日历中的各项自有日期，自发布之日起使用；请不填启用日期"))
	}
	file, code, err := content.content(p.Kind, shelf)
	if err != nil {
		return err
	}
	p.read(shelf, holdings, code, file)
	if !instrument.Covers(d.Authority.Division, p.Division) {
		return workflow.Invalid(workflow.Field("/division", "outside_authority", d.Authority.Name+"只能在本机关的区划（"+d.Authority.Division+"）及其以下发布"))
	}
	p.WhatIf, p.NoWhatIf, p.Reason, p.Predecessor, p.Changes = nil, "", "", nil, nil
	p.Confirmation, p.ConfirmedBy, p.ProposedBy, p.ProposedOn = "", nil, nil, law.Date{}
	if !slices.ContainsFunc(p.SavedBy, func(x Person) bool { return x.ID == d.Actor.ID }) {
		p.SavedBy = append(p.SavedBy, personOf(d.Actor))
	}
	return nil
}

// WithdrawDraft ends a draft or a proposal for good (撤回).
type WithdrawDraft struct {
	Dated
	Reason string `json:"reason" minLength:"1" maxLength:"500"`
}

// Act names the act.
func (WithdrawDraft) Act() ActName { return ActWithdrawDraft }

// Decide withdraws it; what is published stays.
func (in WithdrawDraft) Decide(_ context.Context, d *Decision) error {
	if err := d.inState(PublicationDraft, PublicationProposed); err != nil {
		return err
	}
	var f fields
	f.need("/reason", in.Reason, "撤回理由")
	d.Publication.State, d.Publication.Withdrawn = PublicationWithdrawn, in.Reason
	return f.err()
}

// inState refuses an act on a publication that stands elsewhere.
func (d *Decision) inState(states ...PublicationState) error {
	if slices.Contains(states, d.Publication.State) {
		return nil
	}
	names := make([]string, len(states))
	for i, s := range states {
		names[i] = s.Chinese()
	}
	return workflow.Refuse(workflow.KindWrongState, "publication_state",
		"该文件“"+d.Publication.State.Chinese()+"”，不能办理此事项；应当为“"+strings.Join(names, "”或者“")+"”")
}

// Chinese is the term of art of the state.
func (s PublicationState) Chinese() string {
	switch s {
	case PublicationDraft:
		return "草稿"
	case PublicationProposed:
		return "待审核"
	case PublicationPublished:
		return "已发布"
	case PublicationSuperseded:
		return "已被取代"
	case PublicationWithdrawn:
		return "已撤回"
	case PublicationRepealed:
		return "已废止"
	}
	return string(s)
}

// shelf is the law as it stands in this transaction.
func (d *Decision) shelf(ctx context.Context) (Shelf, workflow.Holdings, error) {
	holdings, err := d.Tx.Holdings(ctx)
	if err != nil {
		return nil, holdings, err
	}
	shelf, err := d.service.Shelve(holdings)
	return shelf, holdings, err
}
