package workflow

import (
	"slices"

	"github.com/anjia-project/anjia/assessment/law"
)

// Row is one line of the table: an act, from where, to where, by whom, under
// which guards, with which papers and clocks, on what basis. An act has one row,
// or several for different states or different orders.
type Row struct {
	Act    ActName
	Order  Order   // of this legal order alone; empty: of both
	Name   string  // Chinese term of art
	From   []State // an act may be done from any of these
	To     []State // where it leads; empty: the case stays where it is
	Back   bool    // leads back to where the proposal came from
	Anew   bool    // leads back to where the sheets were scored that are to be done anew
	Roles  []Role
	Guards []GuardCode
	Papers []PaperCode     // papers that the act may order
	Arms   []law.ClockName // clocks that the act starts
	Stops  []law.ClockName // clocks that the act stops
	Pauses []law.ClockName // clocks that the act pauses or resumes
	Basis  []law.Citation
	Maps   string // transition of domain.md §3.4
	Hold   bool   // permitted while an emergency holds the case
	After  Fact   // the legal date that the act presupposes
	Child  bool   // touches the child's record: the child is locked first
	Rivals bool   // touches the other open cases of the child: all are locked, each touched one gets an entry
	// Covers names the phases that a report written by the act is on.
	Covers []string
	// Only names the categories that the act can concern; empty: every category.
	Only []Category
	// Bodies names the kinds of assessment body that the act can concern; empty: every kind.
	Bodies []string
}

// Applies reports whether the act can ever concern the case as its body stands.
func (r Row) Applies(c *Case) bool {
	return (len(r.Only) == 0 || slices.Contains(r.Only, c.Category)) &&
		(len(r.Bodies) == 0 || c.Commission != nil && slices.Contains(r.Bodies, c.Commission.Kind))
}

// Stays reports whether the act leaves the state as it is.
func (r Row) Stays() bool { return len(r.To) == 0 && !r.Back && !r.Anew }

// Fact names a date of the case that an act may not precede.
type Fact string

// The facts that rows presuppose.
const (
	SinceState      Fact = ""           // the day the present state was entered
	SinceReceipt    Fact = "received"   // the day the file was received
	SinceCommission Fact = "commission" // the day the assessment body was named
	SinceBegun      Fact = "begun"      // the day the assessment began
	SinceChosen     Fact = "chosen"     // the day the family was chosen (order B)
	SinceHandOver   Fact = "hand_over"  // the day the child was handed over
	SinceRegistered Fact = "registered" // the day of registration
	SinceNothing    Fact = "nothing"
)

var (
	officer       = []Role{RoleOfficer}
	supervisor    = []Role{RoleSupervisor}
	authority     = []Role{RoleOfficer, RoleSupervisor}
	manager       = []Role{RoleManager}
	evaluator     = []Role{RoleEvaluator}
	everyone      = []Role{RoleOfficer, RoleSupervisor, RoleManager, RoleEvaluator}
	reviewed      = []State{Reviewing, AwaitingConsent, Commissioning, Assessing, Integrating, Reporting, ReportReview, Selecting, IntegrationReview, Deciding}
	untilDecided  = append([]State{Submitted, Supplementing}, reviewed...)
	untilDecision = []State{Commissioning, Assessing, Integrating, Reporting, ReportReview, Selecting, IntegrationReview, Deciding}
	anyOpen       = append(slices.Clone(untilDecided), FollowUp)
	anyState      = append(slices.Clone(anyOpen), Closed, NotAccepted, Refused, NotSelected, Withdrawn, Terminated)
)

// Table returns THE table of kind registration, both orders (design.md §3). A row
// without an order is of both; states that an order does not have fall out of it.
func Table() []Row {
	return slices.Concat(counterRows(), studyRows(), reportRows(), selectionRows(), decisionRows(), followUpRows(), sideRows(), recusalRows(), lawRows())
}

// assessed are the categories whose families are assessed.
func assessed() []Category {
	return slices.DeleteFunc(Categories(), Category.Exempt)
}

// allCaseClocks are the clocks that end with the case.
func allCaseClocks() []law.ClockName {
	return []law.ClockName{
		law.ClockRegistrationReview, law.ClockSupplement, law.ClockConsentAnswer, law.ClockAssessment, law.ClockIntegration, law.ClockReviewWindow,
	}
}

// servedPapers are the papers that have to be served: one that is void is ordered anew.
func servedPapers() []PaperCode {
	var codes []PaperCode
	for _, p := range PaperSpecs() {
		if p.Served {
			codes = append(codes, p.Code)
		}
	}
	return codes
}
