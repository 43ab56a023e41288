package reports

import (
	"slices"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/workflow"
)

// What people settled beside the sheets: a conclusion that a table leaves to the approver
// (认定评分结果), proofs that came in later (补交证明材料), sheets that do not count.

// stated is what the approver found on a phase, and where it stands in the record; nil
// when nothing has effect.
func (p *paper) stated(phase instrument.Phase) (s *workflow.StatedOutcome, here string) {
	for i := range p.c.Stated {
		if s := &p.c.Stated[i]; s.Phase == string(phase) && s.VoidOn.IsZero() {
			return s, at("/case/stated", i)
		}
	}
	return nil, ""
}

func findingWord(passed bool) string {
	if passed {
		return "符合要求"
	}
	return "不符合要求"
}

// outcomeLine is the conclusion of a result, with what the approver found where the
// table leaves that to a person.
func (p *paper) outcomeLine(r *assessment.Result, phase instrument.Phase) string {
	if r.Outcome != instrument.Human {
		return r.Conclusion
	}
	s, _ := p.stated(phase)
	if s == nil {
		return r.Conclusion + "（尚未认定）"
	}
	return r.Conclusion + "，经审批人认定为" + findingWord(s.Passed)
}

// statedWords say who found what on a phase, when and why; nil when nobody did.
func (p *paper) statedWords(phase instrument.Phase) Inline {
	s, here := p.stated(phase)
	if s == nil {
		return nil
	}
	return say("审批人", noted(here+"/by", s.By), "于", notedDay(here+"/on", s.On), "认定为", findingWord(s.Passed), "。理由：", trimStopInline(noted(here+"/reason", s.Reason)), "。")
}

// statedOutcome prints the finding on a phase, where there is one.
func (p *paper) statedOutcome(phase instrument.Phase) {
	if words := p.statedWords(phase); words != nil {
		p.add(Paragraph{Text: say("评分结果的认定：评分表将结论留待审批人判断，", words)})
	}
}

// renewedProofs lists the proofs of a phase that came in after its sheets.
func (p *paper) renewedProofs(phase instrument.Phase) {
	t := Table{
		Caption: phase.Chinese() + "评分表提交后补交的证明材料",
		Columns: []Column{column(1.6, AlignCenter), column(2.4, AlignLeft), column(3, AlignLeft), column(1.5, AlignCenter), column(2.5, AlignLeft)},
		Header:  headRow("补交日期", "评估指标", "材料", "提交人", "说明"),
	}
	for i, r := range p.c.Renewals {
		if r.Phase != string(phase) {
			continue
		}
		here := at("/case/renewals", i)
		t.Rows = append(t.Rows, cells(notedDay(here+"/on", r.On), p.renewedItem(here, r), p.renewedFile(r), noted(here+"/by", r.By), orNone(here+"/note", r.Note)))
	}
	if len(t.Rows) > 0 {
		p.add(t)
		p.small("补交的证明材料不改变评分。")
	}
}

// renewedSummary lists all proofs that came in later in one cell; nil when none did.
func (p *paper) renewedSummary() Inline {
	var out Inline
	for i, r := range p.c.Renewals {
		if len(out) > 0 {
			out = append(out, Run{Text: "；"})
		}
		here := at("/case/renewals", i)
		out = say(out, notedDay(here+"/on", r.On), "由", noted(here+"/by", r.By), "补交", instrument.Phase(r.Phase).Chinese(), "“", p.renewedItem(here, r), "”的证明，", p.renewedFile(r))
	}
	return out
}

// renewedItem names the item of the table, and the applicant where each is judged.
func (p *paper) renewedItem(here string, r workflow.PhaseRenewal) Inline {
	out := noted(here+"/renewal/code", r.Renewal.Code)
	if table := p.job.Tables[r.Phase]; table != nil {
		if item, ok := table.Node(r.Renewal.Code); ok {
			out = say(out, " ", item.Title().ZH)
		}
	}
	i := slices.IndexFunc(p.c.Application.Applicants, func(a workflow.Applicant) bool { return a.ID == r.Renewal.Applicant })
	if i >= 0 {
		out = say(out, "（", Fact(at("/case/application/applicants", i)+"/name", p.c.Application.Applicants[i].Name), "）")
	}
	return out
}

// renewedFile is the file by the beginning of its hash, with its dates.
func (p *paper) renewedFile(r workflow.PhaseRenewal) Inline {
	e := r.Renewal.Evidence
	text := "校验码" + start(e.SHA256)
	if !e.IssuedOn.IsZero() {
		text += "，" + e.IssuedOn.Chinese() + "出具"
	}
	if !e.ExpiresOn.IsZero() {
		text += "，有效至" + e.ExpiresOn.Chinese()
	}
	return Text(text)
}

// asideWord says of a sheet that it was given back or does not count.
func (p *paper) asideWord(sheet string) string {
	for _, a := range p.c.SetAside {
		switch {
		case a.SheetID != sheet:
		case a.Reopened:
			return "，已于" + a.On.Chinese() + "退回，由重新提交的取代"
		default:
			return "，已于" + a.On.Chinese() + "不计入"
		}
	}
	return ""
}

// rulingRecords are the records of rulings and joint ratings that have effect, one line each.
func (p *paper) rulingRecords() []Inline {
	var out []Inline
	seen := map[string]bool{}
	for i, r := range p.c.Rulings {
		if seen[r.ID] || !r.VoidOn.IsZero() {
			continue
		}
		seen[r.ID] = true
		out = append(out, say(p.titleOf("D27"), "（", instrument.Phase(r.Phase).Chinese(), "，", notedDay(at("/case/rulings", i)+"/on", r.On), "）"))
	}
	return out
}
