package office

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// ProposePublication lays a draft before a second person (提请发布), with what it
// changes against the file in force and what it would have changed in closed cases.
type ProposePublication struct {
	Dated
	Reason       string `json:"reason" minLength:"1" maxLength:"1000" doc:"发布理由和依据"`
	WhatIf       string `json:"what_if,omitempty" pattern:"^[0-9a-f]{64}$" doc:"试算报告的SHA-256；该区划有办结案件时应当附具"`
	NoWhatIf     string `json:"no_what_if,omitempty" maxLength:"1000" doc:"不附试算报告的理由"`
	Confirmation string `json:"confirmation,omitempty" maxLength:"1000" doc:"正式环境使用示例性评分表的理由，由管理员填写，印在以该表评分的每份文书上"`
}

// Act names the act.
func (ProposePublication) Act() ActName { return ActProposePublication }

// Decide proposes the draft. It fails with conflict when the file has faults, and
// with invalid_input when a reason or the report is missing.
func (in ProposePublication) Decide(ctx context.Context, d *Decision) error {
	if err := d.inState(PublicationDraft); err != nil {
		return err
	}
	p := d.Publication
	if p.Repeals != nil {
		return in.proposeRepeal(ctx, d)
	}
	shelf, err := d.reread(ctx)
	if err != nil {
		return err
	}
	var f fields
	f.need("/reason", in.Reason, "发布理由和依据")
	d.confirm(&f, in.Confirmation)
	if err := d.attach(ctx, &f, in); err != nil {
		return err
	}
	if err := f.err(); err != nil {
		return err
	}
	by := personOf(d.Actor)
	p.State, p.Reason, p.ProposedBy, p.ProposedOn, p.Returned = PublicationProposed, in.Reason, &by, d.On, ""
	return p.compare(shelf, d.Today)
}

// reread tries the file again on the law as it stands now.
func (d *Decision) reread(ctx context.Context) (Shelf, error) {
	shelf, holdings, err := d.shelf(ctx)
	if err != nil {
		return nil, err
	}
	p := d.Publication
	p.read(shelf, holdings, p.Code, []byte(p.File))
	if len(p.Faults) == 0 {
		return shelf, nil
	}
	out := workflow.Refuse(workflow.KindConflict, "draft_faulty", fmt.Sprintf("文件有%d处错误，改正后才能发布", len(p.Faults)))
	for _, x := range p.Faults {
		out.Fields = append(out.Fields, workflow.Field("/file", x.Code, strings.TrimSpace(fmt.Sprintf("第%d行：%s；%s", x.Line, x.What, x.Remedy))))
	}
	return nil, out
}

// confirm asks for an administrator's reason where an illustrative table shall judge
// real cases, and refuses one where there is nothing to confirm.
func (d *Decision) confirm(f *fields, reason string) {
	p := d.Publication
	needed := p.Status == law.Illustrative && !d.House.Sandbox
	switch {
	case !needed && reason != "":
		f.add("/confirmation", "nothing_to_confirm", "只有在正式环境发布示例性评分表时才需要管理员确认；请不填")
	case needed && reason != "" && d.Actor.Role != workflow.RoleAdmin:
		f.add("/confirmation", "administrator_only", "正式环境使用示例性评分表，由管理员确认并说明理由")
	case needed && d.Actor.Role == workflow.RoleAdmin && p.Confirmation == "" && strings.TrimSpace(reason) == "":
		f.add("/confirmation", "required", "该评分表为示例，不是任何机关公布的正式标准；在正式环境使用，应当由管理员填写理由，该理由将印在以该表评分的每份文书上")
	case needed && reason != "":
		by := personOf(d.Actor)
		p.Confirmation, p.ConfirmedBy = reason, &by
	}
}

// attach takes the what-if report, or the reason why there is none.
func (d *Decision) attach(ctx context.Context, f *fields, in ProposePublication) error {
	p := d.Publication
	p.WhatIf, p.NoWhatIf = nil, in.NoWhatIf
	if in.WhatIf != "" {
		found, err := d.Tx.WhatIf(ctx, p.ID, in.WhatIf)
		switch {
		case workflow.IsKind(err, workflow.KindNotFound):
			f.add("/what_if", "unknown_report", "没有这一试算报告：请对本草稿试算，并填写所得报告的SHA-256")
		case err != nil:
			return err
		case found.FileSHA256 != p.SHA256:
			f.add("/what_if", "other_draft", "试算之后草稿已修改：请重新试算")
		default:
			p.WhatIf = &found
		}
		return nil
	}
	closed, err := d.Tx.ClosedCases(ctx, p.Division)
	if err == nil && closed > 0 && strings.TrimSpace(in.NoWhatIf) == "" {
		f.add("/what_if", "what_if_required", fmt.Sprintf("该区划已有%d件办结案件：请先试算并附报告（what_if），或者说明不附的理由（no_what_if）", closed))
	}
	return err
}

// ReturnPublication gives a proposal back to be mended (退回).
type ReturnPublication struct {
	Dated
	Reason string `json:"reason" minLength:"1" maxLength:"1000"`
}

// Act names the act.
func (ReturnPublication) Act() ActName { return ActReturnPublication }

// Decide makes it a draft again.
func (in ReturnPublication) Decide(_ context.Context, d *Decision) error {
	if err := d.inState(PublicationProposed); err != nil {
		return err
	}
	var f fields
	f.need("/reason", in.Reason, "退回理由")
	p := d.Publication
	p.State, p.Returned = PublicationDraft, in.Reason
	p.WhatIf, p.NoWhatIf, p.Reason, p.Predecessor, p.Changes = nil, "", "", nil, nil
	p.Confirmation, p.ConfirmedBy, p.ProposedBy, p.ProposedOn = "", nil, nil, law.Date{}
	return f.err()
}

// ApprovePublication puts a proposal in force (批准发布). Who approves has had no hand
// in it.
type ApprovePublication struct {
	Dated
	SHA256       string `json:"sha256" pattern:"^[0-9a-f]{64}$" doc:"所批准文件的SHA-256：批准人确认看到的就是这一文件"`
	Confirmation string `json:"confirmation,omitempty" maxLength:"1000" doc:"提请人不是管理员的，由管理员在批准时填写"`
}

// Act names the act.
func (ApprovePublication) Act() ActName { return ActApprovePublication }

// Decide publishes the file. It fails with forbidden when the approver proposed or
// drafted it, and with conflict when the law has moved on since the proposal.
// Locked: the publications of the whole installation.
func (in ApprovePublication) Decide(ctx context.Context, d *Decision) error {
	if err := d.inState(PublicationProposed); err != nil {
		return err
	}
	p := d.Publication
	if err := d.secondPerson(ctx); err != nil {
		return err
	}
	if in.SHA256 != p.SHA256 {
		return workflow.Invalid(workflow.Field("/sha256", "other_file", "填写的SHA-256与待发布文件不一致：请重新核对文件"))
	}
	if err := d.Tx.LockLaw(ctx); err != nil {
		return err
	}
	if p.Repeals != nil {
		return in.approveRepeal(ctx, d)
	}
	shelf, err := d.reread(ctx)
	if err != nil {
		return err
	}
	var f fields
	d.confirm(&f, in.Confirmation)
	if p.Status == law.Illustrative && !d.House.Sandbox && p.Confirmation == "" && len(f) == 0 {
		f.add("/confirmation", "administrator_only", "正式环境使用示例性评分表，应当由管理员确认；请由管理员批准，或者退回后由管理员提请")
	}
	if err := f.err(); err != nil {
		return err
	}
	if err := d.unmoved(shelf); err != nil {
		return err
	}
	by := personOf(d.Actor)
	p.State, p.ApprovedBy, p.PublishedOn, p.Edition = PublicationPublished, &by, d.On, shelf.Number()+1
	if p.Kind == workflow.LawInstrument && p.InForce.Before(d.Today) {
		p.InForce = d.Today
	}
	d.edition = p.edition()
	return nil
}

// secondPerson refuses everybody who proposed, confirmed or drafted, under whatever account; within one
// authority the same name counts as the same person.
func (d *Decision) secondPerson(ctx context.Context) error {
	others, err := d.Tx.OtherAccounts(ctx, d.Actor.ID)
	if err != nil {
		return err
	}
	p := d.Publication
	before := slices.Clone(p.SavedBy)
	if p.ProposedBy != nil {
		before = append(before, *p.ProposedBy)
	}
	if slices.ContainsFunc(before, func(x Person) bool { return x.is(d.Actor, others) }) {
		return workflow.Refuse(workflow.KindForbidden, "second_person", "起草人、提请人不能批准发布；请由另一名管理员或者审批人办理")
	}
	return nil
}

// unmoved refuses what was proposed against a file that another one has replaced since.
func (d *Decision) unmoved(shelf Shelf) error {
	p := d.Publication
	seen := p.Predecessor
	if err := p.compare(shelf, d.Today); err != nil {
		return err
	}
	if now := p.Predecessor; (seen == nil) != (now == nil) || seen != nil && *seen != *now {
		return workflow.Refuse(workflow.KindConflict, "predecessor_changed", "提请之后，所比对的现行文件已经变化；请退回，重新提请，以便核对新的修订内容")
	}
	return nil
}

// edition is what the publication puts in force, or ends.
func (p *Publication) edition() *workflow.Edition {
	if p.Repeals != nil {
		return &workflow.Edition{
			Number: p.Edition, Kind: p.Kind, Code: p.Code, Version: p.FileVersion, SHA256: p.SHA256, Division: p.Division,
			InForce: p.Repeals.From, Repeals: p.Repeals.Edition,
		}
	}
	return &workflow.Edition{
		Number: p.Edition, Kind: p.Kind, Code: p.Code, Version: p.FileVersion, SHA256: p.SHA256, Division: p.Division,
		InForce: p.InForce, Confirmation: p.Confirmation,
	}
}

// superseded says whether a later edition stands in the place of this one on a day.
func (p *Publication) superseded(h workflow.Holdings, phaseOf func(sha string) instrument.Phase, on law.Date) bool {
	return slices.ContainsFunc(h.Editions, func(e workflow.Edition) bool {
		if e.Number <= p.Edition || e.Kind != p.Kind || e.Repeals != 0 {
			return false
		}
		if p.Kind != workflow.LawInstrument {
			return e.Code == p.Code
		}
		return e.Division == p.Division && phaseOf(e.SHA256) == p.Phase && !e.InForce.Before(p.InForce) && !on.Before(e.InForce)
	})
}
