package reports

import (
	"slices"
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// illustrativeMark stands wherever a value is no official rule.
const illustrativeMark = "示例（非正式标准）"

// packText reads a text of the pack on the paper's day, "" when no law is known.
func (p *paper) packText(key string) string {
	if p.job.Pack == nil {
		return ""
	}
	text, err := p.job.Pack.Text(key, p.lawDay())
	if err != nil {
		return ""
	}
	return text
}

// needText reads a text that the paper must state.
func (p *paper) needText(key, what string) string {
	text := p.packText(key)
	if text == "" {
		p.lack("/pack/"+key, what)
	}
	return text
}

// titleOf is what the pack calls a paper, for papers that cite each other (文书名称).
func (p *paper) titleOf(code workflow.PaperCode) string {
	return p.needText("papers."+string(code)+".title", "所引文书"+string(code)+"的名称")
}

// packNumber reads a number that the paper must state.
func (p *paper) packNumber(key, what string) string {
	if p.job.Pack != nil {
		if n, err := p.job.Pack.Int(key, p.lawDay()); err == nil {
			return strconv.Itoa(n)
		}
	}
	p.lack("/pack/"+key, what)
	return ""
}

// term is a length of time of the pack, in words, with where it stands.
type term struct {
	Words  string
	Basis  law.Citation
	Status law.Status
}

// packTerm reads a length of time of the pack; ok is false when no law sets it.
func (p *paper) packTerm(key string) (t term, ok bool) {
	if p.job.Pack == nil {
		return term{}, false
	}
	param, err := p.job.Pack.Param(key, p.lawDay())
	if err != nil {
		return term{}, false
	}
	length, err := param.Term()
	if err != nil {
		return term{}, false
	}
	return term{termWords(length), param.Basis, param.Status}, true
}

// needTerm reads a length of time that the paper must state.
func (p *paper) needTerm(key, what string) term {
	t, ok := p.packTerm(key)
	if !ok {
		p.lack("/pack/"+key, what)
	}
	return t
}

// termWords writes a length of time: 30日, 7个工作日, 6个月, 1年.
func termWords(t law.Term) string {
	n := strconv.Itoa(t.Length)
	switch t.Unit {
	case law.WorkingDay:
		return n + "个工作日"
	case law.Month:
		return n + "个月"
	case law.Year:
		return n + "年"
	case law.Day:
	}
	return n + "日"
}

// running is a clock of the case with its derived date.
type running struct {
	law.Clock
	law.Due
}

// clock returns the newest clock of a name with its date; ok is false when it
// was never armed. A date that cannot be derived is noted as missing.
func (p *paper) clock(name law.ClockName) (r running, ok bool) {
	k := p.c.Clock(name)
	if k == nil {
		return running{}, false
	}
	return p.derive(*k, "/case/clocks/"+string(name))
}

func (p *paper) derive(k law.Clock, pointer string) (running, bool) {
	if p.job.Calendar == nil {
		p.lack("/calendar", "工作日历")
		return running{}, false
	}
	due, err := k.Explain(p.job.Calendar)
	if err != nil {
		p.lack(pointer, k.Title()+"的起算日和期间")
		return running{}, false
	}
	return running{k, due}, true
}

// until words the last day of a clock: 至2024年2月18日, with the roll, whether it
// is provisional, and whether the length is no official rule.
func (r running) until() string {
	if r.Running {
		return "现" + r.ground() + "停止计算，届满日待恢复计算后确定"
	}
	text := "至" + r.On.Chinese() + "届满"
	if r.On != r.RawEnd && !r.RawEnd.IsZero() {
		text += "（期间末日" + r.RawEnd.Chinese() + "为休息日，依照" + workflow.CivilCode("第二百零三条").String() + "顺延）"
	}
	if r.Provisional {
		text += "（所涉年度的节假日安排尚未载入，届满日以公布的安排为准）"
	}
	return text + statusNote(r.Status)
}

// ground is why the clock stands still: 处于公告查找生父母期间，, or empty when the
// record does not say.
func (r running) ground() string {
	for _, p := range slices.Backward(r.Pauses) {
		if p.To.IsZero() && p.Ground != "" {
			return "处于" + p.Ground + "，"
		}
	}
	return ""
}

// statusNote marks a value that is no official rule.
func statusNote(s law.Status) string {
	if s == law.Illustrative {
		return "（示例值，仅供演练）"
	}
	return ""
}

// illustrative puts the mark under the title and says what is no official rule.
func (p *paper) illustrative(status law.Status, what string) {
	if status != law.Illustrative {
		return
	}
	if p.doc.Subtitle != "" {
		p.doc.Subtitle += "　"
	}
	p.doc.Subtitle += illustrativeMark
	p.add(Notice{Paragraphs: []Inline{Text("说明：" + what + "为演练示例，不是任何机关公布的正式标准，不得作为办理实际案件的依据。")}})
}

// tableMark is illustrativeTable for the table that the case names for a phase.
func (p *paper) tableMark(phase instrument.Phase) {
	if table := p.job.Tables[string(phase)]; table != nil {
		p.illustrativeTable(table.Status(), "《"+trimMark(table.Title().ZH)+"》的指标、分值和合格线", phase)
	}
}

// illustrativeTable is illustrative for the scoring table of a phase. Where an administrator confirmed the table for
// real cases the paper gives that reason instead of the ban.
func (p *paper) illustrativeTable(status law.Status, what string, phase instrument.Phase) {
	why := p.c.Confirmations[string(phase)]
	if status != law.Illustrative || why == "" {
		p.illustrative(status, what)
		return
	}
	if !strings.Contains(p.doc.Subtitle, illustrativeMark) {
		if p.doc.Subtitle != "" {
			p.doc.Subtitle += "　"
		}
		p.doc.Subtitle += illustrativeMark
	}
	p.add(Notice{Paragraphs: []Inline{Text("说明：" + what + "不是任何机关公布的正式标准。登记机关管理员确认其用于实际案件，理由：" + why)}})
}
