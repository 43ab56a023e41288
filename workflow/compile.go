package workflow

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/looplab/fsm"

	"github.com/anjia-project/anjia/assessment/law"
)

// Lifecycle is the compiled table. It is immutable and safe for concurrent use;
// each decision runs on a fresh machine.
type Lifecycle struct {
	rows   []Row
	guards map[GuardCode]Guard
	orders map[Order][]Row // the rows of each order, with its states alone
}

// Compile checks the table and makes it ready, for each order on its own. It
// refuses a second row for an act in a state, a state or guard or paper that does
// not exist, a state no act reaches, a dead end that is no end, and an end that
// something leaves: the library itself would take the later row in silence
// (looplab/fsm keeps the last of two).
func Compile(rows []Row, guards []Guard) (*Lifecycle, error) {
	l := &Lifecycle{rows: rows, guards: map[GuardCode]Guard{}, orders: map[Order][]Row{}}
	var errs []error
	fault := func(format string, a ...any) { errs = append(errs, fmt.Errorf("lifecycle: "+format, a...)) }
	for _, g := range guards {
		if _, twice := l.guards[g.Code]; twice {
			fault("guard %q stands twice", g.Code)
		}
		l.guards[g.Code] = g
	}
	for _, r := range rows {
		for _, f := range l.rowFaults(r) {
			fault("act %q: %s", r.Act, f)
		}
	}
	for _, o := range Orders() {
		l.orders[o] = rowsOf(rows, o)
		for _, f := range slices.Concat(l.twice(o), l.stateFaults(o)) {
			fault("order %s: %s", o, f)
		}
	}
	for _, f := range l.meansFaults() {
		fault("%s", f)
	}
	return l, errors.Join(errs...)
}

// rowsOf are the rows of one order. Of the states that a row starts from it keeps
// those that the order has.
func rowsOf(rows []Row, o Order) []Row {
	states := StatesOf(o)
	var out []Row
	for _, r := range rows {
		if r.Order != "" && r.Order != o {
			continue
		}
		r.From = slices.DeleteFunc(slices.Clone(r.From), func(s State) bool { return !slices.Contains(states, s) })
		out = append(out, r)
	}
	return out
}

// twice finds acts that two rows of an order allow in one state, and acts whose
// rows go by different names.
func (l *Lifecycle) twice(o Order) []string {
	var f []string
	type place struct {
		act  ActName
		from State
	}
	seen, names := map[place]bool{}, map[ActName]string{}
	for _, r := range l.orders[o] {
		for _, from := range r.From {
			if seen[place{r.Act, from}] {
				f = append(f, fmt.Sprintf("act %q has two rows from %q: one act, one row", r.Act, from))
			}
			seen[place{r.Act, from}] = true
		}
		if name, ok := names[r.Act]; ok && name != r.Name {
			f = append(f, fmt.Sprintf("act %q goes by two names", r.Act))
		}
		names[r.Act] = r.Name
	}
	return f
}

func (l *Lifecycle) rowFaults(r Row) []string {
	var f []string
	if r.Name == "" || len(r.From) == 0 || len(r.Roles) == 0 {
		f = append(f, "needs a Chinese name, a state to start from and a role")
	}
	known := States()
	for _, s := range slices.Concat(r.From, r.To) {
		if !slices.Contains(known, s) {
			f = append(f, fmt.Sprintf("unknown state %q", s))
		}
	}
	for _, g := range r.Guards {
		if _, ok := l.guards[g]; !ok {
			f = append(f, fmt.Sprintf("unknown guard %q", g))
		}
	}
	for _, p := range r.Papers {
		if _, ok := p.Spec(); !ok {
			f = append(f, fmt.Sprintf("unknown paper %q", p))
		}
	}
	if r.Order != "" && !slices.Contains(Orders(), r.Order) {
		f = append(f, fmt.Sprintf("unknown order %q", r.Order))
	}
	if len(r.To) > 1 {
		f = append(f, "leads to more than one state: split the act")
	}
	if len(r.To) > 0 && (r.Back || r.Anew) || r.Back && r.Anew {
		f = append(f, "leads to one state and back to another: only one of To, Back, Anew can be set")
	}
	return f
}

// meansFaults asks that what a guard says can bring it about exists.
func (l *Lifecycle) meansFaults() []string {
	var f []string
	for code, g := range l.guards {
		for _, act := range g.By.Acts {
			if _, ok := l.RolesOf(act); !ok {
				f = append(f, fmt.Sprintf("guard %q is met by the unknown act %q", code, act))
			}
		}
	}
	slices.Sort(f)
	return f
}

func (l *Lifecycle) stateFaults(o Order) []string {
	var f []string
	reached, left := map[State]bool{Draft: true}, map[State]bool{}
	states := StatesOf(o)
	for _, r := range l.orders[o] {
		for _, to := range r.To {
			if !slices.Contains(states, to) {
				f = append(f, fmt.Sprintf("act %q leads to %q, which the order does not have", r.Act, to))
			}
			reached[to] = true
			for _, from := range r.From {
				left[from] = left[from] || from != to
				if from.End() && from != to {
					f = append(f, fmt.Sprintf("act %q leaves the end state %q", r.Act, from))
				}
			}
		}
	}
	for _, s := range states {
		if !reached[s] {
			f = append(f, fmt.Sprintf("state %q is never reached", s))
		}
		if !s.End() && !left[s] {
			f = append(f, fmt.Sprintf("state %q is a dead end and no end state", s))
		}
	}
	return f
}

// Rows returns the whole table in its order, the rows of both orders.
func (l *Lifecycle) Rows() []Row { return slices.Clone(l.rows) }

// RowsOf returns the rows of one order, in the order of the table, with the states of that order alone.
func (l *Lifecycle) RowsOf(o Order) []Row { return slices.Clone(l.orders[o]) }

// Act returns the rows of an act, none for an unknown act.
func (l *Lifecycle) Act(act ActName) []Row {
	return slices.DeleteFunc(slices.Clone(l.rows), func(r Row) bool { return r.Act != act })
}

// Row returns the row of an act for a case: the one of its order and its state,
// else another of its order, so that it can be said what is wrong. ok is false
// when the order of the case has no such act; the row is then that of the other
// order, and without any act when none is of this name.
func (l *Lifecycle) Row(c *Case, act ActName) (r Row, ok bool) {
	for _, one := range l.orders[c.order()] {
		if one.Act != act {
			continue
		}
		if slices.Contains(one.From, c.State) {
			return one, true
		}
		if !ok {
			r, ok = one, true
		}
	}
	if rows := l.Act(act); !ok && len(rows) > 0 {
		return rows[0], false
	}
	return r, ok
}

// Guard returns a condition of the table; ok is false for an unknown code.
func (l *Lifecycle) Guard(code GuardCode) (g Guard, ok bool) {
	g, ok = l.guards[code]
	return g, ok
}

// Destination returns where an act leads from the case's state.
func (r Row) Destination(c *Case) State {
	switch {
	case r.Back && c.Proposal != nil:
		return c.Proposal.CameFrom
	case r.Anew:
		_, in := c.LastScored()
		return in
	case len(r.To) == 1:
		return r.To[0]
	}
	return c.State
}

// Decide asks the machine whether the actor may do the act now. It returns the
// state the case will be in. It fails with wrong_state, forbidden, guard_unmet
// (every unmet guard listed) or conflict (not for this category), and changes nothing.
func (l *Lifecycle) Decide(v *View, act ActName) (State, error) {
	r, ok := l.Row(v.Case, act)
	if r.Act == "" {
		return "", Refuse(KindNotFound, "unknown_act", "没有名为“"+string(act)+"”的办理事项")
	}
	if !ok {
		if err := l.Roles(v, r); err != nil {
			return "", err
		}
		return "", Refuse(KindConflict, "other_order", "本案适用"+v.Case.order().Chinese()+"，没有“"+r.Name+"”这一事项")
	}
	if err := l.permitted(v, r); err != nil {
		return "", err
	}
	to, err := l.fire(v, r)
	if err == nil && len(r.Bodies) > 0 && !r.Applies(v.Case) {
		return "", Refuse(KindConflict, "other_body", "“"+r.Name+"”不适用于本案的评估主体")
	}
	if err == nil && !r.Applies(v.Case) { // after the guards: they may have more to say
		return "", Refuse(KindConflict, "other_category", "“"+r.Name+"”不适用于收养类别“"+v.Case.Category.Chinese()+"”")
	}
	return to, err
}

// permitted checks role, state and hold, in this order, before any guard is
// looked at: whoever may not do an act at all is not told where the case stands.
func (l *Lifecycle) permitted(v *View, r Row) error {
	if err := l.Roles(v, r); err != nil {
		return err
	}
	if !slices.Contains(r.From, v.Case.State) {
		return l.notNow(v.Case, r)
	}
	if v.Case.Emergency.Open() && !r.Hold {
		return GuardUnmet(Unmet{
			Guard: "emergency_hold", Message: "案件正处于紧急处置中，解除或者终止评估前不得办理“" + r.Name + "”",
			Basis: []law.Citation{Assessment("第十一条")}, Who: supervisor,
		})
	}
	return nil
}

// Roles refuses an actor who holds none of the row's roles in the case.
func (l *Lifecycle) Roles(v *View, r Row) error {
	if r.allows(v.Case.RolesIn(v.Actor)) {
		return v.Case.withdrawn(v.Actor, r)
	}
	return notYours(v.Case, v.Actor, r)
}

// fire runs a fresh machine over the row, its guards in before_event.
func (l *Lifecycle) fire(v *View, r Row) (State, error) {
	to := r.Destination(v.Case)
	var refused error
	m := fsm.NewFSM(string(v.Case.State),
		fsm.Events{{Name: string(r.Act), Src: []string{string(v.Case.State)}, Dst: string(to)}},
		fsm.Callbacks{"before_" + string(r.Act): func(_ context.Context, e *fsm.Event) {
			if refused = GuardUnmet(l.Unmet(v, r)...); refused != nil {
				e.Cancel(refused)
			}
		}})
	// A cancelled context would leave the machine stuck (looplab/fsm #115), so it never sees the caller's.
	err := m.Event(context.Background(), string(r.Act))
	if refused != nil {
		return "", refused
	}
	var stayed fsm.NoTransitionError
	if err != nil && !errors.As(err, &stayed) {
		return "", fmt.Errorf("workflow: machine refused %s from %s: %w", r.Act, v.Case.State, err)
	}
	return State(m.Current()), nil
}

// Unmet lists the row's guards that do not hold.
func (l *Lifecycle) Unmet(v *View, r Row) []Unmet {
	var out []Unmet
	for _, code := range r.Guards {
		if u := l.unmet(l.guards[code], v); u != nil {
			out = append(out, *u)
		}
	}
	return out
}

func (r Row) allows(held []Role) bool {
	return slices.ContainsFunc(held, func(h Role) bool { return slices.Contains(r.Roles, h) })
}

func roleList(roles []Role) string {
	s := ""
	for i, r := range roles {
		if i > 0 {
			s += "或者"
		}
		s += r.Chinese()
	}
	return s
}

// Action is one act as it stands for an actor now: allowed, or refused with reasons.
type Action struct {
	Act     ActName `json:"act"`
	Name    string  `json:"name"`
	Allowed bool    `json:"allowed"`
	To      State   `json:"to"`
	Roles   []Role  `json:"roles"`
	// Code and Message say why the act is refused as a whole: role_not_allowed or guard_unmet.
	Code    string         `json:"code,omitempty"`
	Message string         `json:"message,omitempty"`
	Unmet   []Unmet        `json:"unmet,omitempty"`
	Basis   []law.Citation `json:"basis,omitempty"`
}

// Actions lists every act that the table knows from the case's state and that can
// concern its category, allowed ones and refused ones with what is missing and
// who can meet it.
func (l *Lifecycle) Actions(v *View) []Action {
	var out []Action
	for _, r := range l.orders[v.Case.order()] {
		if !slices.Contains(r.From, v.Case.State) || !r.Applies(v.Case) {
			continue
		}
		a := Action{Act: r.Act, Name: r.Name, To: r.Destination(v.Case), Roles: Means{side: r.side()}.sides(v.Case, v.Case.inBody(r.Roles)), Basis: r.Basis, Allowed: true}
		var e *Error
		if err := l.permitted(v, r); errors.As(err, &e) {
			a.Allowed, a.Code, a.Message, a.Unmet = false, e.Code, e.Message, e.Unmet
		}
		if unmet := l.Unmet(v, r); len(unmet) > 0 {
			a.Allowed = false
			a.Unmet = append(a.Unmet, unmet...)
			if a.Code == "" {
				a.Code, a.Message = "guard_unmet", "条件尚未具备"
			}
		}
		out = append(out, a)
	}
	return out
}

// RequiredClocks names the clocks that must be armed in a state of an order
// because the law sets a limit there: no clock, no transition.
func RequiredClocks(o Order, s State) []law.ClockName {
	switch s { //nolint:exhaustive // a draft and a case that is decided have no limit of this kind
	case Submitted, Supplementing, Reviewing, AwaitingConsent, ReportReview, Selecting, IntegrationReview, Deciding:
		return []law.ClockName{law.ClockRegistrationReview}
	case Commissioning, Assessing, Reporting:
		return []law.ClockName{law.ClockRegistrationReview, law.ClockAssessment}
	case Integrating:
		if o == OrderB { // the limit of the assessment ended with the capacity report
			return []law.ClockName{law.ClockRegistrationReview, law.ClockIntegration}
		}
		return []law.ClockName{law.ClockRegistrationReview, law.ClockAssessment, law.ClockIntegration}
	}
	return nil
}
