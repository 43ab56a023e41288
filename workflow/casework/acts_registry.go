package casework

import (
	"reflect"
	"slices"

	"github.com/anjia-project/anjia/workflow"
)

// Definition is one act as the edges need it: its name in paths and records, its
// Chinese name, and an empty input to decode into.
type Definition struct {
	Name    workflow.ActName
	Chinese string
	New     func() Command // a pointer to a fresh input
}

// Acts lists every act on a case, in the order of workflow.Table().
func Acts() []Definition {
	names := map[workflow.ActName]string{}
	for _, r := range workflow.Table() {
		names[r.Act] = r.Name
	}
	var out []Definition
	for _, c := range slices.Concat(counterActs(), studyActs(), reportActs(), selectionActs(), decisionActs(), sideActs(), recusalActs(), lawActs()) {
		out = append(out, Definition{Name: c.Act(), Chinese: names[c.Act()], New: newCommand(c)})
	}
	return out
}

// newCommand makes fresh inputs of the same type as the prototype.
func newCommand(prototype Command) func() Command {
	t := reflect.TypeOf(prototype)
	return func() Command {
		c, ok := reflect.New(t).Interface().(Command)
		if !ok { // a pointer has the methods of its value: never
			return prototype
		}
		return c
	}
}

// counterActs are the commands of the counter, in the order of the table.
func counterActs() []Command {
	return []Command{
		Submit{},
		RequestSupplement{},
		SupplySupplement{},
		LapseSupplement{},
		DeclineAcceptance{},
		Accept{},
		RecordMaterial{},
		RecordConsent{},
		RecordQuestioning{},
		RecordInvestigation{},
		RecordChildOpinion{},
		CheckEligibility{},
		IssueNotice{},
		GiveConsent{},
		RefuseConsent{},
		RecordNoAnswer{},
	}
}

// sideActs are the commands beside the main road, in the order of the table.
func sideActs() []Command {
	return []Command{
		RaiseEmergency{},
		RecordPoliceReport{},
		RemoveChild{},
		LiftEmergency{},
		TerminateAssessment{},
		Withdraw{},
		Terminate{},
		ServePaper{},
		AttachScan{},
		VoidPaper{},
	}
}

// recusalActs are the decisions on who may not work on a case.
func recusalActs() []Command {
	return []Command{
		RecordRecusal{},
		WaiveRecusal{},
	}
}

// lawActs are the acts on the rules of a case.
func lawActs() []Command { return []Command{AdoptRules{}} }

// studyActs and decisionActs are the commands of the home study and of the
// authority's decision, in the order of the table.
func studyActs() []Command {
	return []Command{
		NameBody{},
		AcceptCommission{},
		DeclineCommission{},
		AssignEvaluators{},
		DeclareRecusal{},
		ReplaceEvaluator{},
		BeginAssessment{},
		MakeAppointment{},
		CancelAppointment{},
		RecordVisit{},
		RecordInterview{},
		RecordInquiry{},
		SubmitSheet{},
		NameAdjudicator{},
		RuleItems{},
		RateJointly{},
		AgreeRating{},
		ReopenSheet{},
		RenewEvidence{},
		StateOutcome{},
		ReportCircumstance{},
		DecideCircumstance{},
		FindUnfit{},
		FinishCapacity{},
		BeginIntegration{},
		RecordIntegrationVisit{},
		FinishIntegration{},
		FailIntegration{},
	}
}

// reportActs are the commands on the report of the body.
func reportActs() []Command {
	return []Command{
		WriteReport{},
		SignReport{},
		SealForAgency{},
		SealReport{},
		ReturnReport{},
		CheckReport{},
		ConfirmConclusion{},
		RecordReply{},
	}
}

// selectionActs are the commands of the choice among families.
func selectionActs() []Command {
	return []Command{
		EnterSelection{},
		ProposeChoice{},
		ReturnChoice{},
		ApproveChoice{},
		CloseNotSelected{},
	}
}

func decisionActs() []Command {
	return []Command{
		ProposeRegistration{},
		ProposeRefusal{},
		ReturnProposal{},
		ReturnChild{},
		GiveGuidance{},
		ApproveRegistration{},
		ApproveRefusal{},
		HandCertificate{},
		PlanFollowUp{},
		AssignFollowUp{},
		RecordFollowUp{},
		MissFollowUp{},
		ReplanFollowUp{},
		SettleFlag{},
		EndFollowUp{},
		PermitFoundling{},
		Close{},
	}
}
