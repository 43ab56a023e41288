package reports

import (
	"strings"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/workflow"
)

// scored is the place in a notice of conclusion at which the reasons stand: after the
// conclusion and the scores.
const scored = 2

// conclusionReasons tells the family what the conclusion rests on, for its reply:
// what each part of the table came to, the vetoes that were found, the conditions
// as they were tried. What an evaluator remarked and who chose what stays in the file.
func (p *paper) conclusionReasons(r workflow.Report) []ListItem {
	var out []ListItem
	for _, phase := range covered(r) {
		result := p.job.Results[string(phase)]
		if result == nil || phase == instrument.Integration && r.Unfit {
			continue
		}
		reasons := []string{partsLine(result), foundLine(result), gatesLine(result)}
		var told []string
		for _, one := range reasons {
			if one != "" {
				told = append(told, one)
			}
		}
		if len(told) > 0 {
			out = append(out, ListItem{Text: say("评分依据（", phase.Chinese(), "）：", strings.Join(told, ""))})
		}
	}
	return out
}

// partsLine lists the parts of a table with what each came to; "" where no part has points.
func partsLine(r *assessment.Result) string {
	var parts []string
	for i := range r.Tree {
		row := &r.Tree[i]
		if row.Points == nil || row.Type != instrument.KindSection && row.Type != instrument.KindBonus {
			continue
		}
		part := row.Title.ZH + row.Printed + "分"
		if row.Max != nil {
			part += "（满分" + row.Max.String() + "分）"
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		return ""
	}
	return "各部分得分为" + strings.Join(parts, "，") + "。"
}

// foundLine names the vetoes that were found.
func foundLine(r *assessment.Result) string {
	var found []string
	for _, v := range r.Vetoes {
		found = append(found, v.Title.ZH)
	}
	if len(found) == 0 {
		return ""
	}
	return "发现否决性情形：" + strings.Join(found, "；") + "。"
}

// gatesLine tells the conditions in their order, up to the one that decided.
func gatesLine(r *assessment.Result) string {
	var tried []string
	for _, g := range r.Gates {
		line := trimMark(g.Condition)
		if g.Compared != nil {
			line += "（实为" + g.Compared.Printed() + "）"
		}
		if g.Applies {
			line += "：符合，据此得出结论"
		} else {
			line += "：不符合"
		}
		tried = append(tried, line)
	}
	if len(tried) == 0 {
		return ""
	}
	return "判定条件依次为：" + strings.Join(tried, "；") + "。"
}
