package reports

import (
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
)

// optionOf names the chosen option by its code, where the table of scores is explained.
func (s *scoreRows) optionOf(g *assessment.Given) string {
	if s.form != explained || g.Option == "" {
		return ""
	}
	return "选项" + g.Option + "，"
}

// why tells, line by line, how an item came to its value: how the evaluators' values
// became one, who settled a difference and why, and what each evaluator remarked, with
// the number of files and the beginning of the hash of each.
func (s *scoreRows) why(r *assessment.Row) []string {
	var lines []string
	if made := s.joined(r); made != "" {
		lines = append(lines, "计算："+made)
	}
	for i := range r.Rulings {
		lines = append(lines, s.settled(r, &r.Rulings[i]))
	}
	return append(lines, s.grounds(r)...)
}

// joined says how differing values became one; "" where there is nothing to say.
func (s *scoreRows) joined(r *assessment.Row) string {
	if r.Points == nil || len(r.Answers) == 0 || len(r.Rulings) > 0 {
		return ""
	}
	var sum, counted []string
	same := true
	for i := range r.Answers {
		g := &r.Answers[i]
		if g.Points == nil {
			return ""
		}
		same = same && g.Points.Equal(*r.Answers[0].Points)
		sum = append(sum, g.Points.String())
		if g.Counts {
			counted = appendNew(counted, g.Name)
		}
	}
	var words string
	switch each := eachWord(r.Each); {
	case same:
		return ""
	case each != "":
		words = "每位申请人分别评定，" + each
	case s.result.Mode == assessment.Mean:
		words = "（" + strings.Join(sum, "＋") + "）÷" + strconv.Itoa(len(sum))
	case len(counted) > 0:
		words = s.result.Mode.Chinese() + "，采用" + strings.Join(counted, "、") + "的评定"
	default:
		return ""
	}
	if r.Weight != nil && r.Rating != nil {
		return words + "＝" + r.Rating.String() + "，乘以权重" + r.Weight.String() + "，得" + r.Printed + "。"
	}
	return words + "，得" + r.Printed + "分。"
}

func eachWord(each instrument.Applicants) string {
	switch each {
	case instrument.EachMean:
		return "取平均值"
	case instrument.EachLower:
		return "取较低值"
	case instrument.EachHigher:
		return "取较高值"
	case instrument.Family, instrument.EachApplies:
	}
	return ""
}

// settled tells how far the evaluators lay apart, who settled it, how and why.
func (s *scoreRows) settled(r *assessment.Row, by *assessment.Ruled) string {
	who, kind := by.Answer.Name, "裁定："
	if len(by.AgreedBy) > 0 {
		var names []string
		for _, one := range by.AgreedBy {
			names = append(names, one.Name)
		}
		who, kind = strings.Join(names, "、"), "共同评定："
	}
	text := kind
	if by.Answer.Applicant != "" {
		text += "（" + s.applicant(by.Answer.Applicant) + "）"
	}
	text += who + "定为“" + givenWord(r, &by.Answer) + "”"
	if by.Answer.Points != nil && r.Type != instrument.KindBoolean && r.Type != instrument.KindRating {
		text += "（" + s.optionOf(&by.Answer) + by.Answer.Points.String() + "分）"
	}
	switch {
	case by.Ground == assessment.NoConsensus:
		text += "；各评估员未达成一致"
	case by.Ground == assessment.BeyondTotal:
		text += "；总分差异超过允许范围，本项相差" + by.Spread.String()
	case by.Allowed != nil:
		text += "；各评估员相差" + by.Spread.String() + "，允许差值" + by.Allowed.String()
	}
	if reason := trimStop(strings.TrimSpace(by.Reason)); reason != "" {
		text += "；理由：" + reason
	}
	return text + filesWord(by.Answer.Evidence) + "。"
}

// grounds tells what each evaluator remarked, those who said the same in one line.
func (s *scoreRows) grounds(r *assessment.Row) []string {
	var lines, texts []string
	who := map[string][]string{}
	for i := range r.Answers {
		g := &r.Answers[i]
		text := trimStop(strings.TrimSpace(strings.ReplaceAll(g.Comment, "\n", " "))) + filesWord(g.Evidence)
		if text = strings.TrimPrefix(text, "；"); text == "" {
			continue
		}
		name := g.Name
		if g.Applicant != "" {
			name += "（对" + s.applicant(g.Applicant) + "）"
		}
		texts = appendNew(texts, text)
		who[text] = append(who[text], name)
	}
	for _, text := range texts {
		lines = append(lines, strings.Join(who[text], "、")+"："+text+"。")
	}
	return lines
}

// filesWord counts the files behind an answer and begins their hashes.
func filesWord(files []assessment.EvidenceRef) string {
	if len(files) == 0 {
		return ""
	}
	var hashes []string
	for _, f := range files {
		hashes = append(hashes, start(f.SHA256))
	}
	return "；佐证" + strconv.Itoa(len(files)) + "件（" + strings.Join(hashes, "、") + "）"
}

// sumLine says which parts make the total, exactly, and how it is printed; "" for a
// table without a total.
func sumLine(r *assessment.Result) string {
	if r.TotalExact == nil {
		return ""
	}
	var parts []string
	for i := range r.Tree {
		if row := &r.Tree[i]; row.Points != nil {
			parts = append(parts, row.Points.String()+"（"+row.Title.ZH+"）")
		}
	}
	if len(parts) == 0 {
		return ""
	}
	text := strings.Join(parts, "＋")
	if r.TotalUncut != nil {
		text += "＝" + r.TotalUncut.String() + "，按上限计"
	} else {
		text += "＝"
	}
	text += r.TotalExact.String() + "分"
	if exact, err := instrument.ParseExact(r.Total); err == nil && !exact.Equal(*r.TotalExact) {
		text += "；打印时保留两位小数，只舍不入，判定按精确值进行"
	}
	return text
}
