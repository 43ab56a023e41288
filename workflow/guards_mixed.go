package workflow

import (
	"slices"

	"github.com/anjia-project/anjia/assessment/law"
)

// Guards of a mixed body: which of its two sides an act belongs to.
const (
	GuardSendingAgency GuardCode = "sending_agency"
	GuardGroupSpeaks   GuardCode = "group_speaks"
	GuardAgencyUnseal  GuardCode = "agency_unsealed"
	GuardAgencySealed  GuardCode = "agency_sealed"
)

func mixedGuards() []Guard {
	agency, own := somebody(manager), somebody(manager)
	agency.side, own.side = SealAgency, SealAuthority
	sealing := by(ActSealForAgency)
	sealing.side = SealAgency
	return []Guard{
		{
			GuardSendingAgency, "混合评估小组的，由派员机构办理",
			[]law.Citation{Assessment("第五条")},
			agency,
			holds(func(v *View) bool { return !v.Case.mixed() || !ownSide(v.Actor) }, "本案由混合评估小组评估，是否派员以及派员机构的盖章由派员机构负责人办理"),
		},
		{
			GuardGroupSpeaks, "混合评估小组的，由登记机关办理",
			[]law.Citation{Assessment("第六条")},
			own,
			holds(func(v *View) bool { return !v.Case.mixed() || ownSide(v.Actor) }, "本案由混合评估小组评估，开始评估和提交报告由组成评估小组的登记机关的审批人办理"),
		},
		{
			GuardAgencyUnseal, "派员机构尚未在报告上盖章", nil, nobody(),
			holds(func(v *View) bool { return v.Case.inHand().AgencySealedOn.IsZero() }, "派员机构已在评估报告上盖章"),
		},
		{
			GuardAgencySealed, "混合评估小组的，派员机构已按规定在报告上盖章",
			[]law.Citation{Assessment("第九条")},
			sealing,
			holds(func(v *View) bool {
				return !v.Case.mixed() || !v.Case.inHand().AgencySealedOn.IsZero() || !slices.Contains(MixedSeals(v.Pack, v.On), SealAgency)
			}, "派员机构尚未在评估报告上盖章"),
		},
	}
}
