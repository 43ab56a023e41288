package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// GiveGuidance records family education guidance (家庭教育指导, 家庭教育促进法 art. 32).
type GiveGuidance struct {
	Dated
	Content string   `json:"content" minLength:"1" maxLength:"5000"`
	Persons []string `json:"persons" minItems:"1" maxItems:"10"`
}

// Act names the act.
func (GiveGuidance) Act() workflow.ActName { return workflow.ActGiveGuidance }

// Decide records the guidance; an earlier one stays in the case.
func (in GiveGuidance) Decide(_ context.Context, d *Decision) error {
	if d.Case.Guidance != nil {
		d.Case.PastGuidance = append(d.Case.PastGuidance, *d.Case.Guidance)
	}
	d.Case.Guidance = &workflow.Guidance{On: d.On, By: d.Actor.Name, Content: in.Content, Persons: in.Persons}
	return nil
}
