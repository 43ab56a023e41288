package reports

import "github.com/anjia-project/anjia/workflow"

// jointRecord is D27 of a joint rating (共同评定): what all evaluators together put in
// the place of what each had recorded, and that each agreed.
func (p *paper) jointRecord(made workflow.PhaseRuling) {
	p.para("本地规则按一致方式合并评分，各评估员对下列项目的评定未能一致。全体评估员在全部评分表提交以后，经共同复核，对有差异的项目统一评定如下，每名评估员均已表示同意；原评分表保持不变。")
	for i, r := range p.c.Rulings {
		if r.ID == made.ID {
			p.ruled(at("/case/rulings", i), r)
		}
	}
	s := Signatures{}
	for k := range p.c.JointRatings {
		j := &p.c.JointRatings[k]
		if j.ID != made.ID {
			continue
		}
		for n, a := range j.Agreed {
			s.Signers = append(s.Signers, Signer{Role: "评估员（签名）", Name: a.Name, Field: at(at("/case/joint_ratings", k)+"/agreed", n) + "/name", Dated: true, On: a.On})
		}
	}
	if len(s.Signers) == 0 {
		p.lack("/case/joint_ratings", "同意共同评定的评估员")
	}
	p.add(s)
	p.basisNote(workflow.Assessment("第九条").String() + "；合并方式由本地规则包载明")
}
