package instrument

import (
	"fmt"
	"slices"
)

// EvidenceKind is a kind of proof (证明材料种类): the code that tables and uploads write, and what papers call it.
type EvidenceKind struct {
	Code  string `json:"code"`
	Title string `json:"title"`
}

// EvidenceKinds are the kinds that every table may demand and every upload may name: the papers that the measures on
// registration and the preset lists of the ministry's system name, and what assessments ask of a family beside them. A
// table that demands another one words it itself (title of its evidence).
func EvidenceKinds() []EvidenceKind {
	return []EvidenceKind{
		{"health_certificate", "体检证明"},
		{"household_book", "居民户口簿"},
		{"identity_card", "居民身份证"},
		{"children_declaration", "子女情况声明"},
		{"marriage_proof", "婚姻状况证明"},
		{"ability_proof", "抚养教育能力证明"},
		{"income_proof", "收入证明"},
		{"employment_proof", "工作证明"},
		{"housing_proof", "住房证明"},
		{"credit_report", "信用报告"},
		{"no_criminal_record", "无犯罪记录证明"},
		{"education_proof", "学历证明"},
		{"training_certificate", "培训证明"},
		{"disability_certificate", "残疾证明"},
		{"admission_record", "进入儿童福利机构的原始记录"},
		{"adoption_agreement", "收养协议"},
		{"child_household_book", "被收养人居民户口簿"},
		{"child_health_certificate", "被收养人体检证明"},
		{"police_report", "捡拾报案证明"},
		{"public_notice", "查找生父母公告"},
		{"parents_death_proof", "生父母死亡证明"},
		{"duty_holders_consent", "有抚养义务的人同意送养的书面意见"},
		{"parents_incapacity_proof", "生父母不具备完全民事行为能力证明"},
		{"guardianship_proof", "承担监护责任证明"},
		{"consent_to_place", "同意送养的书面意见"},
		{"special_difficulty_proof", "特殊困难证明"},
		{"kinship_proof", "亲属关系证明"},
		{"visit_record", "走访记录"},
		{"interview_record", "谈话记录"},
		{"photo", "照片"},
		{"recording", "音像资料"},
	}
}

// KindTitle is what a kind of the closed list is called; "" for any other.
func KindTitle(code string) string {
	kinds := EvidenceKinds()
	if at := slices.IndexFunc(kinds, func(k EvidenceKind) bool { return k.Code == code }); at >= 0 {
		return kinds[at].Title
	}
	return ""
}

// KindCode is the code of a kind that is named by its code or in Chinese; another text stays as it is.
func KindCode(text string) string {
	for _, kind := range EvidenceKinds() {
		if kind.Title == text {
			return kind.Code
		}
	}
	return text
}

// KindChinese is what the kind that the item demands is called; "" when any file will do.
func (e Evidence) KindChinese() string {
	if e.KindTitle != "" {
		return e.KindTitle
	}
	if known := KindTitle(e.FileKind); known != "" {
		return known
	}
	return e.FileKind
}

// ownKinds refuses a kind that nobody knows: a slip in its code would make a demand that no file can meet.
func (r *reader) ownKinds(table *Instrument) {
	titles := map[string]string{}
	for _, node := range table.items {
		kind, own, known := node.evidence.FileKind, node.evidence.KindTitle, KindTitle(node.evidence.FileKind)
		earlier, again := titles[kind]
		switch {
		case kind == "":
			continue
		case known != "" && own != "":
			r.report(r.at(node, "evidence", "title"), "kind_title", fmt.Sprintf("node %q words the kind %s, which is known as %s", node.code, kind, known),
				"kinds of the list have their names", "remove title, or give the kind another code")
		case known == "" && own == "":
			r.report(r.at(node, "evidence", "kind"), "unknown_kind", fmt.Sprintf("node %q demands the kind of file %q, which is not of the list", node.code, clip(kind)),
				"a kind of file is of the list, or the table words it", "correct the code, or add title: with what papers call it")
		case again && earlier != own:
			r.report(r.at(node, "evidence", "title"), "kind_title", fmt.Sprintf("node %q words the kind %s in another way than a node before it", node.code, kind),
				"a kind has one name in a table", "write the same title, or another code")
		default:
			titles[kind] = own
		}
	}
}

// OwnKinds are the kinds of file that the table words itself, in order of first use.
func (i *Instrument) OwnKinds() []EvidenceKind {
	var own []EvidenceKind
	for _, node := range i.items {
		kind := EvidenceKind{node.evidence.FileKind, node.evidence.KindTitle}
		if kind.Title != "" && !slices.Contains(own, kind) {
			own = append(own, kind)
		}
	}
	return own
}
