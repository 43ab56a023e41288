package casework

import (
	"slices"
	"strings"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// What the review clock (C1) starts from. The measures let it start on the day on
// which application and papers were received; whether all of them were is settled
// by acceptance at the latest (docs/readings.md).
const (
	factComplete  = "收到申请及全部材料之日"
	factReceived  = "收到申请之日"
	factUnsettled = "收到申请之日（材料齐全之日尚未认定，暂自该日计算）"
	factSupplied  = "收到补正材料之日（材料齐全之日尚未认定，暂自该日计算）"
)

// originalsSeen is the day by which the originals of all required papers had been
// seen, as the checklist shows; lacking names those that were not.
func originalsSeen(v *workflow.View) (on law.Date, lacking []string) {
	lines := slices.Concat(v.Case.PastMaterials, v.Case.Materials)
	for _, r := range eligibility.RequiredMaterials(v.Case.Category.Eligibility(), workflow.FactsOf(v)) {
		var first law.Date
		for _, m := range lines {
			valid := m.ValidUntil.IsZero() || !m.ValidUntil.Before(v.On)
			if m.Code == r.Code && m.Original && !m.Missing && valid && (first.IsZero() || m.SeenOn.Before(first)) {
				first = m.SeenOn
			}
		}
		if first.IsZero() {
			lacking = append(lacking, r.Title)
		}
		on = later(on, first)
	}
	return on, lacking
}

// received keeps the days of a submission: the application came in on the day of
// the act, the complete file on the day stated, if it has come in at all.
func (d *Decision) received(complete law.Date) error {
	faults := append(NotBefore("/complete_on", complete, d.On, "收到申请之日"), NotAfter("/complete_on", complete, d.Today, "今天")...)
	if len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	d.Case.ReceivedOn, d.Case.CompleteOn = d.On, complete
	return d.armReview(orOn(complete, d.On), factUnsettled)
}

// supplied keeps the day on which a supplement made the file complete: the day
// stated, else that of the act when the checklist shows every original seen by
// then; else acceptance settles it. It returns the first day of a new review.
func (d *Decision) supplied(complete law.Date) (law.Date, error) {
	asked := d.Case.Supplements[len(d.Case.Supplements)-1].RequestedOn
	if faults := d.within("/complete_on", complete, asked, "告知补正之日"); len(faults) > 0 {
		return law.Date{}, workflow.Invalid(faults...)
	}
	if seen, lacking := originalsSeen(&d.View); complete.IsZero() && len(lacking) == 0 && !seen.After(d.On) {
		complete = d.On
	}
	d.Case.CompleteOn = complete
	return orOn(complete, d.On), nil
}

// incomplete says that the file was found incomplete after all.
func (d *Decision) incomplete() error {
	d.Case.CompleteOn = law.Date{}
	return d.eachRunning(law.ClockRegistrationReview, func(k law.Clock) (law.Clock, error) {
		k.StartFact = factUnsettled
		return k, nil
	})
}

// settleComplete keeps the day on which the complete file was received, and lets the
// review clock start from it. Left out, it is the day by which the checklist shows
// every original seen, and not before the application or its supplement came in.
func (d *Decision) settleComplete(stated law.Date) error {
	if on := d.Case.CompleteOn; !on.IsZero() {
		if !stated.IsZero() && stated != on {
			return workflow.Invalid(workflow.Field("/complete_on", "already_recorded", "收到全部材料之日已经记载为"+on.Chinese()+"，请勿另行填写"))
		}
		return workflow.Invalid(NotBefore("/on", d.On, on, "收到全部材料之日")...)
	}
	first, what := d.Case.ReceivedOn, "收到申请之日"
	if n := len(d.Case.Supplements); n > 0 {
		first, what = later(first, d.Case.Supplements[n-1].SuppliedOn), "收到补正材料之日"
	}
	seen, lacking := originalsSeen(&d.View)
	latest := later(first, seen)
	if len(lacking) > 0 {
		if latest = d.On; stated.IsZero() {
			return workflow.Invalid(workflow.Field("/complete_on", "required",
				"材料清单未载明已经核验原件："+strings.Join(lacking, "、")+"；请先核验（record_material），或者填写收到全部材料之日", workflow.Measures("第八条")))
		}
	}
	faults := append(NotBefore("/complete_on", stated, first, what), NotAfter("/complete_on", stated, d.On, "办理日期")...)
	if len(faults) == 0 {
		faults = NotAfter("/complete_on", stated, latest, "材料清单所载全部原件核验完毕之日")
	}
	if stated.IsZero() && latest.After(d.On) { // an original that was seen after the day of acceptance
		faults = append(faults, NotBefore("/on", d.On, latest, "材料清单所载全部原件核验完毕之日")...)
	}
	if len(faults) > 0 {
		return workflow.Invalid(faults...)
	}
	d.Case.CompleteOn = orOn(stated, latest)
	return d.startFromComplete()
}

// startFromComplete moves the running review clock to the day of the complete file.
// Where the pack lets it pause or run on during a supplement, it goes on from the application.
func (d *Decision) startFromComplete() error {
	start, fact := d.Case.CompleteOn, factComplete
	if len(d.Case.Supplements) > 0 {
		effect, err := d.supplementEffect()
		if err != nil {
			return err
		}
		if effect != supplementRestart {
			start, fact = d.Case.ReceivedOn, factReceived
		}
	}
	return d.eachRunning(law.ClockRegistrationReview, func(k law.Clock) (law.Clock, error) {
		return startedOn(k, start, fact), nil
	})
}

// startedOn is the clock with another first day: what was paused before it falls away.
func startedOn(k law.Clock, start law.Date, fact string) law.Clock {
	k.Start, k.StartFact = start, fact
	var pauses []law.Pause
	for _, p := range k.Pauses {
		if !p.To.IsZero() && !p.To.After(start) {
			continue
		}
		p.From = later(p.From, start)
		pauses = append(pauses, p)
	}
	k.Pauses = pauses
	return k
}
