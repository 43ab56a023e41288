package api_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/cmd/anjia/sample"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/office"
)

// staff opens an account for a member of the authority's own staff and files the person as an evaluator.
func (w *world) staff(f *sample.Family, login, name, number string) (*sample.Client, string) {
	w.t.Helper()
	o := f.Office
	var account, card struct{ ID string }
	r := w.do(o.Admin, http.MethodPost, "/accounts", office.CreateAccount{AuthorityID: o.AuthorityID, Login: login, Name: name, Role: workflow.RoleEvaluator, Password: sample.Password}, key())
	require.Equal(w.t, http.StatusCreated, r.status, string(r.body))
	require.NoError(w.t, json.Unmarshal(r.body, &account))
	r = w.do(o.Admin, http.MethodPost, "/evaluators", office.RegisterEvaluator{AuthorityID: o.AuthorityID, EvaluatorParticulars: office.EvaluatorParticulars{
		AccountID: account.ID, Name: name, IDNumber: number, Background: "other", Years: 4, Established: true, Certificate: "藏评字" + login, CertifiedTo: law.MustDate("2027-01-01"),
	}}, key())
	require.Equal(w.t, http.StatusCreated, r.status, string(r.body))
	require.NoError(w.t, json.Unmarshal(r.body, &card))
	r = w.do(o.Admin, http.MethodPost, "/evaluators/"+card.ID+"/acts/check_evaluator",
		office.CheckEvaluator{CheckedOn: law.MustDate("2024-01-02"), Clear: true, Reference: "查询结果"}, match(`"v1"`), key())
	require.Equal(w.t, http.StatusOK, r.status, string(r.body))
	c, err := sample.Login(w.t.Context(), http.DefaultClient, w.base, login, sample.Password)
	require.NoError(w.t, err)
	return c, card.ID
}

// must does an act on the newest version of the case.
func (w *world) must(f *sample.Family, c *sample.Client, cmd casework.Command) {
	w.t.Helper()
	_, err := f.Reload(w.t.Context(), c)
	require.NoError(w.t, err)
	require.NoError(w.t, f.Act(w.t.Context(), c, cmd))
}

// TestAMixedBodyOverTheAPI forms a body of two of the staff and one whom the agency sends, up to three blind sheets.
func TestAMixedBodyOverTheAPI(t *testing.T) {
	t.Parallel()
	w, f := underStudy(t, "2024-01-11") // consented, the agency has not answered
	o := f.Office
	must := func(c *sample.Client, cmd casework.Command) { t.Helper(); w.must(f, c, cmd) }
	group1, card1 := w.staff(f, "zubian1", "德吉", "540102199001010011")
	group2, card2 := w.staff(f, "zubian2", "贡布", "540102199202020013")

	w.do(o.Officer, http.MethodPost, act(f, workflow.ActNameBody), map[string]any{"body": map[string]any{"kind": "both"}, "reason": "x"}, current(f), key()).problem(http.StatusUnprocessableEntity, "invalid_input")
	must(o.Officer, casework.NameBody{Body: casework.BodyChoice{Kind: workflow.BodyMixed, AgencyID: o.AgencyID}, Reason: "由在编人员和机构人员共同评估"})
	r := w.do(o.Manager, http.MethodGet, "/agencies/"+o.AgencyID+"/offers", nil)
	require.Equal(t, http.StatusOK, r.status)
	require.Contains(t, string(r.body), f.ID, "the agency that is asked finds the case among its offers")
	w.do(o.Supervisor, http.MethodPost, act(f, workflow.ActAcceptCommission), map[string]any{}, current(f), key()).problem(http.StatusUnprocessableEntity, "guard_unmet")
	_, err := f.Reload(t.Context(), o.Officer)
	require.NoError(t, err)
	require.NoError(t, f.Act(t.Context(), o.Manager, casework.AcceptCommission{}))
	must(o.Supervisor, casework.AssignEvaluators{EvaluatorIDs: []string{card1, card2}})
	must(o.Manager, casework.AssignEvaluators{EvaluatorIDs: o.EvaluatorIDs[:1]})
	for _, c := range []*sample.Client{group1, group2, o.Eval1} {
		must(c, casework.DeclareRecusal{Secrecy: true})
	}
	must(o.Supervisor, casework.BeginAssessment{})
	must(group1, casework.RecordVisit{VisitInput: casework.VisitInput{
		From: "07:50", To: "08:50", Place: "家中", EvaluatorIDs: []string{card1, card2, o.EvaluatorIDs[0]},
		Seen: []workflow.Seen{{Name: "申请人", Relation: "本人"}}, Shown: true, Narrative: "住房整洁",
	}})

	w.submit(f, o.Eval1, w.fill(f, o.Eval1, secret, 0))
	w.submit(f, group1, w.fill(f, group1, "在编人员的评语", 0))
	for name, c := range map[string]*sample.Client{"staff": group2, "manager": o.Manager, "supervisor": o.Supervisor} {
		require.NotContains(t, string(w.do(c, http.MethodGet, "/cases/"+f.ID, nil).body), secret, "%s: one of three is out", name)
	}
	w.submit(f, group2, w.fill(f, group2, "另一名在编人员", 0))
	require.Contains(t, string(w.do(o.Manager, http.MethodGet, "/cases/"+f.ID, nil).body), secret)
	r = w.do(o.Officer, http.MethodGet, "/cases/"+f.ID+"/results/capacity", nil)
	require.Equal(t, http.StatusOK, r.status, string(r.body))
	require.Contains(t, string(r.body), "贡布")

	_, err = f.Reload(t.Context(), o.Eval1)
	require.NoError(t, err)
	w.do(o.Eval1, http.MethodPost, act(f, workflow.ActRateJointly), map[string]any{"items": []any{map[string]any{"code": "010", "answer": map[string]any{"option": "a"}, "reason": "x"}}}, current(f), key()).
		problem(http.StatusUnprocessableEntity, "guard_unmet")
}
