package reports

import (
	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// receipt is D02a 收件回执: what came in, when, and that this is not yet acceptance.
func receipt(p *paper) {
	p.letter()
	received := p.day("/case/received_on", p.c.ReceivedOn, "收到申请之日")
	if s := p.supplied(); s != nil {
		p.para("本机关于", Fact("/case/supplements/supplied_on", s.SuppliedOn.Chinese()), "收到", p.you(), "就收养", p.childPhrase(), "一案补正的材料，现出具回执。经补正后的材料清单如下：")
	} else {
		p.para("本机关于", received, "收到", p.you(), "申请收养", p.childPhrase(), "的收养登记申请和有关材料，现出具回执。材料清单如下：")
	}
	p.add(p.materialTable(p.receivedMaterials()))
	limit := p.needTerm("registration.limit", "登记审查期限")
	p.para("本机关依照", limit.Basis.String(), "的规定，自收到申请及全部材料的次日起", limit.Words, "内进行审查。", p.completeFile(), p.reviewDue())
	p.para("本回执只证明收到上述材料，不表示申请已经受理。材料不齐全的，本机关将一次性书面告知需要补正的全部内容；不属于本机关管辖的，书面告知不予受理的理由和有管辖权的机关。")
	p.contact()
	p.basis(workflow.Measures("第四条"), workflow.Measures("第六条"), workflow.Measures("第七条"), limit.Basis)
	p.add(Signatures{Signers: []Signer{
		{Role: "提交人（签名）", Dated: true},
		{Role: "收件人（签名）", Name: p.job.Actor.Name, Field: "/actor/name", Dated: true, On: p.job.Paper.On},
	}})
	p.closing()
}

// completeFile says since when the file has been complete; as long as nobody has
// settled it, that the review runs for the time being from the day of receipt.
func (p *paper) completeFile() Inline {
	if p.c.CompleteOn.IsZero() {
		return Text("材料是否齐全由本机关核对后认定，认定以前，暂自收到之日的次日起计算。")
	}
	return say("全部材料已于", Fact("/case/complete_on", p.c.CompleteOn.Chinese()), "收齐。")
}

// supplied is the supplement that this receipt confirms, nil for the first receipt.
func (p *paper) supplied() *workflow.Supplement {
	for i := range p.c.Supplements {
		if s := &p.c.Supplements[i]; !s.SuppliedOn.IsZero() {
			return s
		}
	}
	return nil
}

// receivedMaterials is the checklist of the case; before anything was entered it
// is the application itself, which every case begins with.
func (p *paper) receivedMaterials() []workflow.Material {
	if len(p.c.Materials) > 0 {
		return p.c.Materials
	}
	return []workflow.Material{{Title: "收养登记申请书", Side: eligibility.SideApplicant, Original: true}}
}

// reviewDue is the last day of the review, with what does not count.
func (p *paper) reviewDue() string {
	r, ok := p.clock(law.ClockRegistrationReview)
	if !ok {
		return ""
	}
	return "审查期限自" + r.Start.AddDays(1).Chinese() + "起计算，" + r.until() + "。"
}
