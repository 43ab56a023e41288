package casework

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
		RecordVisit{},
		RecordInterview{},
		RecordInquiry{},
		SubmitSheet{},
		ReportCircumstance{},
		DecideCircumstance{},
		FindUnfit{},
		BeginIntegration{},
		RecordIntegrationVisit{},
		FinishIntegration{},
		FailIntegration{},
		WriteReport{},
		SignReport{},
		SealReport{},
	}
}

func decisionActs() []Command {
	return []Command{
		ReturnReport{},
		CheckReport{},
		ConfirmConclusion{},
		RecordReply{},
		ProposeRegistration{},
		ProposeRefusal{},
		ReturnProposal{},
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
