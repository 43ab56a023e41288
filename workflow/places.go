package workflow

import (
	"strings"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
)

// place says where a fact that the rules ask for stands in a case, what it is
// called there and how it is supplied. A star stands for the number of an applicant.
type place struct {
	fact   string // JSON pointer into eligibility.Facts
	at     string // JSON pointer into the case; under /child into the child's own record
	name   string // Chinese
	remedy string // Chinese
	later  bool   // an act after submission brings it: no gap of a draft
}

// How a fact is supplied.
const (
	askFamily  = "请向收养申请人核实后填写；申请已经提交的，通过补正（request_supplement、supply_supplement）补充"
	askPlacer  = "请向送养人核实后填写；申请已经提交的，通过补正（request_supplement、supply_supplement）补充"
	fillIn     = "请在申请中填写；申请已经提交的，通过补正（request_supplement、supply_supplement）补充"
	inChild    = "请在提交申请以前在被收养人登记中补充（edit_child）"
	byConsent  = "受理后记录同意（record_consent）"
	byNotice   = "公告期满后记录公告结果（clear_notice）"
	byOthers   = "由后续办理环节记录"
	applicants = "/application/applicants/*"
)

// places maps every fact that a rule can find missing.
func places() []place {
	return append(append(applicantPlaces(), placerPlaces()...), childPlaces()...)
}

func applicantPlaces() []place {
	const fact = "/applicants/*"
	return []place{
		{"/category", "/category", "收养类别", fillIn, false},
		{"/mode", "/application/mode", "收养方式", askFamily, false},
		{"/applicants", "/application/applicants", "收养申请人", fillIn, false},
		{fact, applicants, "收养申请人", fillIn, false},
		{fact + "/name", applicants + "/name", "姓名", askFamily, false},
		{fact + "/sex", applicants + "/sex", "性别", askFamily, false},
		{fact + "/birth_date", applicants + "/born", "出生日期", askFamily, false},
		{fact + "/id_type", applicants + "/id_type", "证件类型", askFamily, false},
		{fact + "/id_number", applicants + "/id_number", "证件号码", askFamily, false},
		{fact + "/identity", applicants + "/identity", "身份类别", askFamily, false},
		{fact + "/marital", applicants + "/marital", "婚姻状况", askFamily, false},
		{fact + "/spouse_is", applicants + "/spouse_is", "配偶", askFamily, false},
		{fact + "/children", applicants + "/children", "现有子女数", askFamily, false},
		{fact + "/adoptions", applicants + "/adopted", "已收养子女数", askFamily, false},
		{fact + "/can_raise", applicants + "/capable", "是否有抚养、教育和保护被收养人的能力", askFamily, false},
		{fact + "/unfit_disease", applicants + "/medically_unfit", "是否患有医学上认为不应当收养子女的疾病", "请依照体检证明填写；申请已经提交的，通过补正（request_supplement、supply_supplement）补充", false},
		{fact + "/adverse_record", applicants + "/offence_record", "是否有不利于被收养人健康成长的违法犯罪记录", "请查询后填写；申请已经提交的，通过补正（request_supplement、supply_supplement）补充", false},
		{fact + "/attendance", applicants + "/attendance", "到场方式", fillIn, false},
		{fact + "/proxy_attested", applicants + "/proxy_attested_by", "委托书证明（公证）单位和日期", askFamily, false},
		{fact + "/consents", "/received_on", "提交申请（表示收养意愿）", "提交申请（submit）后即为载明", true},
		{"/kinship/collateral", "/application/collateral", "是否属于三代以内旁系同辈血亲的子女", askFamily, false},
		{"/kinship/proven", "/application/kin_proven", "亲属关系是否经公安机关或者公证证明", askFamily, false},
		{"/step_parent/married", "/application/step_married", "是否与被收养人的生父或者生母存续婚姻关系", askFamily, false},
		{"/assessment/completed", "/report/sealed_on", "收养评估报告", "评估报告签章（seal_report）后即为完成", true},
		{"/authority_division", "/authority/division", "登记机关的行政区划代码", byOthers, true},
		{"/received_on", "/received_on", "提交申请（表示收养意愿）", "提交申请（submit）后即为载明", true},
		{"/decided_on", "/decision/on", "决定日期", byOthers, true},
		{"/registered_on", "/registration/on", "登记日期", byOthers, true},
	}
}

func placerPlaces() []place {
	list := []place{
		{"/placer/type", "/application/placer/type", "送养人类型", fillIn, false},
		{"/placer/credit_code", "/application/placer/credit_code", "统一社会信用代码", askPlacer, false},
		{"/placer/division", "/application/placer/division", "送养人所在地的行政区划代码", askPlacer, false},
		{"/placer/duty_holders", "/application/placer/has_duty_holders", "是否另有有抚养义务的人", askPlacer, false},
		{"/placer/single_evidence", "/application/placer/single_evidence", "单方送养的证明", askPlacer, false},
		{"/placer/prior_right_holders", "/application/placer/prior_right_holders", "死亡一方的父母是否健在", askPlacer, false},
		{"/placer/prior_right_waived", "/application/placer/prior_right_waived", "死亡一方的父母是否不行使优先抚养权", askPlacer, false},
		{"/placer/consents", "/consents", "同意的记录", byConsent, true},
		{"/placer/duty_holders_consent", "/consents", "同意的记录", byConsent, true},
		{"/child/special_difficulty", "/application/placer/special_difficulty", "生父母是否有特殊困难无力抚养", askPlacer, false},
	}
	for _, parent := range []struct{ at, name string }{{"/birth_father", "生父"}, {"/birth_mother", "生母"}} {
		list = append(list,
			place{parent.at + "/status", "/application" + parent.at + "/status", parent.name + "的情况", askPlacer, false},
			place{parent.at + "/incapable", "/application" + parent.at + "/incapable", parent.name + "是否不具备完全民事行为能力", askPlacer, false},
			place{parent.at + "/endangers", "/application" + parent.at + "/endangers", parent.name + "是否可能严重危害被收养人", askPlacer, false},
			place{parent.at + "/division", "/application" + parent.at + "/division", parent.name + "常住户口所在地的行政区划代码", askPlacer, false},
			place{parent.at + "/consents", "/consents", "同意的记录", byConsent, true},
		)
	}
	return list
}

func childPlaces() []place {
	return []place{
		{"/child/name", "/child/name", "被收养人的姓名", inChild, false},
		{"/child/sex", "/child/sex", "被收养人的性别", inChild, false},
		{"/child/birth_date", "/child/born", "被收养人的出生日期", inChild, false},
		{"/child/id_number", "/child/id_number", "被收养人的身份号码", inChild, false},
		{"/child/no_id_reason", "/child/no_id_reason", "被收养人没有身份号码的原因", inChild, false},
		{"/child/disabled", "/child/disabled", "被收养人是否残疾", inChild, false},
		{"/child/institution_raised", "/child/institution_raised", "被收养人是否由儿童福利机构抚养", inChild, false},
		{"/child/rescued", "/child/rescued", "被收养人是否为打拐解救儿童", inChild, false},
		{"/child/found_on", "/child/found_on", "捡拾日期", inChild, false},
		{"/child/found_division", "/child/found_division", "发现地的行政区划代码", inChild, false},
		{"/child/consents", "/consents", "同意的记录", byConsent, true},
		{"/foundling/police_receipt", "/child/police_receipt", "捡拾弃婴（儿童）报案证明", inChild, false},
		{"/foundling/supervisor_reason", "/permission/reason", "审批人的书面理由", "由审批人说明理由（permit_foundling）", true},
		{"/notice/published_on", "/child/notice/published_on", "公告日期", "发布公告（publish_notice）后即为载明", true},
		{"/notice/earliest_on", "/child/notice/published_on", "公告日期", "发布公告（publish_notice）后即为载明", true},
		{"/notice/cleared", "/child/notice/cleared_on", "公告期满的记录", byNotice, true},
		{"/notice/open_claim", "/child/notice/claimed", "是否有人认领", byNotice, true},
	}
}

// starred replaces the number of an applicant by a star, and returns the number.
func starred(pointer string) (pattern, number string) {
	parts := strings.Split(pointer, "/")
	for i, p := range parts {
		if i > 0 && p != "" && strings.Trim(p, "0123456789") == "" {
			parts[i], number = "*", p
		}
	}
	return strings.Join(parts, "/"), number
}

// CasePointer turns a JSON pointer into eligibility.Facts into the pointer of the
// same fact in the case, as the counter typed it; one that is not known stays.
func CasePointer(fact string) string { return casePointer(places(), fact) }

func casePointer(list []place, fact string) string {
	pattern, number := starred(fact)
	for _, p := range list {
		if p.fact == pattern {
			return strings.Replace(p.at, "*", number, 1)
		}
	}
	return fact
}

// inCase names the missing facts of a report by their places in the case.
func inCase(r eligibility.Report) eligibility.Report {
	list := places()
	rename := func(pointers []string) []string {
		var out []string
		for _, p := range pointers {
			out = append(out, casePointer(list, p))
		}
		return out
	}
	r.Missing, r.Scope.Missing = sortedOnce(rename(r.Missing)), rename(r.Scope.Missing)
	outcomes := make([]eligibility.Outcome, len(r.Outcomes))
	for i, o := range r.Outcomes {
		o.Missing = rename(o.Missing)
		outcomes[i] = o
	}
	r.Outcomes = outcomes
	return r
}

// missingFact is one fact that rules ask for and nobody has told.
type missingFact struct {
	place
	pointer string
	rules   []string // codes
	titles  []string
	basis   []law.Citation
}

// field says what is missing, which rules ask for it and what to do.
func (m missingFact) field() FieldError {
	cited := make([]string, 0, len(m.basis))
	for _, b := range m.basis {
		cited = append(cited, b.String())
	}
	f := Field(m.pointer, "fact_missing", m.name+"尚未载明，审查“"+strings.Join(m.titles, "”、“")+"”需要这一事实（"+strings.Join(cited, "、")+"）；"+m.remedy, m.basis...)
	f.Rules = m.rules
	return f
}
