package reports

import (
	"slices"
	"strconv"
	"time"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// circumstanceItems are the nine circumstances of art. 11 of the 2020 measures.
func circumstanceItems() []string {
	return []string{
		"弄虚作假、提供虚假材料或者隐瞒重要事实的",
		"参加非法组织、邪教组织的",
		"买卖、性侵、虐待或者遗弃、非法送养未成年人，以及其他侵犯未成年人身心健康的",
		"有持续性、经常性的家庭暴力的",
		"有故意犯罪行为，判处或者可能判处有期徒刑以上刑罚的",
		"患有精神类疾病、传染性疾病、重度残疾或者智力残疾、重大疾病的",
		"存在吸毒、酗酒、赌博、嫖娼等恶习的",
		"故意或者过失导致正与其进行融合的未成年人受到侵害或者面临其他危险情形的",
		"有其他不利于未成年人身心健康行为的",
	}
}

// harmItem is the circumstance that must be reported to the police at once.
const harmItem = 8

// circumstanceReport is D12a 应当报告情形报告单: to the authority, by whoever in
// the case learnt of it (2020 办法 art. 11; 未成年人保护法 art. 11).
func circumstanceReport(p *paper) {
	p.addressed(p.authority())
	k, here := p.circumstance()
	p.add(KeyValue{Columns: 2, Items: []Item{
		{Label: "收养申请人", Value: p.applicantNames()},
		{Label: "被收养人", Value: p.childName()},
		{Label: "评估主体", Value: p.bodyName(), Span: true},
		{Label: "涉及人员", Value: p.need(here+"/person", k.Person, "所涉人员"), Span: true},
		{Label: "知悉日期", Value: p.day(here+"/learnt_on", k.LearntOn, "知悉日期")},
		{Label: "报告日期", Value: p.day(here+"/reported_on", k.ReportedOn, "报告日期")},
	}})
	list := CheckList{Caption: "所报告的情形（《收养评估办法（试行）》第十一条）"}
	for i, text := range circumstanceItems() {
		list.Items = append(list.Items, CheckItem{Checked: k.Item == i+1, Text: Text("（" + ChineseNumber(i+1) + "）" + text)})
	}
	urgent := here == emergencyAt
	list.Items = append(list.Items, CheckItem{Checked: urgent, Text: Text("紧急情形：未成年人疑似受到侵害或者面临危险（" + workflow.MinorsLaw("第十一条").String() + "）")})
	if !urgent && (k.Item < 1 || k.Item > len(circumstanceItems())) {
		p.lack(here+"/item", "所报告情形的项次")
	}
	p.add(list)
	p.add(Heading{Level: 2, Text: Text("具体事实")})
	p.need(here+"/facts", k.Facts, "具体事实")
	p.prose(here+"/facts", k.Facts)
	if urgent || k.Item == harmItem {
		p.para("上述情形涉及未成年人受到侵害或者面临危险，应当立即向公安机关报案，", p.policeState())
	}
	p.para("报告情形本身不当然导致不予登记，由登记机关核实后依法处理。")
	p.add(KeyValue{Columns: 1, Items: []Item{{Label: "登记机关\n处理意见", MinHeight: 26, Value: circumstanceDecision(here, k), Foot: []Inline{signedBy("处理人", orHand(here+"/decided_by", k.DecidedBy)), Text(DateText(k.DecidedOn))}}}})
	p.basis(workflow.Assessment("第十一条"), workflow.MinorsLaw("第十一条"))
	p.add(Signatures{Columns: 1, Signers: []Signer{{Role: "报告人（签名）", Name: k.By, Field: here + "/by", Dated: true, On: k.ReportedOn}}})
}

// circumstance is what the paper reports: a reported circumstance, or the
// emergency, whose person is not known before it is looked into.
func (p *paper) circumstance() (workflow.Circumstance, string) {
	i := slices.IndexFunc(p.c.Circumstances, func(k workflow.Circumstance) bool { return k.ID == p.job.Paper.Subject && k.ID != "" })
	if i >= 0 {
		return p.c.Circumstances[i], at("/case/circumstances", i)
	}
	e := p.c.Emergency
	if e == nil {
		p.lack("/case/circumstances", "所报告的情形")
		return workflow.Circumstance{}, "/case/circumstances"
	}
	k := workflow.Circumstance{Person: "待查明（见具体事实）", Facts: e.Facts, LearntOn: e.RaisedOn, ReportedOn: e.RaisedOn, By: e.RaisedBy}
	if known, ok := instantDay(e.KnownAt); ok {
		k.LearntOn = known
	}
	if p.inIntegration(k.LearntOn) {
		k.Item = harmItem
	}
	return k, emergencyAt
}

// emergencyAt is where the emergency stands in the record.
const emergencyAt = "/case/emergency"

// inIntegration reports whether the child lived with the family on trial on a
// day: only then is it the circumstance of item (8).
func (p *paper) inIntegration(on law.Date) bool {
	i := p.c.Integration
	return i != nil && !i.HandedOn.IsZero() && !on.Before(i.HandedOn) && (i.EndedOn.IsZero() || !on.After(i.EndedOn)) && p.c.Registration == nil
}

// policeState says whether the report to the police is on record yet.
func (p *paper) policeState() Inline {
	e := p.c.Emergency
	if e == nil || e.PoliceAt == "" {
		return Text("报案情况另行记录，不以任何审批为前提。")
	}
	return say("已于", Fact("/case/emergency/police_at", beijing(e.PoliceAt)), "向", noted("/case/emergency/police_station", e.PoliceStation), "报案。")
}

func circumstanceDecision(here string, k workflow.Circumstance) Inline {
	switch k.Decision {
	case "":
		return nil
	case "continue":
		return say("经核实，评估继续进行。", orNone(here+"/reason", k.Reason))
	case "terminate":
		return say("经核实，终止评估。", orNone(here+"/reason", k.Reason))
	}
	return noted(here+"/decision", k.Decision)
}

// policeReport is D12b 报警记录: when it was learnt, when the police were told, and
// the time between, which is audited.
func policeReport(p *paper) {
	p.doc.Authority = p.authority()
	e := workflow.Emergency{}
	if p.c.Emergency == nil {
		p.lack("/case/emergency", "紧急处置")
	} else {
		e = *p.c.Emergency
	}
	const here = emergencyAt
	p.add(KeyValue{Columns: 2, Items: []Item{
		{Label: "收养申请人", Value: p.applicantNames()},
		{Label: "被收养人", Value: p.childName()},
		{Label: "首次知悉时间", Value: p.need(here+"/known_at", beijing(e.KnownAt), "首次知悉时间"), Span: true},
		{Label: "报案时间", Value: p.need(here+"/police_at", beijing(e.PoliceAt), "报案时间"), Span: true},
		{Label: "知悉至报案间隔", Value: Text(between(e.KnownAt, e.PoliceAt)), Span: true},
		{Label: "受案公安机关", Value: p.need(here+"/police_station", e.PoliceStation, "受案的公安机关"), Span: true},
		{Label: "接报案回执", Value: orPending(here+"/police_receipt", e.PoliceReceipt)},
		{Label: "报案人", Value: p.need(here+"/reported_by", e.ReportedBy, "报案人")},
		{Label: "发现情形", Value: p.need(here+"/facts", e.Facts, "发现的情形"), Span: true},
		{Label: "报案内容", Value: noted(here+"/police_content", e.PoliceContent), Span: true},
		{Label: "儿童安置", Value: p.placement(), Span: true},
	}})
	p.para("儿童安全优先于办理程序；报案不以任何审批为前提。")
	p.basis(workflow.Assessment("第十一条"), workflow.MinorsLaw("第十一条"))
	p.add(Signatures{Signers: []Signer{
		{Role: "报案人（签名）", Name: e.ReportedBy, Field: here + "/reported_by", Dated: true},
		{Role: "记录人（签名）", Name: p.job.Actor.Name, Field: "/actor/name", Dated: true, On: p.job.Paper.On},
	}})
}

func orPending(pointer, value string) Inline {
	if value == "" {
		return Text("尚未取得")
	}
	return Fact(pointer, value)
}

// placement says where the child is.
func (p *paper) placement() Inline {
	e := p.c.Emergency
	if e == nil || e.RemovedOn.IsZero() {
		return Text("尚无将儿童带离的记录")
	}
	return say("已于", Fact("/case/emergency/removed_on", e.RemovedOn.Chinese()), "将儿童带离，安置于", noted("/case/emergency/removed_to", e.RemovedTo))
}

// between words the time from one instant to another.
func between(from, to string) string {
	a, errA := time.Parse(time.RFC3339, from)
	b, errB := time.Parse(time.RFC3339, to)
	if errA != nil || errB != nil || b.Before(a) {
		return unknownWord
	}
	minutes := int(b.Sub(a).Minutes())
	if minutes < 60 {
		return strconv.Itoa(minutes) + "分钟"
	}
	return strconv.Itoa(minutes/60) + "小时" + strconv.Itoa(minutes%60) + "分钟"
}
