package assessment

import (
	"bytes"
	"strconv"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
)

// item writes one answered row: what it gives, what each evaluator recorded, how that became one, what was ruled.
func (e *explainer) item(row *Row) {
	line := append(append(append(append(e.line, row.Code...), ' '), row.Title.ZH...), "："...)
	if row.Points != nil {
		line = append(append(line, row.Printed...), "分，最高"...)
		line = append(row.Max.Append(line), "分"...)
		if row.Weight != nil {
			line = append(row.Rating.AppendPrinted(append(line, "（评定值"...)), "×权重"...)
			line = append(row.Weight.Append(line), "）"...)
		}
		line = append(line, "。"...)
	}
	for at := range row.Answers {
		if at > 0 {
			line = append(line, "；"...)
		}
		line = e.given(line, row, &row.Answers[at])
	}
	if len(row.Answers) == 0 {
		line = append(line, "未填写"...)
	}
	e.line = append(line, "。"...)
	if row.Points != nil {
		e.joined(row)
	}
	for at := range row.Duals {
		e.dual(&row.Duals[at])
	}
	for at := range row.Rulings {
		e.ruled(row, &row.Rulings[at])
	}
}

// given writes what one evaluator recorded. It and what it calls pass the line along: they write most of every text.
func (e *explainer) given(line []byte, row *Row, given *Given) []byte {
	line = append(line, given.Name...)
	if given.Applicant != "" {
		line = append(append(line, "对申请人"...), e.applicant(given.Applicant)...)
	}
	line = appendAnswer(line, row, given)
	if !given.Counts && (given.Points != nil || given.Final != nil || given.Value != nil && row.Type == instrument.KindBoolean) {
		line = append(line, "（未采用）"...)
	}
	if given.Comment != "" {
		line = append(append(append(line, "，说明：“"...), given.Comment...), "”"...)
	}
	return appendFiles(line, given)
}

// appendAnswer writes the answer itself.
func appendAnswer(line []byte, row *Row, given *Given) []byte {
	switch {
	case given.Option != "":
		line = append(append(line, "选择“"...), given.OptionTitle.ZH...)
		line = append(append(append(line, "”（选项"...), given.Option...), "）"...)
	case given.Value != nil && row.Type == instrument.KindVeto:
		line = append(line, "认定存在该情形"...)
	case given.Value != nil && *given.Value:
		line = append(line, "认定为是"...)
	case given.Value != nil:
		line = append(line, "认定为否"...)
	case given.Text != "":
		line = append(append(append(line, "记录：“"...), given.Text...), "”"...)
	case given.Initial != nil && given.Final != nil:
		line = strconv.AppendInt(append(line, "初评"...), int64(*given.Initial), 10)
		line = append(strconv.AppendInt(append(line, "级、终评"...), int64(*given.Final), 10), "级"...)
		if given.Mitigation != "" {
			line = append(append(append(line, "，缓解措施：“"...), given.Mitigation...), "”"...)
		}
	}
	if given.Points == nil {
		return line
	}
	switch row.Type {
	case instrument.KindRating:
		return given.Points.Append(append(line, "评定为"...))
	case instrument.KindPoints:
		line = append(line, "评"...)
	default:
		line = append(line, "，"...)
	}
	return append(given.Points.Append(line), "分"...)
}

func appendFiles(line []byte, given *Given) []byte {
	for at := range given.Evidence {
		ref := &given.Evidence[at]
		line = append(append(line, "，证据"...), ref.ID...)
		line = append(append(line, "（SHA-256 "...), ref.SHA256...)
		if !ref.IssuedOn.IsZero() {
			line = append(appendDay(append(line, "，"...), ref.IssuedOn), "出具"...)
		}
		if !ref.ExpiresOn.IsZero() {
			line = appendDay(append(line, "，有效至"...), ref.ExpiresOn)
		}
		line = append(line, "）"...)
	}
	return line
}

// appendDay writes what day.Chinese gives.
func appendDay(line []byte, day law.Date) []byte {
	var room [10]byte
	text := day.AppendText10(room[:0]) // 2024-01-02
	if len(text) != len(room) {
		return append(line, day.Chinese()...)
	}
	line = append(append(line, text[:4]...), "年"...)
	line = append(append(line, bytes.TrimPrefix(text[5:7], []byte("0"))...), "月"...)
	return append(append(line, bytes.TrimPrefix(text[8:], []byte("0"))...), "日"...)
}

// joined says how different values became one. Where one family's values agree there is nothing to say.
func (e *explainer) joined(row *Row) {
	switch row.Each {
	case instrument.EachMean:
		e.write("每位申请人分别评定，取平均值。")
	case instrument.EachLower:
		e.write("每位申请人分别评定，取较低值。")
	case instrument.EachHigher:
		e.write("每位申请人分别评定，取较高值。")
	case instrument.Family, instrument.EachApplies:
		if e.result.Mode == Mean && len(row.Rulings) == 0 && row.differs() {
			e.write("平均：（")
			for at := range row.Answers {
				if at > 0 {
					e.write("＋")
				}
				e.number(row.Answers[at].Points)
			}
			e.write("）÷", strconv.Itoa(len(row.Answers)), "。")
		}
	}
}

func (r *Row) differs() bool {
	for at := range r.Answers {
		if r.Answers[at].Points == nil {
			return false
		}
		if !r.Answers[at].Points.Equal(*r.Answers[0].Points) {
			return true
		}
	}
	return false
}

func (e *explainer) dual(value *DualValue) {
	e.write("合并")
	if value.Applicant != "" {
		e.write("（申请人", e.applicant(value.Applicant), "）")
	}
	e.write("：初评")
	e.printed(&value.Initial)
	e.write("级，终评")
	e.printed(&value.Final)
	e.write("级。")
}

// ruled writes why an item had to be settled, by whom, how and on what grounds.
func (e *explainer) ruled(row *Row, ruled *Ruled) {
	switch ruled.Ground {
	case BeyondItem:
		e.write("各评估员评定差异超过允许范围")
		if ruled.Allowed != nil && (row.Points != nil || len(row.Duals) > 0) {
			e.write("（相差")
			e.number(&ruled.Spread)
			e.write("，允许")
			e.number(ruled.Allowed)
			e.write("）")
		}
	case BeyondTotal:
		e.write("各评估员总分差异超过允许范围，且本项评定不一致")
	case NoConsensus:
		e.write("各评估员未达成一致")
	}
	if len(ruled.AgreedBy) > 0 {
		e.write("，经")
		for at := range ruled.AgreedBy {
			if at > 0 {
				e.write("、")
			}
			e.write(ruled.AgreedBy[at].Name)
		}
		e.write("共同复核，统一")
	} else {
		e.write("，由裁定人", ruled.Answer.Name)
	}
	e.write("于", law.DateOf(ruled.At).Chinese())
	if ruled.Answer.Applicant != "" {
		e.write("就申请人", e.applicant(ruled.Answer.Applicant))
	}
	if len(ruled.AgreedBy) > 0 {
		e.write("评定：")
	} else {
		e.write("裁定：")
	}
	e.line = appendAnswer(e.line, row, &ruled.Answer)
	e.write("；理由：“", ruled.Reason, "”")
	e.line = append(appendFiles(e.line, &ruled.Answer), "。"...)
}

func (e *explainer) applicant(id string) string { return nameOf(e.result.Applicants, id) }
