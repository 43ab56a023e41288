package workflow

import "github.com/anjia-project/anjia/assessment/law"

// decisionRows is the authority's part: review of the report, decision, follow-up, archive.
func decisionRows() []Row {
	return []Row{
		{
			Act: ActReturnReport, Name: "退回评估报告", From: []State{ReportReview}, To: []State{Reporting}, Roles: authority,
			Guards: []GuardCode{GuardConclusionOpen}, Arms: []law.ClockName{law.ClockAssessment}, Pauses: []law.ClockName{law.ClockRegistrationReview}, Basis: []law.Citation{Assessment("第十三条")}, Maps: "T21",
		},
		{
			Act: ActCheckReport, Name: "审核评估报告", From: []State{ReportReview}, Roles: officer,
			Guards: []GuardCode{GuardCheckerNotAssessor}, Basis: []law.Citation{Assessment("第十三条")}, Maps: "T21",
		},
		{
			Act: ActConfirmConclusion, Name: "确认评估结论", From: []State{ReportReview}, Roles: supervisor,
			Guards: []GuardCode{GuardReportChecked, GuardConfirmerDiffers, GuardConclusionOpen}, Papers: []PaperCode{"D14"}, Arms: []law.ClockName{law.ClockReviewWindow},
			Basis: []law.Citation{Assessment("第十条"), Assessment("第十三条")}, Maps: "T22, T23",
		},
		{
			Act: ActRecordReply, Name: "记录申请人意见", From: []State{ReportReview}, Roles: officer,
			Guards: []GuardCode{GuardConclusionServed}, Basis: []law.Citation{Assessment("第十条")}, Maps: "T36",
		},
		{
			Act: ActProposeRegistration, Name: "拟准予登记", From: []State{Reviewing, ReportReview, Deciding}, To: []State{Deciding}, Roles: officer,
			Guards: []GuardCode{GuardNoProposal, GuardAssessedOrExempt, GuardConclusionSettled, GuardReviewedEligible, GuardMaterialsSeen, GuardPlacerConsent, GuardDutyHoldersConsent, GuardChildConsent, GuardChildStays, GuardProposerNotAssessor},
			Basis:  []law.Citation{Measures("第八条")}, Maps: "T7, T28",
		},
		{
			Act: ActProposeRefusal, Name: "拟不予登记", From: []State{Reviewing, ReportReview, Deciding}, To: []State{Deciding}, Roles: officer, Hold: true,
			Guards: []GuardCode{GuardNoProposal, GuardConclusionSettled, GuardProposerNotAssessor}, Basis: []law.Citation{Measures("第八条")}, Maps: "T6, T23, T29",
		},
		{
			Act: ActReturnProposal, Name: "退回拟办意见", From: []State{Deciding}, Back: true, Roles: supervisor, Hold: true,
			Guards: []GuardCode{GuardProposalOpen, GuardApproverDiffers}, Basis: []law.Citation{Measures("第八条")}, Maps: "T30",
		},
		{
			Act: ActReturnChild, Name: "返还儿童", From: []State{Reporting, ReportReview, Deciding}, Roles: authority, After: SinceHandOver,
			Guards: []GuardCode{GuardChildWithFamily}, Papers: []PaperCode{"D15c"}, Basis: []law.Citation{Assessment("第八条")}, Maps: "T27",
		},
		{
			Act: ActGiveGuidance, Name: "家庭教育指导", From: []State{Reviewing, ReportReview, Deciding, FollowUp}, Roles: authority, After: SinceReceipt,
			Basis: []law.Citation{FamilyEducation("第三十二条")}, Maps: "T30",
		},
		{
			Act: ActApproveRegistration, Name: "准予登记", From: []State{Deciding}, To: []State{FollowUp}, Roles: supervisor, Child: true,
			Guards: []GuardCode{GuardProposedRegister, GuardApproverDiffers, GuardAssessedOrExempt, GuardNoticeCleared, GuardEligibleToday, GuardMaterialsSeen, GuardPlacerConsent, GuardDutyHoldersConsent, GuardChildConsent, GuardQuestioned, GuardGuided, GuardCircumstancesDecided, GuardChildFree, GuardChildStays},
			Papers: []PaperCode{"D18", "D19", "D21a"}, Arms: []law.ClockName{law.ClockFollowUp}, Stops: []law.ClockName{law.ClockRegistrationReview},
			Basis: []law.Citation{CivilCode("第一千一百零五条"), Measures("第八条")}, Maps: "T30, T32",
		},
		{
			Act: ActApproveRefusal, Name: "不予登记", From: []State{Deciding}, To: []State{Refused}, Roles: supervisor, Hold: true,
			Guards: []GuardCode{GuardProposedRefuse, GuardApproverDiffers, GuardChildSafe, GuardPoliceReportedIfHarm}, Papers: []PaperCode{"D18", "D20"},
			Stops: []law.ClockName{law.ClockRegistrationReview}, Basis: []law.Citation{Measures("第八条")}, Maps: "T6, T31",
		},
		{
			Act: ActHandCertificate, Name: "颁发收养登记证", From: []State{FollowUp}, Roles: authority, After: SinceRegistered,
			Papers: []PaperCode{"D19"}, Guards: []GuardCode{GuardCertificateOpen}, Basis: []law.Citation{Measures("第八条"), Guideline("颁发收养登记证")}, Maps: "T30",
		},
		{
			Act: ActPlanFollowUp, Name: "制定回访计划", From: []State{FollowUp}, Roles: officer, After: SinceRegistered,
			Guards: []GuardCode{GuardPlanOpen}, Papers: []PaperCode{"D21a"}, Arms: []law.ClockName{law.ClockFollowUp}, Maps: "T32",
		},
		{Act: ActAssignFollowUp, Name: "指派回访", From: []State{FollowUp}, Roles: authority, After: SinceRegistered, Guards: []GuardCode{GuardPlanOpen}, Maps: "T32"},
		{
			Act: ActRecordFollowUp, Name: "回访", From: []State{FollowUp}, Roles: everyone, After: SinceRegistered, Hold: true,
			Guards: []GuardCode{GuardPlanOpen}, Papers: []PaperCode{"D21b", "D12a"}, Stops: []law.ClockName{law.ClockFollowUp}, Maps: "T33",
		},
		{Act: ActMissFollowUp, Name: "回访未能进行", From: []State{FollowUp}, Roles: everyone, After: SinceRegistered, Guards: []GuardCode{GuardPlanOpen}, Maps: "T33"},
		{
			Act: ActReplanFollowUp, Name: "调整回访", From: []State{FollowUp}, Roles: officer, After: SinceRegistered, Guards: []GuardCode{GuardPlanOpen},
			Arms: []law.ClockName{law.ClockFollowUp}, Papers: []PaperCode{"D21a"}, Maps: "T33",
		},
		{Act: ActSettleFlag, Name: "处置回访异常", From: []State{FollowUp}, Roles: supervisor, After: SinceRegistered, Hold: true, Guards: []GuardCode{GuardFlagOpen}, Maps: "T34"},
		{
			Act: ActEndFollowUp, Name: "回访终结", From: []State{FollowUp}, Roles: officer, After: SinceRegistered,
			Guards: []GuardCode{GuardPlanOpen, GuardVisitsSettled, GuardFlagsSettled}, Papers: []PaperCode{"D21c"}, Stops: []law.ClockName{law.ClockFollowUp}, Maps: "T35",
		},
		{
			Act: ActPermitFoundling, Name: "同意继续办理", From: []State{Reviewing, ReportReview, Deciding}, Roles: supervisor, After: SinceReceipt, Only: []Category{CatFoundling},
			Basis: []law.Citation{{Instrument: "民政部、公安部、司法部、卫生部、人口计生委关于解决国内公民私自收养子女有关问题的通知", Number: "民发〔2008〕132号", Recalled: true}}, Maps: "T6",
		},
		{
			Act: ActClose, Name: "归档", From: []State{FollowUp}, To: []State{Closed}, Roles: officer, After: SinceRegistered,
			Guards: []GuardCode{GuardCertificateHanded, GuardFollowUpEnded}, Maps: "T35",
		},
	}
}
