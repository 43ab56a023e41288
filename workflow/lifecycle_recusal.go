package workflow

import "github.com/anjia-project/anjia/assessment/law"

// Acts on recusal.
const (
	ActRecordRecusal ActName = "record_recusal" // 登记回避
	ActWaiveRecusal  ActName = "waive_recusal"  // 决定不予回避
)

// recusalRows are the decisions on who may not work on a case.
func recusalRows() []Row {
	return []Row{
		{
			Act: ActRecordRecusal, Name: "登记回避", From: anyOpen, Roles: []Role{RoleOfficer, RoleSupervisor, RoleManager}, After: SinceReceipt, Hold: true,
			Basis: []law.Citation{Assessment("第十二条")}, Maps: "T15",
		},
		{
			Act: ActWaiveRecusal, Name: "决定不予回避", From: anyOpen, Roles: supervisor, After: SinceReceipt, Hold: true,
			Basis: []law.Citation{Assessment("第十二条")}, Maps: "T15",
		},
	}
}
