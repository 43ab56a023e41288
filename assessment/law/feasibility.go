package law

import "fmt"

// Feasibility says whether the integration still fits into the assessment limit.
type Feasibility struct {
	Warn     bool
	DaysLeft int      // days from the asked day to End
	Needed   int      // days of integration
	End      Date     // last counted day of the assessment limit, not rolled
	Latest   Date     // last day on which the child can be handed over so that the floor still fits
	Text     string   // Chinese, with the figures
	Basis    Citation // of the limit
	Floor    Citation // of the floor
}

// FeasibilityWarning compares what is left of the assessment limit (60 days from the confirmed consent) with the
// floor of the integration (30 days): it warns when consent + limit − on is less than the floor and the integration
// has not begun. The comparison takes the last counted day before rolling: a rest day at the end is luck, not time.
// It fails with *MissingParamError, *ParamTypeError or *CountError.
func FeasibilityWarning(consent, on Date, integrationStarted bool, p *Pack, cal *Calendar) (Feasibility, error) {
	clock, err := StartClock(p, ClockAssessment, consent)
	if err != nil {
		return Feasibility{}, err
	}
	return clock.Feasible(on, integrationStarted, p, cal)
}

// Feasible is FeasibilityWarning for a clock of the case, with its pauses. While a pause is open nothing is said.
func (c Clock) Feasible(on Date, integrationStarted bool, p *Pack, cal *Calendar) (Feasibility, error) {
	floor, err := p.Param("assessment.feasibility_floor", c.Start)
	if err != nil {
		return Feasibility{}, err
	}
	term, err := floor.Term()
	if err != nil {
		return Feasibility{}, err
	}
	due, err := cal.Due(c.Start, c.Term, c.Pauses)
	if err != nil {
		return Feasibility{}, err
	}
	f := Feasibility{Needed: term.Length, Basis: c.Basis, Floor: floor.Basis}
	if due.Running {
		f.Text = "评估期限停计中，恢复后再行测算融合期"
		return f, nil
	}
	f.End, f.DaysLeft, f.Latest = due.RawEnd, on.DaysUntil(due.RawEnd), due.RawEnd.AddDays(-term.Length)
	f.Warn = !integrationStarted && c.Stopped.IsZero() && f.DaysLeft < f.Needed
	f.Text = f.sentence(on, integrationStarted)
	return f, nil
}

func (f Feasibility) sentence(on Date, started bool) string {
	left := fmt.Sprintf("，自%s起余%d日", on.Chinese(), f.DaysLeft)
	if f.DaysLeft < 0 {
		left = "，已经届满"
	}
	figures := fmt.Sprintf("评估期限至%s%s；融合期不得少于%d日", f.End.Chinese(), left, f.Needed)
	switch {
	case started:
		return figures + "，融合期已经开始"
	case f.Warn:
		return figures + "，儿童最迟应当于" + f.Latest.Chinese() + "交接，期限内已不足以完成融合"
	}
	return figures + "，儿童最迟应当于" + f.Latest.Chinese() + "交接"
}
