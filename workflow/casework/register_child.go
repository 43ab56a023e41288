package casework

import (
	"context"
	"slices"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// ChildInput is what is entered of a child (被收养人). What is left out is not known.
type ChildInput struct {
	Name              string             `json:"name" minLength:"1" maxLength:"100"`
	Sex               eligibility.Sex    `json:"sex,omitempty"`
	Born              law.Date           `json:"born,omitzero" doc:"Birth date; of a foundling the estimated one (推定)"`
	IDType            eligibility.IDType `json:"id_type,omitempty"`
	IDNumber          string             `json:"id_number,omitempty" maxLength:"40"`
	NoIDReason        string             `json:"no_id_reason,omitempty" maxLength:"200" example:"弃婴，尚未落户"`
	Ethnicity         string             `json:"ethnicity,omitempty" maxLength:"40"`
	Nationality       string             `json:"nationality,omitempty" maxLength:"40"`
	Registration      string             `json:"registration,omitempty" maxLength:"200"`
	Address           string             `json:"address,omitempty" maxLength:"200"`
	Code              string             `json:"code,omitempty" maxLength:"40" doc:"儿童代号"`
	Source            string             `json:"source" enum:"foundling,orphan,birth_parents,kin,step"`
	InstitutionRaised *bool              `json:"institution_raised,omitempty"`
	Institution       string             `json:"institution,omitempty" maxLength:"200"`
	AdmittedOn        law.Date           `json:"admitted_on,omitzero"`
	FoundOn           law.Date           `json:"found_on,omitzero"`
	FoundDivision     string             `json:"found_division,omitempty" pattern:"^[0-9]{6}$"`
	FoundAt           string             `json:"found_at,omitempty" maxLength:"200"`
	FoundBelongings   string             `json:"found_belongings,omitempty" maxLength:"1000"`
	PoliceReceipt     string             `json:"police_receipt,omitempty" maxLength:"200"`
	Disabled          *bool              `json:"disabled,omitempty"`
	Disability        string             `json:"disability,omitempty" maxLength:"200"`
	Health            string             `json:"health,omitempty" maxLength:"500"`
	ParentsDead       *bool              `json:"parents_dead,omitempty"`
	Rescued           *bool              `json:"rescued,omitempty" doc:"Rescued from trafficking (打拐解救)"`
}

// childSources are the kinds of origin.
func childSources() []string { return []string{"foundling", "orphan", "birth_parents", "kin", "step"} }

// fill puts the input into the child's record; what an act of its own sets stays.
func (in ChildInput) fill(c *workflow.Child) {
	c.Person = workflow.Person{
		Name: in.Name, Sex: in.Sex, Born: in.Born, IDType: in.IDType, IDNumber: in.IDNumber, NoIDReason: in.NoIDReason,
		Ethnicity: in.Ethnicity, Nationality: in.Nationality, Registration: in.Registration, Address: in.Address,
	}
	c.Code, c.Source, c.InstitutionRaised, c.Institution, c.AdmittedOn = in.Code, in.Source, in.InstitutionRaised, in.Institution, in.AdmittedOn
	c.FoundOn, c.FoundDivision, c.FoundAt, c.FoundBelongings = in.FoundOn, in.FoundDivision, in.FoundAt, in.FoundBelongings
	c.PoliceReceipt, c.Disabled, c.Disability, c.Health = in.PoliceReceipt, in.Disabled, in.Disability, in.Health
	c.ParentsDead, c.Rescued = in.ParentsDead, in.Rescued
}

// faults checks names, identity and dates; day is the latest day a fact may have.
func (in ChildInput) faults(day law.Date) []workflow.FieldError {
	p := workflow.Person{Name: in.Name, Sex: in.Sex, Born: in.Born, IDType: in.IDType, IDNumber: in.IDNumber, NoIDReason: in.NoIDReason}
	f := workflow.CheckPerson("", p, true)
	if !slices.Contains(childSources(), in.Source) {
		f = append(f, workflow.Field("/source", "enum", "请选择被收养人来源"))
	}
	f = append(f, NotAfter("/born", in.Born, day, "办理日期")...)
	f = append(f, NotAfter("/found_on", in.FoundOn, day, "办理日期")...)
	f = append(f, NotAfter("/admitted_on", in.AdmittedOn, day, "办理日期")...)
	f = append(f, NotBefore("/found_on", in.FoundOn, in.Born, "出生日期")...)
	f = append(f, NotBefore("/admitted_on", in.AdmittedOn, in.FoundOn, "捡拾日期")...)
	if in.FoundDivision != "" && (len(in.FoundDivision) != 6 || !digits(in.FoundDivision)) {
		f = append(f, workflow.Field("/found_division", "division", "行政区划代码应当为6位数字（GB/T 2260）"))
	}
	return f
}

func digits(s string) bool {
	return !slices.ContainsFunc([]byte(s), func(b byte) bool { return b < '0' || b > '9' })
}

// RegisterChild opens a child's own record (登记被收养人), shared by every case that competes for the child.
type RegisterChild struct {
	Dated
	ChildInput
}

// Act names the act.
func (RegisterChild) Act() workflow.ActName { return workflow.ActRegisterChild }

// DecideChild checks and keeps the particulars.
func (in RegisterChild) DecideChild(ctx context.Context, d *ChildDecision) error {
	if d.Child.Version != 0 {
		return workflow.Refuse(workflow.KindConflict, "already_registered", "被收养人已经登记")
	}
	if faults := in.faults(d.On); len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	in.fill(d.Child)
	if d.Child.Code == "" {
		n, err := d.Tx.Number(ctx, d.Child.AuthorityID, "child", d.On.Year())
		if err != nil {
			return err
		}
		d.Child.Code = childCode(d.Authority.Ref.Division, d.On.Year(), n)
	}
	return nil
}

// EditChild corrects a child's particulars (更正被收养人信息) while no case of the
// child has been submitted; afterwards facts change by acts in the case.
type EditChild struct {
	Dated
	ChildInput
	Reason string `json:"reason" minLength:"1" maxLength:"500"`
}

// Act names the act.
func (EditChild) Act() workflow.ActName { return ActEditChild }

// DecideChild replaces the particulars. It refuses a child with a submitted case, and one with a notice.
func (in EditChild) DecideChild(ctx context.Context, d *ChildDecision) error {
	cases, err := d.Tx.CasesOfChild(ctx, d.Child.ID)
	if err != nil {
		return err
	}
	if len(d.Cases) > 0 || slices.ContainsFunc(cases, func(c *workflow.Case) bool { return c.State != workflow.Draft }) {
		return workflow.Refuse(workflow.KindConflict, "case_submitted", "被收养人已有提交的案件，不得直接更正：请在案件中办理")
	}
	if d.Child.Notice != nil {
		return workflow.Refuse(workflow.KindConflict, "notice_published", "已经公告查找生父母，公告所载信息不得更正")
	}
	faults := append(in.faults(d.On), Need("/reason", in.Reason, "更正的理由")...)
	if len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	code := d.Child.Code
	in.fill(d.Child)
	if d.Child.Code == "" {
		d.Child.Code = code
	}
	return nil
}
