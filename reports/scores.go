package reports

import (
	"fmt"
	"slices"
	"strings"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
)

// scoreRows sets a result row by row: the table's own headings span, each item
// shows what each evaluator recorded and what came of it. With notes, remarks
// and evidence stand in a column of their own (one sheet); without, each
// evaluator has a column (consolidated).
type scoreRows struct {
	result *assessment.Result
	notes  bool
	rows   []Row
}

// scoreTable is the table of a result.
func scoreTable(result *assessment.Result, caption string, notes bool) Table {
	s := &scoreRows{result: result, notes: notes}
	t := Table{Caption: caption, Columns: []Column{column(0.9, AlignCenter), column(2.5, AlignLeft), column(0.9, AlignCenter)}}
	titles := []string{"编号", "评估指标", "满分"}
	if notes {
		titles = append(titles, "评定", "得分", "说明和佐证")
		t.Columns = append(t.Columns, column(2.5, AlignLeft), column(1, AlignCenter), column(3.2, AlignLeft))
	} else {
		for _, sheet := range result.Sheets {
			titles = append(titles, "评估员\n"+sheet.Evaluator.Name)
			t.Columns = append(t.Columns, column(2.4, AlignLeft))
		}
		titles = append(titles, "合并\n得分")
		t.Columns = append(t.Columns, column(1.1, AlignCenter))
	}
	t.Header = headRow(titles...)
	s.walk(result.Tree, len(t.Columns))
	t.Rows = s.rows
	return t
}

func (s *scoreRows) walk(tree []assessment.Row, columns int) {
	for i := range tree {
		r := &tree[i]
		if r.Type == instrument.KindSection || r.Type == instrument.KindBonus {
			s.rows = append(s.rows, Row{Whole: true, Cells: []Cell{{Text: Text(groupTitle(r)), Head: true, ColSpan: columns, Align: AlignLeft}}})
			s.walk(r.Rows, columns)
			continue
		}
		s.item(r)
	}
}

// groupTitle is the heading of a group, with what it adds up to.
func groupTitle(r *assessment.Row) string {
	text := r.Title.ZH
	if r.Points == nil {
		return text
	}
	text += "（得分" + r.Printed
	if r.Max != nil {
		text += "，满分" + r.Max.String()
	}
	if r.Uncut != nil {
		text += "，合计" + r.Uncut.Printed() + "，按上限计"
	}
	return text + "）"
}

func (s *scoreRows) item(r *assessment.Row) {
	if r.Type == instrument.KindText && len(r.Answers) == 0 { // an optional remark that nobody made
		return
	}
	row := cells(Text(r.Code), Text(r.Title.ZH), Text(maxOf(r)))
	if s.notes {
		row.Cells = append(row.Cells, Cell{Text: Text(s.given(r, r.Answers))}, Cell{Text: Text(s.pointsOf(r))}, Cell{Text: Text(remarks(r.Answers))})
	} else {
		for _, sheet := range s.result.Sheets {
			mine := slices.DeleteFunc(slices.Clone(r.Answers), func(g assessment.Given) bool { return g.Evaluator != sheet.Evaluator.ID })
			row.Cells = append(row.Cells, Cell{Text: Text(s.given(r, mine))})
		}
		row.Cells = append(row.Cells, Cell{Text: Text(s.pointsOf(r))})
	}
	s.rows = append(s.rows, row)
}

func maxOf(r *assessment.Row) string {
	if r.Max == nil {
		return "—"
	}
	return r.Max.String()
}

// given words what was recorded, one line per applicant where each is judged.
func (s *scoreRows) given(r *assessment.Row, answers []assessment.Given) string {
	var lines []string
	for i := range answers {
		g := &answers[i]
		line := givenWord(r, g)
		if g.Applicant != "" {
			line = s.applicant(g.Applicant) + "：" + line
		}
		if g.Points != nil && r.Type != instrument.KindBoolean && r.Type != instrument.KindRating {
			line += "（" + g.Points.String() + "分）"
		}
		lines = append(lines, line)
	}
	if len(lines) == 0 {
		return "未填写"
	}
	return strings.Join(lines, "\n")
}

func (s *scoreRows) applicant(id string) string {
	for _, a := range s.result.Applicants {
		if a.ID == id {
			return a.Name
		}
	}
	return id
}

// remarks words the comments of an item and the hashes of its evidence.
func remarks(answers []assessment.Given) string {
	var lines []string
	for i := range answers {
		g := &answers[i]
		if g.Comment != "" {
			lines = append(lines, g.Comment)
		}
		for _, e := range g.Evidence {
			lines = append(lines, "佐证 "+start(e.SHA256))
		}
	}
	if len(lines) == 0 {
		return "—"
	}
	return strings.Join(lines, "\n")
}

// start is the beginning of a hash, for a narrow cell.
func start(hash string) string {
	const shown = 12
	return hash[:min(shown, len(hash))]
}

// totalLine says what a result adds up to.
func totalLine(r *assessment.Result) string {
	if r.Total == "" {
		return "本表不计总分，按判定条件得出结论"
	}
	text := r.Total + "分"
	if r.Highest != nil {
		text += "（" + highestWord(r) + r.Highest.String() + "分）"
	}
	if r.TotalUncut != nil {
		text += "，封顶前" + r.TotalUncut.Printed() + "分"
	}
	return text
}

// highestWord names the most that a table can give.
func highestWord(r *assessment.Result) string {
	if hasKind(r.Tree, instrument.KindBonus) {
		return "含加分最高"
	}
	return "满分"
}

func hasKind(tree []assessment.Row, kind instrument.Kind) bool {
	return slices.ContainsFunc(tree, func(r assessment.Row) bool { return r.Type == kind || hasKind(r.Rows, kind) })
}

// resultItems sum a result up: vetoes, where the table knows any, total, conclusion.
func resultItems(r *assessment.Result) []Item {
	var items []Item
	if hasKind(r.Tree, instrument.KindVeto) {
		items = append(items, Item{Label: "否决性情形", Value: Text(vetoLine(r))})
	}
	return append(items, Item{Label: "合并得分", Value: Text(totalLine(r))}, Item{Label: "评分结果", Value: Text(r.Conclusion)})
}

// gateLines says which conditions were tried, in order, and which one decided.
func gateLines(r *assessment.Result) []ListItem {
	var items []ListItem
	for _, g := range r.Gates {
		text := g.Condition
		if g.Compared != nil && g.Mark != nil {
			text += fmt.Sprintf("（实得%s，标准%s）", g.Compared.Printed(), g.Mark.String())
		}
		if g.Applies {
			text += "：是"
		} else {
			text += "：否"
		}
		if g.Code == r.DecidedBy {
			text += "，据此得出结论"
		}
		items = append(items, ListItem{Text: Text(text + "。")})
	}
	return items
}

// vetoLine says which vetoes were found, and by whom.
func vetoLine(r *assessment.Result) string {
	if len(r.Vetoes) == 0 {
		return "未发现否决性情形"
	}
	var parts []string
	for _, v := range r.Vetoes {
		var who []string
		for _, g := range v.FoundBy {
			who = appendNew(who, g.Name)
		}
		parts = append(parts, v.Code+" "+v.Title.ZH+"（认定人："+strings.Join(who, "、")+"）")
	}
	return strings.Join(parts, "；")
}
