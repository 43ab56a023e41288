package workflow

import "github.com/anjia-project/anjia/assessment/law"

// ActAdoptRules takes a case over to the rules in use now (改用现行规则).
const ActAdoptRules ActName = "adopt_rules"

// GuardAssessmentNotBegun keeps the rules of a case from changing once somebody is assessed by them.
const GuardAssessmentNotBegun GuardCode = "assessment_not_begun"

// lawRows are the acts on the rules by which a case is judged.
func lawRows() []Row {
	return []Row{
		{
			Act: ActAdoptRules, Name: "改用现行规则", From: []State{Submitted, Supplementing, Reviewing, AwaitingConsent, Commissioning}, Roles: supervisor,
			Guards: []GuardCode{GuardAssessmentNotBegun},
		},
	}
}

func lawGuards() []Guard {
	return []Guard{
		{
			GuardAssessmentNotBegun, "尚未开始评估", nil, nobody(),
			holds(func(v *View) bool { return !v.Case.Begun() }, "评估已经开始，评分表和规则已经确定：本案始终适用开始评估时的规则，不得改用"),
		},
	}
}

// Begun reports whether an assessment of the family has ever begun: from then on its
// rules and tables stay.
func (c *Case) Begun() bool {
	if len(c.Instruments) > 0 || c.Commission != nil && !c.Commission.BegunOn.IsZero() {
		return true
	}
	for _, past := range c.PastBodies {
		if !past.BegunOn.IsZero() {
			return true
		}
	}
	return false
}

// RuleChange is one move of a case to other versions of its pack and its calendar
// (改用现行规则), with what became of the dates that were running.
type RuleChange struct {
	On             law.Date     `json:"on"`
	By             string       `json:"by"`
	Reason         string       `json:"reason"`
	PackBefore     Ref          `json:"pack_before"`
	PackAfter      Ref          `json:"pack_after"`
	CalendarBefore Ref          `json:"calendar_before"`
	CalendarAfter  Ref          `json:"calendar_after"`
	OrderBefore    Order        `json:"order_before"`
	OrderAfter     Order        `json:"order_after"`
	Clocks         []DateChange `json:"clocks"` // those that were running, whether their date changed or not
}

// DateChange is the date of a running clock before and after its rules changed, as
// it was told on that day. While a clock stands still it is the date that would
// come out if it ran again from that day on.
type DateChange struct {
	Clock  law.ClockName `json:"clock"`
	Title  string        `json:"title"`
	Start  law.Date      `json:"start"`
	Before law.Date      `json:"before"`
	After  law.Date      `json:"after"`
	Paused bool          `json:"paused,omitempty"`
	// Kept says why the term itself stays as it was: told to the family, or set by hand.
	Kept string   `json:"kept,omitempty"`
	Why  []string `json:"why"` // the new date, derived step by step
}

// Earlier reports whether the change takes days away.
func (d DateChange) Earlier() bool { return d.After.Before(d.Before) }
