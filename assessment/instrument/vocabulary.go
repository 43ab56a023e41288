package instrument

import (
	"strings"

	"github.com/anjia-project/anjia/assessment/law"
)

// Chinese is the term for the type of a node.
func (k Kind) Chinese() string {
	switch k {
	case KindSection:
		return "指标类别"
	case KindBonus:
		return "加分项目"
	case KindVeto:
		return "否决项"
	case KindOption:
		return "分档选择"
	case KindPoints:
		return "区间评分"
	case KindRating:
		return "加权评定"
	case KindBoolean:
		return "是否判断"
	case KindText:
		return "文字记录"
	case KindInteger:
		return "整数填写"
	case KindDate:
		return "日期填写"
	case KindDual:
		return "双次评级"
	}
	return string(k)
}

// Chinese says how the items add up.
func (m Method) Chinese() string {
	switch m {
	case Sum:
		return "各项得分累加"
	case Weighted:
		return "评定值乘以权重后累加"
	case NoTotal:
		return "不计总分"
	}
	return string(m)
}

// Chinese says how applicants are judged; empty for an item of the family.
func (a Applicants) Chinese() string {
	switch a {
	case Family:
		return ""
	case EachMean:
		return "对每位申请人分别评定，取平均值"
	case EachLower:
		return "对每位申请人分别评定，以较低者计"
	case EachHigher:
		return "对每位申请人分别评定，以较高者计"
	case EachApplies:
		return "对每位申请人分别填写"
	}
	return string(a)
}

// Chinese words a demand for forms; empty when nothing is demanded.
func (e Evidence) Chinese() string {
	if e.Demand == NoEvidence || e.Demand == "" {
		return ""
	}
	text := map[When]string{IfTrue: "回答“是”的，", IfFalse: "回答“否”的，", IfPoints: "得分的，", IfDiffer: "终评与初评不一致的，"}[e.When] + "应当"
	if e.Demand == Note {
		return text + "附文字说明"
	}
	text += "上传证明材料"
	if e.FileKind != "" {
		text += "（" + e.KindChinese() + "）"
	}
	if valid := e.Valid.Chinese(); valid != "" {
		text += "，" + valid
	}
	return text
}

func statusChinese(s law.Status) string {
	switch s {
	case law.Official:
		return "法定"
	case law.Practice:
		return "惯例"
	case law.Illustrative:
		return "示例"
	}
	return string(s)
}

// fieldChinese is what people call a field of the format.
func fieldChinese(name string) string {
	words := map[string]string{
		"code": "代码", "version": "版本", "phase": "阶段", "title.zh": "名称", "title.en": "英文名称", "guidance.zh": "评定说明", "guidance.en": "英文评定说明",
		"citation": "依据", "status": "效力状态", "pack": "所属规则包", "division": "适用地区", "valid.from": "启用日期", "valid.to": "停用日期",
		"method": "合计方式", "total": "满分", "cap": "上限", "type": "类型", "per_applicant": "申请人评定方式", "evidence": "证明要求",
		"min": "最低值", "max": "最高值", "step": "评分单位", "weight": "权重", "points": "分值", "from": "分数段下限", "to": "分数段上限",
		"mitigation_from": "须说明缓解措施的初评等级", "max_length": "字数上限", "optional": "选填", "when": "条件", "outcome": "结果",
		"conclusion.zh": "结论", "conclusion.en": "英文结论",
	}
	if word, known := words[name]; known {
		return word
	}
	return strings.ReplaceAll(name, ".", " ")
}
