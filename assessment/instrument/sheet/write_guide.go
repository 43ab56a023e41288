package sheet

import (
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/assessment/instrument"
)

// guideColumns are a sheet, what of it is explained, and the text.
func guideColumns() []field { return []field{{width: 16}, {width: 18}, {width: 92}} }

// guide writes the sheet that explains the others.
func (p *press) guide() error {
	for i, f := range guideColumns() {
		if err := p.file.SetColWidth(guideSheet, letters(i+1), letters(i+1), f.width); err != nil {
			return err
		}
	}
	row := 1
	if err := p.guideRow(row, look{title: true}, "评估指标表填写说明"); err != nil {
		return err
	}
	for i, text := range guideTexts() {
		row++
		if err := p.guideRow(row, look{}, "", "要点"+strconv.Itoa(i+1), text); err != nil {
			return err
		}
	}
	for _, part := range []struct {
		name   string
		fields []field
	}{{headSheet, headFields()}, {itemSheet, itemFields()}, {gateSheet, gateFields()}} {
		row++
		if err := p.guideRow(row, look{heading: true}, "工作表“"+part.name+"”", "栏目", "填写要求"); err != nil {
			return err
		}
		for _, f := range part.fields {
			row++
			if err := p.guideRow(row, look{}, "", f.heading, f.help); err != nil {
				return err
			}
		}
	}
	return p.forPaper(guideSheet)
}

func (p *press) guideRow(row int, l look, cells ...string) error {
	for i, text := range cells {
		if text == "" {
			continue
		}
		if err := p.put(guideSheet, i+1, row, text, l); err != nil {
			return err
		}
	}
	if l.title {
		return p.file.SetRowHeight(guideSheet, row, 2*lineHeight)
	}
	return p.height(guideSheet, row, guideColumns(), cells...)
}

func guideTexts() []string {
	kinds := []string{}
	for _, kind := range instrument.EvidenceKinds() {
		kinds = append(kinds, kind.Code+" "+kind.Title)
	}
	return []string{
		"填写“表头”“指标”“评定规则”三张工作表。本说明不被读取；其他工作表和标题以“备注”开头的列也不被读取，可以自行使用。",
		"“指标”每行一项，按评估表的顺序排列。“分档选择”的各个选项、“加权评定”和“双次评级”的各个等级，紧接在该指标之下各占一行，类型选“选项”或者“等级”。",
		"选项有固定分值的填写“分值”；由评估员在分数段内评分的，填写“最低值”和“最高值”，“分值”不填。",
		"所有单元格均为文本格式：代码 010 保持为 010，分数 7.5 保持为 7.5。不得使用公式、合并单元格、隐藏的行列；从其他表格粘贴时请选择“粘贴为值”。",
		"栏目的顺序可以调整，不需要的栏目可以删除；标题文字不得修改。空行不影响导入。",
		"代码和数字前后的空格、全角的字母和数字在导入时自动规范；名称、说明、结论等文字原样保留。",
		"证明材料种类的代码表：" + strings.Join(kinds, "；") + "。表中没有的种类，自拟代码并填写“自定种类名称”。",
		"导入命令：anjia instrument import 文件名.xlsx --out 文件名.yaml。有错误的，逐个单元格列明位置、问题和改正办法，全部改正以后才能导入。",
		"仅可以按公布的原文录入并注明依据；演练用的示例表，效力状态为“示例”，所属规则包以 sandbox/ 开头。",
	}
}
