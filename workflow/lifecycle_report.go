package workflow

import "github.com/anjia-project/anjia/assessment/law"

// reportRows is the report of the body and its review by the authority. In order A
// one report is on both phases; in order B the report in reporting is on the
// capacity, the one in integration_review on the integration.
func reportRows() []Row {
	return []Row{
		{
			Act: ActWriteReport, Order: OrderA, Name: "撰写评估报告", From: []State{Reporting}, Roles: evaluator, Guards: []GuardCode{GuardDeclared},
			Covers: []string{PhaseCapacity, PhaseIntegration}, Basis: []law.Citation{Assessment("第九条")}, Maps: "T20",
		},
		{
			Act: ActWriteReport, Order: OrderB, Name: "撰写评估报告", From: []State{Reporting}, Roles: evaluator, Guards: []GuardCode{GuardDeclared},
			Covers: []string{PhaseCapacity}, Basis: []law.Citation{Assessment("第九条")}, Maps: "T20",
		},
		{
			Act: ActWriteReport, Order: OrderB, Name: "撰写评估报告", From: []State{IntegrationReview}, Roles: evaluator, Guards: []GuardCode{GuardDeclared, GuardReportUnsealed},
			Covers: []string{PhaseIntegration}, Basis: []law.Citation{Assessment("第八条"), Assessment("第九条")}, Maps: "T25",
		},
		{
			Act: ActSignReport, Name: "签署评估报告", From: []State{Reporting}, Roles: evaluator, Guards: []GuardCode{GuardDeclared, GuardReportWritten},
			Basis: []law.Citation{Assessment("第九条")}, Maps: "T21",
		},
		{
			Act: ActSignReport, Order: OrderB, Name: "签署评估报告", From: []State{IntegrationReview}, Roles: evaluator, Guards: []GuardCode{GuardDeclared, GuardReportWritten, GuardReportUnsealed},
			Basis: []law.Citation{Assessment("第八条"), Assessment("第九条")}, Maps: "T25",
		},
		{
			Act: ActSealForAgency, Name: "派员机构盖章", From: []State{Reporting}, Roles: manager, Bodies: []string{BodyMixed},
			Guards: []GuardCode{GuardReportWritten, GuardReportSigned, GuardSendingAgency, GuardAgencyUnseal, GuardSealerNotEvaluator, GuardDeclarationsClear},
			Basis:  []law.Citation{Assessment("第九条")}, Maps: "T21",
		},
		{
			Act: ActSealForAgency, Order: OrderB, Name: "派员机构盖章", From: []State{IntegrationReview}, Roles: manager, Bodies: []string{BodyMixed},
			Guards: []GuardCode{GuardReportWritten, GuardReportUnsealed, GuardReportSigned, GuardSendingAgency, GuardAgencyUnseal, GuardSealerNotEvaluator, GuardDeclarationsClear},
			Basis:  []law.Citation{Assessment("第八条"), Assessment("第九条")}, Maps: "T25",
		},
		{
			Act: ActSealReport, Name: "报告盖章", From: []State{Reporting}, To: []State{ReportReview}, Roles: manager,
			Guards: []GuardCode{GuardReportWritten, GuardReportSigned, GuardGroupSpeaks, GuardAgencySealed, GuardSealerNotEvaluator, GuardCircumstancesDecided, GuardDeclarationsClear},
			Papers: []PaperCode{"D13"}, Stops: []law.ClockName{law.ClockAssessment}, Pauses: []law.ClockName{law.ClockRegistrationReview},
			Basis: []law.Citation{Assessment("第九条"), Assessment("第十条")}, Maps: "T21",
		},
		{
			Act: ActSealReport, Order: OrderB, Name: "报告盖章", From: []State{IntegrationReview}, Roles: manager,
			Guards: []GuardCode{GuardReportWritten, GuardReportUnsealed, GuardReportSigned, GuardGroupSpeaks, GuardAgencySealed, GuardSealerNotEvaluator, GuardCircumstancesDecided, GuardDeclarationsClear},
			Papers: []PaperCode{"D16c"}, Pauses: []law.ClockName{law.ClockRegistrationReview},
			Basis: []law.Citation{Assessment("第八条"), Assessment("第九条"), Assessment("第十条")}, Maps: "T25",
		},
		{
			Act: ActReturnReport, Name: "退回评估报告", From: []State{ReportReview}, To: []State{Reporting}, Roles: authority,
			Guards: []GuardCode{GuardConclusionOpen}, Arms: []law.ClockName{law.ClockAssessment}, Pauses: []law.ClockName{law.ClockRegistrationReview}, Basis: []law.Citation{Assessment("第十三条")}, Maps: "T21",
		},
		{
			Act: ActReturnReport, Order: OrderB, Name: "退回评估报告", From: []State{IntegrationReview}, Roles: authority,
			Guards: []GuardCode{GuardReportSealed, GuardConclusionOpen}, Pauses: []law.ClockName{law.ClockRegistrationReview}, Basis: []law.Citation{Assessment("第十三条")}, Maps: "T25",
		},
		{
			Act: ActCheckReport, Name: "审核评估报告", From: []State{ReportReview}, Roles: officer,
			Guards: []GuardCode{GuardCheckerNotAssessor}, Basis: []law.Citation{Assessment("第十三条")}, Maps: "T21",
		},
		{
			Act: ActCheckReport, Order: OrderB, Name: "审核评估报告", From: []State{IntegrationReview}, Roles: officer,
			Guards: []GuardCode{GuardReportSealed, GuardCheckerNotAssessor}, Basis: []law.Citation{Assessment("第十三条")}, Maps: "T25",
		},
		{
			Act: ActConfirmConclusion, Name: "确认评估结论", From: []State{ReportReview}, Roles: supervisor,
			Guards: []GuardCode{GuardReportChecked, GuardConfirmerDiffers, GuardConclusionOpen}, Papers: []PaperCode{"D14"}, Arms: []law.ClockName{law.ClockReviewWindow},
			Basis: []law.Citation{Assessment("第十条"), Assessment("第十三条")}, Maps: "T22, T23",
		},
		{
			Act: ActConfirmConclusion, Order: OrderB, Name: "确认评估结论", From: []State{IntegrationReview}, Roles: supervisor,
			Guards: []GuardCode{GuardReportSealed, GuardReportChecked, GuardConfirmerDiffers, GuardConclusionOpen}, Papers: []PaperCode{"D14b"}, Arms: []law.ClockName{law.ClockReviewWindow},
			Basis: []law.Citation{Assessment("第八条"), Assessment("第十条"), Assessment("第十三条")}, Maps: "T28, T29",
		},
		{
			Act: ActRecordReply, Name: "记录申请人意见", From: []State{ReportReview, IntegrationReview}, Roles: officer,
			Guards: []GuardCode{GuardConclusionServed}, Basis: []law.Citation{Assessment("第十条")}, Maps: "T36",
		},
	}
}
