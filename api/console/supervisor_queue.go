package console

import (
	"net/http"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// queueData is what waits for an approver (待审批): each case with what is proposed,
// why and by whom, and what can be decided.
type queueData struct {
	Frame view.Frame
	Today law.Date
	Cases []waiting
	More  bool
}

// waiting is one case that waits for an approval.
type waiting struct {
	Line    casework.CaseLine
	Case    *workflow.Case
	Actions []workflow.Action // that decide about it, allowed or not
}

const (
	pathApprovals = Prefix + "/approvals"
	queueMost     = 20
)

func approvalsPage(v *visit) error {
	ctx := v.Request().Context()
	title := v.t("queue.title")
	d := queueData{Frame: v.frame(title)}
	lines, err := v.console.cases.ListCases(ctx, v.actor(), casework.CaseFilter{Awaits: true, AuthorityID: v.actor().AuthorityID, Limit: queueMost + 1})
	if err != nil {
		return err
	}
	if d.Today, _, err = v.console.cases.Today(ctx, v.actor()); err != nil {
		return err
	}
	if d.More = len(lines) > queueMost; d.More {
		lines = lines[:queueMost]
	}
	for _, l := range lines {
		w, err := v.waits(l)
		if err != nil {
			return err
		}
		d.Cases = append(d.Cases, w)
	}
	return v.show(http.StatusOK, title, approvalsBody(d))
}

// waits reads what is proposed in a case and what the reader may decide.
func (v *visit) waits(l casework.CaseLine) (waiting, error) {
	ctx := v.Request().Context()
	c, err := v.console.cases.ReadCase(ctx, v.actor(), l.ID)
	if err != nil {
		return waiting{}, err
	}
	actions, _, err := v.console.cases.Actions(ctx, v.actor(), l.ID)
	if err != nil {
		return waiting{}, err
	}
	w := waiting{Line: l, Case: c.Case}
	for _, act := range decides(l.Awaits) {
		for _, a := range actions {
			if a.Act == act {
				w.Actions = append(w.Actions, a)
			}
		}
	}
	return w, nil
}

// decides lists the acts by which an approval is given or not.
func decides(a workflow.Approval) []workflow.ActName {
	switch a {
	case workflow.AwaitsConclusion:
		return []workflow.ActName{workflow.ActConfirmConclusion}
	case workflow.AwaitsChoice:
		return []workflow.ActName{workflow.ActApproveChoice, workflow.ActReturnChoice}
	case workflow.AwaitsRegister:
		return []workflow.ActName{workflow.ActApproveRegistration, workflow.ActReturnProposal}
	case workflow.AwaitsRefuse:
		return []workflow.ActName{workflow.ActApproveRefusal, workflow.ActReturnProposal}
	case workflow.AwaitsNothing:
	}
	return nil
}
