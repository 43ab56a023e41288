package law

import (
	"errors"
	"io/fs"
)

var errNotBuilt = errors.New("law: not built yet")

type layer struct{}
type declaration struct{}

func (p *Pack) Param(key string, on Date) (Param, error) { return Param{}, errNotBuilt }
func (p *Pack) Keys() []string                           { return nil }

type Set struct{}

func Load(fsys fs.FS) (*Set, error)                          { return nil, errNotBuilt }
func Embedded() (*Set, error)                                { return nil, errNotBuilt }
func (s *Set) Pack(code string, sandbox bool) (*Pack, error) { return nil, errNotBuilt }
func (s *Set) Calendar(region string) (*Calendar, error)     { return nil, errNotBuilt }
func (s *Set) Codes() []string                               { return nil }
func (s *Set) Raw() []RawFile                                { return nil }

// ClockName names a statutory or local clock.
type ClockName string

const (
	ClockRegistrationReview ClockName = "registration_review" // C1
	ClockFoundlingNotice    ClockName = "foundling_notice"    // C2
	ClockAssessment         ClockName = "assessment"          // C3
	ClockIntegration        ClockName = "integration"         // C4
	ClockFollowUp           ClockName = "follow_up"           // C5
	ClockSupplement         ClockName = "supplement"
	ClockConsentAnswer      ClockName = "consent_answer"
	ClockReviewWindow       ClockName = "review_window"
	ClockReconsideration    ClockName = "reconsideration"
	ClockLawsuit            ClockName = "lawsuit"
)

// Clock is stored in the case with its inputs; its date is derived by Explain.
type Clock struct {
	Name      ClockName `json:"name"`
	StartFact string    `json:"start_fact"`
	Start     Date      `json:"start"`
	Term      Term      `json:"term"`
	Basis     Citation  `json:"basis"`
	Status    Status    `json:"status"`
	Pack      string    `json:"pack"`
	Pauses    []Pause   `json:"pauses,omitempty"`
	Stopped   Date      `json:"stopped,omitzero"`
	StopFact  string    `json:"stop_fact,omitempty"`
}

// StartClock makes a clock by its name from the pack's parameter in force on start.
func StartClock(p *Pack, name ClockName, start Date) (Clock, error) { return Clock{}, errNotBuilt }

// Pause, Resume, Stop, Restart return a changed copy.
func (c Clock) Pause(p *Pack, ground string, from Date) (Clock, error) { return c, errNotBuilt }
func (c Clock) Resume(to Date) (Clock, error)                          { return c, errNotBuilt }
func (c Clock) Stop(on Date, fact string) (Clock, error)               { return c, errNotBuilt }
func (c Clock) Restart(start Date) (Clock, error)                      { return c, errNotBuilt }
func (c Clock) Explain(cal *Calendar) (Due, error)                     { return Due{}, errNotBuilt }

// Feasibility is the answer of FeasibilityWarning.
type Feasibility struct {
	Warn     bool
	DaysLeft int
	Needed   int
	End      Date
	Latest   Date // last day on which the integration can begin
	Text     string
	Basis    Citation
}

func FeasibilityWarning(consent, on Date, integrationStarted bool, p *Pack, cal *Calendar) (Feasibility, error) {
	return Feasibility{}, errNotBuilt
}
