package office

import (
	"context"
	"fmt"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// maxWorkYears bounds years of related work: beyond it the entry is a slip of the pen.
const maxWorkYears = 70

// StaffMember is one member of an agency's staff, as filed (专职工作人员, 2020 办法 art. 7).
type StaffMember struct {
	Name       string `json:"name" minLength:"1" maxLength:"50"`
	Background string `json:"background" enum:"social_work,medicine,psychology,law,other" doc:"专业背景"`
	Years      int    `json:"years" minimum:"0" maximum:"70" doc:"从事相关工作年限"`
	FullTime   bool   `json:"full_time" doc:"专职"`
}

// writeStaff checks the list and puts it into a.
func writeStaff(f *fields, staff []StaffMember, a *workflow.Agency) {
	a.Staff = make([]workflow.Staff, 0, len(staff))
	for i, s := range staff {
		f.need(at("/staff", i, "name"), s.Name, "姓名")
		writeBackground(f, at("/staff", i, "background"), s.Background)
		writeYears(f, at("/staff", i, "years"), s.Years)
		a.Staff = append(a.Staff, workflow.Staff(s))
	}
}

func writeBackground(f *fields, pointer, background string) {
	switch background {
	case "social_work", "medicine", "psychology", "law", "other":
	default:
		f.add(pointer, "enum", "专业背景应当是 social_work、medicine、psychology、law、other 之一", workflow.Assessment("第七条"))
	}
}

func writeYears(f *fields, pointer string, years int) {
	if years < 0 || years > maxWorkYears {
		f.add(pointer, "range", fmt.Sprintf("从事相关工作年限应当在0至%d之间", maxWorkYears))
	}
}

// ChangeAgencyStaff replaces the list of an agency's staff (变更机构工作人员).
type ChangeAgencyStaff struct {
	Dated
	Staff  []StaffMember `json:"staff" minItems:"0" maxItems:"200"`
	Reason string        `json:"reason" minLength:"1" maxLength:"500"`
}

// Act names the act.
func (ChangeAgencyStaff) Act() ActName { return ActChangeAgencyStaff }

// Decide writes the list.
func (in ChangeAgencyStaff) Decide(_ context.Context, d *Decision) error {
	if err := openAgency(d); err != nil {
		return err
	}
	var f fields
	writeStaff(&f, in.Staff, d.Agency)
	f.need("/reason", in.Reason, "变更理由")
	return f.err()
}

// ContractTerms is a commission agreement between authority and agency (委托协议).
type ContractTerms struct {
	Number string   `json:"number" minLength:"1" maxLength:"60" doc:"协议编号"`
	From   law.Date `json:"from" doc:"First day, YYYY-MM-DD" example:"2024-01-01"`
	To     law.Date `json:"to" doc:"Last day, YYYY-MM-DD" example:"2026-12-31"`
}

// write checks the terms and puts them into a.
func (c ContractTerms) write(f *fields, pointer string, a *workflow.Agency) {
	f.need(pointer+"/number", c.Number, "协议编号")
	if c.From.IsZero() {
		f.add(pointer+"/from", "required", "请填写协议起始日期")
	}
	if c.To.IsZero() {
		f.add(pointer+"/to", "required", "请填写协议截止日期")
	} else if c.To.Before(c.From) {
		f.add(pointer+"/to", "too_early", "协议截止日期不得早于起始日期（"+c.From.Chinese()+"）")
	}
	a.Contract = workflow.Contract{Number: c.Number, From: c.From, To: c.To}
}

// ChangeAgencyContract files a new or renewed agreement (签订、续签委托协议).
type ChangeAgencyContract struct {
	Dated
	Contract ContractTerms `json:"contract"`
}

// Act names the act.
func (ChangeAgencyContract) Act() ActName { return ActChangeAgencyContract }

// Decide replaces the agreement; the one before stays in the record.
func (in ChangeAgencyContract) Decide(_ context.Context, d *Decision) error {
	if err := openAgency(d); err != nil {
		return err
	}
	var f fields
	in.Contract.write(&f, "/contract", d.Agency)
	return f.err()
}

// TerminateContract ends an agreement before its day (解除委托协议), with the ground.
type TerminateContract struct {
	Dated
	Ground string `json:"ground" minLength:"1" maxLength:"500" doc:"解除理由"`
}

// Act names the act.
func (TerminateContract) Act() ActName { return ActTerminateContract }

// Decide ends the agreement on the legal date of the act: from that day on it is
// no longer in force.
func (in TerminateContract) Decide(_ context.Context, d *Decision) error {
	var f fields
	f.need("/ground", in.Ground, "解除委托协议的理由")
	if err := f.err(); err != nil {
		return err
	}
	if !d.Agency.Contract.InForce(d.On) {
		return workflow.Refuse(workflow.KindConflict, "no_contract", d.Agency.Name+"在"+d.On.Chinese()+"没有有效的委托协议，无须解除")
	}
	d.Agency.Contract.TerminatedOn, d.Agency.Contract.Ground = d.On, in.Ground
	return nil
}
