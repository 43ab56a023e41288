package workflow

import (
	"fmt"

	"github.com/anjia-project/anjia/assessment/eligibility"
)

// CheckPerson checks one person's particulars at a place of an input (the child,
// a household member).
func CheckPerson(at string, p Person, required bool) []FieldError {
	return checkPerson(at, p, required)
}

// checkPerson checks a person's name, and the identity number against birth date and sex.
func checkPerson(at string, p Person, required bool) []FieldError {
	f := checkName(at+"/name", p.Name, "姓名")
	if required && p.Born.IsZero() {
		f = append(f, Field(at+"/born", "required", "请填写出生日期"))
	}
	return append(f, checkPapers(at, p, required)...)
}

// checkPapers checks sex and identity paper. A number without its kind of paper
// could not be checked at all.
func checkPapers(at string, p Person, required bool) []FieldError {
	f := checkCode(at+"/sex", p.Sex, "性别", required)
	f = append(f, checkCode(at+"/id_type", p.IDType, "证件类型", p.IDNumber != "")...)
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

func checkIDNumber(at string, p Person) []FieldError {
	id, err := eligibility.ParseResidentID(p.IDNumber)
	if err != nil {
		return []FieldError{Field(at+"/id_number", "id_number", err.Error())}
	}
	var f []FieldError
	if !p.Born.IsZero() && id.BirthDate != p.Born {
		f = append(f, Field(at+"/born", "id_mismatch", fmt.Sprintf("出生日期与身份号码不一致：号码所载为%s", id.BirthDate.Chinese())))
	}
	if eligibility.InCodes(p.Sex.Codes(), string(p.Sex)) && id.Sex != p.Sex {
		f = append(f, Field(at+"/sex", "id_mismatch", "性别与身份号码不一致：请核对户口簿和身份证"))
	}
	return f
}
