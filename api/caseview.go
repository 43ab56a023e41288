package api

import (
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow/casework"
)

// caseView is a case as the reader may see it, with its clocks and what the assessment limit leaves for the integration.
type caseView struct {
	casework.CaseView
	Feasibility *feasibility `json:"feasibility,omitempty"`
}

// feasibility says whether the integration still fits into the assessment limit (融合期测算).
type feasibility struct {
	Warn     bool         `json:"warn" doc:"The limit does not leave enough days for the integration"`
	DaysLeft int          `json:"days_left"`
	Needed   int          `json:"needed" doc:"Days of integration"`
	End      law.Date     `json:"end,omitzero" doc:"Last counted day of the limit; absent while it stands still"`
	Latest   law.Date     `json:"latest_hand_over,omitzero" doc:"Last day on which the child can be handed over in time"`
	Text     string       `json:"text"`
	Basis    law.Citation `json:"basis"`
	Floor    law.Citation `json:"floor_basis"`
}

func caseViewOf(v *casework.CaseView) caseView {
	out := caseView{CaseView: *v}
	if f := v.Feasibility; f != nil {
		out.Feasibility = &feasibility{f.Warn, f.DaysLeft, f.Needed, f.End, f.Latest, f.Text, f.Basis, f.Floor}
	}
	return out
}
