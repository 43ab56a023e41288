package casework

import (
	"context"
	"time"

	"github.com/anjia-project/anjia/workflow"
)

// RaiseEmergency puts the case on hold because a child may be in danger (紧急处置).
// Anybody with a role in the case may; nobody approves it first. The police come
// at once (2020 办法 art. 11; 未成年人保护法 art. 11).
type RaiseEmergency struct {
	Dated
	Facts   string    `json:"facts" minLength:"1" maxLength:"5000" doc:"What happened, where, to whom"`
	KnownAt time.Time `json:"known_at" doc:"Instant of first knowledge (首次知悉的时间)"`
}

// Act names the act.
func (RaiseEmergency) Act() workflow.ActName { return workflow.ActRaiseEmergency }

// SubjectEmergency is the subject of papers about the emergency itself.
const SubjectEmergency = "emergency"

// Decide opens the hold and orders the report D12a.
func (in RaiseEmergency) Decide(ctx context.Context, d *Decision) error {
	faults := Need("/facts", in.Facts, "紧急情形")
	if in.KnownAt.IsZero() {
		faults = append(faults, workflow.Field("/known_at", "required", "请填写首次知悉的时间", workflow.Assessment("第十一条")))
	}
	if len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	if err := d.raiseEmergency(in.Facts, in.KnownAt); err != nil {
		return err
	}
	_, err := d.OrderPaper(ctx, Order{Code: "D12a", To: "authority", Recipient: d.Case.Authority.Name, Subject: SubjectEmergency})
	return err
}
