package sheet

import (
	"strconv"

	"github.com/xuri/excelize/v2"

	"github.com/anjia-project/anjia/assessment/instrument"
)

const (
	fontName  = "宋体"
	textStyle = 49 // the built-in number format @: what is typed stays as typed
	paperA4   = 9
)

// look is how a cell is dressed; every cell has the number format for text.
type look struct {
	bold, faint, heading, section bool
	indent                        int
}

// lookOf sets groups apart from items, and what belongs to an item under it.
func lookOf(f field, r record) look {
	l := look{}
	switch kind := instrument.Kind(r[typeKey]); kind {
	case instrument.KindSection, instrument.KindBonus:
		l.bold, l.section = true, true
	case optionRow, gradeRow:
		l.indent = 2
	case instrument.KindVeto, instrument.KindOption, instrument.KindPoints, instrument.KindRating, instrument.KindBoolean, instrument.KindText, instrument.KindDual:
	}
	if f.key != "title/zh" && f.key != "code" {
		l.indent = 0
	}
	return l
}

// style gives the number under which the workbook keeps a look.
func (p *press) style(l look) (int, error) {
	if id, known := p.styles[l]; known {
		return id, nil
	}
	style := &excelize.Style{
		NumFmt:    textStyle,
		Font:      &excelize.Font{Family: fontName, Size: 11, Bold: l.bold || l.heading},
		Alignment: &excelize.Alignment{Vertical: "top", WrapText: true, Indent: l.indent},
	}
	switch {
	case l.heading:
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDEBF7"}}
		style.Alignment.Vertical = "center"
		style.Border = []excelize.Border{{Type: "bottom", Style: 1, Color: "7F7F7F"}}
	case l.section:
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F2F2F2"}}
	case l.faint:
		style.Font.Color = "595959"
	}
	id, err := p.file.NewStyle(style)
	if err != nil {
		return 0, err
	}
	if p.styles == nil {
		p.styles = map[look]int{}
	}
	p.styles[l] = id
	return id, nil
}

// headings writes the first row, freezes it, and makes every column one of text and wide enough to read.
func (p *press) headings(sheet string, fields []field) error {
	plain, err := p.style(look{})
	if err != nil {
		return err
	}
	for i, f := range fields {
		name := letters(i + 1)
		if err := p.file.SetColWidth(sheet, name, name, f.width); err != nil {
			return err
		}
		if err := p.file.SetColStyle(sheet, name, plain); err != nil {
			return err
		}
		if err := p.put(sheet, i+1, 1, f.heading, look{heading: true}); err != nil {
			return err
		}
	}
	if err := p.file.SetRowHeight(sheet, 1, 32); err != nil {
		return err
	}
	frozen := &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}
	if sheet == itemSheet { // the columns up to the name stay in sight as well
		frozen = &excelize.Panes{Freeze: true, XSplit: 4, YSplit: 1, TopLeftCell: "E2", ActivePane: "bottomRight"}
	}
	if err := p.file.SetPanes(sheet, frozen); err != nil {
		return err
	}
	return p.forPaper(sheet)
}

// forPaper prints a sheet across A4 with its headings on every page.
func (p *press) forPaper(sheet string) error {
	if err := p.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: new(paperA4), Orientation: new("landscape"), FitToWidth: new(1), FitToHeight: new(0)}); err != nil {
		return err
	}
	if err := p.file.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: new(true)}); err != nil {
		return err
	}
	return p.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: sheet + "!$1:$1", Scope: sheet})
}

// guide writes the sheet that explains the others.
func (p *press) guide() error {
	for column, width := range map[string]float64{"A": 12, "B": 18, "C": 90} {
		if err := p.file.SetColWidth(guideSheet, column, column, width); err != nil {
			return err
		}
	}
	row := 0
	line := func(l look, cells ...string) error {
		row++
		for i, text := range cells {
			if text == "" {
				continue
			}
			if err := p.put(guideSheet, i+1, row, text, l); err != nil {
				return err
			}
		}
		return nil
	}
	if err := line(look{bold: true}, "评估指标表填写说明"); err != nil {
		return err
	}
	if err := p.file.SetRowHeight(guideSheet, 1, 24); err != nil {
		return err
	}
	for i, text := range guideTexts() {
		if err := line(look{}, strconv.Itoa(i+1), "", text); err != nil {
			return err
		}
	}
	for _, part := range []struct {
		name   string
		fields []field
	}{{headSheet, headFields()}, {itemSheet, itemFields()}, {gateSheet, gateFields()}} {
		if err := line(look{heading: true}, "工作表“"+part.name+"”", "栏目", "填写要求"); err != nil {
			return err
		}
		for _, f := range part.fields {
			if err := line(look{}, "", f.heading, f.help); err != nil {
				return err
			}
		}
	}
	return p.forPaper(guideSheet)
}

func guideTexts() []string {
	return []string{
		"填写“表头”“指标”“评定规则”三张工作表。本说明不被读取；其他工作表和标题以“备注”开头的列也不被读取，可以自行使用。",
		"“指标”每行一项，按评估表的顺序排列。“分档选择”的各个选项、“加权评定”和“双次评级”的各个等级，紧接在该指标之下各占一行，类型选“选项”或者“等级”。",
		"选项有固定分值的填写“分值”；由评估员在分数段内评分的，填写“最低值”和“最高值”，“分值”不填。",
		"所有单元格均为文本格式：代码 010 保持为 010，分数 7.5 保持为 7.5。不得使用公式、合并单元格、隐藏的行列；从其他表格粘贴时请选择“粘贴为值”。",
		"栏目的顺序可以调整，不需要的栏目可以删除；标题文字不得修改。空行不影响导入。",
		"代码和数字前后的空格、全角的字母和数字在导入时自动规范；名称、说明、结论等文字原样保留。",
		"导入命令：anjia instrument import 文件名.xlsx --out 文件名.yaml。有错误的，逐个单元格列明位置、问题和改正办法，全部改正以后才能导入。",
		"仅可以按公布的原文录入并注明依据；演练用的示例表，效力状态为“示例”，所属规则包以 sandbox/ 开头。",
	}
}
