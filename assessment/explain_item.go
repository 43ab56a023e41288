package assessment

import (
	"strconv"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
)

// item writes one answered row: what it gives, what each evaluator recorded, how that became one, what was ruled.
func (e *explainer) item(row *Row) {
	e.write(row.Code, " ", row.Title.ZH, "：")
	if row.Points != nil {
		e.write(row.Printed, "分，最高", row.Max.String(), "分")
		if row.Weight != nil {
			e.write("（评定值", row.Rating.Printed(), "×权重", row.Weight.String(), "）")
		}
		e.write("。")
	}
	for at := range row.Answers {
		if at > 0 {
			e.write("；")
		}
		e.given(row, &row.Answers[at])
	}
	if len(row.Answers) == 0 {
		e.write("未填写")
	}
	e.write("。")
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

// given writes what one evaluator recorded.
func (e *explainer) given(row *Row, given *Given) {
	e.write(given.Name)
	if given.Applicant != "" {
		e.write("对申请人", e.applicant(given.Applicant))
	}
	e.answer(row, given)
	if !given.Counts && (given.Points != nil || given.Final != nil || given.Value != nil && row.Type == instrument.KindBoolean) {
		e.write("（未采用）")
	}
	if given.Comment != "" {
		e.write("，说明：“", given.Comment, "”")
	}
	e.evidence(given)
}

// answer writes the answer itself.
func (e *explainer) answer(row *Row, given *Given) {
	switch {
	case given.Option != "":
		e.write("选择“", given.OptionTitle.ZH, "”（选项", given.Option, "）")
	case given.Value != nil && row.Type == instrument.KindVeto:
		e.write("认定存在该情形")
	case given.Value != nil && *given.Value:
		e.write("认定为是")
	case given.Value != nil:
		e.write("认定为否")
	case given.Text != "":
		e.write("记录：“", given.Text, "”")
	case given.Initial != nil && given.Final != nil:
		e.write("初评", strconv.Itoa(*given.Initial), "级、终评", strconv.Itoa(*given.Final), "级")
		if given.Mitigation != "" {
			e.write("，缓解措施：“", given.Mitigation, "”")
		}
	}
	if given.Points != nil {
		switch row.Type {
		case instrument.KindRating:
			e.write("评定为", given.Points.String())
		case instrument.KindPoints:
			e.write("评", given.Points.String(), "分")
		default:
			e.write("，", given.Points.String(), "分")
		}
	}
}

func (e *explainer) evidence(given *Given) {
	for at := range given.Evidence {
		ref := &given.Evidence[at]
		e.write("，证据", ref.ID, "（SHA-256 ", ref.SHA256)
		if !ref.IssuedOn.IsZero() {
			e.write("，", ref.IssuedOn.Chinese(), "出具")
		}
		if !ref.ExpiresOn.IsZero() {
			e.write("，有效至", ref.ExpiresOn.Chinese())
		}
		e.write("）")
	}
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
				e.write(row.Answers[at].Points.String())
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
	e.write("：初评", value.Initial.Printed(), "级，终评", value.Final.Printed(), "级。")
}

// ruled writes why an item had to be settled, by whom, how and on what grounds.
func (e *explainer) ruled(row *Row, ruled *Ruled) {
	switch ruled.Ground {
	case BeyondItem:
		e.write("各评估员评定差异超过允许范围")
		if ruled.Allowed != nil && (row.Points != nil || len(row.Duals) > 0) {
			e.write("（相差", ruled.Spread.String(), "，允许", ruled.Allowed.String(), "）")
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
	e.answer(row, &ruled.Answer)
	e.write("；理由：“", ruled.Reason, "”")
	e.evidence(&ruled.Answer)
	e.write("。")
}

func (e *explainer) applicant(id string) string { return nameOf(e.result.Applicants, id) }
