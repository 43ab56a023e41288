package reports

import (
	"regexp"
	"strings"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// publicNotice is D03a 寻找弃婴（儿童）生父母公告 (Civil Code art. 1105, 登记办法
// art. 8). It is read by everybody: the child's name is masked, identity number
// and diagnosis are left out, and it carries no case number.
func publicNotice(p *paper) {
	p.doc.Authority, p.doc.CaseNumber, p.doc.OneSheet = p.authority(), "", true
	n := p.notice()
	p.para("为查找下列儿童的生父母，依照", workflow.CivilCode("第一千一百零五条第二款").String(), "和", workflow.Measures("第八条").String(), "的规定，现予公告：")
	p.add(p.foundChild())
	r, ok := p.noticeClock()
	length := p.needTerm("notice.period", "公告期限")
	if ok {
		length = term{termWords(r.Term), r.Basis, r.Status}
	}
	due := ""
	if ok {
		due = "（至" + r.On.Chinese() + "）" + statusNote(r.Status)
	}
	p.para("请该儿童的生父母或者其他监护人自本公告之日起", length.Words, "内", due, "，持本人有效身份证件、与该儿童关系的证明等材料，按照下列方式联系认领。认领人的身份由公安机关等依法核实。")
	p.para("自公告之日起满", length.Words, "仍无人认领的，该儿童依法视为查找不到生父母的未成年人，将依法办理收养登记。知悉该儿童来历的单位和个人，请向公安机关或者公告机关反映。")
	p.add(p.noticeContact(n))
	p.closing()
}

// notice is the child's notice; an absent one is noted as missing.
func (p *paper) notice() workflow.Notice {
	if p.k.Notice == nil {
		p.lack("/child/notice", "公告")
		return workflow.Notice{}
	}
	return *p.k.Notice
}

// noticeClock is C2, the clock of the child's notice.
func (p *paper) noticeClock() (running, bool) {
	if p.k.Clock == nil {
		p.lack("/child/clock", "公告期")
		return running{}, false
	}
	return p.derive(*p.k.Clock, "/child/clock")
}

// foundChild describes the child, with the place of its photograph beside it.
func (p *paper) foundChild() Table {
	const values = 3 // columns that a long value takes
	label := func(text string) Cell { return Cell{Text: Text(text), Head: true} }
	pair := func(first string, a Inline, second string, b Inline) Row {
		return Row{Cells: []Cell{label(first), {Text: a}, label(second), {Text: b}}}
	}
	long := func(first string, value Inline) Row {
		return Row{Cells: []Cell{label(first), {Text: value, ColSpan: values}}}
	}
	rows := []Row{
		pair("儿童代号", orNone("/child/code", p.k.Code), "姓名（现用）", p.maskedName()),
		pair("性别", p.needSex(), "出生日期", knownDay("/child/born", p.k.Born)),
		pair("发现时间", knownDay("/child/found_on", p.k.FoundOn), "入院时间", knownDay("/child/admitted_on", p.k.AdmittedOn)),
		long("发现地点", known("/child/found_at", p.k.FoundAt)),
		long("随身物品和\n体貌特征", known("/child/found_belongings", p.k.FoundBelongings)),
		long("现抚养单位", orNone("/child/institution", p.k.Institution)),
	}
	photo := Cell{Text: Text("近期照片\n（粘贴处）"), RowSpan: len(rows), Align: AlignCenter}
	rows[0].Cells = append(rows[0].Cells, photo)
	for i := range rows {
		rows[i].MinHeight = 8
	}
	return Table{Columns: []Column{column(2.1, AlignCenter), column(2.6, AlignLeft), column(2.1, AlignCenter), column(2.6, AlignLeft), column(3, AlignCenter)}, Rows: rows}
}

func (p *paper) maskedName() Inline {
	if p.k.Name == "" {
		return p.childName()
	}
	return Fact("/child/name", masked(p.k.Name))
}

func (p *paper) needSex() Inline {
	if p.k.Sex == "" {
		p.lack("/child/sex", "被收养人性别")
		return nil
	}
	return Fact("/child/sex", sexWord(p.k.Sex))
}

func (p *paper) noticeContact(n workflow.Notice) Block {
	contact := n.Contact
	if contact == "" {
		contact = p.c.Authority.Phone
	}
	organ := say("公告机关：", Fact("/case/authority/name", p.c.Authority.Name))
	if p.c.Authority.Phone != "" {
		organ = say(organ, "，电话", Fact("/case/authority/phone", p.c.Authority.Phone))
	}
	if p.c.Authority.Address != "" {
		organ = say(organ, "，地址", Fact("/case/authority/address", p.c.Authority.Address))
	}
	return List{Style: ListUnnumbered, Items: []ListItem{
		{Text: say("认领联系：", p.need("/child/notice/contact", contact, "认领联系方式"))},
		{Text: organ},
	}}
}

// noticeCleared is D03b 公告期满记录: the period has run and nobody claimed the child.
func noticeCleared(p *paper) {
	p.doc.Authority, p.doc.CaseNumber = p.authority(), ""
	n := p.notice()
	items := []Item{
		{Label: "儿童代号", Value: orNone("/child/code", p.k.Code)},
		{Label: "姓名", Value: p.childName()},
		{Label: "性别", Value: p.needSex()},
		{Label: "出生日期", Value: knownDay("/child/born", p.k.Born)},
		{Label: "公告日期", Value: p.day("/child/notice/published_on", n.PublishedOn, "公告日期")},
		{Label: "公告文号", Value: p.noticeNumber()},
		{Label: "公告媒体", Value: p.need("/child/notice/medium", n.Medium, "公告报刊或者平台"), Span: true},
		{Label: "版面（网址）", Value: noted("/child/notice/reference", n.Reference), Span: true},
	}
	r, ok := p.noticeClock()
	if ok {
		items = append(items,
			Item{Label: "公告期", Value: say("自", r.Start.AddDays(1), "起算，满", termWords(r.Term), "，", r.until()), Span: true},
			Item{Label: "可以办理登记\n的最早日期", Value: Fact("/child/clock", r.Earliest.Chinese()), Span: true})
	}
	p.add(KeyValue{Columns: 2, Items: items})
	cleared := p.day("/child/notice/cleared_on", n.ClearedOn, "公告期满日期")
	if n.Claimed {
		p.lack("/child/notice/claimed", "认领核实结果（公告期内有人认领，不能记为无人认领）")
	}
	p.para("经查，自公告之日起至", cleared, "，该儿童的生父母或者其他监护人未认领。公告期已满，依照", workflow.Measures("第八条").String(), "的规定，该儿童视为查找不到生父母的儿童。")
	if ok {
		p.explain("公告期的计算", r)
	}
	p.basis(workflow.CivilCode("第一千一百零五条第二款"), workflow.Measures("第八条"))
	p.add(Signatures{Signers: []Signer{
		{Role: "记录人（签名）", Name: n.ClearedBy, Field: "/child/notice/cleared_by", Dated: true, On: n.ClearedOn},
		{Role: "登记机关", Seal: true, Dated: true, On: n.ClearedOn},
	}})
}

// noticeNumber is the number under which the notice was published.
func (p *paper) noticeNumber() Inline {
	for i := range p.k.Papers {
		if x := p.k.Papers[i]; x.Code == "D03a" && x.VoidOn.IsZero() && x.Number != "" {
			return Fact(at("/child/papers", i)+"/number", x.Number)
		}
	}
	return Text(unnotedWord)
}

// isoDate is a date as the explanation of a clock writes it, with the spaces that
// part it from Chinese text.
var isoDate = regexp.MustCompile(` ?(\d{4}-\d{2}-\d{2}) ?`)

// chineseDates writes the dates in a text as papers do.
func chineseDates(text string) string {
	return isoDate.ReplaceAllStringFunc(text, func(found string) string {
		d, err := law.ParseDate(strings.TrimSpace(found))
		if err != nil {
			return found
		}
		return d.Chinese()
	})
}

// explain prints how a date came about, line by line.
func (p *paper) explain(title string, r running) {
	p.add(Paragraph{Text: Text(title + "："), Small: true, KeepNext: true})
	list := List{Style: ListArabicParen}
	for _, s := range r.Steps {
		if s.Kind == law.StepNote && s.From.IsZero() {
			continue
		}
		list.Items = append(list.Items, ListItem{Text: Text(chineseDates(s.Text))})
	}
	p.add(list)
}
