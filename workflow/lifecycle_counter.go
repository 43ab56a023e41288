package workflow

import "github.com/anjia-project/anjia/assessment/law"

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
			Act: ActRecordQuestioning, Name: "询问", From: reviewed, Roles: authority,
			Papers: []PaperCode{"D17a"}, After: SinceReceipt, Basis: []law.Citation{Guideline("收养登记")}, Maps: "T30",
		},
		{
			Act: ActRecordInvestigation, Name: "调查", From: reviewed, Roles: authority,
			Papers: []PaperCode{"D17b"}, After: SinceReceipt, Basis: []law.Citation{Guideline("收养登记")}, Maps: "T30",
		},
		{
			Act: ActRecordChildOpinion, Name: "听取被收养人意见", From: reviewed, Roles: authority,
			Papers: []PaperCode{"D17c"}, After: SinceReceipt, Basis: []law.Citation{CivilCode("第一千一百零四条")}, Maps: "T30",
		},
		{
			Act: ActCheckEligibility, Name: "条件审查", From: []State{Submitted, Reviewing, ReportReview, Selecting, IntegrationReview, Deciding}, Roles: officer,
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
