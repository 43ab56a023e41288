package casework

import (
	"errors"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// StartClock arms a clock of the case from the pack's parameter in force on the
// start date. It fails with law_unknown when the pack sets no such term.
func (d *Decision) StartClock(name law.ClockName, start law.Date) error {
	k, err := law.StartClock(d.Pack, name, start)
	if err != nil {
		return lawError(err)
	}
	d.Case.Clocks = append(d.Case.Clocks, k)
	return nil
}

// StartClockIfKnown arms a clock when the pack sets its term; armed is false when no law is known.
func (d *Decision) StartClockIfKnown(name law.ClockName, start law.Date) (armed bool, err error) {
	k, err := law.StartClock(d.Pack, name, start)
	var missing *law.MissingParamError
	switch {
	case errors.As(err, &missing):
		return false, nil
	case err != nil:
		return false, err
	}
	d.Case.Clocks = append(d.Case.Clocks, k)
	return true, nil
}

// StopClock stops every running clock of the name; none running is no error.
func (d *Decision) StopClock(name law.ClockName, on law.Date, fact string) error {
	return d.eachRunning(name, func(k law.Clock) (law.Clock, error) { return k.Stop(on, fact) })
}

// EndClock stops the running clocks of the name, not before they began: an answer
// may come in before the limit for it starts with service.
func (d *Decision) EndClock(name law.ClockName, on law.Date, fact string) error {
	return d.eachRunning(name, func(k law.Clock) (law.Clock, error) { return k.Stop(later(on, k.Start), fact) })
}

// PauseClock pauses the running clocks of the name on a ground that the pack names.
func (d *Decision) PauseClock(name law.ClockName, ground string, from law.Date) error {
	return d.eachRunning(name, func(k law.Clock) (law.Clock, error) { return k.Pause(d.Pack, ground, from) })
}

// ResumeClock ends the open pause of a ground; none open is no error.
func (d *Decision) ResumeClock(name law.ClockName, to law.Date) error {
	return d.eachRunning(name, func(k law.Clock) (law.Clock, error) {
		if len(k.Pauses) == 0 || !k.Pauses[len(k.Pauses)-1].To.IsZero() {
			return k, nil
		}
		return k.Resume(to)
	})
}

func (d *Decision) eachRunning(name law.ClockName, change func(law.Clock) (law.Clock, error)) error {
	for i, k := range d.Case.Clocks {
		if k.Name != name || !k.Stopped.IsZero() {
			continue
		}
		next, err := change(k)
		if err != nil {
			return lawError(err)
		}
		d.Case.Clocks[i] = next
	}
	return nil
}

// StopAllClocks stops whatever still runs: the case is ending.
func (d *Decision) StopAllClocks(on law.Date, fact string) error {
	for i, k := range d.Case.Clocks {
		if !k.Stopped.IsZero() {
			continue
		}
		next, err := k.Stop(later(on, k.Start), fact)
		if err != nil {
			return lawError(err)
		}
		d.Case.Clocks[i] = next
	}
	return nil
}

// lawError turns a missing parameter into a refusal that names key, pack and remedy.
func lawError(err error) error {
	var missing *law.MissingParamError
	if errors.As(err, &missing) {
		return &workflow.Error{
			Kind: workflow.KindNoLaw, Code: "law_unknown", Cause: err,
			Message: "规则包 " + missing.Pack + " 未载明参数 " + missing.Key + "：" + missing.Remedy,
		}
	}
	var bad *law.ClockError
	if errors.As(err, &bad) {
		return workflow.Invalid(workflow.Field("/on", "clock_"+bad.Code, bad.Error()))
	}
	return err
}

// isUnknownLaw reports whether err says that no law is known.
func isUnknownLaw(err error) bool {
	var missing *law.MissingParamError
	return errors.As(err, &missing)
}

// dues projects the clocks of a case that still run, for lists and sweeps. A
// clock whose date cannot be derived is an error: no clock fails in silence.
func dues(c *workflow.Case, cal *law.Calendar) ([]DueDate, error) {
	var out []DueDate
	for _, k := range c.Clocks {
		if !k.Stopped.IsZero() {
			continue
		}
		due, err := k.Explain(cal)
		if err != nil {
			return nil, err
		}
		out = append(out, DueDate{Clock: k.Name, DueOn: due.On, Provisional: due.Provisional, Floor: k.Term.Kind == law.Floor})
	}
	return out, nil
}

// Grounds on which the review clock stands still; the pack words them.
const (
	PauseNotice     = "notice"     // 公告期间 (登记办法 art. 8)
	PauseAssessment = "assessment" // 收养评估期间 (2020 办法 art. 10)
)

// PauseReview lets C1 stand still from a day on for a ground; a ground that is open already stays as it is.
func (d *Decision) PauseReview(ground string, from law.Date) error {
	text, _, err := law.PauseText(d.Pack, law.ClockRegistrationReview, ground, from)
	if err != nil {
		return lawError(err)
	}
	return d.eachRunning(law.ClockRegistrationReview, func(k law.Clock) (law.Clock, error) {
		if k.PausedFor(text) {
			return k, nil
		}
		return k.Pause(d.Pack, ground, later(from, k.Start))
	})
}

// ResumeReview ends C1's pause for a ground and leaves the others open; none open is no error.
func (d *Decision) ResumeReview(ground string, to law.Date) error {
	text, _, err := law.PauseText(d.Pack, law.ClockRegistrationReview, ground, to)
	if err != nil {
		return lawError(err)
	}
	return d.eachRunning(law.ClockRegistrationReview, func(k law.Clock) (law.Clock, error) {
		if !k.PausedFor(text) {
			return k, nil
		}
		return k.ResumeFor(d.Pack, ground, to)
	})
}

// ReopenClock lets the newest stopped clock of the name run on as if it had not
// been stopped: the law knows no pause for the time between. The end that loses
// effect stays with the clock. A clock that was never armed is an error, one that
// runs is not.
func (d *Decision) ReopenClock(name law.ClockName, why string) error {
	k := d.Case.Clock(name)
	if k == nil {
		return workflow.Refuse(workflow.KindConflict, "clock_missing", "没有可以恢复的期限："+ClockTitle(name))
	}
	if k.Stopped.IsZero() {
		return nil
	}
	next, err := k.Undo(d.On, why)
	if err != nil {
		return lawError(err)
	}
	*k = next
	return nil
}
