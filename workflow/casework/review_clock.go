package casework

import (
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// PauseSupplement and PauseEmergency are further grounds of the review clock.
const (
	PauseSupplement = "supplement" // 补正期间, by practice
	PauseEmergency  = "emergency"  // 紧急处置期间, by practice
)

// armReview starts the review clock (C1, 登记办法 art. 8) on the day the complete
// file was received, while that is not settled on a day that the given fact names,
// and lets it stand still for a notice that seeks the parents.
func (d *Decision) armReview(start law.Date, unsettled string) error {
	if err := d.StartClock(law.ClockRegistrationReview, start); err != nil {
		return err
	}
	k := d.Case.Clock(law.ClockRegistrationReview)
	k.StartFact = factComplete
	if d.Case.CompleteOn.IsZero() {
		k.StartFact = unsettled
	}
	return d.pauseForNotice(start)
}

// pauseForNotice takes the child's notice period out of the review clock: the
// days from publication until the period has run, not the days until somebody
// writes that down. While the notice is pending the pause is open.
func (d *Decision) pauseForNotice(start law.Date) error {
	if !d.Case.Category.NeedsNotice() || d.Child == nil || d.Child.Notice == nil {
		return nil
	}
	end, err := noticeEnd(d.Child, d.Calendar)
	if err != nil {
		return err
	}
	from := later(start, d.Child.Notice.PublishedOn)
	if !from.Before(end) {
		return nil
	}
	if err := d.PauseReview(PauseNotice, from); err != nil {
		return err
	}
	if d.Child.Notice.ClearedOn.IsZero() {
		return nil
	}
	return d.ResumeReview(PauseNotice, end)
}

// noticeEnd is the first day after the child's notice period. It fails when the
// child has no clock or the calendar cannot count it.
func noticeEnd(child *workflow.Child, cal *law.Calendar) (law.Date, error) {
	if child.Clock == nil {
		return law.Date{}, workflow.Refuse(workflow.KindConflict, "no_notice_clock", "被收养人没有公告期限的记录")
	}
	due, err := child.Clock.Explain(cal)
	return due.Earliest, err
}

// pauseKnown lets a clock stand still for a ground where the pack knows it; where
// it does not, the clock runs on. A clock that stands still for it already stays.
func (d *Decision) pauseKnown(name law.ClockName, ground string, from law.Date) error {
	text, _, err := law.PauseText(d.Pack, name, ground, from)
	if isUnknownLaw(err) {
		return nil
	}
	if err != nil {
		return lawError(err)
	}
	return d.eachRunning(name, func(k law.Clock) (law.Clock, error) {
		if k.PausedFor(text) {
			return k, nil
		}
		return k.Pause(d.Pack, ground, later(from, k.Start))
	})
}

// resumeKnown ends a pause that pauseKnown opened; none open is no error.
func (d *Decision) resumeKnown(name law.ClockName, ground string, to law.Date) error {
	text, _, err := law.PauseText(d.Pack, name, ground, to)
	if isUnknownLaw(err) {
		return nil
	}
	if err != nil {
		return lawError(err)
	}
	return d.eachRunning(name, func(k law.Clock) (law.Clock, error) {
		if !k.PausedFor(text) {
			return k, nil
		}
		return k.ResumeFor(d.Pack, ground, to)
	})
}

// endAssessment stops the assessment's clocks and lets the review clock run again.
func (d *Decision) endAssessment(fact string) error {
	if err := d.StopClock(law.ClockIntegration, d.On, fact); err != nil {
		return err
	}
	if err := d.StopClock(law.ClockAssessment, d.On, fact); err != nil {
		return err
	}
	if d.Case.Commission != nil {
		d.Case.Commission.EndedOn = d.On
	}
	if err := d.resumeKnown(law.ClockRegistrationReview, PauseReserve, d.On); err != nil {
		return err
	}
	return d.ResumeReview(PauseAssessment, d.On)
}
