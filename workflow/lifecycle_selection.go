package workflow

import "github.com/anjia-project/anjia/assessment/law"

// selectionRows is the choice of the best among the families who want one child
// (择优): order B alone. What is chosen, and who comes next, stands in every case
// of the child that takes part.
func selectionRows() []Row {
	selecting := []State{Selecting}
	basis := []law.Citation{Assessment("第十六条"), Assessment("第四条")}
	return []Row{
		{
			Act: ActEnterSelection, Order: OrderB, Name: "进入择优", From: []State{ReportReview}, To: selecting, Roles: officer, Child: true,
			Guards: []GuardCode{GuardConclusionSettled, GuardAssessedOrExempt, GuardReviewedEligible, GuardCircumstancesDecided, GuardChildFree, GuardProposerNotAssessor},
			Stops:  []law.ClockName{law.ClockReviewWindow}, Basis: basis, Maps: "T22",
		},
		{
			Act: ActProposeChoice, Order: OrderB, Name: "提出择优意见", From: selecting, Roles: officer, Child: true, Rivals: true,
			Guards: []GuardCode{GuardNoChoice, GuardNotChosen, GuardChildFree, GuardProposerNotAssessor}, Basis: basis, Maps: "T22, T27",
		},
		{
			Act: ActReturnChoice, Order: OrderB, Name: "退回择优意见", From: selecting, Roles: supervisor, Child: true, Rivals: true,
			Guards: []GuardCode{GuardChoiceOpen, GuardChoiceApproverDiffers}, Basis: basis, Maps: "T22",
		},
		{
			Act: ActApproveChoice, Order: OrderB, Name: "批准择优意见", From: selecting, Roles: supervisor, Child: true, Rivals: true,
			Guards: []GuardCode{GuardChoiceOpen, GuardChoiceApproverDiffers, GuardChildFree}, Papers: []PaperCode{"D26a", "D26b"},
			Pauses: []law.ClockName{law.ClockRegistrationReview}, Basis: basis, Maps: "T22",
		},
		{
			Act: ActCloseNotSelected, Order: OrderB, Name: "未被选定办结", From: selecting, To: []State{NotSelected}, Roles: supervisor, Child: true,
			Guards: []GuardCode{GuardChildTaken}, Papers: []PaperCode{"D26c"}, Stops: allCaseClocks(),
			Basis: []law.Citation{CivilCode("第一千一百零五条"), Assessment("第十六条")}, Maps: "T22",
		},
	}
}
