package reports

import (
	"slices"
	"strings"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// leaving is what D22a prints, from the record or from the draft input.
type leaving struct {
	By        string `json:"by"`   // applicant | placer | child
	Name      string `json:"name"` // of the applicant who withdraws
	Applicant string `json:"applicant_id"`
	Reason    string `json:"reason"`
	refused   bool   // of the assessment
}

func (p *paper) leaving() leaving {
	var l leaving
	p.draft(&l)
	l.refused = l.Applicant != ""
	for _, a := range p.c.Application.Applicants {
		if a.ID == l.Applicant && l.Applicant != "" {
			l.Name = a.Name
		}
	}
	switch l.By {
	case "placer":
		l.Name = p.placerName().String()
	case "child":
		l.Name = p.k.Name
	}
	e := p.c.Ending
	if e == nil {
		return l
	}
	by := map[string]string{"withdrawn_applicant": "applicant", "withdrawn_placer": "placer", "withdrawn_child": "child"}
	if w, ok := by[e.Ground]; ok {
		l.By = w
	}
	return leaving{By: l.By, Name: e.Who, Reason: e.Reason, refused: e.Ground == "consent_refused"}
}

// withdrawal is D22a 撤回申请书: a party does not want the adoption any more, or
// the family does not consent to the assessment.
func withdrawal(p *paper) {
	p.addressed(p.authority())
	l := p.leaving()
	p.add(KeyValue{Columns: 1, Items: []Item{
		{Label: "收养申请人", Value: p.applicantNames()},
		{Label: "被收养人", Value: p.childPhrase()},
		{Label: "送养人", Value: p.placerName()},
		{Label: "申请撤回的人", Value: say(orBlank("/case/ending/who", l.Name, 10), leavingWord(l.By))},
	}})
	what := "自愿撤回收养登记申请"
	if l.refused {
		what = "不同意接受收养评估，撤回收养登记申请"
	}
	p.para("上述收养登记案件正在你机关办理。本人", what, "，请求终结办理。")
	p.add(KeyValue{Columns: 1, Items: []Item{{Label: "撤回的理由", Value: orHand("/case/ending/reason", l.Reason), MinHeight: 30}}})
	p.add(List{Style: ListArabic, Items: []ListItem{
		{Text: Text("本人知悉：申请撤回后，本案办理终结；以后可以依法重新申请。")},
		{Text: Text("被收养人已与收养申请人共同生活的，应当立即交还送养人，并办理返还手续。")},
		{Text: Text("撤回出于本人自愿，未受欺骗、胁迫。")},
	}})
	p.add(p.leavingSignature(l))
	p.add(Signatures{Columns: 1, Signers: []Signer{{Role: "见证人（收养登记员签名）", Dated: true}}})
	basis := workflow.CivilCode("第一千一百零四条").String()
	if l.refused {
		basis += "；" + workflow.Assessment("第九条").String()
	}
	p.basisNote(basis)
}

func leavingWord(by string) string {
	switch by {
	case "applicant":
		return "（收养申请人）"
	case "placer":
		return "（送养人）"
	case "child":
		return "（被收养人）"
	}
	return ""
}

// leavingSignature is signed by whoever withdraws; while that is open, by the applicants.
func (p *paper) leavingSignature(l leaving) Signatures {
	if l.Name != "" {
		return Signatures{Columns: 1, Signers: []Signer{{Role: "撤回人（签名、盖章）", Name: l.Name, Field: "/case/ending/who", Fingerprint: true, Dated: true}}}
	}
	s := Signatures{}
	for range p.c.Application.Applicants {
		s.Signers = append(s.Signers, Signer{Role: "撤回人（签名）", Fingerprint: true, Dated: true})
	}
	return s
}

// terminationNotice is D22b 终止办理通知书: the object of the case is gone, or the
// family did not answer the notice in time.
func terminationNotice(p *paper) {
	p.letter()
	e := p.ending()
	p.para(p.whoApplied(e), "于", p.day("/case/received_on", p.c.ReceivedOn, "收到申请之日"), "向本机关申请收养", p.childPhrase(), "。")
	p.para(p.endingFact(e))
	p.para("具体情况：", p.need("/case/ending/reason", trimStop(e.Reason), "终止办理的理由"), "。", p.proof(e))
	p.para("上述事由致使收养登记的办理不能继续。本机关决定", Strong("终止办理"), "，案件就此办结。", p.applyAgain())
	if p.c.Integration != nil && !p.c.Integration.ReturnedOn.IsZero() {
		p.para("被收养人已于", Fact("/case/integration/returned_on", p.c.Integration.ReturnedOn.Chinese()), "返还", noted("/case/integration/returned_to", p.c.Integration.ReturnedTo), "。")
	}
	p.basis(append(endingBasis(e), workflow.Measures("第八条"))...)
	p.remedies()
	p.contact()
	p.closing()
}

// whoApplied names those who applied: 你们, or the survivor and the dead apart.
func (p *paper) whoApplied(e workflow.Ending) Inline {
	alive := p.c.LivingApplicants()
	switch {
	case len(alive) == len(p.c.Application.Applicants):
		return Text(p.you())
	case len(alive) == 0:
		return Fact("/case/ending/who", e.Who)
	}
	return say(p.you(), "和", Fact("/case/ending/who", e.Who))
}

// applyAgain tells the living that the road is open to them later.
func (p *paper) applyAgain() string {
	if len(p.c.LivingApplicants()) == 0 {
		return ""
	}
	return "以后具备条件的，可以依法重新申请。"
}

// endingFact states the fact that ends the case, by its ground.
func (p *paper) endingFact(e workflow.Ending) Inline {
	when := Inline{}
	if !e.EventOn.IsZero() {
		when = say("于", Fact("/case/ending/event_on", e.EventOn.Chinese()))
	}
	switch e.Ground {
	case "child_died":
		return say("被收养人", p.childName(), "已", when, "死亡。")
	case workflow.EndApplicantDied:
		return say("收养申请人", p.need("/case/ending/who", e.Who, "死亡的收养申请人姓名"), "已", when, "死亡。")
	case "parents_found":
		return say("被收养人的生父母或者其他监护人已", when, "找到。")
	case "object_lost":
		return say("收养登记的办理对象已", when, "不复存在。")
	case "no_answer":
		return say("本机关已书面告知收养评估的有关事项，", p.you(), "在规定的期限内没有答复是否同意接受评估，按照规则视为撤回申请。")
	}
	return p.need("/case/ending/ground", e.Ground, "终止办理的事由")
}

// endingBasis is what the end rests on; an answer that did not come rests on the
// written notice too.
func endingBasis(e workflow.Ending) []law.Citation {
	out := append([]law.Citation{}, e.Basis...)
	if e.Ground == "no_answer" {
		out = append(out, workflow.Assessment("第九条"))
	}
	return out
}

func (p *paper) proof(e workflow.Ending) Inline {
	if e.Proof == "" {
		return nil
	}
	return say("上述事实有", Fact("/case/ending/proof", trimStop(e.Proof)), "为证。")
}

// assessmentTerminated is D22c 终止评估通知书, to the family and to the agency.
func assessmentTerminated(p *paper) {
	p.letter()
	r := p.report()
	if r.Conclusion != workflow.ConclusionTerminated {
		p.lack("/case/report/conclusion", "终止评估的决定")
	}
	toBody := p.job.Paper.To == "body"
	subject := say(p.you(), "申请收养", p.childPhrase(), "一案")
	if toBody {
		subject = say("你单位承担评估的收养登记案件（收养申请人", p.applicantNames(), "，被收养人", p.childName(), "）")
	}
	p.para(subject, "，经本机关审查，决定自", p.day("/case/report/confirmed_on", r.ConfirmedOn, "终止评估日期"), "起", Strong("终止收养评估"), "。")
	p.para("终止评估的理由：", p.need("/case/report/opinion", trimStop(r.Opinion), "终止评估的理由"), "。")
	p.terminatedCircumstances()
	if i := p.c.Integration; i != nil && !i.ReturnedOn.IsZero() {
		p.para("被收养人已于", Fact("/case/integration/returned_on", i.ReturnedOn.Chinese()), "离开收养申请人家庭", p.placedNow(toBody, i), "。")
	}
	if toBody {
		p.para("请你单位自收到本通知之日起停止评估，及时移交全部评估材料，返还或者删除在评估中取得的个人信息，不得保留，并继续履行保密义务。")
	} else {
		p.para(p.needText("remedy.termination_text", "终止评估以后的救济途径"), p.you(), "可以书面向本机关陈述意见。")
	}
	p.contact()
	basis := []law.Citation{workflow.Assessment("第十一条"), workflow.Assessment("第十三条")}
	if toBody {
		basis = append(basis, workflow.PIPL("第二十一条"))
	}
	p.basis(basis...)
	p.closing()
}

// terminatedCircumstances names the items of art. 11 on which the termination rests.
func (p *paper) terminatedCircumstances() {
	var items []string
	for _, k := range p.c.Circumstances {
		if k.Decision == "terminate" && k.Item >= 1 && k.Item <= len(circumstanceItems()) {
			items = appendNew(items, "第（"+ChineseNumber(k.Item)+"）项“"+circumstanceItems()[k.Item-1]+"”")
		}
	}
	if len(items) == 0 {
		return
	}
	slices.Sort(items)
	p.para("所涉情形：", workflow.Assessment("第十一条").String(), strings.Join(items, "、"), "。")
}

// placedNow tells the body where the child is; the family is never told after an
// emergency: the child is kept safe from those under whose hands it came to harm.
func (p *paper) placedNow(toBody bool, i *workflow.Integration) Inline {
	if !toBody && p.c.Emergency != nil {
		return nil
	}
	return say("，安置于", noted("/case/integration/returned_to", i.ReturnedTo))
}
