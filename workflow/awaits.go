package workflow

// Approval is what a case waits for somebody to approve.
type Approval string

// The approvals.
const (
	AwaitsNothing    Approval = ""
	AwaitsConclusion Approval = "conclusion" // 确认评估结论
	AwaitsChoice     Approval = "choice"     // 批准择优意见; in the case that is to be chosen
	AwaitsRegister   Approval = OutcomeRegister
	AwaitsRefuse     Approval = OutcomeRefuse
)

// Awaits says which approval the case waits for as it stands: a conclusion that was
// checked and not confirmed, an open choice, a proposal without decision. Who may
// give it is a matter of the table; lists show it to every supervisor.
func (c *Case) Awaits() Approval {
	switch c.State { //nolint:exhaustive // in the others nothing is approved by a second person
	case Deciding:
		if p := c.Proposal; p != nil && !p.Withdrawn && c.Decision == nil {
			return Approval(p.Outcome)
		}
	case ReportReview, IntegrationReview:
		if r := c.inHand(); !r.CheckedOn.IsZero() && r.ConfirmedOn.IsZero() {
			return AwaitsConclusion
		}
	case Selecting:
		if k := c.openChoice(); k != nil && k.ChosenID == c.ID {
			return AwaitsChoice
		}
	}
	return AwaitsNothing
}
