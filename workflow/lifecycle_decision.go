package workflow

import "github.com/anjia-project/anjia/assessment/law"

// decisionRows is the decision of the authority: proposal and approval by two people.
func decisionRows() []Row {
	return []Row{
		{
			Act: ActProposeRegistration, Order: OrderA, Name: "拟准予登记", From: []State{Reviewing, ReportReview, Deciding}, To: []State{Deciding}, Roles: officer,
			Guards: beforeProposal(), Basis: []law.Citation{Measures("第八条")}, Maps: "T7, T28",
		},
		{
			Act: ActProposeRegistration, Order: OrderB, Name: "拟准予登记", From: []State{Reviewing, IntegrationReview, Deciding}, To: []State{Deciding}, Roles: officer,
			Guards: append(beforeProposal(), GuardChosen, GuardIntegrationAssessed), Basis: []law.Citation{Measures("第八条"), Assessment("第十六条")}, Maps: "T7, T28",
		},
		{
			Act: ActProposeRefusal, Name: "拟不予登记", From: []State{Reviewing, ReportReview, Selecting, IntegrationReview, Deciding}, To: []State{Deciding}, Roles: officer, Hold: true,
			Guards: []GuardCode{GuardNoProposal, GuardConclusionSettled, GuardProposerNotAssessor}, Pauses: []law.ClockName{law.ClockRegistrationReview}, Basis: []law.Citation{Measures("第八条")}, Maps: "T6, T23, T29",
		},
		{
			Act: ActReturnProposal, Name: "退回拟办意见", From: []State{Deciding}, Back: true, Roles: supervisor, Hold: true,
			Guards: []GuardCode{GuardProposalOpen, GuardApproverDiffers}, Pauses: []law.ClockName{law.ClockRegistrationReview}, Basis: []law.Citation{Measures("第八条")}, Maps: "T30",
		},
		{
			Act: ActReturnChild, Name: "返还儿童", From: []State{Reporting, ReportReview, IntegrationReview, Deciding}, Roles: authority, After: SinceHandOver,
			Guards: []GuardCode{GuardChildWithFamily}, Papers: []PaperCode{"D15c"}, Basis: []law.Citation{Assessment("第八条")}, Maps: "T27",
		},
		{
			Act: ActGiveGuidance, Name: "家庭教育指导", From: []State{Reviewing, ReportReview, IntegrationReview, Deciding, FollowUp}, Roles: authority, After: SinceReceipt,
			Basis: []law.Citation{FamilyEducation("第三十二条")}, Maps: "T30",
		},
		{
			Act: ActApproveRegistration, Order: OrderA, Name: "准予登记", From: []State{Deciding}, To: []State{FollowUp}, Roles: supervisor, Child: true,
			Guards: beforeRegistration(),
			Papers: []PaperCode{"D18", "D19", "D21a"}, Arms: []law.ClockName{law.ClockFollowUp}, Stops: []law.ClockName{law.ClockRegistrationReview},
			Basis: []law.Citation{CivilCode("第一千一百零五条"), Measures("第八条")}, Maps: "T30, T32",
		},
		{
			Act: ActApproveRegistration, Order: OrderB, Name: "准予登记", From: []State{Deciding}, To: []State{FollowUp}, Roles: supervisor, Child: true, Rivals: true,
			Guards: append(beforeRegistration(), GuardChosen, GuardIntegrationAssessed),
			Papers: []PaperCode{"D18", "D19", "D21a"}, Arms: []law.ClockName{law.ClockFollowUp}, Stops: []law.ClockName{law.ClockRegistrationReview},
			Basis: []law.Citation{CivilCode("第一千一百零五条"), Measures("第八条")}, Maps: "T30, T32",
		},
		{
			Act: ActApproveRefusal, Name: "不予登记", From: []State{Deciding}, To: []State{Refused}, Roles: supervisor, Hold: true,
			Guards: []GuardCode{GuardProposedRefuse, GuardApproverDiffers, GuardChildSafe, GuardPoliceReportedIfHarm}, Papers: []PaperCode{"D18", "D20"},
			Stops: []law.ClockName{law.ClockRegistrationReview}, Basis: []law.Citation{Measures("第八条")}, Maps: "T6, T31",
		},
	}
}

// beforeProposal is what must hold before a registration is proposed, in either order.
func beforeProposal() []GuardCode {
	return []GuardCode{GuardNoProposal, GuardAssessedOrExempt, GuardConclusionSettled, GuardReviewedEligible, GuardMaterialsSeen, GuardPlacerConsent, GuardDutyHoldersConsent, GuardChildConsent, GuardChildStays, GuardProposerNotAssessor, GuardEvidenceValid}
}

// beforeRegistration is what must hold on the day of registration, in either order.
func beforeRegistration() []GuardCode {
	return []GuardCode{GuardProposedRegister, GuardApproverDiffers, GuardAssessedOrExempt, GuardNoticeCleared, GuardEligibleToday, GuardMaterialsSeen, GuardPlacerConsent, GuardDutyHoldersConsent, GuardChildConsent, GuardQuestioned, GuardGuided, GuardCircumstancesDecided, GuardChildFree, GuardChildStays, GuardEvidenceValid}
}
