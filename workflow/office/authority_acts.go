package office

import (
	"context"
	"regexp"

	"github.com/anjia-project/anjia/workflow"
)

// AuthorityParticulars is what the papers and the rules need to know of a registration authority.
type AuthorityParticulars struct {
	Name            string `json:"name" minLength:"1" maxLength:"100" doc:"机关全称" example:"拉萨市城关区民政局"`
	ShortName       string `json:"short_name" minLength:"2" maxLength:"12" doc:"机关代字，用于发文字号" example:"拉城民收"`
	CertificateMark string `json:"certificate_mark" minLength:"2" maxLength:"6" doc:"省、县简称，用于登记证字号" example:"藏城"`
	Division        string `json:"division" pattern:"^[0-9]{6}$" doc:"行政区划代码（GB/T 2260）" example:"540102"`
	Address         string `json:"address,omitempty" maxLength:"200"`
	Phone           string `json:"phone,omitempty" maxLength:"40"`
	Superior        string `json:"superior" minLength:"1" maxLength:"100" doc:"行政复议机关：登记机关的本级人民政府（《行政复议法》第二十四条，2024年1月1日起施行）；民政部门不再管辖" example:"拉萨市城关区人民政府"`
	Court           string `json:"court" minLength:"1" maxLength:"100" doc:"有管辖权的人民法院" example:"拉萨市城关区人民法院"`
	Pack            string `json:"pack" pattern:"^cn(-[0-9]{2,6})?$" doc:"适用的规则包" example:"cn-540100"`
}

// write checks the particulars and puts them into a. It fails with invalid_input
// that names every wrong field.
func (p AuthorityParticulars) write(s *Service, sandbox bool, a *Authority) error {
	var f fields
	f.need("/name", p.Name, "机关全称")
	f.need("/superior", p.Superior, "行政复议机关")
	if civilAffairs.MatchString(p.Superior) {
		f.add("/superior", "not_the_government", "对民政部门的决定不服的，向其本级人民政府申请行政复议（《行政复议法》第二十四条第一款第（一）项）；请填写本级人民政府")
	}
	f.need("/court", p.Court, "有管辖权的人民法院")
	if _, err := workflow.FormatPaperNumber(p.ShortName, formYear, 1); err != nil {
		f.add("/short_name", "paper_number_prefix", "机关代字应当为2至12个汉字，例如“拉民收养”")
	}
	if _, err := workflow.FormatCertificateNumber(formYear, p.CertificateMark, 1); err != nil {
		f.add("/certificate_mark", "certificate_mark", "登记证字号中的省、县简称应当为2至6个汉字，例如“藏拉”")
	}
	if _, err := workflow.FormatCaseNumber(p.Division, formYear, "SY", 1); err != nil {
		f.add("/division", "division", "行政区划代码应当为6位数字（GB/T 2260），请与民政部公布的代码核对")
	}
	if _, _, err := s.Laws.Current(p.Pack, sandbox); err != nil {
		f.add("/pack", "pack_unknown", "没有代码为“"+p.Pack+"”的规则包；请使用已载入的规则包")
	}
	if err := f.err(); err != nil {
		return err
	}
	a.AuthorityRef = workflow.AuthorityRef{
		Name: p.Name, ShortName: p.ShortName, CertificateMark: p.CertificateMark, Division: p.Division,
		Address: p.Address, Phone: p.Phone, Superior: p.Superior, Court: p.Court,
	}
	a.Pack = p.Pack
	return nil
}

// civilAffairs is a department of civil affairs; a government (人民政府) is none.
var civilAffairs = regexp.MustCompile(`民政[局厅部]`)

// formYear stands in a number that is only tried out.
const formYear = 2000

// CreateAuthority sets up a registration authority under another (设立登记机关). The
// entry stands in the chain of the parent; the new authority begins its own.
type CreateAuthority struct {
	Dated
	ParentID string `json:"parent_id" format:"uuid" doc:"The authority above"`
	AuthorityParticulars
}

// Act names the act.
func (CreateAuthority) Act() ActName { return ActCreateAuthority }

// Place returns the parent.
func (in CreateAuthority) Place(context.Context, Tx, workflow.Actor) (string, error) {
	return in.ParentID, nil
}

// Decide makes the authority.
func (in CreateAuthority) Decide(_ context.Context, d *Decision) error {
	if d.Authority.Closed {
		return workflow.Refuse(workflow.KindConflict, "parent_closed", "上级机关已撤销，不能在其下设立登记机关")
	}
	d.Target = &Authority{ID: d.NewID(), ParentID: in.ParentID}
	d.parentID = in.ParentID
	return in.write(d.service, d.House.Sandbox, d.Target)
}

// ChangeAuthority changes the particulars of an authority (变更登记机关信息). The id
// stays for ever, also when the division code changes; numbers already given stay
// as they are, and open cases keep what their papers were told.
type ChangeAuthority struct {
	Dated
	AuthorityParticulars
	Reason string `json:"reason" minLength:"1" maxLength:"500"`
}

// Act names the act.
func (ChangeAuthority) Act() ActName { return ActChangeAuthority }

// Decide writes the particulars.
func (in ChangeAuthority) Decide(_ context.Context, d *Decision) error {
	if err := in.write(d.service, d.House.Sandbox, d.Target); err != nil {
		return err
	}
	var f fields
	f.need("/reason", in.Reason, "变更理由")
	return f.err()
}
