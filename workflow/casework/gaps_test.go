package casework_test

import (
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

func faultAt(faults []workflow.FieldError, pointer string) *workflow.FieldError {
	i := slices.IndexFunc(faults, func(f workflow.FieldError) bool { return f.Pointer == pointer })
	if i < 0 {
		return nil
	}
	return &faults[i]
}

// TestADraftPreviewsWhatTheRulesWillMiss: with the pointer as the counter typed it,
// the rules that ask for it, their article and the remedy; and under the same name
// wherever it is missed later.
func TestADraftPreviewsWhatTheRulesWillMiss(t *testing.T) {
	t.Parallel()
	const missing = "/application/applicants/0/offence_record"
	h := newHouse(t, true)
	in := foundling()
	in.Rescued = nil
	child := h.mustChild(casework.RegisterChild{ChildInput: in}, "").Child.ID
	h.mustChild(casework.PublishNotice{Medium: "《西藏日报》", Contact: "0891-6323232"}, child)
	app := couple()
	app.Applicants[0].OffenceRecord, app.Applicants[1].Children, app.Placer.HasDutyHolders = nil, nil, nil
	d := h.draft(child, workflow.CatInstitutionFoundling, app)
	require.True(t, d.Ready, "unknown is not no: the application can be submitted")
	f := faultAt(d.Faults, missing)
	require.NotNil(t, f, "%v", d.Faults)
	require.Equal(t, "fact_missing", f.Code)
	require.Equal(t, []string{"adopter_record"}, f.Rules)
	require.Equal(t, "第一千零九十八条第（四）项", f.Basis.Article)
	require.Contains(t, f.Message, "补正")
	require.Contains(t, faultAt(d.Faults, "/child/rescued").Message, "被收养人登记")
	require.Equal(t, []string{"scope"}, faultAt(d.Faults, "/child/rescued").Rules)
	for _, f := range d.Faults {
		require.NotContains(t, []string{"/consents", "/received_on", "/report/sealed_on"}, f.Pointer, "what comes later is no gap of a draft")
	}
	v, err := h.service.ReadCase(context.Background(), h.officer, d.Case.ID)
	require.NoError(t, err)
	require.Equal(t, d.Faults, v.Faults)

	app.Applicants[0].OffenceRecord = new(false)
	whole, err := h.service.EditDraft(context.Background(), casework.DraftRequest{
		Actor: h.officer, CaseID: d.Case.ID, Version: 1, Input: casework.DraftInput{ChildID: child, Category: workflow.CatInstitutionFoundling, Application: app},
	})
	require.NoError(t, err)
	require.Nil(t, faultAt(whole.Faults, missing))
	require.NotNil(t, faultAt(whole.Faults, "/child/rescued"))
}

func TestAMissingFactHasOneName(t *testing.T) {
	t.Parallel()
	const missing = "/application/applicants/0/offence_record"
	h := newHouse(t, true)
	child := h.mustChild(casework.RegisterChild{ChildInput: foundling()}, "").Child.ID
	h.mustChild(casework.PublishNotice{Medium: "《西藏日报》", Contact: "0891-6323232"}, child)
	app := couple()
	app.Applicants[0].OffenceRecord = nil
	id := h.draft(child, workflow.CatInstitutionFoundling, app).Case.ID
	h.must(h.officer, id, casework.Submit{})
	h.materials(id)
	h.must(h.officer, id, casework.Accept{})
	h.refused(h.officer, id, casework.IssueNotice{Opinion: "合格"}, workflow.KindGuard, "受理后尚未进行条件审查")
	h.must(h.officer, id, casework.CheckEligibility{})
	report := h.load(id).LastEligibility().Report
	require.Contains(t, report.Missing, missing)
	o, ok := report.Outcome("adopter_record")
	require.True(t, ok)
	require.Equal(t, []string{missing}, o.Missing)

	_, err := h.do(h.officer, id, casework.IssueNotice{Opinion: "合格"})
	var e *workflow.Error
	require.ErrorAs(t, err, &e)
	require.NotNil(t, faultAt(e.Fields, missing), "%v", e.Fields)
	actions, _, err := h.service.Actions(context.Background(), h.officer, id)
	require.NoError(t, err)
	for _, a := range actions {
		for _, u := range a.Unmet {
			if u.Guard == string(workflow.GuardReviewedEligible) {
				require.NotNil(t, faultAt(u.Fields, missing))
			}
		}
	}
}

// TestSubmissionNamesEveryFault: one error for each field, all at once.
func TestSubmissionNamesEveryFault(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	child := h.mustChild(casework.RegisterChild{ChildInput: foundling()}, "").Child.ID
	app := couple()
	app.Applicants[0].Marital, app.Placer.Type, app.BirthFather.Division = "99", "mother", "5401"
	app.Applicants[1].Children, app.Applicants[1].MedicallyUnfit = new(-1), nil
	d := h.draft(child, workflow.CatInstitutionFoundling, app)
	require.False(t, d.Ready)
	require.NotNil(t, faultAt(d.Faults, "/application/applicants/1/medically_unfit"), "the preview goes on beside the faults")
	_, err := h.do(h.officer, d.Case.ID, casework.Submit{})
	var e *workflow.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, workflow.KindGuard, e.Kind)
	var places []string
	for _, f := range e.Fields {
		require.Equal(t, f, *faultAt(d.Faults, f.Pointer), "the preview said the same")
		places = append(places, f.Pointer)
	}
	require.Equal(t, []string{
		"/application/applicants/0/marital", "/application/placer/type", "/application/applicants/1/children", "/application/birth_father/division",
	}, places)
	require.Contains(t, e.Unmet[0].Message, "4处")
}
