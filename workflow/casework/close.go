package casework

import (
	"context"

	"github.com/anjia-project/anjia/workflow"
)

// Close files the case (归档).
type Close struct {
	Dated
	Pages int    `json:"pages" minimum:"1" maximum:"10000" doc:"档案页数"`
	Note  string `json:"note,omitempty" maxLength:"1000"`
}

// Act names the act.
func (Close) Act() workflow.ActName { return workflow.ActClose }

// Decide closes the case; every clock ends.
func (in Close) Decide(_ context.Context, d *Decision) error {
	d.Case.Ending = &workflow.Ending{On: d.On, By: d.Actor.Name, Ground: "archived", Reason: in.Note, Pages: in.Pages}
	return d.StopAllClocks(d.On, "归档")
}
