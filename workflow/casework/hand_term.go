package casework

import (
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// HandTerm is a limit that the authority sets for one case where no law sets it
// (指定期限); its clock carries status practice and the reason.
type HandTerm struct {
	Length int    `json:"length" minimum:"1" maximum:"365"`
	Unit   string `json:"unit" enum:"day,working_day,month"`
	Reason string `json:"reason" minLength:"1" maxLength:"500" doc:"Why this length (指定理由)"`
}

// startKnownOrHand arms a clock from the pack, or from the term that the
// authority sets where the pack knows none (or only an illustrative one). With
// neither nothing is armed: unknown law never runs out. It refuses a term by
// hand where law sets one.
func (d *Decision) startKnownOrHand(name law.ClockName, start law.Date, hand *HandTerm) error {
	known, err := law.StartClock(d.Pack, name, start)
	unknown := isUnknownLaw(err)
	if err != nil && !unknown {
		return lawError(err)
	}
	switch {
	case hand == nil && unknown:
		return nil
	case hand == nil:
		d.Case.Clocks = append(d.Case.Clocks, known)
		return nil
	case !unknown && known.Status != law.Illustrative:
		return workflow.Invalid(workflow.Field("/limit", "law_sets_it", "该期限已有规定（"+known.Basis.String()+"），不得另行指定", known.Basis))
	}
	k, err := law.ClockByHand(name, start, law.Term{Length: hand.Length, Unit: law.Unit(hand.Unit), Kind: law.Limit}, hand.Reason)
	if err != nil {
		return workflow.Invalid(workflow.Field("/limit", "term", err.Error()))
	}
	d.Case.Clocks = append(d.Case.Clocks, k)
	return nil
}

// restartOnService lets a running limit that starts with the service of a paper
// run from the day of service when that is later than the day it was ordered.
func (d *Decision) restartOnService(name law.ClockName, served law.Date) error {
	k := d.Case.Clock(name)
	if k == nil || !k.Stopped.IsZero() || !served.After(k.Start) {
		return nil
	}
	next := *k
	next.Start, next.Pauses = served, nil
	if err := d.StopClock(name, served, "改自文书实际送达之日起算"); err != nil {
		return err
	}
	d.Case.Clocks = append(d.Case.Clocks, next)
	return nil
}
