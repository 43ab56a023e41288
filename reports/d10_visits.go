package reports

import (
	"slices"
	"strings"

	"github.com/anjia-project/anjia/workflow"
)

// homeVisit is D10a 家访记录.
func homeVisit(p *paper) {
	v, here := p.visitRecord("家访对象")
	p.heading("家访情况")
	p.narrative(here, v)
	p.visitEnd(here, v, "受访人")
	p.visitBasis()
}

// interview is D10b 谈话记录表: questions and answers word by word.
func interview(p *paper) {
	v, here := p.visitRecord("谈话对象")
	p.heading("谈话内容")
	if len(v.Exchanges) == 0 && v.Narrative == "" {
		p.lack(here+"/exchanges", "谈话内容")
	}
	p.narrative(here, v)
	p.visitEnd(here, v, "被谈话人")
	p.visitBasis()
}

// inquiry is D10c 走访调查记录: neighbours, committee, employer, school.
func inquiry(p *paper) {
	v, here := p.visitRecord("走访对象")
	p.heading("走访调查情况")
	p.narrative(here, v)
	p.small("走访时已向受访人说明评估人员的身份和保密要求，未披露与评估无关的个人信息。")
	p.visitEnd(here, v, "受访人")
	p.visitBasis()
}

// integrationVisit is D16a 融合期走访记录: the child must have been seen.
func integrationVisit(p *paper) {
	v, here := p.visitRecord("受访人员")
	if i := p.c.Integration; i != nil && !i.HandedOn.IsZero() {
		p.para("被收养人自", Fact("/case/integration/handed_on", i.HandedOn.Chinese()), "交接起与收养申请人共同生活", p.daysTogether("，至本次走访之日融合期已计", v.On), "。")
	}
	p.heading("融合情况")
	p.narrative(here, v)
	p.visitEnd(here, v, "受访人")
	p.visitBasis()
}

// visitRecord opens the record of a visit and returns it with its pointer.
func (p *paper) visitRecord(seen string) (workflow.Visit, string) {
	p.doc.Authority = p.bodyName().String()
	i := slices.IndexFunc(p.c.Visits, func(v workflow.Visit) bool { return v.ID == p.job.Paper.Subject && v.ID != "" })
	if i < 0 {
		p.lack("/case/visits", "本记录所指的走访（谈话）")
		return workflow.Visit{}, "/case/visits"
	}
	v, here := p.c.Visits[i], at("/case/visits", i)
	p.add(KeyValue{Columns: 2, Items: []Item{
		{Label: "收养申请人", Value: p.applicantNames()},
		{Label: "被收养人", Value: p.childName()},
		{Label: "日期", Value: p.day(here+"/on", v.On, "走访（谈话）日期")},
		{Label: "起止时间", Value: say(p.need(here+"/from", v.From, "开始时间"), " 至 ", p.need(here+"/to", v.To, "结束时间"))},
		{Label: "地点", Value: p.need(here+"/place", v.Place, "走访（谈话）地点"), Span: true},
		{Label: "评估人员", Value: p.visitors(here, v), Span: true},
		{Label: "出示工作证\n和授权", Value: Text(shownWord(v.Shown))},
		p.childSeen(here, v),
	}})
	if len(v.Seen) == 0 {
		p.lack(here+"/seen", seen)
	} else {
		p.add(p.seenTable(seen, here+"/seen", v.Seen))
	}
	return v, here
}

// visitors names the evaluators who came, with their certificates.
func (p *paper) visitors(here string, v workflow.Visit) Inline {
	if len(v.Names) == 0 {
		p.lack(here+"/names", "到场评估人员")
	}
	var out Inline
	for i, name := range v.Names {
		if i > 0 {
			out = append(out, Run{Text: "、"})
		}
		out = say(out, p.need(at(here+"/names", i), name, "到场评估人员姓名"), p.certificateOf(v, i))
	}
	return out
}

func (p *paper) certificateOf(v workflow.Visit, i int) Inline {
	if p.c.Commission == nil || i >= len(v.Evaluators) {
		return nil
	}
	for k, m := range p.c.Commission.Members {
		if m.AccountID == v.Evaluators[i] && m.Certificate != "" {
			return say("（工作证号", Fact(at("/case/commission/members", k)+"/certificate", m.Certificate), "）")
		}
	}
	return nil
}

func shownWord(shown bool) string {
	if shown {
		return "已出示"
	}
	return "未出示"
}

// childSeen says at a visit to the home whether the child was seen, at others who
// kept the record.
func (p *paper) childSeen(here string, v workflow.Visit) Item {
	if v.Kind == workflow.VisitInterview || v.Kind == workflow.VisitInquiry {
		return Item{Label: "记录人", Value: p.need(here+"/by", v.By, "记录人")}
	}
	return Item{Label: "见到被收养人", Value: Text(seenWord(v.ChildSeen))}
}

func seenWord(seen bool) string {
	if seen {
		return "已见到"
	}
	return "未见到"
}

// narrative prints what was seen and said, paragraph by paragraph.
func (p *paper) narrative(here string, v workflow.Visit) {
	p.exchanges(here+"/exchanges", v.Exchanges)
	p.prose(here+"/narrative", v.Narrative)
	if v.Narrative == "" && len(v.Exchanges) == 0 && p.spec.Code != "D10b" {
		p.lack(here+"/narrative", "走访情况")
	}
}

// prose prints a long text of the record, one paragraph per line.
func (p *paper) prose(pointer, text string) {
	for _, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			p.add(Paragraph{Text: Fact(pointer, line)})
		}
	}
}

// visitEnd closes the record: evidence, then everybody who was there signs.
func (p *paper) visitEnd(here string, v workflow.Visit, who string) {
	p.add(Heading{Level: 2, Text: Text("影像和佐证材料目录")})
	p.add(scanTable("", here+"/evidence", v.Evidence)...)
	s := Signatures{Lead: Text("以上记录已经阅看（已经宣读），与事实和陈述一致。")}
	for i, x := range v.Seen {
		s.Signers = append(s.Signers, Signer{Role: who + "（签名）", Name: x.Name, Field: at(here+"/seen", i) + "/name", Dated: true})
	}
	for i, name := range v.Names {
		s.Signers = append(s.Signers, Signer{Role: "评估员（签名）", Name: name, Field: at(here+"/names", i), Dated: true})
	}
	p.add(s)
}

func (p *paper) visitBasis() {
	p.basisNote(workflow.Assessment("第八条").String() + "、第九条")
}
