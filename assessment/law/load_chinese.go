package law

import "strconv"

// Wording is a fault of a data file in Chinese, for the people of an office. The figures that
// are special to it stand in What of the fault itself.
type Wording struct{ What, Rule, Remedy string }

// Chinese words the fault after its code; What leads with the place in the file. ok is false for
// a code that has no wording: then only English is there.
func (e *LoadError) Chinese() (w Wording, ok bool) {
	w, ok = loadWordings()[e.Code]
	if !ok {
		return w, false
	}
	if w.Rule == "" {
		w.Rule = e.Rule // a higher rule is cited as it is
	}
	place := e.Pointer
	if e.Line > 0 {
		place = "第" + strconv.Itoa(e.Line) + "行" + place
	}
	if place != "" {
		w.What = place + "：" + w.What
	}
	return w, true
}

// loadWordings has each code of a fault once.
func loadWordings() map[string]Wording {
	return map[string]Wording{
		// the file
		"no_file":           {"所引用的文件不存在", "规则包、日历所依据的上级文件应当先行载入", "补充该文件，或者改正代码"},
		"too_large":         {"文件过大", "文件不超过4MiB", "核对是否选错文件"},
		"not_utf8":          {"含有不能读取的字节或者控制字符", "文件用UTF-8书写，不带字节顺序标记", "另存为UTF-8文本"},
		"no_path":           {"文件的位置不对", "规则包在 packs/ 下，日历在 calendars/ 下", "改正代码"},
		"empty_file":        {"文件是空的", "一个文件载一个规则包", "填写规则包"},
		"leftover_document": {"后面还有第二个文档", "一个文件载一个规则包", "删除 --- 以后的内容"},
		"yaml_syntax":       {"不符合YAML语法", "规则包用YAML书写", "改正该行；含有冒号、井号的文字加引号"},
		"alias":             {"使用了锚点（&）、别名（*）或者合并键", "各项全文写出", "把重复的内容写全"},
		"too_deep":          {"嵌套过深", "层级有上限", "减少层级"},
		// keys and values
		"unknown_key":   {"有格式以外的键", "只使用格式规定的键", "改正拼写或者删除该行"},
		"duplicate_key": {"同一个键出现两次", "一个键只写一次", "保留其中一行"},
		"key_not_text":  {"键不是文字", "键是文字", "给键加上引号"},
		"wrong_type":    {"值的类型不对", "文字加引号，是否写 true 或者 false，列表用 - 逐项写，键值写作 键: 值", "按格式改写"},
		"missing_field": {"缺少必填的内容", "必填的键不得省略", "补充该项"},
		"empty_text":    {"文字为空", "文字应当有内容", "填写，或者删除该键"},
		"bad_date":      {"日期不对", "日期写作YYYY-MM-DD", "改正日期"},
		"bad_number":    {"不是整数", "整数用半角数字书写，不加引号、符号和多余的零", "改正数值"},
		// the head
		"bad_code":         {"规则包代码不对", "代码写作 cn、cn-54、cn-540100，演练附加包前加 sandbox/", "改正 code"},
		"code_differs":     {"文件所载代码与发布的代码不同", "文件所载的代码就是其位置", "改正 code，或者改正发布时填写的代码"},
		"bad_order":        {"程序类型不对", "order 写 A（融合在评估之内）或者 B（先评估能力）", "改正 order"},
		"overlay_order":    {"演练附加包写了程序类型", "程序类型由所在地规则包规定", "删除 order"},
		"order_missing":    {"全国规则包没有规定程序类型", "全国规则包规定 order", "补充 order"},
		"parent_given":     {"该规则包不应当写上级", "全国规则包没有上级，附加包以同名规则包为上级", "删除 parent"},
		"parent_missing":   {"没有写明所在的上级规则包", "规则包在其上级规则包的区划之内", "填写 parent：cn 或者所在省的代码"},
		"parent_not_there": {"上级规则包不存在", "规则包以已载入的规则包为上级", "先发布上级规则包，或者改正 parent"},
		"instrument_dates": {"法规的施行日期早于公布日期", "施行不早于公布", "改正其中一个日期"},
		// the parameters
		"undeclared":          {"全国规则包没有规定这一参数", "地方规则包只填写全国规则包规定的参数", "改正参数名称"},
		"unknown_type":        {"参数类型不对", "类型为 int、bool、text、strings、term、schedule 之一", "改正 type"},
		"one_of_not_text":     {"不是文字的参数写了可选的值", "one_of 只用于文字", "删除 one_of"},
		"not_ascending":       {"没有按日期先后排列，或者日期重复", "按日期先后逐项书写，一日一项", "调整次序"},
		"unknown_status":      {"性质不对", "规则的性质为 official、practice、illustrative，词语为 draft、confirmed", "改正 status"},
		"illustrative_value":  {"正式规则包中有示例性的值", "示例性的值只能写在演练附加包中", "按现行规定填写并注明依据，或者删除该值"},
		"official_in_overlay": {"演练附加包中有法定的值", "附加包只补充没有规定的内容", "移至所在地规则包"},
		"missing_citation":    {"没有写明依据", "各值均写明所依据的规定；没有规定的，性质为惯例并在 note 中说明", "填写 basis 和 article，或者 note"},
		"unknown_basis":       {"所引用的法规不在 instruments 之中", "所引用的法规在本文件 instruments 中写明", "在 instruments 中补充该法规，或者改正 basis"},
		"missing_article":     {"没有写明条款", "法定的值写明条款", "填写 article"},
		"before_in_force":     {"值的生效日期早于所依据法规的施行日期", "规定自其依据施行之日起适用", "改正 from，或者引用此前施行的规定"},
		"before_promulgation": {"值的生效日期早于公布日期", "规定公布以后才能适用", "改正 from 或者 promulgated"},
		"breaks_higher_rule":  {"与上级规则包的规定相抵触", "", "改为符合上级规定的值；不填的，适用上级规则包的值"},
		"not_a_choice":        {"值不在可选的范围内", "只能从全国规则包规定的值中选填", "选填规定的值"},
		"bad_reminder":        {"不是期限提醒", "写距离期限的日数（届满前为负，-60至60）和提醒对象：officer、supervisor、agency_manager、evaluator", "改写，例如 \"-7 officer supervisor\""},
		"listed_twice":        {"列表中有重复的值", "列表中一项只写一次", "保留其中一项"},
		"bad_term":            {"期限的写法不对", "期限写明长度（length）、单位（unit）和种类（kind）", "改正期限"},
		"floor_silent":        {"最短期限没有写明遇休息日是否顺延", "最短期限写明 rolls", "填写 rolls: true 或者 rolls: false"},
		"limit_not_rolling":   {"最长期限写成不顺延，或者写了届满全日", "", "删除 rolls 和 full"},
		"bad_unit":            {"回访的时间单位不对", "单位为 day、month、year 之一", "改正 unit"},
		"bad_range":           {"回访的时间超出范围", "offset 从1起，前后宽限不超过100000日", "改正数值"},
		"bound_type":          {"不是数值、期限的参数写了上下限", "上下限（min、max）只用于数值和期限", "改用 fixed: true"},
		"bound_empty":         {"限制没有内容", "限制写明 min、max 或者 fixed: true", "补充或者删除 bound"},
		"bound_breaks_itself": {"值不符合自己写明的限制", "值在其限制之内", "改正值或者限制"},
		"unknown_language":    {"第二种文字的代码不对", "只使用本程序能排版的文字", "改正语言代码"},
		"word_script":         {"词语中有其他文字的字符，或者前后有空格", "词语只用该种文字书写", "改正词语"},
		"word_unconfirmed":    {"词语写明已核定，但没有文字或者核定人", "已核定的词语写明文字和来源", "填写 text 和 source，或者改为 draft"},
		// the calendars
		"head_lacks":         {"文件开头的说明不全", "文件以 # region、# parent（没有的写 -）、# version、# years、# basis 各一行开头", "补充缺少的行"},
		"region_differs":     {"文件所载地区与发布的代码不同", "日历所载的地区就是其位置", "改正 # region，或者改正发布时填写的代码"},
		"parent_circle":      {"日历的上级相互循环", "日历依次以上级地区的日历为基础", "改正 # parent"},
		"bad_years":          {"年度范围不对", "写作 # years: 2004-2026", "改正 # years"},
		"columns":            {"列数不对，或者引号不成对", "每行四列：date,kind,festival,in_lieu", "改正该行"},
		"table_head":         {"第一行不是表头", "表头为 date,kind,festival,in_lieu", "补充表头"},
		"too_many_festivals": {"节日名称过多", "不同的节日名称不超过200个", "同一节日使用同一名称"},
		"day_kind":           {"日期种类不对", "种类为 holiday（放假）或者 make_up_workday（调休上班）", "改正 kind"},
		"festival_missing":   {"没有写明节日", "写明放假通知所称的节日", "填写 festival"},
		"bad_in_lieu":        {"是否调休的写法不对", "in_lieu 写 yes 或者 no", "改正 in_lieu"},
		"outside_years":      {"日期不在所写的年度范围内", "各行日期在 # years 之内", "改正 # years 或者删除该行"},
		"make_up_on_weekday": {"调休上班日不是周末", "调休上班日在周六或者周日", "与放假通知核对后改正"},
	}
}
