package sheet

import "github.com/anjia-project/anjia/assessment/instrument"

// said is a finding of the compiler in the words of the office: what is wrong, the rule, the remedy.
type said struct{ what, rule, remedy string }

// chinese words a problem; one that this list does not know keeps the compiler's own words.
func chinese(p *instrument.Problem) (what, rule, remedy string) {
	if s, known := wordsOfTable[p.Code]; known {
		return s.what, s.rule, s.remedy
	}
	if s, known := wordsOfCells[p.Code]; known {
		return s.what, s.rule, s.remedy
	}
	return p.What, p.Rule, p.Remedy
}

// wordsOfCells are findings about one cell or row.
var wordsOfCells = map[string]said{
	"missing_field":             {"没有填写", "本栏目应当填写", "填写本栏目"},
	"missing_citation":          {"没有填写依据", "依据文件和依据附注至少填写一项", "填写依据；没有文件规定的，在依据附注中说明"},
	"missing_status":            {"没有填写效力状态", "评估表应当注明法定、惯例或者示例", "按公布的原文录入的填写“法定”，演练用的填写“示例”"},
	"title_brackets":            {"依据文件带有书名号", "书名号在打印时自动加上", "删除外层的书名号，名称内的书名号用〈〉"},
	"unknown_key":               {"填写了不适用的内容", "此类型的指标不填写本栏目", "清空该单元格或者改正类型"},
	"unknown_value":             {"内容不在可选范围", "应当从下拉列表选择", "从下拉列表选择"},
	"type_not_supported":        {"类型不在可选范围", "应当从下拉列表选择", "从下拉列表选择"},
	"bad_code":                  {"代码的形式不正确", "代码由字母、数字、点和连字符组成；适用地区为六位数字，规则包如 cn-51", "改正代码"},
	"duplicate_code":            {"代码重复", "一个代码只用于一项", "改用其他代码"},
	"bad_number":                {"数字不正确", "数字写作 7 或者 7.5，分值最多两位小数，权重最多四位小数", "改正数字"},
	"bad_date":                  {"日期不正确", "日期写作 YYYY-MM-DD", "改正日期"},
	"bad_interval":              {"停用日期早于启用日期", "首尾两日均计算在内，停用日期不早于启用日期", "改正其中一个日期"},
	"bad_range":                 {"取值范围不正确", "最低值应当小于最高值，起点应当在范围之内", "改正最低值或者最高值"},
	"bad_step":                  {"评分单位不适用", "评分单位应当能够从最低值走到最高值，且只用于由评估员评分的指标", "改正或者清空评分单位"},
	"too_long":                  {"文字过长", "名称和结论不超过200字，说明不超过4000字", "缩短文字"},
	"empty_text":                {"文字为空", "文字应当有内容", "填写或者清空该单元格"},
	"control_character":         {"含有不能打印的字符", "文字将印在文书上", "删除不可见的字符后重新填写"},
	"condition_count":           {"没有填写条件，或者条件不完整", "每条规则有且只有一个条件", "从下拉列表选择条件并填写相关栏目"},
	"option_without_points":     {"选项没有分值，或者同时填写了分值和分数段", "固定分值填写“分值”，分数段填写“最低值”和“最高值”", "只填写其中一种"},
	"option_above_maximum":      {"选项的分值超过指标的最高值", "选项的分值不超过指标的最高值", "改正选项的分值或者指标的最高值"},
	"empty_options":             {"选项不足两个", "分档选择至少有两个选项", "在该指标之下增加“选项”行"},
	"overlapping_options":       {"选项之间重叠", "分数段互不重叠，选项的名称互不相同", "改正分数段或者名称"},
	"maximum_not_reachable":     {"最好的选项达不到指标的最高值", "最好的选项的分值等于指标的最高值", "改正选项的分值或者指标的最高值"},
	"grade_out_of_range":        {"等级超出范围", "等级在最低值与最高值之间", "改正等级"},
	"grade_order":               {"等级没有从低到高排列", "等级从低到高排列，互不重复", "调整各行的顺序"},
	"grade_missing":             {"等级释义不完整", "双次评级的各个等级均有释义，或者均不填写", "补齐“等级”行"},
	"applicants_without_number": {"申请人评定方式与指标不符", "有得分的取平均值、较低者或者较高者，没有得分的分别填写", "改正申请人评定方式"},
	"evidence_when":             {"要求证明的情形与指标的类型不符", "回答是、回答否用于否决项和是否判断，得分时用于有得分的指标，初评终评不一致用于双次评级", "改正“何时要求”"},
	"kind_without_file":         {"填写了证明材料种类，但没有要求证明材料", "证明材料种类与“证明材料”同时填写", "改正证明要求或者清空种类"},
	"unknown_kind":              {"证明材料种类不在代码表中，也没有填写名称", "种类从代码表选用；表中没有的，由评估表写明名称", "改正种类代码，或者填写“自定种类名称”"},
	"kind_title":                {"自定种类名称重复或者不一致", "代码表中的种类名称固定，自定种类在一张表中只有一个名称", "清空“自定种类名称”，或者改用另外的代码"},
	"title_without_kind":        {"填写了自定种类名称，但没有种类代码", "名称与代码同时填写", "填写种类代码或者清空名称"},
	"validity_without_file":     {"填写了有效期，但没有要求证明材料", "有效期与“证明材料”同时填写", "改正证明要求或者清空有效期"},
	"validity_twice":            {"有效天数和有效月数同时填写", "天数与月数只填写一项", "清空其中一项"},
	"empty_validity":            {"有效期没有内容", "有效期填写天数、月数或者按载明到期日", "填写或者清空有效期"},
}

// wordsOfTable are findings about how the parts of a table fit together.
var wordsOfTable = map[string]said{
	"unknown_format":          {"格式不是本程序能够读取的格式", "格式为 anjia-instrument/1", "恢复模板中的格式"},
	"too_large":               {"评估表过大", "评估表的文本不超过1 MB", "缩短说明文字"},
	"too_deep":                {"层级过深", "指标类别最多五层", "减少层级"},
	"too_many_nodes":          {"指标过多", "一张评估表最多2000项", "按阶段分成不同的评估表"},
	"too_many_gates":          {"评定规则过多", "一张评估表最多50条评定规则", "合并评定规则"},
	"too_many_problems":       {"问题较多，没有全部列出", "一次最多列出200个问题", "改正已列出的问题后再次导入"},
	"division_outside_pack":   {"适用地区不在所属规则包的地区之内", "评估表在其规则包的地区内适用", "改正适用地区或者所属规则包"},
	"official_without_source": {"填写了法定，依据却没有文件和条款", "法定的内容由已公布的文件的条款规定", "填写依据文件和依据条款（例如附件1），或者改为惯例"},
	"sandbox_status":          {"效力状态与所属规则包不符", "示例表属于 sandbox/ 规则包，其他评估表不属于", "改正效力状态或者所属规则包"},
	"total_without_sum":       {"不计总分的评估表填写了满分或者合计上限", "不计总分的没有满分和合计上限", "清空满分和合计上限，或者改正合计方式"},
	"total_mismatch":          {"各项最高值之和与满分不符", "满分等于各项最高值之和，不含加分", "改正满分或者各项的最高值"},
	"cap_below_total":         {"合计上限低于满分", "合计上限不低于满分", "改正合计上限"},
	"weights_not_one":         {"权重之和不等于1", "全表权重之和恰好等于1", "改正权重"},
	"section_mismatch":        {"类别的小计与其下各项最高值之和不符", "小计等于其下各项最高值之和", "改正小计或者各项的最高值"},
	"method_mismatch":         {"指标的类型与合计方式不符", "累加用于评分，加权用于加权评定，双次评级不计总分", "改正类型或者合计方式"},
	"bonus_not_outermost":     {"加分项目不在最外层", "加分项目的层级为1", "改正层级"},
	"no_points_in_bonus":      {"加分项目之下有没有得分的指标", "加分项目之下的指标均有得分", "改正类型或者移出加分项目"},
	"veto_gate_not_first":     {"有否决项，但第一条规则不是“存在否决情形”", "否决先于一切分数", "把“存在否决情形”作为第一条规则"},
	"open_gates":              {"最后一条规则不是“其余情形”", "每种情形均应当有结论", "增加“其余情形”作为最后一条规则"},
	"no_pass_gate":            {"没有任何规则的结果是合格", "评估表应当有合格的可能，或者由审批人判断", "改正规则的结果"},
	"dual_without_human":      {"有双次评级，但没有由审批人判断的规则", "双次评级由审批人判断", "把一条规则的结果改为“由审批人判断”"},
	"unreachable_gate":        {"该规则永远不会适用", "每条规则均应当有适用的可能", "删除该规则或者调整顺序"},
	"gate_must_fail":          {"该条件的结果不得为合格", "否决、回答和终评只能导致不合格或者由审批人判断", "改正结果"},
	"pass_mark_above_maximum": {"分数线高于可能的最高分", "分数线不高于可能的最高分", "改正分数线"},
	"unknown_code":            {"涉及的指标不存在或者类型不符", "类别得分涉及有得分的指标类别，回答涉及是否判断，终评涉及双次评级", "改正涉及指标的代码"},
	"wrong_type":              {"内容的类型不正确", "内容应当符合本栏目的要求", "按模板重新填写"},
	"unquoted_code":           {"代码不正确", "代码是文本", "重新填写代码"},
}
