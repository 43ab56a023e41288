package reports

import (
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// nonAcceptance is D02d 不予受理通知书: why, on what basis, who is competent, and
// the ways of redress.
func nonAcceptance(p *paper) {
	p.letter()
	e := p.ending()
	p.para("本机关于", p.day("/case/received_on", p.c.ReceivedOn, "收到申请之日"), "收到", p.you(), "申请收养", p.childPhrase(),
		"的申请和有关材料。经审查，", p.need("/case/ending/reason", e.Reason, "不予受理的理由"), p.groundClause(e.Ground), "现决定不予受理。")
	if e.Competent != "" {
		p.para("对该申请有管辖权的机关为", Fact("/case/ending/competent", e.Competent), "，请", p.you(), "向该机关提出申请。")
	} else if e.Ground == "no_jurisdiction" || e.Ground == "not_in_scope" {
		p.lack("/case/ending/competent", "有管辖权的机关")
	}
	if e.Ground == "supplement_lapsed" {
		p.para("材料齐备后，", p.you(), "可以重新提出申请。")
	}
	p.para(p.you(), "提交的材料原件随本通知书退还。")
	basis := nonAcceptanceBasis(e)
	if len(basis) == 0 {
		p.lack("/case/ending/basis", "不予受理的法律依据")
	}
	p.basis(basis...)
	p.remedies()
	p.contact()
	p.closing()
}

// ending is how the case ended; an empty one is noted as missing.
func (p *paper) ending() workflow.Ending {
	if p.c.Ending == nil {
		p.lack("/case/ending", "办结的事由")
		return workflow.Ending{}
	}
	return *p.c.Ending
}

func (p *paper) groundClause(ground string) string {
	switch ground {
	case "no_jurisdiction":
		return "，该申请不属于本机关管辖，"
	case "not_in_scope":
		return "，该申请不属于本机关办理收养登记的范围，"
	case "supplement_lapsed":
		return "，经一次性告知后逾期仍未补正，"
	}
	return "，"
}

func nonAcceptanceBasis(e workflow.Ending) []law.Citation {
	switch {
	case len(e.Basis) > 0:
		return e.Basis
	case e.Ground == "no_jurisdiction":
		return []law.Citation{workflow.Measures("第四条")}
	case e.Ground == "supplement_lapsed":
		return []law.Citation{workflow.Measures("第六条"), workflow.Measures("第七条")}
	}
	return nil
}
