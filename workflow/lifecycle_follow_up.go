package workflow

import "github.com/anjia-project/anjia/assessment/law"

// followUpRows is the time after the registration: certificate, visits, archive.
func followUpRows() []Row {
	return []Row{
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
			Act: ActPermitFoundling, Name: "同意继续办理", From: []State{Reviewing, ReportReview, Selecting, IntegrationReview, Deciding}, Roles: supervisor, After: SinceReceipt, Only: []Category{CatFoundling},
			Basis: []law.Citation{{Instrument: "民政部、公安部、司法部、卫生部、人口计生委关于解决国内公民私自收养子女有关问题的通知", Number: "民发〔2008〕132号", Recalled: true}}, Maps: "T6",
		},
		{
			Act: ActClose, Name: "归档", From: []State{FollowUp}, To: []State{Closed}, Roles: officer, After: SinceRegistered,
			Guards: []GuardCode{GuardCertificateHanded, GuardFollowUpEnded}, Maps: "T35",
		},
	}
}
