package reports

import (
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// applicantNames joins the applicants' names; there must be one at least, and
// each must have a name.
func (p *paper) applicantNames() Inline {
	var out Inline
	if len(p.c.Application.Applicants) == 0 {
		p.lack("/case/application/applicants", "收养申请人")
	}
	for i, a := range p.c.Application.Applicants {
		if i > 0 {
			out = append(out, Run{Text: "、"})
		}
		out = append(out, p.need(at("/case/application/applicants", i)+"/name", a.Name, "收养申请人姓名")...)
	}
	return out
}

// childName is the child's name, which papers in a case must state.
func (p *paper) childName() Inline { return p.need("/child/name", p.k.Name, "被收养人姓名") }

// childPhrase names the child in running text: 王某某（女，2021年5月3日出生）.
func (p *paper) childPhrase() Inline {
	out := say(p.childName(), "（", known("/child/sex", sexWord(p.k.Sex)))
	if p.k.Born.IsZero() {
		return say(out, "，出生日期未查明）")
	}
	return say(out, "，", p.k.Born, "出生）")
}

// placerName is who places the child; 无 for a foundling whom nobody places.
func (p *paper) placerName() Inline {
	pl := p.c.Application.Placer
	switch {
	case pl.Organisation != "":
		return Fact("/case/application/placer/organisation", pl.Organisation)
	case len(pl.Persons) > 0:
		var out Inline
		for i, x := range pl.Persons {
			if i > 0 {
				out = append(out, Run{Text: "、"})
			}
			out = append(out, p.need(at("/case/application/placer/persons", i)+"/name", x.Name, "送养人姓名")...)
		}
		return out
	case pl.Type != "":
		p.lack("/case/application/placer", "送养人")
		return nil
	}
	return Text("无（非儿童福利机构抚养的查找不到生父母的儿童）")
}

// partyItems is the grid of the particulars that every form asks of a person who
// fills it in; what that person left open reads 未填写.
func (p *paper) partyItems(pointer string, x workflow.Person, citizenship Inline, what string) []Item {
	return []Item{
		{Label: "姓名", Value: p.need(pointer+"/name", x.Name, what+"姓名")},
		{Label: "性别", Value: statedWord(sexWord(x.Sex))},
		{Label: "出生日期", Value: stated(pointer+"/born", x.Born.Chinese())},
		{Label: "民族", Value: stated(pointer+"/ethnicity", x.Ethnicity)},
		{Label: "国籍", Value: citizenship},
		{Label: "文化程度", Value: stated(pointer+"/education", x.Education)},
		{Label: "证件类型", Value: idType(x)},
		{Label: "证件号码", Value: idNumber(pointer, x)},
	}
}

// applicantGrid is the block of one applicant on the ministry's forms.
func (p *paper) applicantGrid(i int) KeyValue {
	a := p.c.Application.Applicants[i]
	pointer := at("/case/application/applicants", i)
	items := p.partyItems(pointer, a.Person, applicantNationality(pointer, a), "收养申请人")
	items = append(items,
		Item{Label: "身份类别", Value: statedWord(identityWord(a.Identity))},
		Item{Label: "婚姻状况", Value: statedWord(maritalWord(a.Marital))},
		Item{Label: "职业", Value: stated(pointer+"/occupation", a.Occupation)},
		Item{Label: "健康状况", Value: stated(pointer+"/health", a.Health)},
		Item{Label: "现有子女数", Value: statedWord(count(a.Children, "名"))},
		Item{Label: "家庭年收入", Value: income(pointer, a.Income)},
		Item{Label: "与被收养人关系", Value: orNone(pointer+"/relation_to_child", a.RelationToChild)},
		Item{Label: "联系电话", Value: stated(pointer+"/phone", a.Phone)},
		Item{Label: "工作单位", Value: orNone(pointer+"/employer", a.Employer), Span: true},
		Item{Label: "常住户口所在地", Value: stated(pointer+"/registration", a.Registration), Span: true},
		Item{Label: "现住址", Value: stated(pointer+"/address", a.Address), Span: true},
	)
	return KeyValue{Caption: p.applicantRole(i), Columns: 2, Items: items}
}

func income(pointer, yuan string) Inline {
	if yuan == "" {
		return Text(unstatedWord)
	}
	return say(Fact(pointer+"/income", yuan), "元")
}

// applicantRole names an applicant's place on a form: 收养人（男方）.
func (p *paper) applicantRole(i int) string {
	switch sexWord(p.c.Application.Applicants[i].Sex) {
	case "男":
		return "收养人（男方）"
	case "女":
		return "收养人（女方）"
	}
	return "收养人"
}

// childGrid is the block of the child on the ministry's forms.
func (p *paper) childGrid() KeyValue {
	k := p.k.Person
	items := []Item{
		{Label: "姓名", Value: p.childName()},
		{Label: "性别", Value: Text(sexWord(k.Sex))},
		{Label: "出生日期", Value: knownDay("/child/born", k.Born)},
		{Label: "民族", Value: known("/child/ethnicity", k.Ethnicity)},
		{Label: "国籍", Value: nationality("/child", k, unknownWord)},
		{Label: "文化程度", Value: orWord("/child/education", k.Education, "—")},
		{Label: "证件类型", Value: idType(k)},
		{Label: "证件号码", Value: idNumber("/child", k)},
	}
	items = append(items,
		Item{Label: "身份类别", Value: p.category(), Span: true},
		Item{Label: "健康状况", Value: known("/child/health", p.k.Health)},
		Item{Label: "残疾情况", Value: disability(p.k)},
		Item{Label: "捡拾时间", Value: foundling(p, "/child/found_on", p.k.FoundOn)},
		Item{Label: "入院时间", Value: foundling(p, "/child/admitted_on", p.k.AdmittedOn)},
		Item{Label: "抚养机构", Value: orNone("/child/institution", p.k.Institution), Span: true},
		Item{Label: "户籍地址", Value: p.childRegistration(), Span: true},
		Item{Label: "收养后姓名", Value: p.nameAfter(), Span: true},
	)
	return KeyValue{Caption: "被收养人", Columns: 2, Items: items}
}

// childRegistration is where the child is registered; one without an identity
// number has no registration yet.
func (p *paper) childRegistration() Inline {
	if noID(p.k.Person) {
		return orNone("/child/registration", p.k.Registration)
	}
	return stated("/child/registration", p.k.Registration)
}

// foundling prints a date that only foundlings and institution children have.
func foundling(p *paper, pointer string, d law.Date) Inline {
	if d.IsZero() && !p.c.Category.NeedsNotice() {
		return Text(noneWord)
	}
	return knownDay(pointer, d)
}

func disability(k *workflow.Child) Inline {
	if k.Disabled != nil && *k.Disabled {
		return say("残疾：", known("/child/disability", k.Disability))
	}
	return Text(yesNo(k.Disabled, "残疾", noneWord))
}

// nameAfter is the child's name after the adoption; its present name stays when
// no other is chosen.
func (p *paper) nameAfter() Inline {
	if r := p.c.Registration; r != nil && r.NameAfter != "" {
		return Fact("/case/registration/name_after", r.NameAfter)
	}
	if n := p.c.Application.NameAfter; n != "" {
		return Fact("/case/application/name_after", n)
	}
	return say(p.childName(), "（不变更）")
}

// category names the adoption category, which papers of a case must state.
func (p *paper) category() Inline {
	return p.need("/case/category", p.c.Category.Chinese(), "收养类别")
}

// placerGrid is the block of the placer on the ministry's forms.
func (p *paper) placerGrid() []KeyValue {
	pl := p.c.Application.Placer
	const pointer = "/case/application/placer"
	if pl.Organisation != "" || len(pl.Persons) == 0 {
		return []KeyValue{{Caption: "送养人", Columns: 2, Items: []Item{
			{Label: "名称", Value: p.placerName(), Span: true},
			{Label: "统一社会\n信用代码", Value: orNone(pointer+"/credit_code", pl.CreditCode), Span: true},
			{Label: "送养人类型", Value: placerType(pl)},
			{Label: "法定代表人", Value: orNone(pointer+"/representative", pl.Representative)},
			{Label: "经办人", Value: orNone(pointer+"/agent", pl.Agent)},
			{Label: "联系电话", Value: orNone(pointer+"/phone", pl.Phone)},
			{Label: "地址", Value: orNone(pointer+"/address", pl.Address), Span: true},
			{Label: "送养原因", Value: orNone(pointer+"/reason", pl.Reason), Span: true},
		}}}
	}
	var grids []KeyValue
	for i, x := range pl.Persons {
		here := at(pointer+"/persons", i)
		items := append(p.partyItems(here, x, nationality(here, x, unstatedWord), "送养人"),
			Item{Label: "送养人类型", Value: placerType(pl)},
			Item{Label: "联系电话", Value: stated(here+"/phone", x.Phone)},
			Item{Label: "常住户口所在地", Value: stated(here+"/registration", x.Registration), Span: true},
			Item{Label: "送养原因", Value: orNone(pointer+"/reason", pl.Reason), Span: true})
		grids = append(grids, KeyValue{Caption: "送养人", Columns: 2, Items: items})
	}
	return grids
}

func placerType(pl workflow.Placer) Inline {
	if pl.Type == "" {
		return Text(noneWord)
	}
	return Text(placerWord(pl.Type))
}

// masked hides a name on a public paper: the surname and an asterisk.
func masked(name string) string {
	for _, r := range name {
		return string(r) + "*"
	}
	return ""
}
