package law

import "slices"

// Clock is one legal clock of a case: its inputs, which are stored with the case. The date is derived by Explain
// and never stored. Its methods return a changed copy.
type Clock struct {
	Name      ClockName `json:"name"`
	StartFact string    `json:"start_fact"` // Chinese: 收到申请及全部材料之日
	Start     Date      `json:"start"`      // the day that is not counted
	Term      Term      `json:"term"`
	Basis     Citation  `json:"basis"`
	Status    Status    `json:"status"`
	Pack      string    `json:"pack,omitempty"` // the pack that sets the length, empty when an officer did
	Pauses    []Pause   `json:"pauses,omitempty"`
	Stopped   Date      `json:"stopped,omitzero"` // the day of the act that ended the clock
	StopFact  string    `json:"stop_fact,omitempty"`
	// Undone are ends that lost effect: the clock ran on as if they had not been.
	Undone []UndoneStop `json:"undone,omitempty"`
}

// UndoneStop is an end of a clock that lost effect, because the act that ended it did.
type UndoneStop struct {
	Stopped  Date   `json:"stopped"`
	StopFact string `json:"stop_fact"`
	On       Date   `json:"on"` // the day of the act that took effect from the end
	Why      string `json:"why"`
}

// Title returns the Chinese name of the clock, the code itself for an unknown one.
func (c Clock) Title() string {
	if spec, ok := c.Name.Spec(); ok {
		return spec.Title
	}
	return string(c.Name)
}

// Explain derives the date with its explanation. A pause that is still open makes it Running. That a clock was
// stopped does not change its date: the record shows whether the act was in time. The first line names clock, start
// fact and basis. It fails with *CountError.
func (c Clock) Explain(cal *Calendar) (Due, error) {
	due, err := cal.Due(c.Start, c.Term, c.Pauses)
	if err != nil {
		return Due{}, err
	}
	head := c.Title() + "：自" + c.StartFact + "（" + c.Start.String() + "）起算"
	if basis := c.Basis.String(); basis != "" {
		head += "，依据" + basis
	}
	head += statusText(c.Status)
	steps := make([]Step, 0, len(due.Steps)+3)
	steps = append(steps, Step{Kind: StepNote, From: c.Start, To: c.Start, Text: head})
	steps = append(steps, due.Steps...)
	if c.Basis.Note != "" && c.Basis.Instrument != "" {
		steps = append(steps, Step{Kind: StepNote, Text: "理解：" + c.Basis.Note})
	}
	for _, u := range c.Undone {
		steps = append(steps, Step{
			Kind: StepNote, From: u.Stopped, To: u.On,
			Text: "曾于 " + u.Stopped.String() + " 终结（" + u.StopFact + "），" + u.On.String() + " 因" + u.Why + "恢复，视为未曾终结",
		})
	}
	if !c.Stopped.IsZero() {
		steps = append(steps, Step{Kind: StepNote, From: c.Stopped, To: c.Stopped, Text: "已于 " + c.Stopped.String() + " 终结（" + c.StopFact + "）"})
	}
	due.Steps = steps
	return due, nil
}

func statusText(s Status) string {
	switch s {
	case Practice:
		return "（惯例）"
	case Illustrative:
		return "（示例值，仅供演练）"
	case Official:
	}
	return ""
}

// Paused reports whether a pause is open.
func (c Clock) Paused() bool {
	return slices.ContainsFunc(c.Pauses, func(p Pause) bool { return p.To.IsZero() })
}

// PausedFor reports whether a pause with this ground is open.
func (c Clock) PausedFor(ground string) bool { return c.openPause(ground) >= 0 }

func (c Clock) openPause(ground string) int {
	return slices.IndexFunc(c.Pauses, func(p Pause) bool { return p.To.IsZero() && p.Ground == ground })
}

// PauseText returns the Chinese words and the citation of a ground on which a clock may stand still, such as
// "notice" for registration_review. It fails with *ClockError when the law does not let this clock stand still,
// and with *MissingParamError when the pack does not know the ground.
func PauseText(p *Pack, name ClockName, ground string, on Date) (string, Citation, error) {
	spec, ok := name.Spec()
	if !ok || spec.PauseKey == "" {
		return "", Citation{}, &ClockError{Code: "not_pausable", What: spec.Title + "不因任何事由停计", Remedy: "期限继续计算"}
	}
	param, err := p.Param(spec.PauseKey+"."+ground, on)
	if err != nil {
		return "", Citation{}, err
	}
	text, err := param.Text()
	return text, param.Basis, err
}

// Pause lets the clock stand still from a day on (that day is not counted) for a ground of the pack. Several
// grounds may be open at once; their days count once. It fails as PauseText does, and with *ClockError for a
// stopped clock, a ground that is open already and a day before the start.
func (c Clock) Pause(p *Pack, ground string, from Date) (Clock, error) {
	text, basis, err := PauseText(p, c.Name, ground, from)
	if err != nil {
		return c, err
	}
	switch {
	case !c.Stopped.IsZero():
		return c, &ClockError{Code: "stopped", What: c.Title() + "已经终结", Remedy: "不需停计"}
	case from.Before(c.Start):
		return c, &ClockError{Code: "before_start", What: c.Title() + "的停计日早于起算日", Remedy: "请核对日期"}
	case c.openPause(text) >= 0:
		return c, &ClockError{Code: "already_paused", What: c.Title() + "已因" + text + "停计", Remedy: "请先恢复计算"}
	}
	c.Pauses = append(slices.Clone(c.Pauses), Pause{From: from, Ground: text, Basis: basis})
	return c, nil
}

// Resume ends every open pause: to is the first day counted again. A clock that does not stand still comes back
// unchanged. It fails with *ClockError when to lies before an open pause.
func (c Clock) Resume(to Date) (Clock, error) {
	return c.resume(to, func(Pause) bool { return true })
}

// ResumeFor ends the open pause of one ground (a name as in Pause) and leaves the others open. It fails with
// *ClockError when the clock does not stand still for this ground or to lies before the pause.
func (c Clock) ResumeFor(p *Pack, ground string, to Date) (Clock, error) {
	found := false
	next, err := c.resume(to, func(pause Pause) bool {
		text, _, err := PauseText(p, c.Name, ground, pause.From)
		found = found || (err == nil && text == pause.Ground)
		return err == nil && text == pause.Ground
	})
	if err == nil && !found {
		err = &ClockError{Code: "not_paused", What: c.Title() + "没有因该事由停计", Remedy: "不需恢复"}
	}
	return next, err
}

func (c Clock) resume(to Date, chosen func(Pause) bool) (Clock, error) {
	pauses := slices.Clone(c.Pauses)
	for i, pause := range pauses {
		if !pause.To.IsZero() || !chosen(pause) {
			continue
		}
		if to.IsZero() || to.Before(pause.From) {
			return c, &ClockError{Code: "before_start", What: c.Title() + "的恢复日早于停计日", Remedy: "请核对日期"}
		}
		pauses[i].To = to
	}
	c.Pauses = pauses
	return c, nil
}

// Restart begins the clock anew from a later start fact: earlier pauses and a stop fall away, the length stays as
// it was set. It fails with *ClockError when the day lies before the old start.
func (c Clock) Restart(start Date) (Clock, error) {
	if start.IsZero() || start.Before(c.Start) {
		return c, &ClockError{Code: "before_start", What: c.Title() + "的重新起算日早于原起算日", Remedy: "请核对日期"}
	}
	c.Start, c.Pauses, c.Stopped, c.StopFact = start, nil, Date{}, ""
	return c, nil
}

// Stop ends the clock on the day of the act it waited for; fact is that act in Chinese. An open pause ends with it.
// It fails with *ClockError when the clock is stopped already or the day lies before the start.
func (c Clock) Stop(on Date, fact string) (Clock, error) {
	switch {
	case !c.Stopped.IsZero():
		return c, &ClockError{Code: "stopped", What: c.Title() + "已于" + c.Stopped.Chinese() + "终结", Remedy: "不需再次终结"}
	case on.IsZero() || on.Before(c.Start):
		return c, &ClockError{Code: "before_start", What: c.Title() + "的终结日早于起算日", Remedy: "请核对日期"}
	}
	stopped, err := c.Resume(on)
	if err != nil {
		return c, err
	}
	stopped.Stopped, stopped.StopFact = on, fact
	return stopped, nil
}

// Undo lets a stopped clock run on as if it had not been stopped, because the act that ended it lost effect: no
// pause lies between, and the end stays with the clock for its explanation. It fails with *ClockError for a clock
// that runs and for a day before the end.
func (c Clock) Undo(on Date, why string) (Clock, error) {
	switch {
	case c.Stopped.IsZero():
		return c, &ClockError{Code: "not_stopped", What: c.Title() + "没有终结", Remedy: "不需恢复"}
	case on.IsZero() || on.Before(c.Stopped):
		return c, &ClockError{Code: "before_stop", What: c.Title() + "的恢复日早于终结日", Remedy: "请核对日期"}
	}
	c.Undone = append(slices.Clone(c.Undone), UndoneStop{Stopped: c.Stopped, StopFact: c.StopFact, On: on, Why: why})
	c.Stopped, c.StopFact = Date{}, ""
	return c, nil
}

// ClockState is where a clock stands on a day.
type ClockState string

// States of a clock.
const (
	ClockRunning ClockState = "running" // 计算中
	ClockPaused  ClockState = "paused"  // 停计中
	ClockEnded   ClockState = "ended"   // a limit that has passed (逾期), or a floor that has run (届满)
	ClockStopped ClockState = "stopped" // 已终结
)

// Standing is where a clock stands at a day: state, date and the days left until it, negative when passed.
type Standing struct {
	State    ClockState
	Due      Due
	DaysLeft int // calendar days until Due.On; 0 while paused
}

// At tells where the clock stands on a day. It fails with *CountError.
func (c Clock) At(cal *Calendar, on Date) (Standing, error) {
	due, err := c.Explain(cal)
	if err != nil {
		return Standing{}, err
	}
	s := Standing{State: ClockRunning, Due: due}
	if !due.Running {
		s.DaysLeft = on.DaysUntil(due.On)
	}
	switch {
	case !c.Stopped.IsZero():
		s.State = ClockStopped
	case due.Running:
		s.State = ClockPaused
	case c.Term.Kind == Floor && !on.Before(due.Earliest), c.Term.Kind == Limit && on.After(due.On):
		s.State = ClockEnded
	}
	return s, nil
}

// Late reports whether a limit was missed: stopped after its day, or still running after it. A floor is never late.
func (c Clock) Late(cal *Calendar, on Date) (bool, error) {
	s, err := c.At(cal, on)
	if err != nil || c.Term.Kind == Floor || s.Due.Running {
		return false, err
	}
	if !c.Stopped.IsZero() {
		return c.Stopped.After(s.Due.On), nil
	}
	return on.After(s.Due.On), nil
}
