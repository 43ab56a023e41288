package reports

import (
	"strconv"

	"github.com/anjia-project/anjia/workflow"
)

// headRow is the header of a table.
func headRow(titles ...string) []Row {
	row := Row{}
	for _, t := range titles {
		row.Cells = append(row.Cells, Cell{Text: Text(t), Head: true})
	}
	return []Row{row}
}

// cells makes a row of plain cells.
func cells(texts ...Inline) Row {
	row := Row{Whole: true}
	for _, t := range texts {
		row.Cells = append(row.Cells, Cell{Text: t})
	}
	return row
}

// column makes a column: width and alignment.
func column(width float64, align Align) Column { return Column{Width: width, Align: align} }

// householdTable lists who lives with the applicants; a sentence when nobody does.
func (p *paper) householdTable() Block {
	members := p.c.Application.Household
	if len(members) == 0 {
		return Paragraph{Text: Text("无其他共同生活的家庭成员。")}
	}
	t := Table{
		Columns: []Column{column(1, AlignCenter), column(2, AlignCenter), column(1.7, AlignCenter), column(1, AlignCenter), column(2.6, AlignCenter), column(1.7, AlignCenter), column(2.6, AlignLeft)},
		Header:  headRow("序号", "姓名", "与申请人关系", "性别", "出生日期", "职业", "对收养的意见"),
	}
	for i, m := range members {
		here := at("/case/application/household", i)
		t.Rows = append(t.Rows, cells(Text(strconv.Itoa(i+1)), p.need(here+"/name", m.Name, "共同生活的家庭成员姓名"), stated(here+"/relation", m.Relation),
			statedWord(sexWord(m.Sex)), stated(here+"/born", m.Born.Chinese()), stated(here+"/occupation", m.Occupation), stated(here+"/opinion", m.Opinion)))
	}
	return t
}

// materialTable lists the papers of the file: whose, original seen by whom, copies.
func (p *paper) materialTable(list []workflow.Material) Table {
	t := Table{
		Columns: []Column{column(0.9, AlignCenter), column(3.4, AlignLeft), column(1.6, AlignCenter), column(3.4, AlignCenter), column(1.3, AlignCenter), column(2.1, AlignLeft)},
		Header:  headRow("序号", "证件、证明材料名称", "提交方", "原件核验", "复印件", "备注"),
	}
	for i, m := range list {
		here := at("/case/materials", i)
		t.Rows = append(t.Rows, cells(Text(strconv.Itoa(i+1)), p.need(here+"/title", m.Title, "材料名称"), Text(sideWord(m.Side)),
			original(here, m), copies(m), materialNote(here, m)))
	}
	return t
}

func original(here string, m workflow.Material) Inline {
	switch {
	case m.Missing:
		return Text("未提交")
	case !m.Original:
		return Text("未核验原件")
	case m.SeenOn.IsZero():
		return Text("已核验")
	}
	if m.SeenBy == "" {
		return say("已核验\n", m.SeenOn)
	}
	return say("已核验（", Fact(here+"/seen_by", m.SeenBy), "）\n", m.SeenOn)
}

func copies(m workflow.Material) Inline {
	if m.Copies == 0 {
		return Text("无")
	}
	return Text(strconv.Itoa(m.Copies) + "份")
}

func materialNote(here string, m workflow.Material) Inline {
	var out Inline
	if !m.ValidUntil.IsZero() {
		out = say("有效期至", m.ValidUntil)
	}
	if m.Note != "" {
		if len(out) > 0 {
			out = append(out, Run{Text: "；"})
		}
		out = append(out, Fact(here+"/note", m.Note)...)
	}
	if len(m.Scans) > 0 {
		if len(out) > 0 {
			out = append(out, Run{Text: "；"})
		}
		out = append(out, Run{Text: "扫描件" + strconv.Itoa(len(m.Scans)) + "件"})
	}
	if len(out) == 0 {
		return Text("—")
	}
	return out
}

// scanTable lists evidence with its hashes (影像及其他佐证材料目录); nil when there is none.
func scanTable(caption, pointer string, scans []workflow.Scan) []Block {
	if len(scans) == 0 {
		return []Block{Paragraph{Text: Text("无。")}}
	}
	t := Table{
		Caption: caption,
		Columns: []Column{column(1, AlignCenter), column(3.4, AlignLeft), column(2.5, AlignCenter), column(1.8, AlignCenter), column(3.6, AlignCenter)},
		Header:  headRow("序号", "文件名称", "归入日期", "归入人", "校验码（SHA-256）"),
	}
	for i, s := range scans {
		here := at(pointer, i)
		t.Rows = append(t.Rows, cells(Text(strconv.Itoa(i+1)), noted(here+"/name", s.Name), notedDay(here+"/on", s.On),
			noted(here+"/by", s.By), noted(here+"/sha256", shortHash(s.SHA256))))
	}
	return []Block{t}
}

// shortHash is the start of a hash, enough to find it again in the record.
func shortHash(h string) string {
	const shown = 16
	if len(h) <= shown {
		return h
	}
	return h[:shown] + "…"
}

// exchanges prints questions and answers, each as its own paragraph.
func (p *paper) exchanges(pointer string, list []workflow.QA) {
	for i, qa := range list {
		here := at(pointer, i)
		p.add(Paragraph{Text: say("问：", noted(here+"/q", qa.Q)), KeepNext: true},
			Paragraph{Text: say("答：", noted(here+"/a", qa.A))})
	}
}

// seenTable lists who was met.
func (p *paper) seenTable(caption, pointer string, seen []workflow.Seen) Table {
	t := Table{
		Caption: caption,
		Columns: []Column{column(1, AlignCenter), column(2.8, AlignCenter), column(5.2, AlignCenter), column(2.6, AlignCenter)},
		Header:  headRow("序号", "姓名", "与收养申请人（被收养人）关系", "是否单独谈话"),
	}
	for i, s := range seen {
		here := at(pointer, i)
		alone := "否"
		if s.Alone {
			alone = "是"
		}
		t.Rows = append(t.Rows, cells(Text(strconv.Itoa(i+1)), p.need(here+"/name", s.Name, "受访人姓名"), noted(here+"/relation", s.Relation), Text(alone)))
	}
	return t
}
