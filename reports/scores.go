package reports

import (
	"fmt"
	"slices"
	"strings"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
)

// scoreForm is how much a table of scores says.
type scoreForm int

// The forms of a table of scores.
const (
	oneSheet  scoreForm = iota // remarks and evidence in a column of their own
	overview                   // consolidated: each evaluator has a column
	explained                  // and below each item why it came to that
)

// mostColumns is how many evaluators have a column of their own; more stand one below
// the other, since their columns would be too narrow to read.
const mostColumns = 3

// scoreRows sets a result row by row: the table's own headings span, each item
// shows what each evaluator recorded and what came of it.
type scoreRows struct {
	result *assessment.Result
	form   scoreForm
	rows   []Row
}

// scoreTable is the table of a result.
func scoreTable(result *assessment.Result, form scoreForm) Table {
	s := &scoreRows{result: result, form: form}
	t := Table{Columns: []Column{column(0.9, AlignCenter), column(2.5, AlignLeft), column(0.9, AlignCenter)}}
	titles := []string{"编号", "评估指标", "满分"}
	switch {
	case form == oneSheet:
		titles = append(titles, "评定", "得分", "说明和佐证")
		t.Columns = append(t.Columns, column(2.5, AlignLeft), column(1, AlignCenter), column(3.2, AlignLeft))
	case s.together():
		titles = append(titles, "各评估员的评定", "合并\n得分")
		t.Columns = append(t.Columns, column(5.4, AlignLeft), column(1.1, AlignCenter))
	default:
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

// together reports whether the evaluators share one column.
func (s *scoreRows) together() bool { return len(s.result.Sheets) > mostColumns }

func (s *scoreRows) walk(tree []assessment.Row, columns int) {
	for i := range tree {
		r := &tree[i]
		if r.Type == instrument.KindSection || r.Type == instrument.KindBonus {
			s.rows = append(s.rows, Row{Whole: true, Cells: []Cell{{Text: Text(groupTitle(r)), Head: true, ColSpan: columns, Align: AlignLeft}}})
			s.walk(r.Rows, columns)
			continue
		}
		s.item(r, columns)
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

func (s *scoreRows) item(r *assessment.Row, columns int) {
	if r.Type.Written() && len(r.Answers) == 0 { // an optional remark that nobody made
		return
	}
	row := cells(Text(r.Code), Text(r.Title.ZH), Text(maxOf(r)))
	switch {
	case s.form == oneSheet:
		row.Cells = append(row.Cells, Cell{Text: Text(s.given(r, r.Answers))}, Cell{Text: Text(s.pointsOf(r))}, Cell{Text: Text(remarks(r.Answers))})
	case s.together():
		var lines []string
		for _, sheet := range s.result.Sheets {
			lines = append(lines, sheet.Evaluator.Name+"："+strings.ReplaceAll(s.given(r, answersOf(r, sheet)), "\n", "；"))
		}
		row.Cells = append(row.Cells, Cell{Text: Text(strings.Join(lines, "\n"))}, Cell{Text: Text(s.pointsOf(r))})
	default:
		for _, sheet := range s.result.Sheets {
			row.Cells = append(row.Cells, Cell{Text: Text(s.given(r, answersOf(r, sheet)))})
		}
		row.Cells = append(row.Cells, Cell{Text: Text(s.pointsOf(r))})
	}
	s.rows = append(s.rows, row)
	if s.form != explained {
		return
	}
	if why := s.why(r); len(why) > 0 {
		s.rows = append(s.rows, Row{Cells: []Cell{{Text: Text("说明")}, {Text: Text(strings.Join(why, "\n")), ColSpan: columns - 1, Align: AlignLeft}}})
	}
}

// answersOf is what the evaluator of a sheet recorded at an item.
func answersOf(r *assessment.Row, sheet assessment.SheetRef) []assessment.Given {
	return slices.DeleteFunc(slices.Clone(r.Answers), func(g assessment.Given) bool { return g.Evaluator != sheet.Evaluator.ID })
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
			line += "（" + s.optionOf(g) + g.Points.String() + "分）"
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

// resultItems sum a result up: vetoes, where the table knows any, total with its parts,
// conclusion, and what a person found where the table leaves that open.
func (p *paper) resultItems(r *assessment.Result, phase instrument.Phase) []Item {
	var items []Item
	if hasKind(r.Tree, instrument.KindVeto) {
		items = append(items, Item{Label: "否决性情形", Value: Text(vetoLine(r))})
	}
	items = append(items, Item{Label: "合并得分", Value: Text(totalLine(r))})
	if sum := sumLine(r); sum != "" {
		items = append(items, Item{Label: "得分构成", Value: Text(sum)})
	}
	return append(items, Item{Label: "评分结果", Value: Text(p.outcomeLine(r, phase))})
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
