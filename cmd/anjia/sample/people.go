package sample

import (
	"fmt"
	"strings"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// All people, numbers and places of the samples are made up.

// division is where everybody of the samples was registered first.
const division = "540102"

// residentID makes an identity number with its check digit (GB 11643) for a birth
// date and a sequence (odd: male).
func residentID(born law.Date, seq int) string {
	s := fmt.Sprintf("%s%04d%02d%02d%03d", division, born.Year(), int(born.Month()), born.Day(), seq)
	weights := []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += int(s[i]-'0') * w
	}
	return s + string("10X98765432"[sum%11])
}

// person makes a mainland resident.
func person(name string, sex eligibility.Sex, born string, seq int, job, address string) workflow.Person {
	day := law.MustDate(born)
	return workflow.Person{
		Name: name, Sex: sex, Born: day, IDType: eligibility.ResidentCard, IDNumber: residentID(day, seq),
		Ethnicity: "汉族", Nationality: "中国", Occupation: job, Education: "大学本科", Phone: fmt.Sprintf("1380891%04d", seq),
		Registration: address, Address: address,
	}
}

// applicant makes an applicant whose facts are all known and in order.
func applicant(id string, p workflow.Person, marital eligibility.Marital, spouse eligibility.SpouseRole, children int) workflow.Applicant {
	return workflow.Applicant{
		Person: p, ID: id, Identity: eligibility.Mainland, Marital: marital, SpouseIs: spouse, Children: new(children), Adopted: new(0),
		MedicallyUnfit: new(false), OffenceRecord: new(false), Capable: new(true), Health: "健康", Income: "120000",
		RelationToChild: "无亲属关系", Attendance: eligibility.InPerson,
	}
}

// couple makes an application of two spouses.
func couple(husband, wife workflow.Person, children int, reason string) workflow.Application {
	a := applicant("a1", husband, eligibility.FirstMarriage, eligibility.SpouseApplicant, children)
	b := applicant("a2", wife, eligibility.FirstMarriage, eligibility.SpouseApplicant, children)
	a.MarriedOn, b.MarriedOn = law.MustDate("2012-06-18"), law.MustDate("2012-06-18")
	return workflow.Application{
		Mode: eligibility.Joint, Applicants: []workflow.Applicant{a, b}, Reason: reason,
		Motive: "希望给孩子一个完整、温暖的家庭。", Housing: "自有住房三室一厅", HousingArea: "108.50", PrivateRoom: new(true),
		Undertaking: "保证不遗弃、不虐待被收养人，抚育其健康成长。", Jurisdiction: "儿童福利机构所在地", Agreement: true,
	}
}

// welfareInstitution is the placer of institution children.
func welfareInstitution() workflow.Placer {
	return workflow.Placer{
		Type: eligibility.PlacerInstitution, Organisation: "拉萨市儿童福利院", CreditCode: creditCode("12540100MB1A2B3C4"),
		Representative: "德吉", RepresentativeID: residentID(law.MustDate("1972-04-09"), 24), Agent: "央金",
		Division: "540102", Address: "拉萨市城关区纳金路8号", Phone: "0891-6320000", HasDutyHolders: new(false), Reason: "查找不到生父母",
	}
}

// creditCode appends the check character of GB 32100 to the first seventeen.
func creditCode(first17 string) string {
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	weights := []int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}
	sum := 0
	for i, w := range weights {
		sum += w * strings.IndexByte(alphabet, first17[i])
	}
	return first17 + string(alphabet[(31-sum%31)%31])
}
