package workflow

import "github.com/anjia-project/anjia/assessment/law"

// Guards of the emergency hold.
const (
	GuardNoEmergency          GuardCode = "no_emergency"
	GuardEmergency            GuardCode = "emergency"
	GuardPoliceReported       GuardCode = "police_reported"
	GuardPoliceReportedIfHarm GuardCode = "police_reported_if_harm"
	GuardLifterDiffers        GuardCode = "lifter_differs"
	GuardChildWithFamily      GuardCode = "child_with_family"
)

func holdGuards() []Guard {
	return []Guard{
		{
			GuardNoEmergency, "没有紧急处置", nil, by(ActLiftEmergency),
			holds(func(v *View) bool { return !v.Case.Emergency.Open() }, "案件正处于紧急处置中"),
		},
		{
			GuardEmergency, "处于紧急处置中", nil, by(ActRaiseEmergency),
			holds(func(v *View) bool { return v.Case.Emergency.Open() }, "案件不在紧急处置中"),
		},
		{
			GuardPoliceReported, "已向公安机关报案",
			[]law.Citation{Assessment("第十一条"), MinorsLaw("第十一条")},
			by(ActRecordPoliceReport),
			holds(func(v *View) bool { return v.Case.Emergency == nil || v.Case.Emergency.PoliceAt != "" }, "尚未记录向公安机关报案：应当立即报案"),
		},
		{
			GuardPoliceReportedIfHarm, "有伤害情形的已向公安机关报案",
			[]law.Citation{Assessment("第十一条"), MinorsLaw("第十一条")},
			by(ActRecordPoliceReport),
			holds(func(v *View) bool { return !v.Case.Emergency.Open() || v.Case.Emergency.PoliceAt != "" }, "尚未记录向公安机关报案：应当立即报案"),
		},
		{
			GuardLifterDiffers, "解除人与提出人不是同一人", nil, somebody(supervisor),
			holds(func(v *View) bool { return v.Case.Emergency == nil || v.Case.Emergency.RaisedByID != v.Actor.ID }, "解除紧急处置的人不得是提出人"),
		},
		{
			GuardChildWithFamily, "儿童在申请人家中", nil, nobody(),
			holds(func(v *View) bool {
				return v.Case.ChildWithFamily() || v.Case.Registration != nil && v.Case.Emergency.Open() && v.Case.Emergency.RemovedOn.IsZero()
			}, "儿童不在申请人家中"),
		},
	}
}
