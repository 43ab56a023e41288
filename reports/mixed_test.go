package reports_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/workflow"
)

// mixedBody gives the couple a mixed body: two of the staff and one whom an agency sends.
func mixedBody(t require.TestingT) *world {
	w := couple(t)
	b := w.c.Commission
	b.AgencyID, b.AgencyName = b.BodyID, b.BodyName
	b.Kind, b.BodyID, b.BodyName = workflow.BodyMixed, "auth-1", "拉萨市城关区民政局收养评估小组"
	b.Members[1].AgencyID = b.AgencyID
	w.c.Report.AgencySealedOn, w.c.Report.AgencySealedBy = day("2024-03-11"), "陈志远"
	return w
}

// jointly is a difference that both evaluators settled together.
func jointly(t require.TestingT) *world {
	w := ruledOn(t)
	r := &w.c.Rulings[0]
	r.Ground, r.Allowed = assessment.NoConsensus, ""
	r.Ruling.By, r.Ruling.AgreedBy = assessment.Person{ID: "acc-e1", Name: "索朗·卓嘎"}, []string{"acc-e1", "acc-e2"}
	w.c.JointRatings = []workflow.JointRating{{
		ID: r.ID, Phase: r.Phase, On: r.On, By: "索朗·卓嘎", ByID: "acc-e1", DoneOn: r.On,
		Agreed: []workflow.Agreement{{AccountID: "acc-e1", Name: "索朗·卓嘎", On: r.On}, {AccountID: "acc-e2", Name: "何䶮", On: r.On}},
	}}
	return w
}

func mixedSamples(t require.TestingT, add func(string, workflow.PaperJob)) {
	w := mixedBody(t)
	toAuthority := func(p *workflow.Paper) { p.To, p.Recipient = "authority", "拉萨市城关区民政局" }
	toAgency := func(p *workflow.Paper) { p.To, p.Recipient = "body", w.c.Commission.AgencyName }
	add("D05-mixed", w.order("D05", "2024-01-12"))
	add("D05-mixed-agency", w.order("D05", "2024-01-12", toAgency))
	add("D07-mixed", w.order("D07", "2024-01-12"))
	add("D08-mixed", w.order("D08", "2024-01-18", toAgency))
	add("D13-mixed", w.order("D13", "2024-03-11", toAuthority))
	add("D27-joint", jointly(t).order("D27", "2024-01-29", about("ruling1")))
}

// TestAMixedReportWithoutTheAgencysSealIsIncomplete: the paper says what it lacks.
func TestAMixedReportWithoutTheAgencysSealIsIncomplete(t *testing.T) {
	t.Parallel()
	w := mixedBody(t)
	w.c.Report.AgencySealedOn = law.Date{}
	_, err := reports.Build(w.order("D13", "2024-03-11"))
	require.ErrorContains(t, err, "agency_sealed_on")
}
