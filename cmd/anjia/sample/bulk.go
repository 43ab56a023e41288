package sample

import (
	"fmt"
	"time"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// Couple is the application of a couple for an orphan of the welfare institution, as measurements and tests need it
// in numbers: everything is known and in order, nobody waits for a notice.
type Couple struct {
	Child       casework.ChildInput
	Category    workflow.Category
	Application workflow.Application
}

// CoupleNumber makes the couple with a number from 0 on: names, identity numbers and the child's code differ.
func CoupleNumber(n int) Couple {
	first, second := fmt.Sprintf("198%d-%02d-%02d", n%7, 1+n/7%12, 1+n/84%28), fmt.Sprintf("198%d-%02d-%02d", n%6, 1+n/6%12, 1+n/72%28)
	address := fmt.Sprintf("拉萨市城关区吉日街道%d号", n+1)
	husband := person(numbered("王", n), eligibility.Male, first, 2*(n%490)+11, "教师", address)
	wife := person(numbered("李", n), eligibility.Female, second, 2*(n%490)+12, "护士", address)
	app := couple(husband, wife, 0, "婚后未生育，愿意收养并抚育孤弃儿童。")
	app.Placer = welfareInstitution()
	app.Placer.Reason = "父母双亡"
	app.BirthFather = &workflow.BirthParent{Person: workflow.Person{Name: "旺堆"}, Status: eligibility.ParentDead}
	app.BirthMother = &workflow.BirthParent{Person: workflow.Person{Name: "拉姆"}, Status: eligibility.ParentDead}
	born := day(fmt.Sprintf("2019-%02d-%02d", 1+n%12, 1+n/12%28))
	return Couple{
		Category: workflow.CatInstitutionOrphan, Application: app,
		Child: casework.ChildInput{
			Name: numbered("次", n), Sex: eligibility.Male, Born: born, IDType: eligibility.ResidentCard, IDNumber: residentID(born, 2*(n%490)+13),
			Ethnicity: "藏族", Nationality: "中国", Code: fmt.Sprintf("SY2024-%06d", n+1), Source: "orphan", InstitutionRaised: new(true),
			Institution: "拉萨市儿童福利院", AdmittedOn: day("2023-05-11"), Disabled: new(false), Health: "健康", ParentsDead: new(true), Rescued: new(false),
		},
	}
}

// numbered makes names of two further characters that differ for the first thousand numbers.
func numbered(family string, n int) string {
	given := []rune("安邦承德恩芳光国海红继嘉康兰")
	k := len(given)
	return family + string(given[n/k%k]) + string(given[n%k])
}

// Questioning is the record of questioning one party alone (询问笔录), which orders a
// paper. Nobody asks twice at the same time: each turn has a minute of its own, as
// many as a day has.
func Questioning(partyID, person string, turn int64) casework.RecordQuestioning {
	const minutes = 24*60 - 1
	clock := func(m int64) string { return fmt.Sprintf("%02d:%02d", m/60, m%60) }
	return casework.RecordQuestioning{
		InquiryInput: casework.InquiryInput{
			From: clock(turn % minutes), To: clock(turn%minutes + 1), Place: "收养登记室", AskerPost: "收养登记员", Recorder: "扎西次仁",
			Exchanges: []workflow.QA{
				{Q: "你是否自愿？是否知悉收养成立后的权利义务以及提供虚假材料的法律后果？", A: "自愿，已经知悉。"},
				{Q: "你为什么收养这个孩子？家庭是否有能力抚养？", A: "想给孩子一个完整的家；有稳定收入和住房，家人都支持。"},
			},
		},
		PartyID: partyID, Person: person, Separate: true,
	}
}

// Materials enters every paper that the rules list for a case, its original seen.
func Materials(c *workflow.Case, child *workflow.Child) casework.RecordMaterial {
	facts := workflow.FactsOf(&workflow.View{Case: c, Child: child, On: c.ReceivedOn, Today: c.ReceivedOn})
	var lines []casework.MaterialLine
	for _, m := range eligibility.RequiredMaterials(c.Category.Eligibility(), facts) {
		lines = append(lines, casework.MaterialLine{Code: m.Code, Original: true, Copies: 1})
	}
	return casework.RecordMaterial{Lines: lines}
}

// FilledSheets is the shipped table of a phase with the sheets of two evaluators, submitted at an instant: the first
// gives the best of each item, the second the next. It fails when no table of the phase is shipped.
func FilledSheets(phase string, at time.Time) (*instrument.Instrument, []assessment.Sheet, error) {
	table, err := shippedTable(phase)
	if err != nil {
		return nil, nil, err
	}
	evidence := assessment.EvidenceRef{ID: "e1", SHA256: fmt.Sprintf("%064x", 1)}
	var sheets []assessment.Sheet
	for i, by := range []assessment.Person{{ID: "p1", Name: "王雅琴"}, {ID: "p2", Name: "白玛央宗"}} {
		sheet := assessment.NewSheet(table, "s"+by.ID, "c1", by, assessment.Person{ID: "a1", Name: "王安"}, assessment.Person{ID: "a2", Name: "李安"})
		for item := range table.Items() {
			sheet.Answers[item.Code()] = answer(item, i, false, evidence)
		}
		done, err := assessment.Submit(table, sheet, at)
		if err != nil {
			return nil, nil, err
		}
		sheets = append(sheets, done)
	}
	return table, sheets, nil
}
