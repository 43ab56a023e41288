package reports

import (
	"slices"
	"time"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// scoreSheet is D11 收养评估评分表 of one evaluator: each item with the option
// chosen, points, remark and evidence; the vetoes; what the sheet adds up to.
func scoreSheet(p *paper) {
	p.doc.Authority = p.bodyName().String()
	sheet, here := p.sheet()
	table := p.job.Tables[string(sheet.Phase)]
	if table == nil {
		p.lack("/tables/"+string(sheet.Phase), "评分表")
		return
	}
	result, err := assessment.ScoreOne(table, sheet)
	if err != nil {
		p.lack(here+"/answers", "完整并且与评分表一致的评分（"+err.Error()+"）")
		return
	}
	p.doc.Subtitle = "（" + sheet.Phase.Chinese() + "）"
	p.tableMark(sheet.Phase)
	p.add(KeyValue{Columns: 2, Items: []Item{
		{Label: "收养申请人", Value: p.applicantNames()},
		{Label: "被收养人", Value: p.childName()},
		{Label: "评估员", Value: p.need(here+"/evaluator/name", sheet.Evaluator.Name, "评估员姓名"), Span: true},
		{Label: "提交时间", Value: p.need(here+"/submitted_at", submitted(sheet), "评分表提交时间"), Span: true},
		{Label: "评分表", Value: say(trimMark(table.Title().ZH), "，版本", table.Ref().Name(), "，校验码", shortHash(table.Ref().SHA256)), Span: true},
		{Label: "评分表性质", Value: Text(standing(table.Status(), table.Citation())), Span: true},
	}})
	p.add(scoreTable(&result, oneSheet))
	p.add(KeyValue{Columns: 1, Items: sheetItems(&result)})
	p.small("本表是评估员本人的独立评分，在全体评估员提交以前对其他人不公开。评估结果以全体评估员评分合并后的结果为准；评分是作出评估结论的依据之一，不代替评估结论。分值精确计算，只列印两位小数，以下舍去。")
	p.add(Signatures{Columns: 1, Signers: []Signer{{Role: "评估员（签名）", Name: sheet.Evaluator.Name, Field: here + "/evaluator/name", Dated: true, On: p.job.Paper.On}}})
	p.basisNote(workflow.Assessment("第八条").String() + "、第九条")
}

// sheetItems sum one evaluator's sheet up, without a conclusion: that is for all
// sheets together.
func sheetItems(r *assessment.Result) []Item {
	total := Item{Label: "本人评分合计", Value: Text(totalLine(r))}
	if !hasKind(r.Tree, instrument.KindVeto) {
		return []Item{total}
	}
	return []Item{{Label: "否决性情形", Value: Text(vetoLine(r))}, total}
}

// sheet is the submitted sheet that the paper is about.
func (p *paper) sheet() (assessment.Sheet, string) {
	i := slices.IndexFunc(p.c.Sheets, func(s assessment.Sheet) bool { return s.ID == p.job.Paper.Subject && s.ID != "" })
	if i < 0 {
		p.lack("/case/sheets", "本表所指的评分")
		return assessment.Sheet{Phase: instrument.Capacity}, "/case/sheets"
	}
	return p.c.Sheets[i], at("/case/sheets", i)
}

func submitted(s assessment.Sheet) string {
	if s.SubmittedAt.IsZero() {
		return ""
	}
	return beijing(s.SubmittedAt.UTC().Format(time.RFC3339))
}

// standing says by what right a table is used: under which rule it stands, or
// that it is an example, which has no law behind it whatever its frame is taken
// from.
func standing(status law.Status, c law.Citation) string {
	if status == law.Illustrative {
		return "示例评估表，非正式标准，不是依据任何法律文件制定的评估标准"
	}
	text := "依据" + c.String()
	switch {
	case c.Instrument == "" && c.Note == "":
		return "未载明制定依据"
	case c.Instrument == "":
		text = c.Note
	case c.Note != "":
		text += "（" + trimStop(c.Note) + "）"
	}
	return trimStop(text)
}

// trimMark takes the mark of an example off a table's title: the paper carries its own.
func trimMark(title string) string {
	const mark = "（示例）"
	if len(title) > len(mark) && title[len(title)-len(mark):] == mark {
		return title[:len(title)-len(mark)]
	}
	return title
}
