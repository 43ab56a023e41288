package reports

import (
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
)

// pointsOf is what an item contributes: points, a rating with its weight, or the
// two ratings of a dual, which are no points.
func (s *scoreRows) pointsOf(r *assessment.Row) string {
	switch {
	case len(r.Duals) > 0:
		var lines []string
		for _, d := range r.Duals {
			line := "初评" + d.Initial.Printed() + "\n终评" + d.Final.Printed()
			if d.Applicant != "" {
				line = s.applicant(d.Applicant) + "：\n" + line
			}
			lines = append(lines, line)
		}
		return strings.Join(lines, "\n")
	case r.Points == nil:
		return "—"
	case r.Rating != nil && r.Weight != nil:
		return r.Printed + "\n（" + r.Rating.String() + "×" + r.Weight.String() + "）"
	}
	return r.Printed
}

// givenWord words what one evaluator recorded.
func givenWord(r *assessment.Row, g *assessment.Given) string {
	switch {
	case !g.OptionTitle.IsZero():
		return g.OptionTitle.ZH
	case r.Type == instrument.KindRating && g.Points != nil:
		return "评定值" + g.Points.String()
	case g.Initial != nil || g.Final != nil || g.Mitigation != "":
		return dualWord(g)
	case g.Value != nil && r.Type == instrument.KindVeto && *g.Value:
		return "存在"
	case g.Value != nil && r.Type == instrument.KindVeto:
		return "未发现"
	case g.Value != nil && *g.Value:
		return "是"
	case g.Value != nil:
		return "否"
	case g.Text != "":
		return g.Text
	}
	return "已评分"
}

// dualWord words a dual rating: initial rating, what mitigates it, final rating.
func dualWord(g *assessment.Given) string {
	var parts []string
	if g.Initial != nil {
		parts = append(parts, "初评"+strconv.Itoa(*g.Initial))
	}
	if g.Mitigation != "" {
		parts = append(parts, "缓解措施："+trimStop(g.Mitigation))
	}
	if g.Final != nil {
		parts = append(parts, "终评"+strconv.Itoa(*g.Final))
	}
	return strings.Join(parts, "；")
}

// rulings lists how the disagreements between evaluators were settled (评定分歧
// 的处理), item by item; nil when there was none.
func rulings(result *assessment.Result) []ListItem {
	s := &scoreRows{result: result}
	return s.rulings(result.Tree)
}

func (s *scoreRows) rulings(tree []assessment.Row) []ListItem {
	var items []ListItem
	for i := range tree {
		r := &tree[i]
		for k := range r.Rulings {
			items = append(items, ListItem{Text: Text(s.ruling(r, &r.Rulings[k]))})
		}
		items = append(items, s.rulings(r.Rows)...)
	}
	return items
}

func (s *scoreRows) ruling(r *assessment.Row, by *assessment.Ruled) string {
	item := r.Code + " " + r.Title.ZH
	if by.Answer.Applicant != "" {
		item += "（" + s.applicant(by.Answer.Applicant) + "）"
	}
	who := by.Answer.Name + "裁定为"
	if len(by.AgreedBy) > 0 {
		who = "评估员共同商定为"
	}
	what := givenWord(r, &by.Answer)
	if by.Answer.Points != nil && r.Type != instrument.KindBoolean && r.Type != instrument.KindRating {
		what += "（" + by.Answer.Points.String() + "分）"
	}
	text := item + "：各评估员评定不一致，" + who + "“" + what + "”"
	if reason := trimStop(strings.TrimSpace(by.Reason)); reason != "" {
		text += "，理由：" + reason
	}
	return text + "。"
}

// addRulings prints how disagreements were settled, where there were any.
func (p *paper) addRulings(result *assessment.Result) {
	if items := rulings(result); len(items) > 0 {
		p.add(Paragraph{Text: Text("评定分歧的处理："), KeepNext: true}, List{Style: ListArabicParen, Items: items})
	}
}
