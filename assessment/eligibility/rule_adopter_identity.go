package eligibility

import (
	"errors"
	"strconv"

	"github.com/anjia-project/anjia/assessment/law"
)

// ruleAdopterIdentity: the measures ask for household book and identity card; name, sex and birth date on them must
// agree. The number is checked by itself and against the birth date and sex on record (GB 11643).
func ruleAdopterIdentity() Rule {
	return Rule{
		Code: "adopter_identity", Title: "收养人身份证件", Stage: Preliminary, From: codeInForce,
		Basis: append(measuresArticle("第五条", "第六条"), standard("GB 11643—1999", "公民身份号码")),
		Check: func(s *Subject) Finding { return s.eachApplicant(s.checkAdopterIdentity) },
	}
}

func (s *Subject) checkAdopterIdentity(i int, a *Applicant) Finding {
	who := s.nameOf(i)
	switch {
	case a.IDType == "":
		return unknown(who+"的证件类型尚未载明", ByApplicant, applicantAt(i, "id_type"))
	case a.IDNumber == "":
		return unknown(who+"的证件号码尚未载明", ByApplicant, applicantAt(i, "id_number"))
	case a.IDType != ResidentCard && a.IDType != ResidencePermit:
		return remark(who + "的证件号码没有校验规则，请核对原件")
	}
	holder := holder{who: who, by: ByApplicant, at: "/applicants/" + strconv.Itoa(i), birth: a.BirthDate, sex: a.Sex}
	return holder.check(a.IDNumber, a.IDType == ResidencePermit, s.Day)
}

// holder is the person whose number is checked.
type holder struct {
	who   string
	by    Party
	at    string
	birth law.Date
	sex   Sex
}

const correctFirst = "请核对证件；户口簿与身份证不一致的，应当先到公安机关更正"

// check compares a number with itself and with the particulars on record. Whatever is wrong is a fault of the papers
// that can be corrected, so no fail refuses.
func (h holder) check(number string, permit bool, day law.Date) Finding {
	id, err := ParseResidentID(number)
	if err == nil {
		err = id.NotBornAfter(day)
	}
	if wrong, ok := errors.AsType[*NumberError](err); ok {
		return fail(h.who+"的"+wrong.Message, wrong.Remedy, h.by).pending()
	}
	switch {
	case !h.birth.IsZero() && h.birth != id.BirthDate:
		return fail(h.who+"的出生日期与身份号码所载不一致", correctFirst, h.by).pending()
	case h.sex != "" && h.sex != id.Sex:
		return fail(h.who+"的性别与身份号码所载不一致", correctFirst, h.by).pending()
	case permit != (id.Identity != Mainland):
		return fail(h.who+"的身份号码与证件类型不一致", "港澳台居民居住证号码以81、82、83开头；"+correctFirst, h.by).pending()
	case h.birth.IsZero():
		return unknown(h.who+"的出生日期尚未载明", h.by, h.at+"/birth_date")
	case h.sex == "":
		return unknown(h.who+"的性别尚未载明", h.by, h.at+"/sex")
	case !id.DivisionKnown:
		return warn(h.who+"的身份号码前两位不是已知的行政区划代码", "请核对证件原件", h.by)
	default:
		return pass(h.who + "的身份号码与出生日期、性别一致")
	}
}
