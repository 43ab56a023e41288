package reports

import (
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/workflow"
)

// covered are the scored phases that a report is on: both in order A, where the
// report says nothing of it, the capacity alone before a choice among families.
func covered(r workflow.Report) []instrument.Phase {
	if len(r.Covers) == 0 {
		return phases()
	}
	out := make([]instrument.Phase, len(r.Covers))
	for i, p := range r.Covers {
		out[i] = instrument.Phase(p)
	}
	return out
}

// capacityOnly reports whether the integration is evaluated on its own, after a
// choice among families (order B).
func capacityOnly(r workflow.Report) bool {
	return len(r.Covers) == 1 && r.Covers[0] == workflow.PhaseCapacity
}
