package workflow

import (
	"fmt"
	"strconv"

	"github.com/anjia-project/anjia/assessment/eligibility"
)

// CheckApplication lists what is missing or inconsistent in the form of an
// application: names, identity numbers against birth date and sex, the number of
// applicants for the mode. It does not judge the conditions of adoption.
func CheckApplication(c *Case) []FieldError {
	var f []FieldError
	add := func(pointer, code, message string) { f = append(f, Field(pointer, code, message)) }
	if c.Category.Chinese() == "" {
		add("/category", "required", "请选择收养类别（1至8）")
	}
	a := c.Application
	want := 1
	if a.Mode == eligibility.Joint {
		want = 2
	}
	switch a.Mode {
	case eligibility.Joint, eligibility.MaleAlone, eligibility.FemaleAlone:
		if len(a.Applicants) != want {
			add("/application/applicants", "count", fmt.Sprintf("所选收养方式应当有%d名收养申请人，现有%d名", want, len(a.Applicants)))
		}
	default:
		add("/application/mode", "required", "请选择收养方式：男方单独、女方单独或者夫妻双方共同收养")
	}
	for i, p := range a.Applicants {
		at := "/application/applicants/" + strconv.Itoa(i)
		f = append(f, checkPerson(at, p.Person, true)...)
		f = append(f, checkApplicant(at, a.Mode, p)...)
	}
	if len(a.Applicants) == 2 && a.Applicants[0].IDNumber != "" && a.Applicants[0].IDNumber == a.Applicants[1].IDNumber {
		add("/application/applicants/1/id_number", "same_person", "两名收养申请人的证件号码相同，不能是同一人")
	}
	for i, p := range a.Household {
		f = append(f, checkPerson("/application/household/"+strconv.Itoa(i), p.Person, false)...)
	}
	for i, p := range a.Placer.Persons {
		f = append(f, checkPerson("/application/placer/persons/"+strconv.Itoa(i), p, false)...)
	}
	if code := a.Placer.CreditCode; code != "" {
		if _, err := eligibility.ParseCreditCode(code); err != nil {
			add("/application/placer/credit_code", "credit_code", err.Error())
		}
	}
	if a.Reason == "" {
		add("/application/reason", "required", "请填写收养原因")
	}
	return f
}

func checkApplicant(at string, mode eligibility.Mode, p Applicant) []FieldError {
	var f []FieldError
	if p.ID == "" {
		f = append(f, Field(at+"/id", "required", "缺少申请人编号"))
	}
	if p.Identity == "" {
		f = append(f, Field(at+"/identity", "required", "请选择身份类别"))
	}
	if p.Marital == "" {
		f = append(f, Field(at+"/marital", "required", "请选择婚姻状况"))
	}
	if p.Attendance == "" {
		f = append(f, Field(at+"/attendance", "required", "请选择到场方式：亲自到场或者委托配偶", Measures("第五条")))
	}
	if mode == eligibility.MaleAlone && p.Sex == eligibility.Female || mode == eligibility.FemaleAlone && p.Sex == eligibility.Male {
		f = append(f, Field(at+"/sex", "mode_mismatch", "申请人性别与所选收养方式不一致"))
	}
	return f
}

// checkPerson checks a person's name, and the identity number against birth date and sex.
func checkPerson(at string, p Person, required bool) []FieldError {
	f := checkName(at+"/name", p.Name, "姓名")
	if required && p.Born.IsZero() {
		f = append(f, Field(at+"/born", "required", "请填写出生日期"))
	}
	if required && p.Sex == "" {
		f = append(f, Field(at+"/sex", "required", "请选择性别"))
	}
	if p.IDNumber == "" {
		if required && p.NoIDReason == "" {
			f = append(f, Field(at+"/id_number", "required", "请填写证件号码，没有的请说明原因"))
		}
		return f
	}
	if p.IDType != eligibility.ResidentCard && p.IDType != eligibility.ResidencePermit {
		return f
	}
	return append(f, checkIDNumber(at, p)...)
}

// CheckPerson checks one person's particulars at a place of an input (the child,
// a household member).
func CheckPerson(at string, p Person, required bool) []FieldError {
	return checkPerson(at, p, required)
}

func checkIDNumber(at string, p Person) []FieldError {
	id, err := eligibility.ParseResidentID(p.IDNumber)
	if err != nil {
		return []FieldError{Field(at+"/id_number", "id_number", err.Error())}
	}
	var f []FieldError
	if !p.Born.IsZero() && id.BirthDate != p.Born {
		f = append(f, Field(at+"/born", "id_mismatch", fmt.Sprintf("出生日期与身份号码不一致：号码所载为%s", id.BirthDate.Chinese())))
	}
	if p.Sex != "" && id.Sex != p.Sex {
		f = append(f, Field(at+"/sex", "id_mismatch", "性别与身份号码不一致：请核对户口簿和身份证"))
	}
	return f
}
