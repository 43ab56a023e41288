package reports

import "github.com/anjia-project/anjia/workflow"

// replySummary is what the family said to the conclusions (申请人意见), before the
// decision: in general, and beside each finding.
func (p *paper) replySummary() Inline {
	var out Inline
	for _, one := range []struct {
		at, what string
		report   *workflow.Report
	}{{"/case/report", "评估结论", p.c.Report}, {ofIntegration, "融合评估结论", p.c.IntegrationReport}} {
		r := one.report
		if r == nil || r.RepliedOn.IsZero() {
			continue
		}
		for i, past := range r.PastReplies {
			out = said(out, at(one.at+"/past_replies", i), one.what, past)
		}
		out = said(out, one.at, one.what, workflow.Reply{On: r.RepliedOn, Reply: r.Reply, Agrees: r.ReplyAgrees, Comments: r.Comments})
	}
	if len(out) == 0 {
		return Text(noneWord)
	}
	return out
}

func said(out Inline, here, what string, r workflow.Reply) Inline {
	if len(out) > 0 {
		out = say(out, "；")
	}
	word := "有异议"
	if r.Agrees {
		word = "无异议"
	}
	out = say(out, "对", what, word, "（", r.On.Chinese(), "）：", trimStopInline(noted(here+"/reply", r.Reply)))
	for i, c := range r.Comments {
		out = say(out, "；对“", c.Code, " ", c.Title, "”：", trimStopInline(noted(at(here+"/comments", i)+"/text", c.Text)))
	}
	return out
}
