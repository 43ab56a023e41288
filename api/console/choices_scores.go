package console

import (
	"slices"

	"github.com/anjia-project/anjia/api/console/form"
	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/workflow"
)

// tables are the scoring tables by which a case is judged.
func (in *inCase) tables(v *visit) []*instrument.Instrument {
	var out []*instrument.Instrument
	for _, phase := range []string{workflow.PhaseCapacity, workflow.PhaseIntegration} {
		ref, ok := in.view.Case.Instruments[phase]
		if !ok {
			continue
		}
		if t, err := v.console.cases.Tables.Get(instrument.Ref{Code: ref.Code, Version: ref.Version, SHA256: ref.SHA256}); err == nil {
			out = append(out, t)
		}
	}
	return out
}

// disputed are the codes of the items that are still to be settled.
func (in *inCase) disputed() []string {
	var out []string
	for _, d := range in.view.Disputes {
		for _, i := range d.Items {
			if i.Ruling == nil {
				out = append(out, i.Code)
			}
		}
	}
	return out
}

// settles reports whether the act is about items on which evaluators differ.
func (in *inCase) settles() bool {
	return in.act == workflow.ActRuleItems || in.act == workflow.ActRateJointly
}

// items are the items of the tables that the act can be about.
func (in *inCase) items(v *visit) []form.Option {
	f := view.Frame{Words: v.words}
	open := in.disputed()
	var out []form.Option
	for _, t := range in.tables(v) {
		for n := range t.Items() {
			if in.settles() && !slices.Contains(open, n.Code()) {
				continue
			}
			out = append(out, form.Option{Value: n.Code(), Label: words2(f, n.Title()), Hint: n.Code()})
		}
	}
	return out
}

// grades are the options of the items that the act can be about, each with the item it belongs to.
func (in *inCase) grades(v *visit) []form.Option {
	f := view.Frame{Words: v.words}
	open := in.disputed()
	var out []form.Option
	for _, t := range in.tables(v) {
		for n := range t.Items() {
			if in.settles() && !slices.Contains(open, n.Code()) {
				continue
			}
			for c := range n.Choices() {
				out = append(out, form.Option{Value: c.Code, Label: words2(f, n.Title()) + v.t("form.colon") + words2(f, c.Title), Hint: n.Code()})
			}
		}
	}
	return out
}
