package casework_test

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// TestMain bounds the walks, for a walk is long, and makes them the same at every
// run. ANJIA_WALKS asks for as many others, and the library's own flags for all else:
// -rapid.checks=200 -rapid.seed=0.
func TestMain(m *testing.M) {
	flag.Parse()
	given := map[string]bool{}
	flag.Visit(func(f *flag.Flag) { given[f.Name] = true })
	bounds := map[string]string{"rapid.checks": "6", "rapid.seed": "3"}
	if walks := os.Getenv("ANJIA_WALKS"); walks != "" {
		bounds = map[string]string{"rapid.checks": walks, "rapid.seed": "0"}
	}
	for name, value := range bounds {
		if given[name] {
			continue
		}
		if err := flag.Set(name, value); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
	}
	os.Exit(m.Run())
}

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

// stand is what a refused act must leave as it was.
type stand struct {
	document string
	head     ledger.Head
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

// run makes steps and looks after each.
func (w *walk) run(steps int) {
	for range steps {
		id := rapid.SampledFrom(w.cases).Draw(w.rt, "case")
		switch kind := rapid.IntRange(0, 19).Draw(w.rt, "kind"); {
		case kind < 1:
			w.now = w.now.AddDate(0, 0, rapid.IntRange(1, 25).Draw(w.rt, "days"))
		case kind < 2:
			w.childStep(id)
		case kind < 9:
			if !w.fancy(id) {
				w.drive(id)
			}
		default:
			w.step(id, kind < 17)
		}
	}
	w.finish()
	for _, id := range w.cases {
		w.verifyChain(id)
	}
}

// step tries one act: a likely one is allowed to somebody now, another is anything by anybody.
func (w *walk) step(id string, likely bool) {
	act, who := w.choose(id, likely)
	w.try(id, act, who)
}

// try does one act, or has it refused; it reports whether it was done.
func (w *walk) try(id string, act workflow.ActName, who workflow.Actor) bool {
	o := w.opened(id)
	w.given = nil
	cmd := w.command(act, o, who)
	for _, one := range w.cases { // a draft sheet or an upload is no act
		w.before[one] = w.stand(one)
	}
	out, err := w.service.Do(context.Background(), casework.Request{Actor: who, CaseID: id, Version: o.Case.Version, Command: cmd})
	if err != nil {
		w.refusal(id, act, who, err)
		w.refuse[act] = err.Error()
		if w.wants(act) && !slices.Contains(w.why[act], err.Error()) {
			w.why[act] = append(w.why[act], err.Error())
		}
		w.unfit[id] = w.unfit[id] || strings.Contains(err.Error(), "结论不得为适合收养")
		return false
	}
	w.done[act]++
	for _, other := range out.Touched {
		if other.State == workflow.NotSelected {
			w.done[workflow.ActCloseNotSelected]++
		}
	}
	w.accepted(id, o, who, out)
	return true
}

func (w *walk) choose(id string, likely bool) (workflow.ActName, workflow.Actor) {
	people := w.people()
	if !likely {
		acts := casework.Acts()
		return acts[rapid.IntRange(0, len(acts)-1).Draw(w.rt, "act")].Name, rapid.SampledFrom(people).Draw(w.rt, "who")
	}
	for range 4 {
		who := rapid.SampledFrom(people[:10]).Draw(w.rt, "who")
		actions, _, err := w.service.Actions(context.Background(), who, id)
		if err != nil {
			continue
		}
		var open []workflow.ActName
		for _, a := range actions {
			if w.leadsPast(a.Act, w.load(id)) {
				continue
			}
			for range w.weight(a) {
				open = append(open, a.Act)
			}
		}
		if len(open) > 0 {
			return open[rapid.IntRange(0, len(open)-1).Draw(w.rt, "choice")], who
		}
	}
	return workflow.ActAttachScan, w.officer
}

// fancy tries an act that this walk is fond of and that has become possible, so
// that the rarer rows of the table are walked too; it reports whether it tried.
func (w *walk) fancy(id string) bool {
	c := w.load(id)
	wanted := slices.DeleteFunc(w.fondOf(id), func(act workflow.ActName) bool {
		row, _ := w.service.Lifecycle.Row(c, act)
		return !slices.Contains(row.From, c.State)
	})
	if len(wanted) == 0 {
		return false
	}
	for _, who := range w.people()[:10] {
		actions, _, err := w.service.Actions(context.Background(), who, id)
		if err != nil {
			continue
		}
		for _, a := range actions {
			if a.Allowed && slices.Contains(wanted, a.Act) && w.try(id, a.Act, who) {
				return true
			}
		}
	}
	return false
}

// weight makes likely what has not been done yet, and the ends rare.
func (w *walk) weight(a workflow.Action) int {
	switch {
	case !a.Allowed:
		return 0
	case a.Act == workflow.ActWithdraw, a.Act == workflow.ActReturnChoice, a.Act == workflow.ActTerminate, a.Act == workflow.ActDeclineAcceptance, a.Act == workflow.ActRefuseConsent, a.Act == workflow.ActTerminateAssessment:
		return 1
	case w.done[a.Act] == 0:
		return 6
	}
	return 2
}

// people are everybody who may try, with some who never may.
func (w *walk) people() []workflow.Actor {
	above, stranger, admin := w.supervisor, w.manager, w.officer
	above.ID, above.AuthorityID = "30000000-0000-7000-8000-000000000090", "10000000-0000-7000-8000-000000000009"
	stranger.ID, stranger.AgencyID = "30000000-0000-7000-8000-000000000091", "20000000-0000-7000-8000-000000000009"
	admin.ID, admin.Role = "30000000-0000-7000-8000-000000000092", workflow.RoleAdmin
	return []workflow.Actor{
		w.officer, w.officer2, w.supervisor, w.supervisor2, w.manager, w.eval, w.eval2, w.eval3, w.group1, w.group2, w.auditor, above, stranger, admin,
	}
}

// childStep publishes or clears the notice.
func (w *walk) childStep(id string) {
	child := w.opened(id).Child
	var cmd casework.ChildCommand = casework.PublishNotice{Medium: w.word("报"), Contact: "0891"}
	if child.Notice != nil {
		cmd = casework.ClearNotice{Unclaimed: !w.seldom(10, "claimed")}
	}
	for _, one := range w.cases {
		w.before[one] = w.stand(one)
	}
	_, err := w.child(cmd, child.ID)
	if err != nil {
		w.refusal(id, cmd.Act(), w.officer, err)
		return
	}
	w.done[cmd.Act()]++
	for _, one := range w.cases {
		if o := w.opened(one); !o.Case.State.End() {
			require.Equal(w.rt, w.before[one].head.Sequence+1, o.Head.Sequence, "each open case has an entry of its child's act")
			w.always(o)
		}
	}
}

// refusal: an error that a person can read, and nothing has changed.
func (w *walk) refusal(id string, act workflow.ActName, who workflow.Actor, err error) {
	var e *workflow.Error
	require.ErrorAs(w.rt, err, &e, "%s by %s in %s is no refusal", act, who.Role, id)
	require.NotEmpty(w.rt, e.Message)
	for _, one := range w.cases {
		require.Equal(w.rt, w.before[one], w.stand(one), "a refused %s changed case %s", act, one)
	}
}

func (w *walk) stand(id string) stand {
	if w.service.Store == casework.Store(w.store) { // the very bytes that the store in memory keeps
		s := &w.store.state
		return stand{document: string(s.Cases[id]) + string(s.Children[w.child0]), head: s.Heads[id]}
	}
	o := w.opened(id)
	raw, err := json.Marshal([]any{o.Case, o.Child})
	require.NoError(w.rt, err)
	return stand{document: string(raw), head: o.Head}
}

// opened is the case as the store has it now, for reading. The store in memory is
// decoded again only when its bytes have changed: that is half the time of a walk.
func (w *walk) opened(id string) *casework.OpenedCase {
	if w.service.Store != casework.Store(w.store) {
		return w.house.opened(id)
	}
	now := w.stand(id)
	if seen, ok := w.seen[id]; ok && seen.stand == now {
		return seen.opened
	}
	o := w.house.opened(id)
	w.seen[id] = sight{now, o}
	return o
}

func (w *walk) load(id string) *workflow.Case { return w.opened(id).Case }

// sight is a case as it was read when its bytes were these.
type sight struct {
	stand  stand
	opened *casework.OpenedCase
}

// word is a text that occurs nowhere else; once it stands in a case it may not be lost.
func (w *walk) word(what string) string {
	w.serial++
	s := fmt.Sprintf("%s〔%06d〕", what, w.serial)
	w.given = append(w.given, s)
	return s
}

// mostly is true in seven of eight draws, and always when a step is meant to succeed.
func (w *walk) mostly(what string) bool { return w.sure || rapid.IntRange(0, 7).Draw(w.rt, what) > 0 }

// seldom is true in one of n draws, and never when a step is meant to succeed.
func (w *walk) seldom(n int, what string) bool {
	return !w.sure && rapid.IntRange(1, n).Draw(w.rt, what) == 1
}

// dated is mostly today, sometimes another day.
func (w *walk) dated() casework.Dated {
	if w.mostly("today") {
		return casework.Dated{}
	}
	d := casework.Dated{On: law.DateOf(w.now).AddDays(rapid.IntRange(-40, 2).Draw(w.rt, "on"))}
	if rapid.Bool().Draw(w.rt, "why late") {
		d.BackdatingReason = "补录"
	}
	return d
}

func (w *walk) instant() time.Time {
	return w.now.Add(time.Duration(rapid.IntRange(-90, 1).Draw(w.rt, "minutes")) * time.Minute)
}

// verifyChain walks the whole chain of a case.
func (w *walk) verifyChain(id string) {
	var records []ledger.Record
	require.NoError(w.rt, w.service.Store.Within(context.Background(), w.officer, func(tx casework.Tx) (err error) {
		records, err = tx.Entries(context.Background(), id, 0)
		return err
	}))
	head, err := ledger.VerifyChain(ledger.Genesis(officeID, ledger.CaseChain(id)), records)
	require.NoError(w.rt, err)
	require.Equal(w.rt, w.opened(id).Head.Hash, head.Head.Hash, "the chain ends at the head of the case")
}

func TestWalk(t *testing.T) {
	t.Parallel()
	reached := map[workflow.ActName]int{}
	rapid.Check(t, func(rt *rapid.T) {
		w := newWalk(rt, newHouse(t, true))
		w.run(70)
		for act, n := range w.done {
			reached[act] += n
		}
	})
	var never []workflow.ActName
	for _, d := range casework.Acts() {
		if reached[d.Name] == 0 {
			never = append(never, d.Name)
		}
	}
	slices.Sort(never)
	t.Logf("never done: %v", never)
}

func TestWalkOnRealStore(t *testing.T) {
	t.Parallel()
	for seed := range 2 {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			h, s := newRealHouse(t, func(h *house) {
				if seed%2 == 1 {
					h.inOrderB()
				}
			})
			oneWalk(t, seed, func(rt *rapid.T) {
				w := newWalk(rt, h)
				w.run(50)
				for _, id := range w.cases {
					_, err := s.VerifyCase(t.Context(), id)
					require.NoError(t, err)
				}
			})
		})
	}
}
