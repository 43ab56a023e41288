package workflow_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

func TestAwaits(t *testing.T) {
	t.Parallel()
	on := law.MustDate("2024-03-01")
	checked, confirmed := &workflow.Report{CheckedOn: on}, &workflow.Report{CheckedOn: on, ConfirmedOn: on}
	choice := workflow.Choice{ChosenID: "a"}
	approved, returned := choice, choice
	approved.ApprovedOn, returned.Returned = on, &workflow.Return{On: on}
	for name, tt := range map[string]struct {
		c    workflow.Case
		want workflow.Approval
	}{
		"proposed":            {workflow.Case{State: workflow.Deciding, Proposal: &workflow.Proposal{Outcome: workflow.OutcomeRegister}}, workflow.AwaitsRegister},
		"refusal proposed":    {workflow.Case{State: workflow.Deciding, Proposal: &workflow.Proposal{Outcome: workflow.OutcomeRefuse}}, workflow.AwaitsRefuse},
		"withdrawn":           {workflow.Case{State: workflow.Deciding, Proposal: &workflow.Proposal{Outcome: workflow.OutcomeRefuse, Withdrawn: true}}, ""},
		"no proposal":         {workflow.Case{State: workflow.Deciding}, ""},
		"decided":             {workflow.Case{State: workflow.Deciding, Proposal: &workflow.Proposal{Outcome: workflow.OutcomeRefuse}, Decision: &workflow.Decision{}}, ""},
		"checked":             {workflow.Case{State: workflow.ReportReview, Report: checked}, workflow.AwaitsConclusion},
		"not checked":         {workflow.Case{State: workflow.ReportReview, Report: &workflow.Report{}}, ""},
		"confirmed":           {workflow.Case{State: workflow.ReportReview, Report: confirmed}, ""},
		"integration checked": {workflow.Case{State: workflow.IntegrationReview, Report: confirmed, IntegrationReport: checked}, workflow.AwaitsConclusion},
		"integration studied": {workflow.Case{State: workflow.IntegrationReview, Report: checked}, ""},
		"to be chosen":        {workflow.Case{ID: "a", State: workflow.Selecting, Selection: &workflow.Selection{Choice: &choice}}, workflow.AwaitsChoice},
		"a rival":             {workflow.Case{ID: "b", State: workflow.Selecting, Selection: &workflow.Selection{Choice: &choice}}, ""},
		"approved":            {workflow.Case{ID: "a", State: workflow.Selecting, Selection: &workflow.Selection{Choice: &approved}}, ""},
		"returned":            {workflow.Case{ID: "a", State: workflow.Selecting, Selection: &workflow.Selection{Choice: &returned}}, ""},
		"elsewhere":           {workflow.Case{State: workflow.FollowUp, Report: checked}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, tt.want, tt.c.Awaits())
		})
	}
}
