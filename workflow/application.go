package workflow

import (
	"fmt"
	"strconv"

	"github.com/anjia-project/anjia/assessment/eligibility"
)

// CheckApplication lists what is missing or inconsistent in the form of an
// application, each at its own place: codes outside their lists, names, identity
// numbers against birth date and sex, the number of applicants for the mode. It
// does not judge the conditions of adoption.
func CheckApplication(c *Case) []FieldError {
	a := c.Application
	f := checkCode("/category", c.Category, "收养类别", true)
	f = append(f, checkCode("/application/mode", a.Mode, "收养方式", true)...)
	f = append(f, checkApplicants(a)...)
	for i, p := range a.Household {
		at := "/application/household/" + strconv.Itoa(i)
		f = append(f, checkPerson(at, p.Person, false)...)
		f = append(f, checkKin(at, p.Kin)...)
		if p.Relation == "" {
			f = append(f, Field(at+"/relation", "required", "请填写与收养申请人的关系，例如母亲"))
		}
	}
	f = append(f, checkPlacer(a.Placer)...)
	f = append(f, checkBirthParent("/application/birth_father", a.BirthFather)...)
	f = append(f, checkBirthParent("/application/birth_mother", a.BirthMother)...)
	if a.Reason == "" {
		f = append(f, Field("/application/reason", "required", "请填写收养原因"))
	}
	return f
}

func checkApplicants(a Application) []FieldError {
	const list = "/application/applicants"
	var f []FieldError
	want := 1
	if a.Mode == eligibility.Joint {
		want = 2
	}
	if eligibility.InCodes(a.Mode.Codes(), string(a.Mode)) && len(a.Applicants) != want {
		f = append(f, Field(list, "count", fmt.Sprintf("所选收养方式应当有%d名收养申请人，现有%d名", want, len(a.Applicants))))
	}
	for i, p := range a.Applicants {
		at := list + "/" + strconv.Itoa(i)
		f = append(f, checkPerson(at, p.Person, true)...)
		f = append(f, checkApplicant(at, a.Mode, p)...)
	}
	if len(a.Applicants) == 2 && a.Applicants[0].IDNumber != "" && a.Applicants[0].IDNumber == a.Applicants[1].IDNumber {
		f = append(f, Field(list+"/1/id_number", "same_person", "两名收养申请人的证件号码相同，不能是同一人"))
	}
	return f
}

func checkApplicant(at string, mode eligibility.Mode, p Applicant) []FieldError {
	var f []FieldError
	if p.ID == "" {
		f = append(f, Field(at+"/id", "required", "缺少申请人编号"))
	}
	f = append(f, checkCode(at+"/identity", p.Identity, "身份类别", true)...)
	f = append(f, checkCode(at+"/marital", p.Marital, "婚姻状况", true)...)
	f = append(f, checkCode(at+"/spouse_is", p.SpouseIs, "配偶", false)...)
	f = append(f, checkKin(at, p.Kin)...)
	for _, bad := range checkCode(at+"/attendance", p.Attendance, "到场方式", true) {
		bad.Basis = new(Measures("第五条"))
		f = append(f, bad)
	}
	if mode == eligibility.MaleAlone && p.Sex == eligibility.Female || mode == eligibility.FemaleAlone && p.Sex == eligibility.Male {
		f = append(f, Field(at+"/sex", "mode_mismatch", "申请人性别与所选收养方式不一致"))
	}
	return f
}

// checkKin checks the relatives that a party names: a known relation, a number that can be compared.
func checkKin(at string, kin []Kin) (f []FieldError) {
	for i, k := range kin {
		place := at + "/kin/" + strconv.Itoa(i)
		f = append(f, checkCode(place+"/relation", k.Relation, "亲属关系", true)...)
		if NormalID(k.IDNumber) == "" {
			f = append(f, Field(place+"/id_number", "required", "请填写亲属的证件号码，用于回避核查"))
		}
	}
	return f
}

// checkPlacer checks who places the child. The legal representative of an
// organisation has no kind of paper of his own: a resident of the mainland.
func checkPlacer(p Placer) []FieldError {
	const at = "/application/placer"
	f := append(checkCode(at+"/type", p.Type, "送养人类型", false), checkKin(at, p.Kin)...)
	for i, person := range p.Persons {
		f = append(f, checkPerson(at+"/persons/"+strconv.Itoa(i), person, false)...)
	}
	if p.CreditCode != "" {
		if _, err := eligibility.ParseCreditCode(p.CreditCode); err != nil {
			f = append(f, Field(at+"/credit_code", "credit_code", err.Error()))
		}
	}
	if p.RepresentativeID != "" {
		if _, err := eligibility.ParseResidentID(p.RepresentativeID); err != nil {
			f = append(f, Field(at+"/representative_id", "id_number", err.Error()))
		}
	}
	return f
}

// checkBirthParent checks what is known of a birth parent; of a foundling's it may be nothing.
func checkBirthParent(at string, p *BirthParent) []FieldError {
	if p == nil {
		return nil
	}
	f := append(checkCode(at+"/status", p.Status, "生父母的情况", false), checkKin(at, p.Kin)...)
	if p.Name == "" {
		return append(f, checkPapers(at, p.Person, false)...)
	}
	return append(f, checkPerson(at, p.Person, false)...)
}

// checkCode refuses a value outside its code list, with the list; required refuses
// an empty one as well.
func checkCode[T interface {
	~string
	eligibility.Coded
}](pointer string, value T, what string, required bool,
) []FieldError {
	codes := value.Codes()
	switch {
	case value == "" && !required, eligibility.InCodes(codes, string(value)):
		return nil
	case value == "":
		return []FieldError{Field(pointer, "required", "请选择"+what+"："+eligibility.CodesText(codes))}
	}
	return []FieldError{Field(pointer, "not_in_list", what+"不在代码表中，应当为下列之一："+eligibility.CodesText(codes))}
}
