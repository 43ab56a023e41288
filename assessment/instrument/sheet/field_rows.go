package sheet

import "github.com/anjia-project/anjia/assessment/instrument"

// Rows of the sheet 指标 that are no node: they belong to the item above them.
const (
	optionRow = "option_of"
	gradeRow  = "grade_of"
)

// levelKey and typeKey are the columns that say what a row of 指标 is; the level stands in no field of the Spec.
const (
	levelKey = "level"
	typeKey  = "type"
)

var types = []word{
	{string(instrument.KindSection), "指标类别"},
	{string(instrument.KindBonus), "加分项目"},
	{string(instrument.KindVeto), "否决项"},
	{string(instrument.KindOption), "分档选择"},
	{string(instrument.KindPoints), "区间评分"},
	{string(instrument.KindRating), "加权评定"},
	{string(instrument.KindBoolean), "是否判断"},
	{string(instrument.KindText), "文字记录"},
	{string(instrument.KindInteger), "整数填写"},
	{string(instrument.KindDate), "日期填写"},
	{string(instrument.KindDual), "双次评级"},
	{optionRow, "选项"},
	{gradeRow, "等级"},
}

var levels = []word{{"1", "1"}, {"2", "2"}, {"3", "3"}, {"4", "4"}, {"5", "5"}, {"6", "6"}}

var applicants = []word{
	{string(instrument.EachMean), "取平均值"},
	{string(instrument.EachLower), "取较低者"},
	{string(instrument.EachHigher), "取较高者"},
	{string(instrument.EachApplies), "分别填写"},
}

var demands = []word{
	{string(instrument.NoEvidence), "不要求"},
	{string(instrument.Note), "文字说明"},
	{string(instrument.File), "证明材料"},
}

var whens = []word{
	{string(instrument.Always), "始终"},
	{string(instrument.IfTrue), "回答是"},
	{string(instrument.IfFalse), "回答否"},
	{string(instrument.IfPoints), "得分时"},
	{string(instrument.IfDiffer), "初评终评不一致"},
}

// itemFields are the columns of the sheet 指标, those first that most rows fill in.
func itemFields() []field {
	items := []field{
		{key: levelKey, heading: "层级", class: choice, words: levels, width: 6, need: true, help: "1为最外层；每低一层加1。“选项”和“等级”行不填"},
		{key: typeKey, heading: "类型", class: choice, words: types, width: 11, need: true, help: "从下拉列表选择。“选项”和“等级”行紧接在所属指标之下"},
		{key: "code", heading: "代码", class: code, width: 11, need: true, help: "文本：010 保持为 010；全表不重复，发布后不变。“等级”行填写等级数字"},
		{key: "title/zh", heading: "名称", width: 44, need: true, help: "指标名称、选项内容或者等级释义"},
		{key: "points", heading: "分值", class: number, width: 8, help: "选项的固定分值；是否判断回答“是”的得分"},
		{key: "min", heading: "最低值", class: number, width: 8, help: "区间评分、加权评定、双次评级、整数填写的最低值；选项的分数段下限"},
		{key: "max", heading: "最高值", class: number, width: 8, help: "指标的最高分；整数填写的最大数；指标类别的小计；选项的分数段上限"},
		{key: "step", heading: "评分单位", class: number, width: 9, help: "例如 0.5；不限的不填"},
		{key: "weight", heading: "权重", class: weight, width: 8, help: "加权评定的权重，例如 0.10；全表之和应当等于1"},
		{key: "cap", heading: "加分上限", class: number, width: 9, help: "加分项目合计不得超过的分数"},
		{key: "per_applicant", heading: "申请人评定方式", class: choice, words: applicants, width: 12, help: "对每位申请人分别评定的，选择计分方法；按家庭评定的不填"},
		{key: "evidence/demand", heading: "证明要求", class: choice, words: demands, width: 10, help: "没有要求的可以不填"},
		{key: "evidence/kind", heading: "证明材料种类", class: code, width: 20, help: "材料种类代码，例如 health_certificate；不限种类的不填"},
		{key: "evidence/when", heading: "何时要求", class: choice, words: whens, width: 14, help: "不填为始终"},
		{key: "evidence/valid/days", heading: "有效天数", class: number, width: 9, help: "自出具之日起；在作出决定之日应当仍然有效"},
		{key: "evidence/valid/months", heading: "有效月数", class: number, width: 9, help: "自出具之日起；天数与月数只填一项"},
		{key: "evidence/valid/expires", heading: "按载明到期日", class: choice, words: truths, width: 12, help: "以材料自身载明的到期日为准的，填写“是”"},
		{key: "guidance/zh", heading: "评定说明", width: 50, help: "告诉评估员如何评定；可以不填"},
		{key: "mitigation_from", heading: "缓解说明起点", class: number, width: 12, help: "双次评级：初评达到该等级的，应当说明缓解措施"},
		{key: "optional", heading: "选填", class: choice, words: truths, width: 7, help: "文字记录、整数填写、日期填写可以不填写的，填写“是”"},
		{key: "max_length", heading: "字数上限", class: number, width: 9, help: "文字记录的最多字数"},
	}
	items = append(items, sourceFields()...)
	return append(items,
		field{key: "status", heading: "效力状态", class: choice, words: statuses, width: 10, help: "与上级相同的不填"},
		field{key: "title/en", heading: "英文名称", width: 48, help: "可以不填"},
		field{key: "evidence/title", heading: "自定种类名称", width: 18, help: "代码表中没有的种类，填写文书上的名称；代码表中有的不填"},
		field{key: "guidance/en", heading: "英文评定说明", width: 56, help: "可以不填"},
	)
}

// Columns of the sheet 评定规则 that together are the condition of a gate.
const (
	testKey  = "when"
	markKey  = "mark"
	codesKey = "codes"
	valueKey = "value"
)

var tests = []word{
	{string(instrument.VetoFound), "存在否决情形"},
	{string(instrument.TotalAtLeast), "总分不低于"},
	{string(instrument.TotalBelow), "总分低于"},
	{string(instrument.SectionBelow), "类别得分低于"},
	{string(instrument.Answered), "任一判断回答为"},
	{string(instrument.FinalAtLeast), "任一终评不低于"},
	{string(instrument.Otherwise), "其余情形"},
}

// gateFields are the columns of the sheet 评定规则.
func gateFields() []field {
	gates := []field{
		{key: "code", heading: "代码", class: code, width: 12, need: true, help: "规则的代码，不重复"},
		{key: testKey, heading: "条件", class: choice, words: tests, width: 18, need: true, help: "按行的顺序逐条判断，先符合的适用；有否决项的，第一条为“存在否决情形”，最后一条为“其余情形”"},
		{key: markKey, heading: "分数线", class: number, width: 9, help: "总分、类别得分或者终评等级的界线"},
		{key: codesKey, heading: "涉及指标", class: codes, width: 24, help: "指标代码，用顿号隔开；任一终评涉及全部双次评级的不填"},
		{key: valueKey, heading: "回答", class: choice, words: truths, width: 8, help: "“任一判断回答为”的，填写是或者否"},
		{key: "outcome", heading: "结果", class: choice, words: outcomes(), width: 14, need: true, help: "从下拉列表选择"},
		{key: "conclusion/zh", heading: "结论", width: 44, need: true, help: "写入评估报告的结论"},
	}
	return append(append(gates, sourceFields()...), field{key: "conclusion/en", heading: "英文结论", width: 36, help: "可以不填"})
}

func outcomes() []word {
	var words []word
	for _, o := range []instrument.Outcome{instrument.Pass, instrument.Fail, instrument.Human} {
		words = append(words, word{string(o), o.Chinese()})
	}
	return words
}
