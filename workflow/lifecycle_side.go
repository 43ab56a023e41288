package workflow

import "github.com/anjia-project/anjia/assessment/law"

// sideRows are the acts that lie beside the main road.
func sideRows() []Row {
	return []Row{
		{
			Act: ActRaiseEmergency, Name: "紧急处置", From: anyOpen, Roles: everyone, After: SinceReceipt, Hold: true,
			Guards: []GuardCode{GuardNoEmergency}, Papers: []PaperCode{"D12a"}, Pauses: []law.ClockName{law.ClockRegistrationReview, law.ClockAssessment}, Basis: []law.Citation{Assessment("第十一条"), MinorsLaw("第十一条")}, Maps: "T17, T26, T34",
		},
		{
			Act: ActRecordPoliceReport, Name: "报警", From: anyOpen, Roles: everyone, After: SinceNothing, Hold: true,
			Guards: []GuardCode{GuardEmergency}, Papers: []PaperCode{"D12b"}, Basis: []law.Citation{Assessment("第十一条"), MinorsLaw("第十一条")}, Maps: "T17",
		},
		{
			Act: ActRemoveChild, Name: "将儿童带离", From: []State{Integrating, Reporting, ReportReview, IntegrationReview, Deciding, FollowUp}, Roles: authority, After: SinceNothing, Hold: true,
			Guards: []GuardCode{GuardEmergency, GuardChildWithFamily}, Papers: []PaperCode{"D15c"}, Pauses: []law.ClockName{law.ClockIntegration}, Basis: []law.Citation{CivilCode("第三十一条"), MinorsLaw("第九十二条")}, Maps: "T26",
		},
		{
			Act: ActLiftEmergency, Name: "解除紧急处置", From: anyOpen, Roles: supervisor, After: SinceNothing, Hold: true, Child: true,
			Guards: []GuardCode{GuardEmergency, GuardPoliceReported, GuardLifterDiffers}, Arms: []law.ClockName{law.ClockIntegration},
			Pauses: []law.ClockName{law.ClockRegistrationReview, law.ClockAssessment, law.ClockIntegration}, Basis: []law.Citation{Assessment("第十一条")}, Maps: "T26",
		},
		{
			Act: ActTerminateAssessment, Name: "终止评估", From: []State{Commissioning, Assessing, Integrating, Reporting, ReportReview, Selecting, IntegrationReview}, To: []State{Deciding}, Roles: supervisor, Hold: true,
			Guards: []GuardCode{GuardPoliceReportedIfHarm}, Papers: []PaperCode{"D22c", "D15c"}, Stops: []law.ClockName{law.ClockAssessment, law.ClockIntegration, law.ClockReviewWindow}, Pauses: []law.ClockName{law.ClockRegistrationReview},
			Basis: []law.Citation{Assessment("第十一条")}, Maps: "T19",
		},
		{
			Act: ActWithdraw, Name: "撤回申请", From: untilDecided, To: []State{Withdrawn}, Roles: officer, Hold: true,
			Papers: []PaperCode{"D22a", "D15c"}, Stops: allCaseClocks(), Basis: []law.Citation{CivilCode("第一千一百零四条")}, Maps: "T38",
		},
		{
			Act: ActTerminate, Name: "终止办理", From: untilDecided, To: []State{Terminated}, Roles: supervisor, Hold: true, Child: true,
			Papers: []PaperCode{"D22b", "D15c"}, Stops: allCaseClocks(), Basis: []law.Citation{Measures("第八条")}, Maps: "T10",
		},
		{
			Act: ActServePaper, Name: "送达", From: anyState, Roles: authority, After: SinceNothing, Hold: true, Papers: []PaperCode{"R01"},
			Arms: []law.ClockName{law.ClockReconsideration, law.ClockLawsuit, law.ClockReviewWindow, law.ClockSupplement, law.ClockConsentAnswer}, Maps: "C6",
		},
		{Act: ActAttachScan, Name: "归入扫描件", From: anyState, Roles: everyone, After: SinceNothing, Hold: true},
		{Act: ActVoidPaper, Name: "文书作废", From: anyState, Roles: supervisor, After: SinceNothing, Hold: true, Papers: servedPapers()},
	}
}
