package reports

import (
	"strconv"

	"github.com/anjia-project/anjia/workflow"
)

// privacyConsent is D07 个人信息处理告知与单独同意书 (PIPL arts. 17, 28-31, 35): the
// authority tells what it does with the data, and asks for the separate consent
// of adults and of the guardians of children under fourteen.
func privacyConsent(p *paper) {
	p.addressed(p.applicantNames().String())
	p.heading("一、告知事项")
	p.para("为办理收养登记、进行收养评估，依照《中华人民共和国个人信息保护法》，现就个人信息的处理告知如下：")
	p.add(List{Style: ListChineseParen, Items: []ListItem{
		{Text: say("处理者：", p.authorityFact(), "，联系方式：", p.reachable(), "。", p.processor())},
		{Text: Text("目的和依据：履行收养登记、收养评估和回访的法定职责。为履行法定职责所必需的处理，不以本人同意为前提，但仍应当告知；其余的处理以本人同意为前提。")},
		{Text: Text("方式：收集、存储、使用、提供给评估主体；形成案卷和归档。个人信息在中华人民共和国境内存储。")},
		{Text: Text("种类：姓名、证件号码、联系方式、婚姻家庭、教育职业、收入住房等信息；其中敏感个人信息包括健康状况、金融账户和收入、有无违法犯罪记录、照片影像、行踪和住址，以及不满十四周岁未成年人的个人信息。")},
		{Text: Text("处理敏感个人信息的必要性和影响：上述信息是判断能否保障被收养人利益所必需的。泄露或者非法使用可能使人格尊严、人身和财产安全受到侵害，本机关和评估主体采取加密、访问审批和访问记录等措施予以保护。")},
		{Text: say("保存期限：收养登记档案保存期限为", p.retention(), "；未归入档案的工作副本在办结后删除。")},
		{Text: Text("权利：本人有权查阅、复制、更正、补充本人的个人信息，有权要求对处理规则作出解释，有权撤回同意；依法应当归档保存的除外。行使权利可以向上述联系方式提出。")},
		{Text: Text("不同意的后果：可以不同意。因此无法查明法定收养条件或者无法进行评估的，登记机关将依法处理，并说明理由。")},
	}})
	p.heading("二、单独同意")
	p.add(Paragraph{Text: Text("本人已阅看并理解上述告知事项，对处理下列敏感个人信息分别表示意见（由本人勾选）："), KeepNext: true})
	p.add(CheckList{Columns: 2, Items: []CheckItem{
		{Text: Text("同意处理本人的健康信息")},
		{Text: Text("同意处理本人的收入和财产信息")},
		{Text: Text("同意查询本人有无违法犯罪记录")},
		{Text: Text("同意评估过程中的录音、照片和影像")},
	}})
	s := Signatures{}
	for i := range p.c.Application.Applicants {
		s.Signers = append(s.Signers, Signer{Role: p.applicantRole(i) + "签名", Fingerprint: true, Dated: true})
	}
	p.add(s)
	p.household14()
	p.basisNote(workflow.PIPL("第十三条").String() + "、第二十一条、第二十八条至第三十一条、第三十五条、第三十六条")
}

// reachable is how to reach the authority, which the law wants stated (PIPL art. 17).
func (p *paper) reachable() Inline {
	if p.c.Authority.Phone == "" && p.c.Authority.Address != "" {
		return Fact("/case/authority/address", p.c.Authority.Address)
	}
	return p.need("/case/authority/phone", p.c.Authority.Phone, "登记机关联系电话")
}

// processor says who else handles the data.
func (p *paper) processor() Inline {
	if p.isGroup() {
		return say("评估由", p.bodyName(), "进行，不委托其他单位处理。")
	}
	if p.isMixed() {
		return say("评估由", p.bodyName(), "进行；受委托的处理者：", p.sendingAgency(), "，只由其派出人员在收养评估所需的范围内处理，不得转委托；委托终止后返还或者删除，不得保留。")
	}
	return say("受委托的处理者：", p.bodyName(), "，只在收养评估所需的范围内处理，不得转委托；委托终止后返还或者删除，不得保留。")
}

func (p *paper) authorityFact() Inline { return Fact("/case/authority/name", p.authority()) }

func (p *paper) retention() string {
	if t := p.packText("archive.retention"); t != "" {
		return t
	}
	return "档案管理规定的期限"
}

// guardianAge is the age below which the guardian consents (PIPL art. 31).
const guardianAge = 14

// household14 leaves places to sign for adult household members and for the
// guardians of children under fourteen, the child to be adopted among them.
func (p *paper) household14() {
	on := p.lawDay()
	var adults, minors Signatures
	for i, m := range p.c.Application.Household {
		name := p.need(at("/case/application/household", i)+"/name", m.Name, "共同生活的家庭成员姓名").String()
		if age := m.Age(on); age >= 0 && age < guardianAge {
			minors.Signers = append(minors.Signers, Signer{Role: name + "的监护人", Dated: true})
			continue
		}
		adults.Signers = append(adults.Signers, Signer{Role: name + "（家庭成员）", Dated: true})
	}
	if len(adults.Signers) > 0 {
		p.add(Heading{Level: 2, Text: Text("共同生活的家庭成员")})
		p.add(adults)
	}
	child := p.childName().String()
	if age := p.k.Age(on); age < guardianAge {
		minors.Signers = append(minors.Signers, Signer{Role: "被收养人" + child + "的监护人", Dated: true})
	}
	if len(minors.Signers) > 0 {
		p.add(Heading{Level: 2, Text: Text("不满" + strconv.Itoa(guardianAge) + "周岁未成年人的监护人")})
		minors.Lead = Text("本人作为下列未成年人的监护人，已经知悉上述告知事项和未成年人个人信息的专门处理规则，同意处理该未成年人的个人信息。")
		p.add(minors)
	}
}
