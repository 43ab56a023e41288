package reports

import (
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// returning is what the form of the child's return prints, from the record or
// from the draft input.
type returning struct {
	On        law.Date `json:"returned_on"`
	RemovedOn law.Date `json:"removed_on"`
	To        string   `json:"returned_to"`
	RemovedTo string   `json:"removed_to"`
	By        string   `json:"handed_by"`
	Taker     string   `json:"received_by"`
	Condition string   `json:"condition"`
	Why       string   `json:"reason"`
}

// returning reads the return: the removal to safety when the order is about the
// emergency, else the end of the integration.
func (p *paper) returning() returning {
	var r returning
	p.draft(&r)
	i, e := p.c.Integration, p.c.Emergency
	if i != nil {
		r.By, r.Taker, r.Condition = or(i.ReturnBy, r.By), or(i.ReturnTaker, r.Taker), or(i.ReturnState, r.Condition)
	}
	switch {
	case p.job.Paper.Subject == "emergency" && e != nil && !e.RemovedOn.IsZero():
		r.On, r.To, r.Why = e.RemovedOn, e.RemovedTo, "紧急处置，将儿童带离："+e.Facts
	case i != nil && !i.ReturnedOn.IsZero():
		r.On, r.To, r.Why = i.ReturnedOn, i.ReturnedTo, i.ReturnWhy
	case !r.RemovedOn.IsZero():
		r.On = r.RemovedOn
	}
	r.To = or(r.To, r.RemovedTo)
	return r
}

func or(first, second string) string {
	if first != "" {
		return first
	}
	return second
}

// returnOfChild is D15c 儿童返还单: the child leaves the family before registration.
func returnOfChild(p *paper) {
	r := p.returning()
	const here = "/case/integration"
	handed := Text(noneWord)
	if i := p.c.Integration; i != nil {
		handed = notedDay(here+"/handed_on", i.HandedOn)
	}
	p.add(KeyValue{Columns: 2, Items: []Item{
		{Label: "被收养人", Value: p.childPhrase(), Span: true},
		{Label: "返还方", Value: p.applicantNames(), Span: true},
		{Label: "接收单位", Value: orBlank(here+"/returned_to", r.To, 16), Span: true},
		{Label: "原交接日期", Value: handed},
		{Label: "返还日期", Value: orBlank(here+"/returned_on", r.On.Chinese(), 7)},
		{Label: "返还原因", Value: orBlank(here+"/return_why", r.Why, 16), Span: true, MinHeight: 14},
		{Label: "儿童身体和\n情绪状况", Value: orHand(here+"/return_condition", r.Condition), Span: true, MinHeight: 24},
		{Label: "随同返还的\n物品、资料", Span: true, MinHeight: 20},
	}})
	p.para("双方已当面核对被收养人身份和健康状况。发现被收养人身体有伤痕、情绪异常等疑似受到侵害情形的，接收人应当立即向公安机关报案并告知登记机关。")
	p.add(Signatures{Signers: []Signer{
		{Role: "返还人（签名）", Name: r.By, Field: here + "/return_by", Fingerprint: true, Dated: true},
		{Role: "接收人（签名）", Name: r.Taker, Field: here + "/return_taker", Dated: true},
	}}, Signatures{Columns: 1, Signers: []Signer{{Role: "见证人（登记机关工作人员签名）", Dated: true}}})
	p.basisNote(workflow.Assessment("第八条").String() + "、第十一条；" + workflow.CivilCode("第三十一条").String() + "；" + workflow.MinorsLaw("第九十二条").String())
}

// orHand prints a fact, or leaves the cell for handwriting.
func orHand(pointer, value string) Inline {
	if value == "" {
		return nil
	}
	return Fact(pointer, value)
}
