package instrument

import "strconv"

// Wording is a problem in Chinese, for the people of an office. The figures that are
// special to it stand in What of the problem itself.
type Wording struct {
	What   string
	Rule   string
	Remedy string
}

// Chinese words the problem after its code; what leads with the place in the table.
// ok is false for a code that has no wording: then only English is there.
func (p *Problem) Chinese() (w Wording, ok bool) {
	w, ok = wordings()[p.Code]
	if ok {
		w.What = p.place() + w.What
	}
	return w, ok
}

// place names line, item and field as far as they are known.
func (p *Problem) place() (text string) {
	if p.Line > 0 {
		text = "第" + strconv.Itoa(p.Line) + "行"
	}
	if p.Node != "" {
		text += "“" + p.Node + "”"
	}
	if p.Field != "" {
		text += "的 " + p.Field
	}
	if text != "" {
		text += "："
	}
	return text
}

// wordings has each code of the format once.
func wordings() map[string]Wording {
	return map[string]Wording{
		// the file
		"too_large":         {"文件过大", "评分表文件有大小上限", "核对是否选错文件"},
		"empty_file":        {"文件是空的", "一个文件载一张评分表", "填写评分表或者删除文件"},
		"leftover_document": {"后面还有第二个文档", "一个文件载一张评分表", "删除 --- 以后的内容，或者另存为文件"},
		"yaml_syntax":       {"不符合YAML语法", "评分表用YAML 1.2和UTF-8书写", "改正该行；含有冒号、井号的文字加引号"},
		"too_deep":          {"嵌套过深", "层级有上限", "减少指标层级"},
		"alias":             {"使用了锚点（&）或者别名（*）", "各项与纸质评分表一样全文写出", "把重复的内容写全"},
		"tag":               {"使用了YAML标签", "评分表不用标签", "删除标签"},
		"too_many_problems": {"错误过多，未全部列出", "一次列出的错误有上限", "改正所列错误后重新检查"},
		"unknown_format":    {"格式名称不是本程序所识别的", "格式为 anjia-instrument/1", "改正 format"},
		// keys and values
		"unknown_key":       {"有格式以外的键", "只使用格式规定的键", "改正拼写或者删除该行"},
		"duplicate_key":     {"同一个键出现两次", "一个键只写一次", "保留其中一行"},
		"wrong_type":        {"值的类型不对", "每个键按格式规定填写单个值、列表或者键值", "按格式说明改写"},
		"missing_field":     {"缺少必填的内容", "必填的键不得省略", "补充该项"},
		"empty_text":        {"文字为空", "文字应当有内容", "填写或者删除该键"},
		"too_long":          {"文字过长", "文字有长度上限", "缩短"},
		"control_character": {"含有不能印制的字符", "文字要印在文书上", "删除控制字符和不可见的格式字符"},
		"title_brackets":    {"法规名称带有书名号", "书名号由程序加印", "删除《》"},
		"unquoted_code":     {"代码没有加引号", "代码是文字：\"010\"始终是\"010\"", "给代码加上引号"},
		"bad_code":          {"代码、版本或者区划的形式不对", "按格式规定的字符和长度填写", "改用符合形式的值"},
		"bad_number":        {"数值不对", "数值为普通小数，位数不超过规定，并且大于规定的下限", "改正数值，例如10或者7.5"},
		"bad_date":          {"日期不对", "日期写作YYYY-MM-DD", "改正日期"},
		"bad_interval":      {"起止日期颠倒", "终止日不早于起始日", "改正 valid"},
		"unknown_value":     {"值不在规定的范围内", "只能从规定的值中选填", "选填规定的值"},
		"duplicate_code":    {"代码重复", "同一评分表内代码不得重复", "改用另外的代码"},
		"unknown_code":      {"所引用的代码不存在，或者类型不符", "条件只能引用本表相应类型的项目", "改正代码"},
		// the head
		"missing_citation":        {"没有写明依据", "评分表应当写明所依据的规定，没有依据的应当说明", "填写 citation"},
		"missing_status":          {"没有写明性质", "应当写明 official、practice 或者 illustrative", "填写 status"},
		"sandbox_status":          {"性质与所属规则包不符", "示例性评分表只属于 sandbox/ 规则包，其他评分表不得属于", "改正 status 或者 pack"},
		"official_without_source": {"写明法定，依据却没有文件和条款", "法定的内容由已公布的文件的条款规定", "填写 citation 的 instrument 和 article（例如附件1），或者改为 practice"},
		"division_outside_pack":   {"区划不在规则包的范围内", "评分表的区划在其规则包的区划之内", "改正 division 或者 pack"},
		"total_without_sum":       {"没有总分的评分表写了总分", "aggregation 的 method 为 none 时不写 total", "删除 total 或者改正 method"},
		// the items
		"type_not_supported":        {"项目类型不是格式所识别的", "类型从格式规定的类型中选填", "改正 type"},
		"too_many_nodes":            {"项目过多", "项目数有上限", "核对是否选错文件"},
		"bonus_not_outermost":       {"加分项目写在了其他类别之内", "加分加在总分上，不属于某一类别", "把加分项目移到最外层"},
		"no_points_in_bonus":        {"加分项目中有不给分的项目", "加分项目中的各项都给分", "移出该项，或者给出分值"},
		"bad_range":                 {"区间的下限不低于上限，或者超出可评范围", "下限低于上限，并且在可评范围之内", "改正区间的上下限"},
		"bad_step":                  {"按步长不能从最低分到最高分", "整数个步长从最低分到最高分", "改用另外的步长，例如0.5"},
		"empty_options":             {"选项过少", "分档选择至少有两个选项", "补充选项或者改用其他类型"},
		"option_without_points":     {"选项没有分值，或者写法有矛盾", "选项写 points，或者写 from 和 to", "补充或者改正分值"},
		"option_above_maximum":      {"选项的分值高于满分", "选项分值不高于该项满分", "改正选项分值或者 max"},
		"overlapping_options":       {"选项的分值区间重叠", "各档分值区间互不重叠", "改正区间"},
		"maximum_not_reachable":     {"没有选项达到满分", "最好的选项恰好为该项满分", "改正选项分值或者 max"},
		"grade_missing":             {"有评级没有文字说明", "各评级都写明文字，或者都不写", "补充缺少的评级"},
		"grade_order":               {"评级的次序不对", "评级按由低到高的次序各写一次", "调整次序"},
		"grade_out_of_range":        {"评级超出范围", "评级在 min 和 max 之间", "改正评级"},
		"evidence_when":             {"要求证明材料的时点与项目类型不符", "when 按项目类型选填", "改用适合该类型的时点"},
		"kind_without_file":         {"写了证明材料种类，但不要求证明材料", "kind 只在 demand 为 file 时填写", "改正 demand 或者删除 kind"},
		"unknown_kind":              {"证明材料种类不在代码表中，也没有写明名称", "种类从代码表选用；表中没有的，由评分表写明名称", "改正 kind，或者用 title 写明文书上的名称"},
		"kind_title":                {"证明材料种类的名称重复或者不一致", "代码表中的种类名称固定，自定种类在一张表中只有一个名称", "删除 title，或者改用另外的代码"},
		"title_without_kind":        {"写了证明材料名称，但没有种类代码", "title 与 kind 同时填写", "补充 kind 或者删除 title"},
		"validity_without_file":     {"写了证明材料有效期，但不要求证明材料", "valid 只在 demand 为 file 时填写", "改正 demand 或者删除 valid"},
		"validity_twice":            {"有效期既按日又按月计算", "有效期按日或者按月择一", "保留其中一项"},
		"empty_validity":            {"有效期没有内容", "写明日数、月数或者以证件所载为准", "填写或者删除 valid"},
		"applicants_without_number": {"逐人评定的方式与项目是否给分不符", "给分的项目写 mean、lower 或者 higher，不给分的写 each", "改正 per_applicant"},
		"method_mismatch":           {"项目类型与汇总方式不符", "加权评定用 weighted，给分项目用 sum，双次评级用 none", "改正项目类型或者 method"},
		"weights_not_one":           {"各项权重之和不等于1", "权重之和恰好为1", "改正权重；例如写0.33、0.33、0.34"},
		"section_mismatch":          {"所载小计与下属各项满分之和不符", "所载小计等于下属各项满分之和", "对照原表逐项核对并改正"},
		"total_mismatch":            {"所载总分与各项满分之和不符", "总分等于各项满分之和，不计加分", "对照原表逐项核对并改正"},
		"cap_below_total":           {"总分上限低于总分", "总分上限用来限制加分，不低于总分", "改正 cap"},
		// the gates
		"too_many_gates":          {"结论条件过多", "条件数有上限", "合并条件"},
		"condition_count":         {"一个结论条件写了几种情形，或者没有写", "一个条件只写一种情形", "拆分或者补充条件"},
		"veto_gate_not_first":     {"有否决项，但第一个条件不判断否决", "否决先于一切分数", "把 when: {veto_found: true} 放在第一"},
		"unreachable_gate":        {"该条件永远不会适用", "每个条件都可能决定结论", "删除该条件，或者改正次序、分数线"},
		"gate_must_fail":          {"该条件不得得出“合格”", "否决应当不合格；一人的一项回答只能不合格或者由审批人判断", "改为 outcome: fail，或者 human（否决除外）"},
		"pass_mark_above_maximum": {"分数线高于可能的最高分", "分数线应当能够达到", "改正分数线或者分值"},
		"open_gates":              {"最后一个条件没有包括其余各种情形", "每个案件都应当有结论", "最后加一个 when: {otherwise: true} 的条件"},
		"no_pass_gate":            {"没有任何条件可以合格", "谁也不能合格的评分表没有意义", "给一个条件写 outcome: pass，由审批人判断的写 human"},
		"dual_without_human":      {"有双次评级，但没有条件留给审批人判断", "不汇总的评级辅助人的判断，不能代替", "给依最终评级的条件写 outcome: human"},
	}
}
