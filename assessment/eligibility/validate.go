package eligibility

import (
	"strconv"

	"github.com/anjia-project/anjia/assessment/law"
)

// maxApplicants is how many people can adopt one child: the two spouses.
const maxApplicants = 2

// Validate returns a *FactsError when the facts use a word outside the vocabulary or contradict themselves as at
// day: someone born later, found before birth, a decision before the receipt, two applicants who adopt alone.
func (f *Facts) Validate(day law.Date) error {
	var l faultList
	if f.Category != 0 && !f.Category.Known() {
		l.add("/category", FaultVocabulary, "收养类别不在代码表中", "应当为下列之一："+CodesText(f.Category.Codes()))
	}
	word(&l, "/mode", f.Mode)
	f.validateApplicants(&l, day)
	f.validateChild(&l, day)
	f.validateOthers(&l)
	f.validateDates(&l)
	if len(l) > 0 {
		return &FactsError{Faults: l}
	}
	return nil
}

func (f *Facts) validateApplicants(l *faultList, day law.Date) {
	s := Subject{Facts: f}
	most := maxApplicants
	if n := s.expected(); n > 0 {
		most = n
	}
	if len(f.Applicants) > most {
		l.add("/applicants", FaultMode, "收养人人数多于收养方式所允许的"+strconv.Itoa(most)+"人",
			"请核对收养方式；夫妻共同收养的，收养方式应当为joint")
	}
	for i := range f.Applicants {
		f.Applicants[i].validate(l, "/applicants/"+strconv.Itoa(i), day)
	}
	if len(f.Applicants) != 1 {
		return
	}
	sex := f.Applicants[0].Sex
	if f.Mode == MaleAlone && sex == Female || f.Mode == FemaleAlone && sex == Male {
		l.add("/applicants/0/sex", FaultMode, "收养人性别与收养方式不一致", "请核对收养方式和性别")
	}
}

func (a *Applicant) validate(l *faultList, at string, day law.Date) {
	word(l, at+"/sex", a.Sex)
	word(l, at+"/id_type", a.IDType)
	word(l, at+"/identity", a.Identity)
	word(l, at+"/marital", a.Marital)
	word(l, at+"/spouse_is", a.SpouseIs)
	word(l, at+"/attendance", a.Attendance)
	if a.Children != nil && *a.Children < 0 {
		l.add(at+"/children", FaultRange, "现有子女数不能为负数", "请核对子女情况声明")
	}
	if a.Adoptions != nil && *a.Adoptions < 0 {
		l.add(at+"/adoptions", FaultRange, "已收养子女数不能为负数", "请核对子女情况声明")
	}
	if a.BirthDate.After(day) {
		l.add(at+"/birth_date", FaultOrder, "出生日期晚于"+day.Chinese(), "请对照证件核对")
	}
}

func (f *Facts) validateChild(l *faultList, day law.Date) {
	c := &f.Child
	word(l, "/child/sex", c.Sex)
	l.division("/child/found_division", c.FoundDivision)
	if c.BirthDate.After(day) {
		l.add("/child/birth_date", FaultOrder, "出生日期晚于"+day.Chinese(), "请对照证件核对")
	}
	if !c.FoundOn.IsZero() && c.FoundOn.Before(c.BirthDate) {
		l.add("/child/found_on", FaultOrder, "捡拾日期早于出生日期", "请对照报案证明核对")
	}
}

func (f *Facts) validateOthers(l *faultList) {
	f.BirthFather.validate(l, "/birth_father")
	f.BirthMother.validate(l, "/birth_mother")
	word(l, "/placer/type", f.Placer.Type)
	l.division("/placer/division", f.Placer.Division)
	l.division("/authority_division", f.AuthorityDivision)
}

func (p *BirthParent) validate(l *faultList, at string) {
	word(l, at+"/status", p.Status)
	l.division(at+"/division", p.Division)
}

func (f *Facts) validateDates(l *faultList) {
	later := func(pointer string, date, than law.Date, message string) {
		if !date.IsZero() && !than.IsZero() && date.Before(than) {
			l.add(pointer, FaultOrder, message, "请核对日期")
		}
	}
	later("/decided_on", f.DecidedOn, f.ReceivedOn, "决定日期早于收件日期")
	later("/registered_on", f.RegisteredOn, f.ReceivedOn, "登记日期早于收件日期")
	later("/registered_on", f.RegisteredOn, f.DecidedOn, "登记日期早于决定日期")
	if !f.Notice.EarliestOn.IsZero() && !f.Notice.EarliestOn.After(f.Notice.PublishedOn) {
		l.add("/notice/earliest_on", FaultOrder, "公告期满后最早登记日期不晚于公告日期", "请核对公告日期")
	}
}
