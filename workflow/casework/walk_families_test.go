package casework_test

import (
	"slices"

	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// walk is a random walk of two families, who may want the same child, through the
// real service: plausible and implausible acts of right and wrong people. After
// each step everything that must always hold is looked at again.
type walk struct {
	*house
	rt      *rapid.T
	cases   []string
	child0  string              // the child whom they want
	words   map[string][]string // by case: texts that have come into it and may not be lost
	given   []string            // texts of the act that is tried now
	serial  int
	minute  int             // of the day: the next questioning
	sure    bool            // inputs are made to succeed
	filled  map[string]bool // case and phase whose sheets were all in once
	before  map[string]stand
	seen    map[string]sight
	likes   []workflow.ActName // acts that it does as soon as it can
	done    map[workflow.ActName]int
	refuse  map[workflow.ActName]string   // why the last try of an act was refused
	why     map[workflow.ActName][]string // why acts that it is fond of were refused
	divided bool                          // its evaluators differ
	mixes   bool                          // its bodies are mixed, and its evaluators differ
	unfit   map[string]bool               // cases whose report cannot say fit
	spoilt  bool                          // the study of the case that is driven cannot come to a good end
}

// likes is how many acts a walk is fond of: few enough that most walks reach the end of the road.
const likes = 5

// newWalk enters the families. It draws the acts that the walk is fond of, unless they are given.
func newWalk(rt *rapid.T, h *house, fond ...workflow.ActName) *walk {
	w := &walk{house: h, rt: rt, words: map[string][]string{}, filled: map[string]bool{}, before: map[string]stand{}, seen: map[string]sight{}, done: map[workflow.ActName]int{}, refuse: map[workflow.ActName]string{}, why: map[workflow.ActName][]string{}, unfit: map[string]bool{}}
	w.likes = fond
	acts := casework.Acts()
	for range likes {
		if len(fond) == 0 {
			w.likes = append(w.likes, acts[rapid.IntRange(0, len(acts)-1).Draw(rt, "like")].Name)
		}
	}
	category := w.category(min(len(fond), 1))
	if w.choosing() || rapid.Bool().Draw(rt, "order B") {
		h.inOrderB()
	}
	w.divided = rapid.Bool().Draw(rt, "divided")
	if w.wants(workflow.ActStateOutcome) || rapid.IntRange(1, 4).Draw(rt, "human") == 1 {
		h.personal()
	}
	in := foundling()
	in.Born = rapid.SampledFrom([]law.Date{day("2022-03-15"), day("2016-02-20"), day("2016-01-02"), day("2010-05-05")}).Draw(rt, "born")
	in.FoundOn = in.Born.AddDays(5)
	app := couple()
	switch category { //nolint:exhaustive // the three of the walk
	case workflow.CatInstitutionOrphan:
		in.Source, in.ParentsDead = "orphan", new(true)
		app.BirthFather.Status, app.BirthMother.Status = "dead", "dead"
	case workflow.CatFoundling:
		in.InstitutionRaised, in.Institution = new(false), ""
	case workflow.CatStepChild:
		in, app = stepFamily(in)
	}
	if w.wants(workflow.ActRateJointly) || w.wants(workflow.ActAgreeRating) || w.wants(workflow.ActSealForAgency) {
		w.mixes = true
		h.byConsensus()
	}
	if w.wants(workflow.ActWaiveRecusal) {
		h.neighbours()
	}
	child := h.mustChild(casework.RegisterChild{ChildInput: in}, "").Child.ID
	w.child0 = child
	n := 1
	if category != workflow.CatStepChild {
		n = rapid.IntRange(1, 2).Draw(rt, "families")
	}
	if len(fond) > 0 {
		n = 2 // what ends the one case leaves the other
	}
	for range n {
		w.cases = append(w.cases, h.submit(child, category, app))
	}
	for _, id := range w.cases {
		w.before[id] = w.stand(id)
	}
	w.done[workflow.ActSubmit] = n
	return w
}

// category is one of those of the walk, the first of which has no assessment, or the one
// that an act it is fond of belongs to.
func (w *walk) category(least int) workflow.Category {
	switch {
	case w.wants(workflow.ActPermitFoundling):
		return workflow.CatFoundling
	case w.choosing():
		return workflow.CatInstitutionFoundling
	}
	return rapid.SampledFrom([]workflow.Category{workflow.CatStepChild, workflow.CatInstitutionFoundling, workflow.CatInstitutionOrphan}[least:]).Draw(w.rt, "category")
}

// choosing reports whether the walk is fond of an act of the choice among families.
func (w *walk) choosing() bool {
	return slices.ContainsFunc(w.likes, func(a workflow.ActName) bool {
		return a == workflow.ActProposeChoice || a == workflow.ActReturnChoice || a == workflow.ActApproveChoice || a == workflow.ActCloseNotSelected
	})
}
