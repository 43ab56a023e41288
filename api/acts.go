package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// caseActs registers one path for each act of the table, in its order, each with
// the schema of its own input.
func caseActs(s *server) {
	// the counter
	act[casework.Submit](s)
	act[casework.RequestSupplement](s)
	act[casework.SupplySupplement](s)
	act[casework.LapseSupplement](s)
	act[casework.DeclineAcceptance](s)
	act[casework.Accept](s)
	act[casework.RecordMaterial](s)
	act[casework.RecordConsent](s)
	act[casework.RecordQuestioning](s)
	act[casework.RecordInvestigation](s)
	act[casework.RecordChildOpinion](s)
	act[casework.CheckEligibility](s)
	act[casework.IssueNotice](s)
	act[casework.GiveConsent](s)
	act[casework.RefuseConsent](s)
	act[casework.RecordNoAnswer](s)
	// the home study
	act[casework.NameBody](s)
	act[casework.AcceptCommission](s)
	act[casework.DeclineCommission](s)
	act[casework.AssignEvaluators](s)
	act[casework.DeclareRecusal](s)
	act[casework.ReplaceEvaluator](s)
	act[casework.BeginAssessment](s)
	act[casework.MakeAppointment](s)
	act[casework.CancelAppointment](s)
	act[casework.RecordVisit](s)
	act[casework.RecordInterview](s)
	act[casework.RecordInquiry](s)
	act[casework.SubmitSheet](s)
	act[casework.NameAdjudicator](s)
	act[casework.RuleItems](s)
	act[casework.RateJointly](s)
	act[casework.AgreeRating](s)
	act[casework.ReopenSheet](s)
	act[casework.RenewEvidence](s)
	act[casework.StateOutcome](s)
	act[casework.ReportCircumstance](s)
	act[casework.DecideCircumstance](s)
	act[casework.FindUnfit](s)
	act[casework.FinishCapacity](s)
	act[casework.BeginIntegration](s)
	act[casework.RecordIntegrationVisit](s)
	act[casework.FinishIntegration](s)
	act[casework.FailIntegration](s)
	act[casework.WriteReport](s)
	act[casework.SignReport](s)
	act[casework.SealForAgency](s)
	act[casework.SealReport](s)
	// the authority's decision and what follows
	act[casework.ReturnReport](s)
	act[casework.CheckReport](s)
	act[casework.ConfirmConclusion](s)
	act[casework.RecordReply](s)
	act[casework.EnterSelection](s)
	act[casework.ProposeChoice](s)
	act[casework.ReturnChoice](s)
	act[casework.ApproveChoice](s)
	act[casework.CloseNotSelected](s)
	act[casework.ProposeRegistration](s)
	act[casework.ProposeRefusal](s)
	act[casework.ReturnProposal](s)
	act[casework.ReturnChild](s)
	act[casework.GiveGuidance](s)
	act[casework.ApproveRegistration](s)
	act[casework.ApproveRefusal](s)
	act[casework.HandCertificate](s)
	act[casework.PlanFollowUp](s)
	act[casework.AssignFollowUp](s)
	act[casework.RecordFollowUp](s)
	act[casework.MissFollowUp](s)
	act[casework.ReplanFollowUp](s)
	act[casework.SettleFlag](s)
	act[casework.EndFollowUp](s)
	act[casework.PermitFoundling](s)
	act[casework.Close](s)
	// beside the main road
	act[casework.RaiseEmergency](s)
	act[casework.RecordPoliceReport](s)
	act[casework.RemoveChild](s)
	act[casework.LiftEmergency](s)
	act[casework.TerminateAssessment](s)
	act[casework.Withdraw](s)
	act[casework.Terminate](s)
	act[casework.ServePaper](s)
	act[casework.AttachScan](s)
	act[casework.VoidPaper](s)
	// who may not work on a case
	act[casework.RecordRecusal](s)
	act[casework.WaiveRecusal](s)
	// by which rules a case is judged
	act[casework.AdoptRules](s)
}

// actRequest is one act on one case.
type actRequest[C casework.Command] struct {
	Change
	CaseID  string `path:"id" format:"uuid" doc:"Id of the case"`
	Preview bool   `query:"preview" doc:"Answer what the act would do and change nothing (试办): where it would lead, its limits and papers"`
	Body    C
}

// act registers the path of one act on a case.
func act[C casework.Command](s *server) {
	var prototype C
	name := prototype.Act()
	rows := s.cases.Lifecycle.Act(name)
	route(s, http.MethodPost, "/cases/{id}/acts/"+string(name), rows[0].Name+" ("+words(string(name))+")",
		func(ctx context.Context, in *actRequest[C]) (*answer[casework.Outcome], error) {
			key, version, err := in.head()
			if err != nil {
				return nil, err
			}
			out, err := s.cases.Do(ctx, casework.Request{
				Actor: edge.ActorOf(ctx), CaseID: in.CaseID, Version: version, Key: key, Command: in.Body, Preview: in.Preview,
			})
			if err != nil {
				return nil, err
			}
			return &answer[casework.Outcome]{ETag: edge.ETag(out.Version), Replayed: replayed(out.Replayed), Body: *out}, nil
		}, append(acts, tagged("acts"), named("act-"+strings.ReplaceAll(string(name), "_", "-")), about(aboutAct(rows)))...)
}

// aboutAct says who may do an act, from where to where, under which conditions and on what basis.
// An act with several rows is told row by row.
func aboutAct(rows []workflow.Row) string {
	texts := make([]string, len(rows))
	for i, r := range rows {
		texts[i] = aboutRow(r)
		if r.Order != "" {
			texts[i] = "Legal order " + string(r.Order) + ": " + texts[i]
		}
	}
	return strings.Join(texts, "\n\n")
}

func aboutRow(row workflow.Row) string {
	var b strings.Builder
	b.WriteString("Roles: " + join(row.Roles) + ". From: " + join(row.From) + ".")
	switch {
	case row.Back:
		b.WriteString(" Leads back to where the proposal came from.")
	case len(row.To) > 0:
		b.WriteString(" Leads to: " + join(row.To) + ".")
	}
	if len(row.Guards) > 0 {
		b.WriteString(" Conditions: " + join(row.Guards) + ".")
	}
	if len(row.Papers) > 0 {
		b.WriteString(" Papers: " + join(row.Papers) + ".")
	}
	if len(row.Basis) > 0 {
		b.WriteString(" 依据：" + cited(row.Basis) + "。")
	}
	return b.String()
}

func join[S ~string](items []S) string {
	texts := make([]string, len(items))
	for i, s := range items {
		texts[i] = string(s)
	}
	return strings.Join(texts, ", ")
}

func cited(basis []law.Citation) string {
	texts := make([]string, len(basis))
	for i, c := range basis {
		texts[i] = c.String()
	}
	return strings.Join(texts, "、")
}

// words writes a name in snake case as words.
func words(name string) string { return strings.ReplaceAll(name, "_", " ") }
