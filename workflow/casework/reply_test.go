package casework_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// told brings a case to the conclusion, told to the family.
func (h *house) told() string {
	h.t.Helper()
	id := h.integrating()
	h.reported(id)
	h.must(h.officer, id, casework.CheckReport{Opinion: "完整"})
	h.must(h.supervisor, id, casework.ConfirmConclusion{Opinion: "同意"})
	return id
}

func TestTheFamilyAnswersBesideEachFinding(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.told()
	sheet := h.load(id).Sheets[0]
	var code string
	for c := range sheet.Answers {
		code = max(code, c)
	}
	reply := casework.RecordReply{Reply: "总体没有异议", Agrees: true, Comments: []casework.FindingComment{{Phase: workflow.PhaseCapacity, Code: code, Text: "住房面积有误"}}}
	h.refused(h.officer, id, reply, workflow.KindGuard, "conclusion_served")
	h.must(h.officer, id, casework.ServePaper{PaperID: h.load(id).PaperOf("D14").ID, Mode: workflow.ServedDirectly, Recipient: "王林"})
	for want, change := range map[string]func(c *casework.FindingComment){
		"没有编号为":            func(c *casework.FindingComment) { c.Code = "没有这一项" },
		"不涉及这一阶段":          func(c *casework.FindingComment) { c.Phase = "follow_up" },
		"/comments/0/text": func(c *casework.FindingComment) { c.Text = "  " },
	} {
		bad := reply
		bad.Comments = []casework.FindingComment{reply.Comments[0]}
		change(&bad.Comments[0])
		h.refused(h.officer, id, bad, workflow.KindInvalid, want)
	}
	h.must(h.officer, id, reply)
	r := h.load(id).Report
	require.Equal(t, "住房面积有误", r.Comments[0].Text)
	require.NotEmpty(t, r.Comments[0].Title)
	h.must(h.officer, id, casework.RecordReply{Reply: "不再坚持", Agrees: true})
	r = h.load(id).Report
	require.Empty(t, r.Comments)
	require.Equal(t, "住房面积有误", r.PastReplies[0].Comments[0].Text, "what was said before stays")
	require.Equal(t, sheet, h.load(id).Sheets[0], "a comment changes no sheet")
}
