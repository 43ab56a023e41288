package workflow

import "github.com/anjia-project/anjia/assessment/law"

// studyRows is the home study: commissioning, assessment, integration.
func studyRows() []Row {
	return []Row{
		{
			Act: ActNameBody, Name: "另行确定评估主体", From: []State{Commissioning}, Roles: officer, Papers: []PaperCode{"D05", "D08"},
			Guards: []GuardCode{GuardBodyOpen}, Basis: []law.Citation{Assessment("第五条")}, Maps: "T42",
		},
		{
			Act: ActAcceptCommission, Name: "接受委托", From: []State{Commissioning}, Roles: manager,
			Guards: []GuardCode{GuardBodyNamed, GuardSendingAgency}, Basis: []law.Citation{Assessment("第五条")}, Maps: "T14",
		},
		{
			Act: ActDeclineCommission, Name: "谢绝委托", From: []State{Commissioning}, Roles: manager,
			Guards: []GuardCode{GuardBodyInHand, GuardSendingAgency}, Basis: []law.Citation{Assessment("第五条")}, Maps: "T14",
		},
		{
			Act: ActAssignEvaluators, Name: "指派评估员", From: []State{Commissioning}, Roles: manager,
			Guards: []GuardCode{GuardBodyAccepted}, Basis: []law.Citation{Assessment("第九条")}, Maps: "T14",
		},
		{
			Act: ActDeclareRecusal, Name: "回避声明和保密承诺", From: []State{Commissioning, Assessing, Integrating, Reporting, Selecting, IntegrationReview}, Roles: evaluator, After: SinceCommission,
			Papers: []PaperCode{"D09"}, Basis: []law.Citation{Assessment("第十二条"), Assessment("第四条")}, Maps: "T14",
		},
		{
			Act: ActReplaceEvaluator, Name: "更换评估员", From: []State{Commissioning, Assessing, Integrating, Reporting, Selecting, IntegrationReview}, Roles: manager, After: SinceCommission,
			Guards: []GuardCode{GuardBodyAccepted}, Basis: []law.Citation{Assessment("第十二条")}, Maps: "T15",
		},
		{
			Act: ActBeginAssessment, Name: "开始评估", From: []State{Commissioning}, To: []State{Assessing}, Roles: manager,
			Guards: []GuardCode{GuardBodyAccepted, GuardGroupSpeaks, GuardEvaluatorsEnough, GuardDeclarationsClear}, Basis: []law.Citation{Assessment("第七条"), Assessment("第九条"), Assessment("第十二条")}, Maps: "T14",
		},
		{ // a plan, which no article asks for: it starts, stops and proves nothing
			Act: ActMakeAppointment, Name: "约定走访", From: []State{Assessing, Integrating}, Roles: evaluator, Guards: []GuardCode{GuardDeclared},
			After: SinceBegun, Basis: []law.Citation{Assessment("第九条")}, Maps: "T16",
		},
		{
			Act: ActCancelAppointment, Name: "取消约定", From: []State{Assessing, Integrating}, Roles: evaluator, Guards: []GuardCode{GuardAppointed},
			After: SinceBegun, Basis: []law.Citation{Assessment("第九条")}, Maps: "T16",
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
			Act: ActNameAdjudicator, Name: "指定裁定人", From: []State{Assessing, Integrating}, Roles: []Role{RoleSupervisor, RoleManager}, After: SinceBegun,
			Guards: []GuardCode{GuardDisagreementOpen}, Basis: []law.Citation{Assessment("第九条"), Assessment("第十二条")}, Maps: "T20",
		},
		{
			Act: ActRuleItems, Name: "裁定评分差异", From: []State{Assessing, Integrating}, Roles: evaluator, After: SinceBegun,
			Guards: []GuardCode{GuardDisagreementOpen, GuardAdjudicatorDeclared}, Papers: []PaperCode{"D27"}, Basis: []law.Citation{Assessment("第九条")}, Maps: "T20",
		},
		{
			Act: ActRateJointly, Name: "提出共同评定", From: []State{Assessing, Integrating}, Roles: evaluator, After: SinceBegun,
			Guards: []GuardCode{GuardDeclared, GuardByConsensus, GuardDisagreementOpen}, Basis: []law.Citation{Assessment("第九条")}, Maps: "T20",
		},
		{
			Act: ActAgreeRating, Name: "同意共同评定", From: []State{Assessing, Integrating}, Roles: evaluator, After: SinceBegun,
			Guards: []GuardCode{GuardDeclared, GuardJointOpen}, Papers: []PaperCode{"D27"}, Basis: []law.Citation{Assessment("第九条")}, Maps: "T20",
		},
		{
			Act: ActReopenSheet, Name: "退回评分表", From: []State{Assessing, Integrating}, Roles: supervisor, After: SinceBegun,
			Guards: []GuardCode{GuardStaterNotAssessor}, Basis: []law.Citation{Assessment("第九条")}, Maps: "T20",
		},
		{
			Act: ActReopenSheet, Order: OrderA, Name: "退回评分表", From: []State{Reporting}, Anew: true, Roles: supervisor,
			Guards: []GuardCode{GuardStaterNotAssessor, GuardIntegrationResumable}, Arms: []law.ClockName{law.ClockIntegration}, Basis: []law.Citation{Assessment("第八条"), Assessment("第九条")}, Maps: "T20",
		},
		{
			Act: ActReopenSheet, Order: OrderB, Name: "退回评分表", From: []State{Reporting}, To: []State{Assessing}, Roles: supervisor,
			Guards: []GuardCode{GuardStaterNotAssessor}, Basis: []law.Citation{Assessment("第九条")}, Maps: "T20",
		},
		{
			Act: ActReopenSheet, Order: OrderB, Name: "退回评分表", From: []State{IntegrationReview}, To: []State{Integrating}, Roles: supervisor,
			Guards: []GuardCode{GuardStaterNotAssessor, GuardReportUnsealed, GuardChosen, GuardIntegrationResumable}, Arms: []law.ClockName{law.ClockIntegration}, Basis: []law.Citation{Assessment("第八条"), Assessment("第九条")}, Maps: "T20",
		},
		{ // never met there: it says that the report has to be returned first
			Act: ActReopenSheet, Name: "退回评分表", From: []State{ReportReview}, Roles: supervisor,
			Guards: []GuardCode{GuardStaterNotAssessor, GuardReportUnsealed, GuardConclusionOpen}, Basis: []law.Citation{Assessment("第九条")}, Maps: "T20",
		},
		{
			Act: ActRenewEvidence, Name: "补交证明材料", From: []State{Assessing, Integrating, Reporting, ReportReview, Selecting, IntegrationReview, Deciding}, Roles: []Role{RoleOfficer, RoleEvaluator}, After: SinceBegun,
			Basis: []law.Citation{Assessment("第八条"), Measures("第八条")}, Maps: "T20",
		},
		{
			Act: ActStateOutcome, Name: "认定评分结果", From: []State{Assessing, Integrating, Reporting, IntegrationReview}, Roles: supervisor, After: SinceBegun,
			Guards: []GuardCode{GuardOutcomeLeft, GuardStaterNotAssessor}, Basis: []law.Citation{Assessment("第十条")}, Maps: "T20",
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
			Act: ActFinishCapacity, Order: OrderB, Name: "能力评估完毕", From: []State{Assessing}, To: []State{Reporting}, Roles: evaluator,
			Guards: []GuardCode{GuardDeclared, GuardCapacitySheets, GuardCapacityPassed, GuardCircumstancesDecided, GuardDeclarationsClear},
			Basis:  []law.Citation{Assessment("第九条")}, Maps: "T20", After: SinceBegun,
		},
		{
			Act: ActBeginIntegration, Order: OrderA, Name: "开始融合", From: []State{Assessing}, To: []State{Integrating}, Roles: officer,
			Guards: append([]GuardCode{GuardCapacitySheets, GuardCapacityPassed}, beforeHandOver()...),
			Papers: []PaperCode{"D15a", "D15b"}, Arms: []law.ClockName{law.ClockIntegration}, After: SinceBegun, Child: true, Basis: []law.Citation{Assessment("第八条")}, Maps: "T22",
		},
		{
			Act: ActBeginIntegration, Order: OrderB, Name: "开始融合", From: []State{Selecting}, To: []State{Integrating}, Roles: officer,
			Guards: append([]GuardCode{GuardChosen, GuardAssessedOrExempt}, beforeHandOver()...),
			Papers: []PaperCode{"D15a", "D15b"}, Arms: []law.ClockName{law.ClockIntegration}, After: SinceChosen, Child: true, Basis: []law.Citation{Assessment("第八条"), Assessment("第十六条")}, Maps: "T22",
		},
		{
			Act: ActRecordIntegrationVisit, Name: "融合期走访", From: []State{Integrating}, Roles: evaluator, Guards: []GuardCode{GuardDeclared},
			Papers: []PaperCode{"D16a"}, After: SinceHandOver, Basis: []law.Citation{Assessment("第八条")}, Maps: "T24",
		},
		{
			Act: ActFinishIntegration, Order: OrderA, Name: "融合期满", From: []State{Integrating}, To: []State{Reporting}, Roles: evaluator,
			Guards: []GuardCode{GuardDeclared, GuardIntegrationElapsed, GuardIntegrationVisited, GuardIntegrationSheets, GuardCircumstancesDecided, GuardDeclarationsClear},
			Papers: []PaperCode{"D16b"}, Stops: []law.ClockName{law.ClockIntegration}, Basis: []law.Citation{Assessment("第八条")}, Maps: "T25",
		},
		{
			Act: ActFinishIntegration, Order: OrderB, Name: "融合期满", From: []State{Integrating}, To: []State{IntegrationReview}, Roles: evaluator,
			Guards: []GuardCode{GuardDeclared, GuardIntegrationElapsed, GuardIntegrationVisited, GuardIntegrationSheets, GuardCircumstancesDecided, GuardDeclarationsClear},
			Papers: []PaperCode{"D16b"}, Stops: []law.ClockName{law.ClockIntegration}, Basis: []law.Citation{Assessment("第八条")}, Maps: "T25",
		},
		{
			Act: ActFailIntegration, Name: "融合失败", From: []State{Integrating, IntegrationReview}, To: []State{Deciding}, Roles: authority, Hold: true,
			Papers: []PaperCode{"D15c"}, Stops: []law.ClockName{law.ClockIntegration, law.ClockAssessment}, Pauses: []law.ClockName{law.ClockRegistrationReview}, Basis: []law.Citation{Assessment("第八条")}, Maps: "T27",
		},
	}
}

// beforeHandOver is what must hold before a child is given to a family, in either order.
func beforeHandOver() []GuardCode {
	return []GuardCode{GuardCircumstancesDecided, GuardDeclarationsClear, GuardPlacerConsent, GuardDutyHoldersConsent, GuardChildConsent, GuardChildFree}
}
