package workflow

import (
	"slices"

	"github.com/anjia-project/anjia/assessment/law"
)

// Row is one line of the table: an act, from where, to where, by whom, under
// which guards, with which papers and clocks, on what basis.
type Row struct {
	Act    ActName
	Name   string  // Chinese term of art
	From   []State // an act may be done from any of these
	To     []State // where it leads; empty: the case stays where it is
	Back   bool    // leads back to where the proposal came from
	Roles  []Role
	Guards []GuardCode
	Papers []PaperCode     // papers that the act may order
	Arms   []law.ClockName // clocks that the act starts
	Stops  []law.ClockName // clocks that the act stops
	Pauses []law.ClockName // clocks that the act pauses or resumes
	Basis  []law.Citation
	Maps   string // transition of domain.md §3.4
	Hold   bool   // permitted while an emergency holds the case
	After  Fact   // the legal date that the act presupposes
	Child  bool   // touches the child's record: the child is locked first
	// Only names the categories that the act can concern; empty: every category.
	Only []Category
}

// Applies reports whether the act can ever concern the case.
func (r Row) Applies(c *Case) bool { return len(r.Only) == 0 || slices.Contains(r.Only, c.Category) }

// Stays reports whether the act leaves the state as it is.
func (r Row) Stays() bool { return len(r.To) == 0 && !r.Back }

// Fact names a date of the case that an act may not precede.
type Fact string

// The facts that rows presuppose.
const (
	SinceState      Fact = ""           // the day the present state was entered
	SinceReceipt    Fact = "received"   // the day the file was received
	SinceCommission Fact = "commission" // the day the assessment body was named
	SinceBegun      Fact = "begun"      // the day the assessment began
	SinceHandOver   Fact = "hand_over"  // the day the child was handed over
	SinceRegistered Fact = "registered" // the day of registration
	SinceNothing    Fact = "nothing"
)

var (
	officer       = []Role{RoleOfficer}
	supervisor    = []Role{RoleSupervisor}
	authority     = []Role{RoleOfficer, RoleSupervisor}
	manager       = []Role{RoleManager}
	evaluator     = []Role{RoleEvaluator}
	everyone      = []Role{RoleOfficer, RoleSupervisor, RoleManager, RoleEvaluator}
	untilDecided  = []State{Submitted, Supplementing, Reviewing, AwaitingConsent, Commissioning, Assessing, Integrating, Reporting, ReportReview, Deciding}
	untilDecision = []State{Commissioning, Assessing, Integrating, Reporting, ReportReview, Deciding}
	anyOpen       = []State{Submitted, Supplementing, Reviewing, AwaitingConsent, Commissioning, Assessing, Integrating, Reporting, ReportReview, Deciding, FollowUp}
	anyState      = []State{Submitted, Supplementing, Reviewing, AwaitingConsent, Commissioning, Assessing, Integrating, Reporting, ReportReview, Deciding, FollowUp, Closed, NotAccepted, Refused, Withdrawn, Terminated}
)

// Table returns THE table of kind registration, order A (design.md §3). Order B
// comes as further rows.
func Table() []Row {
	return append(append(append(counterRows(), studyRows()...), decisionRows()...), sideRows()...)
}

// counterRows is the counter: from the application to the family's answer to the notice.
func counterRows() []Row {
	return []Row{
		{
			Act: ActSubmit, Name: "提交申请", From: []State{Draft}, To: []State{Submitted}, Roles: officer,
			Guards: []GuardCode{GuardApplicationComplete, GuardChildLinked},
			Papers: []PaperCode{"D01", "D02a"}, Arms: []law.ClockName{law.ClockRegistrationReview},
			Basis: []law.Citation{Measures("第五条"), Measures("第六条"), Measures("第七条")}, Maps: "T1", After: SinceNothing, Child: true,
		},
		{
			Act: ActRequestSupplement, Name: "补正告知", From: []State{Submitted}, To: []State{Supplementing}, Roles: officer,
			Guards: []GuardCode{GuardSupplementOnce}, Papers: []PaperCode{"D02c"}, Arms: []law.ClockName{law.ClockSupplement},
			Pauses: []law.ClockName{law.ClockRegistrationReview}, Basis: []law.Citation{Measures("第八条")}, Maps: "T2",
		},
		{
			Act: ActSupplySupplement, Name: "补正", From: []State{Supplementing}, To: []State{Submitted}, Roles: officer,
			Papers: []PaperCode{"D01", "D02a"}, Stops: []law.ClockName{law.ClockSupplement}, Arms: []law.ClockName{law.ClockRegistrationReview},
			Basis: []law.Citation{Measures("第八条")}, Maps: "T3",
		},
		{
			Act: ActLapseSupplement, Name: "逾期未补正", From: []State{Supplementing}, To: []State{NotAccepted}, Roles: officer,
			Guards: []GuardCode{GuardSupplementLapsed}, Papers: []PaperCode{"D02d"}, Stops: []law.ClockName{law.ClockRegistrationReview, law.ClockSupplement},
			Basis: []law.Citation{Measures("第八条")}, Maps: "T4",
		},
		{
			Act: ActDeclineAcceptance, Name: "不予受理", From: []State{Submitted}, To: []State{NotAccepted}, Roles: officer,
			Papers: []PaperCode{"D02d"}, Stops: []law.ClockName{law.ClockRegistrationReview},
			Basis: []law.Citation{Measures("第四条")}, Maps: "T4",
		},
		{
			Act: ActAccept, Name: "受理", From: []State{Submitted}, To: []State{Reviewing}, Roles: officer,
			Guards: []GuardCode{GuardInScope, GuardMaterialsListed}, Papers: []PaperCode{"D02b"},
			Basis: []law.Citation{Measures("第四条"), Measures("第八条")}, Maps: "T5",
		},
		{
			Act: ActRecordMaterial, Name: "核验材料", From: untilDecided, Roles: officer, After: SinceNothing,
			Basis: []law.Citation{Measures("第六条"), Measures("第七条")},
		},
		{
			Act: ActRecordConsent, Name: "记录同意", From: untilDecided, Roles: officer, After: SinceNothing,
			Basis: []law.Citation{CivilCode("第一千零九十六条"), CivilCode("第一千一百零四条")},
		},
		{
			Act: ActRecordQuestioning, Name: "询问", From: []State{Reviewing, AwaitingConsent, Commissioning, Assessing, Integrating, Reporting, ReportReview, Deciding}, Roles: authority,
			Papers: []PaperCode{"D17a"}, After: SinceReceipt, Basis: []law.Citation{Guideline("收养登记")}, Maps: "T30",
		},
		{
			Act: ActRecordInvestigation, Name: "调查", From: []State{Reviewing, AwaitingConsent, Commissioning, Assessing, Integrating, Reporting, ReportReview, Deciding}, Roles: authority,
			Papers: []PaperCode{"D17b"}, After: SinceReceipt, Basis: []law.Citation{Guideline("收养登记")}, Maps: "T30",
		},
		{
			Act: ActRecordChildOpinion, Name: "听取被收养人意见", From: []State{Reviewing, AwaitingConsent, Commissioning, Assessing, Integrating, Reporting, ReportReview, Deciding}, Roles: authority,
			Papers: []PaperCode{"D17c"}, After: SinceReceipt, Basis: []law.Citation{CivilCode("第一千一百零四条")}, Maps: "T30",
		},
		{
			Act: ActCheckEligibility, Name: "条件审查", From: []State{Submitted, Reviewing, ReportReview, Deciding}, Roles: officer,
			Papers: []PaperCode{"R02"}, Basis: []law.Citation{CivilCode("第一千零九十八条"), Measures("第八条")}, Maps: "T6",
		},
		{
			Act: ActIssueNotice, Name: "书面告知", From: []State{Reviewing}, To: []State{AwaitingConsent}, Roles: officer, Only: assessed(),
			Guards: []GuardCode{GuardNotExempt, GuardReviewedEligible, GuardMaterialsSeen, GuardPlacerConsent, GuardDutyHoldersConsent, GuardChildConsent, GuardNoticePublished},
			Papers: []PaperCode{"D04", "D05", "D05", "D06a", "D06b", "D06c", "D07"}, Arms: []law.ClockName{law.ClockConsentAnswer},
			Basis: []law.Citation{Assessment("第九条")}, Maps: "T11",
		},
		{
			Act: ActGiveConsent, Name: "同意评估", From: []State{AwaitingConsent}, To: []State{Commissioning}, Roles: officer,
			Papers: []PaperCode{"D06a", "D06b", "D06c", "D07", "D08"}, Arms: []law.ClockName{law.ClockAssessment}, Stops: []law.ClockName{law.ClockConsentAnswer},
			Pauses: []law.ClockName{law.ClockRegistrationReview}, Basis: []law.Citation{Assessment("第九条"), Assessment("第十条"), PIPL("第二十九条")}, Maps: "T12",
		},
		{
			Act: ActRefuseConsent, Name: "不同意评估", From: []State{AwaitingConsent}, To: []State{Withdrawn}, Roles: officer,
			Papers: []PaperCode{"D22a"}, Stops: []law.ClockName{law.ClockRegistrationReview, law.ClockConsentAnswer}, Basis: []law.Citation{Assessment("第九条")}, Maps: "T13",
		},
		{
			Act: ActRecordNoAnswer, Name: "逾期未答复", From: []State{AwaitingConsent}, To: []State{Withdrawn}, Roles: officer,
			Guards: []GuardCode{GuardAnswerLapsed}, Papers: []PaperCode{"D22b"}, Stops: []law.ClockName{law.ClockRegistrationReview, law.ClockConsentAnswer},
			Basis: []law.Citation{Assessment("第九条")}, Maps: "T13",
		},
	}
}

// studyRows is the home study: commissioning, assessment, integration, report.
func studyRows() []Row {
	return []Row{
		{
			Act: ActNameBody, Name: "另行确定评估主体", From: []State{Commissioning}, Roles: officer, Papers: []PaperCode{"D05", "D08"},
			Guards: []GuardCode{GuardBodyOpen}, Basis: []law.Citation{Assessment("第五条")}, Maps: "T42",
		},
		{
			Act: ActAcceptCommission, Name: "接受委托", From: []State{Commissioning}, Roles: manager,
			Guards: []GuardCode{GuardBodyNamed}, Basis: []law.Citation{Assessment("第五条")}, Maps: "T14",
		},
		{
			Act: ActDeclineCommission, Name: "谢绝委托", From: []State{Commissioning}, Roles: manager,
			Guards: []GuardCode{GuardBodyInHand}, Basis: []law.Citation{Assessment("第五条")}, Maps: "T14",
		},
		{
			Act: ActAssignEvaluators, Name: "指派评估员", From: []State{Commissioning}, Roles: manager,
			Guards: []GuardCode{GuardBodyAccepted}, Basis: []law.Citation{Assessment("第九条")}, Maps: "T14",
		},
		{
			Act: ActDeclareRecusal, Name: "回避声明和保密承诺", From: []State{Commissioning, Assessing, Integrating, Reporting}, Roles: evaluator, After: SinceCommission,
			Papers: []PaperCode{"D09"}, Basis: []law.Citation{Assessment("第十二条"), Assessment("第四条")}, Maps: "T14",
		},
		{
			Act: ActReplaceEvaluator, Name: "更换评估员", From: []State{Commissioning, Assessing, Integrating, Reporting}, Roles: manager, After: SinceCommission,
			Guards: []GuardCode{GuardBodyAccepted}, Basis: []law.Citation{Assessment("第十二条")}, Maps: "T15",
		},
		{
			Act: ActBeginAssessment, Name: "开始评估", From: []State{Commissioning}, To: []State{Assessing}, Roles: manager,
			Guards: []GuardCode{GuardBodyAccepted, GuardEvaluatorsEnough, GuardDeclarationsClear}, Basis: []law.Citation{Assessment("第七条"), Assessment("第九条"), Assessment("第十二条")}, Maps: "T14",
		},
		{
			Act: ActRecordVisit, Name: "家访", From: []State{Assessing}, Roles: evaluator, Guards: []GuardCode{GuardDeclared},
			Papers: []PaperCode{"D10a"}, After: SinceBegun, Basis: []law.Citation{Assessment("第八条"), Assessment("第九条")}, Maps: "T16",
		},
		{
			Act: ActRecordInterview, Name: "谈话", From: []State{Assessing, Integrating}, Roles: evaluator, Guards: []GuardCode{GuardDeclared},
			Papers: []PaperCode{"D10b"}, After: SinceBegun, Basis: []law.Citation{Assessment("第八条"), Assessment("第九条")}, Maps: "T16",
		},
		{
			Act: ActRecordInquiry, Name: "走访调查", From: []State{Assessing, Integrating}, Roles: evaluator, Guards: []GuardCode{GuardDeclared},
			Papers: []PaperCode{"D10c"}, After: SinceBegun, Basis: []law.Citation{Assessment("第八条"), Assessment("第九条")}, Maps: "T16",
		},
		{
			Act: ActSubmitSheet, Name: "提交评分表", From: []State{Assessing, Integrating}, Roles: evaluator,
			Guards: []GuardCode{GuardDeclared, GuardVisited}, Papers: []PaperCode{"D11"}, After: SinceBegun, Basis: []law.Citation{Assessment("第九条")}, Maps: "T20",
		},
		{
			Act: ActReportCircumstance, Name: "报告应当报告的情形", From: untilDecision, Roles: everyone, Hold: true,
			Papers: []PaperCode{"D12a"}, After: SinceCommission, Basis: []law.Citation{Assessment("第十一条"), MinorsLaw("第十一条")}, Maps: "T17, T18",
		},
		{
			Act: ActDecideCircumstance, Name: "对报告情形作出决定", From: untilDecision, Roles: supervisor, Hold: true, After: SinceCommission,
			Guards: []GuardCode{GuardCircumstanceOpen}, Basis: []law.Citation{Assessment("第十一条")}, Maps: "T19",
		},
		{
			Act: ActFindUnfit, Name: "认定不具备收养能力", From: []State{Assessing}, To: []State{Reporting}, Roles: evaluator,
			Guards: []GuardCode{GuardDeclared, GuardCapacitySheets, GuardCapacityNotPassed, GuardDeclarationsClear}, Basis: []law.Citation{Assessment("第九条")}, Maps: "T20",
		},
		{
			Act: ActBeginIntegration, Name: "开始融合", From: []State{Assessing}, To: []State{Integrating}, Roles: officer,
			Guards: []GuardCode{GuardCapacitySheets, GuardCapacityPassed, GuardCircumstancesDecided, GuardDeclarationsClear, GuardPlacerConsent, GuardDutyHoldersConsent, GuardChildConsent, GuardChildFree},
			Papers: []PaperCode{"D15a", "D15b"}, Arms: []law.ClockName{law.ClockIntegration}, After: SinceBegun, Child: true, Basis: []law.Citation{Assessment("第八条")}, Maps: "T22",
		},
		{
			Act: ActRecordIntegrationVisit, Name: "融合期走访", From: []State{Integrating}, Roles: evaluator, Guards: []GuardCode{GuardDeclared},
			Papers: []PaperCode{"D16a"}, After: SinceHandOver, Basis: []law.Citation{Assessment("第八条")}, Maps: "T24",
		},
		{
			Act: ActFinishIntegration, Name: "融合期满", From: []State{Integrating}, To: []State{Reporting}, Roles: evaluator,
			Guards: []GuardCode{GuardDeclared, GuardIntegrationElapsed, GuardIntegrationVisited, GuardIntegrationSheets, GuardCircumstancesDecided, GuardDeclarationsClear},
			Papers: []PaperCode{"D16b"}, Stops: []law.ClockName{law.ClockIntegration}, Basis: []law.Citation{Assessment("第八条")}, Maps: "T25",
		},
		{
			Act: ActFailIntegration, Name: "融合失败", From: []State{Integrating}, To: []State{Deciding}, Roles: authority, Hold: true,
			Papers: []PaperCode{"D15c"}, Stops: []law.ClockName{law.ClockIntegration, law.ClockAssessment}, Pauses: []law.ClockName{law.ClockRegistrationReview}, Basis: []law.Citation{Assessment("第八条")}, Maps: "T27",
		},
		{
			Act: ActWriteReport, Name: "撰写评估报告", From: []State{Reporting}, Roles: evaluator, Guards: []GuardCode{GuardDeclared},
			Basis: []law.Citation{Assessment("第九条")}, Maps: "T20",
		},
		{
			Act: ActSignReport, Name: "签署评估报告", From: []State{Reporting}, Roles: evaluator, Guards: []GuardCode{GuardDeclared, GuardReportWritten},
			Basis: []law.Citation{Assessment("第九条")}, Maps: "T21",
		},
		{
			Act: ActSealReport, Name: "报告盖章", From: []State{Reporting}, To: []State{ReportReview}, Roles: manager,
			Guards: []GuardCode{GuardReportWritten, GuardReportSigned, GuardSealerNotEvaluator, GuardCircumstancesDecided, GuardDeclarationsClear},
			Papers: []PaperCode{"D13"}, Stops: []law.ClockName{law.ClockAssessment}, Pauses: []law.ClockName{law.ClockRegistrationReview},
			Basis: []law.Citation{Assessment("第九条"), Assessment("第十条")}, Maps: "T21",
		},
	}
}

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
			Act: ActRemoveChild, Name: "将儿童带离", From: []State{Integrating, Reporting, ReportReview, Deciding, FollowUp}, Roles: authority, After: SinceNothing, Hold: true,
			Guards: []GuardCode{GuardEmergency, GuardChildWithFamily}, Papers: []PaperCode{"D15c"}, Pauses: []law.ClockName{law.ClockIntegration}, Basis: []law.Citation{CivilCode("第三十一条"), MinorsLaw("第九十二条")}, Maps: "T26",
		},
		{
			Act: ActLiftEmergency, Name: "解除紧急处置", From: anyOpen, Roles: supervisor, After: SinceNothing, Hold: true, Child: true,
			Guards: []GuardCode{GuardEmergency, GuardPoliceReported, GuardLifterDiffers}, Arms: []law.ClockName{law.ClockIntegration},
			Pauses: []law.ClockName{law.ClockRegistrationReview, law.ClockAssessment, law.ClockIntegration}, Basis: []law.Citation{Assessment("第十一条")}, Maps: "T26",
		},
		{
			Act: ActTerminateAssessment, Name: "终止评估", From: []State{Commissioning, Assessing, Integrating, Reporting, ReportReview}, To: []State{Deciding}, Roles: supervisor, Hold: true,
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

// assessed are the categories whose families are assessed.
func assessed() []Category {
	return slices.DeleteFunc(Categories(), Category.Exempt)
}

// allCaseClocks are the clocks that end with the case.
func allCaseClocks() []law.ClockName {
	return []law.ClockName{
		law.ClockRegistrationReview, law.ClockSupplement, law.ClockConsentAnswer, law.ClockAssessment, law.ClockIntegration, law.ClockReviewWindow,
	}
}

// servedPapers are the papers that have to be served: one that is void is ordered anew.
func servedPapers() []PaperCode {
	var codes []PaperCode
	for _, p := range PaperSpecs() {
		if p.Served {
			codes = append(codes, p.Code)
		}
	}
	return codes
}
