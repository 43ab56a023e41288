package dossier

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/reports"
)

// The names of the parts that are no papers, for references to their pages.
const (
	coverPart     = "cover"
	cataloguePart = "catalogue"
	historyPart   = "history"
	clocksPart    = "clocks"
	resultsPart   = "results"
	evidencePart  = "evidence"
	imagesPart    = "images"
	closingPart   = "closing"
)

// paperPart is the name of the part that is a paper.
func paperPart(id string) string { return "paper:" + id }

// Kind is the code of the Document that is a dossier.
const Kind = "DOSSIER"

// Compose makes the Document that pictures a dossier: cover, catalogue (卷内目录),
// the papers in their order, results with their explanation, clocks, history,
// evidence and its pictures, closing note (备考表). It is a function of the attachments but for the
// page numbers in the manifest, which follow from setting it. It fails when a
// Document cannot be read.
func Compose(c Content) (reports.Document, error) {
	doc := reports.Document{
		Kind: Kind, Title: title(c), Authority: c.Manifest.Authority.Name, CaseNumber: c.Manifest.Case.Number,
		EntryHash: c.Manifest.AsOf.EntryHash, Moment: reports.MomentRecord, Language: reports.LanguageChinese,
	}
	add := func(name string, d reports.Document) {
		doc.Blocks = append(doc.Blocks, reports.Enclosed{Name: name, Document: d})
	}
	add(coverPart, cover(c))
	add(cataloguePart, catalogue(c))
	for _, p := range c.Manifest.Papers {
		if p.Document == "" {
			continue
		}
		d, err := c.Documents[p.ID].Document()
		if err != nil {
			return reports.Document{}, fmt.Errorf("dossier: %s: %w", p.Document, err)
		}
		add(paperPart(p.ID), d)
	}
	if len(c.Explanations.Results) > 0 {
		add(resultsPart, results(c))
	}
	if len(c.Explanations.Clocks) > 0 {
		limits, err := clocks(c)
		if err != nil {
			return reports.Document{}, err
		}
		add(clocksPart, limits)
	}
	history, err := history(c)
	if err != nil {
		return reports.Document{}, err
	}
	add(historyPart, history)
	add(evidencePart, evidence(c))
	if len(c.Manifest.pictures()) > 0 {
		add(imagesPart, images(c))
	}
	add(closingPart, closing(c))
	return doc, nil
}

// Document is what the pages of the paper show: the Document, or its view with
// Hidden for what is not shown.
func (f DocumentFile) Document() (d reports.Document, err error) {
	raw := f.Raw
	if f.Redacted != nil {
		raw = f.Redacted.View
	}
	if len(raw) == 0 {
		return d, fmt.Errorf("the document is missing")
	}
	err = json.Unmarshal(raw, &d)
	return d, err
}

func title(c Content) string {
	name := "收养登记案卷"
	if c.Manifest.Redacted {
		name += "（遮蔽本）"
	}
	if c.encrypted {
		name += "（加密副本）"
	}
	return name
}

// CopyTitle is the title of an encrypted copy.
func (c Content) CopyTitle() string {
	c.encrypted = true
	return title(c)
}

// part opens a document that is no paper but made for the dossier.
func part(c Content, name string) reports.Document {
	d := reports.Document{
		Kind: Kind, Title: name, CaseNumber: c.Manifest.Case.Number, EntryHash: c.Manifest.AsOf.EntryHash,
		RendererNote: c.Manifest.Renderer, Moment: reports.MomentRecord, Language: reports.LanguageChinese,
	}
	if c.Manifest.Sandbox {
		d.Watermark = "演练"
	}
	return d
}

func cover(c Content) reports.Document {
	m := c.Manifest
	d := part(c, title(c))
	d.Authority = m.Authority.Name
	variant := "完整案卷"
	if m.Redacted {
		variant = "遮蔽本：个人信息以“" + Hidden + "”代替，被遮蔽的内容仍可凭校验值核对"
	}
	if m.Images {
		variant += "，附证明材料图片"
	}
	items := []reports.Item{
		{Label: "案件编号", Value: reports.Text(orDash(m.Case.Number))},
		{Label: "登记机关", Value: reports.Text(m.Authority.Name)},
		{Label: "案件状态", Value: reports.Text(m.Case.State)},
		{Label: "截至", Value: reports.Text(fmt.Sprintf("第%d项办理记录（%s）", m.AsOf.Sequence, instant(m.AsOf.At)))},
		{Label: "末项记录校验值", Value: reports.Text(m.AsOf.EntryHash)},
		{Label: "版本", Value: reports.Text(variant)},
		{Label: "调卷人", Value: reports.Text(m.Taken.By.Name + "（" + m.Taken.By.Role + "）")},
		{Label: "调卷时间", Value: reports.Text(instant(m.Taken.At))},
		{Label: "调卷用途", Value: reports.Text(m.Taken.Purpose)},
		{Label: "卷内文件", Value: reports.Text(strconv.Itoa(len(m.Papers)) + "件")},
	}
	if m.Log != nil {
		items = append(items, reports.Item{Label: "记录总账", Value: reports.Text(fmt.Sprintf("%s，共%d项", m.Log.Origin, m.Log.Size))})
	}
	notice := reports.Notice{Title: "核对方法", Paragraphs: []reports.Inline{
		reports.Text("本案卷由登记机关的办案系统依照办理记录制作。页面所载内容均取自随附的数据文件（manifest.json等），可以使用 anjia verify 离线核对：签名、办理记录的连续性、文书与记录是否一致。"),
		reports.Text("扫描件、证明材料原件另行保管，本案卷载明其校验值。"),
	}}
	if c.encrypted {
		notice = reports.Notice{Title: "加密副本", Paragraphs: []reports.Inline{reports.Text(CopyNotice)}}
	}
	d.Blocks = reports.Blocks{reports.Spacer{Height: 25}, reports.KeyValue{Columns: 1, Items: items}, notice}
	return d
}

func catalogue(c Content) reports.Document {
	d := part(c, "卷内目录")
	t := reports.Table{
		Columns: []reports.Column{
			{Width: 1.25, Align: reports.AlignCenter},
			{Width: 2.6},
			{Width: 2.6},
			{Width: 4},
			{Width: 2.5, Align: reports.AlignCenter},
			{Width: 1.9, Align: reports.AlignCenter},
			{Width: 1.8},
		},
		Header: []reports.Row{header("序号", "文号", "责任者", "题名", "日期", "页号", "备注")},
	}
	for i, p := range c.Manifest.Papers {
		row := []string{strconv.Itoa(i + 1), p.Number, p.Responsible, p.Title, p.On, "", remark(p)}
		cells := row2cells(row)
		if p.Document != "" {
			cells[5].Text = reports.Inline{{PagesOf: paperPart(p.ID)}}
		} else {
			cells[5].Text = reports.Text("—")
		}
		t.Rows = append(t.Rows, reports.Row{Cells: cells, Whole: true})
	}
	for _, extra := range c.extras() {
		cells := row2cells([]string{strconv.Itoa(len(t.Rows) + 1), "", c.Manifest.Authority.Name, extra.title, "", "", ""})
		cells[5].Text = reports.Inline{{PagesOf: extra.name}}
		t.Rows = append(t.Rows, reports.Row{Cells: cells, Whole: true})
	}
	d.Blocks = reports.Blocks{t}
	return d
}

// extra is a part of the dossier that is no paper.
type extra struct{ name, title string }

// extras are the parts after the papers, in the order of Compose.
func (c Content) extras() []extra {
	var out []extra
	if len(c.Explanations.Results) > 0 {
		out = append(out, extra{resultsPart, "评分结果说明"})
	}
	if len(c.Explanations.Clocks) > 0 {
		out = append(out, extra{clocksPart, "期限说明"})
	}
	out = append(out, extra{historyPart, "办理记录"}, extra{evidencePart, "证明材料目录"})
	if len(c.Manifest.pictures()) > 0 {
		out = append(out, extra{imagesPart, imagesTitle})
	}
	return append(out, extra{closingPart, "备考表"})
}

func remark(p Paper) string {
	var notes []string
	if p.Void != "" {
		notes = append(notes, "已作废："+p.Void)
	}
	if p.ChildPaper != "" {
		notes = append(notes, "被收养人公告文书副本")
	}
	if p.Document == "" {
		notes = append(notes, "原件另存")
	}
	if n := len(p.Scans); n > 0 {
		notes = append(notes, fmt.Sprintf("扫描件%d份", n))
	}
	if n := len(p.Signatures); n > 0 {
		notes = append(notes, fmt.Sprintf("电子签章%d个", n))
	}
	return strings.Join(notes, "；")
}

func header(names ...string) reports.Row {
	cells := make([]reports.Cell, len(names))
	for i, n := range names {
		cells[i] = reports.Cell{Head: true, Text: reports.Text(n)}
	}
	return reports.Row{Cells: cells}
}

func row2cells(texts []string) []reports.Cell {
	cells := make([]reports.Cell, len(texts))
	for i, s := range texts {
		if s != "" {
			cells[i] = reports.Cell{Text: reports.Text(s)}
		}
	}
	return cells
}

func orDash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}
