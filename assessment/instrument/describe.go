package instrument

import (
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/assessment/law"
)

const describeIndent = "　" // one ideographic space per level

// Describe gives the table as it will be scored, line by line in Chinese, for whoever proofreads it against the source:
// what adds up to what, every option with its points, the proof demanded, and the gates in the order in which they are
// tried.
func Describe(table *Instrument) []string {
	d := describer{}
	d.head(table)
	for _, root := range table.roots {
		d.node(root, 0, table.status)
	}
	d.line(0, "评定规则（依次适用，以首先符合的一项为结论）")
	for i, gate := range table.gates {
		condition := gate.Chinese()
		if gate.test == Answered {
			condition += "（" + strings.Join(gate.codes, "、") + "）"
		}
		d.line(1, strconv.Itoa(i+1), "．", condition, "：", gate.outcome.Chinese(), "。结论：", gate.conclusion.ZH, "［", gate.code, "］")
		if gate.citation != table.citation {
			d.line(2, "依据：", gate.citation.String())
		}
	}
	return d.lines
}

type describer struct{ lines []string }

func (d *describer) line(depth int, parts ...string) {
	d.lines = append(d.lines, strings.Repeat(describeIndent, depth)+strings.Join(parts, ""))
}

func (d *describer) head(table *Instrument) {
	d.line(0, table.title.ZH, "［", table.ref.Name(), "］")
	d.line(0, "SHA-256：", table.ref.SHA256)
	until := "起"
	if !table.to.IsZero() {
		until = "至" + table.to.String()
	}
	standing := statusChinese(table.standing)
	if table.standing != table.status {
		standing += "（表头写明" + statusChinese(table.status) + "，以最弱的一项为准）"
	}
	d.line(0, "阶段：", table.phase.Chinese(), "；效力状态：", standing, "；规则包：", table.pack, "；适用地区：", table.division, "；启用：", table.from.String(), until)
	d.citation(0, table.citation)
	if table.method == NoTotal {
		d.line(0, "合计：", table.method.Chinese())
		return
	}
	text := "合计：" + table.method.Chinese() + "，满分" + table.total.String() + "分"
	if limit, capped := table.TotalCap(); capped {
		text += "，总分上限" + limit.String() + "分"
	}
	d.line(0, text, "，实际可得", table.low.String(), "至", table.high.String(), "分")
}

func (d *describer) citation(depth int, c law.Citation) {
	text := "依据：" + c.String()
	if c.Instrument != "" && c.Note != "" {
		text += "（" + c.Note + "）"
	}
	if c.Recalled {
		text += "〔未核对原文〕"
	}
	d.line(depth, text)
}

// node describes a node and what is below it; above is the status that it inherits.
func (d *describer) node(node *Node, depth int, above law.Status) {
	title := node.code + " " + node.title.ZH
	if node.IsGroup() {
		title = node.code + " 【" + node.title.ZH + "】"
	}
	rules := node.rules()
	if node.status != above {
		rules = append(rules, "效力状态："+statusChinese(node.status))
	}
	d.line(depth, title, "（", strings.Join(rules, "；"), "）")
	if node.guidance.ZH != "" {
		d.line(depth+1, "评定说明：", node.guidance.ZH)
	}
	if node.ownSource {
		d.citation(depth+1, node.citation)
	}
	for _, choice := range node.choices {
		points := choice.Lowest.String()
		if choice.IsBand() {
			points += "至" + choice.Highest.String()
		}
		d.line(depth+1, choice.Code, "　", points, "分　", choice.Title.ZH)
	}
	for _, grade := range node.grades {
		d.line(depth+1, strconv.Itoa(grade.Rating), "　", grade.Title.ZH)
	}
	for _, child := range node.children {
		d.node(child, depth+1, node.status)
	}
}

// rules are what holds for a node, each in a few words.
func (n *Node) rules() []string {
	rules := []string{n.kind.Chinese()}
	if n.scored {
		low, high := n.Bounds()
		rules = append(rules, low.String()+"至"+high.String()+"分")
	}
	if n.optional {
		rules = append(rules, "选填")
	}
	switch n.kind {
	case KindRating:
		rules = append(rules, "评定值"+n.low.String()+"至"+n.high.String()+"，权重"+n.weight.String())
	case KindDual:
		rules = append(rules, "初评、终评各"+n.low.String()+"至"+n.high.String()+"级，不一致的应当记录缓解措施")
		if from, given := n.MitigationFrom(); given {
			rules = append(rules, "初评"+strconv.Itoa(from)+"级以上的一律记录缓解措施")
		}
	case KindBonus:
		if n.limit != nil {
			rules = append(rules, "加分上限"+n.limit.String()+"分")
		}
	case KindText:
		rules = append(rules, "至多"+strconv.Itoa(n.maxLength)+"字")
	case KindInteger:
		rules = append(rules, n.low.String()+"至"+n.high.String()+"的整数")
	case KindDate:
		rules = append(rules, "格式如2024-01-02")
	case KindBoolean, KindOption, KindPoints, KindSection, KindVeto: // said by the points alone
	}
	if step, given := n.Step(); given {
		rules = append(rules, "以"+step.String()+"分为单位")
	}
	for _, words := range []string{n.applicants.Chinese(), n.evidence.Chinese()} {
		if words != "" {
			rules = append(rules, words)
		}
	}
	return rules
}
