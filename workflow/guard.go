package workflow

import (
	"errors"
	"fmt"

	"github.com/anjia-project/anjia/assessment/law"
)

// GuardCode names a condition of the table.
type GuardCode string

// Guard is one condition of an act: what must hold, on what basis, what can bring it about.
type Guard struct {
	Code  GuardCode
	Name  string // Chinese, what must hold
	Basis []law.Citation
	By    Means
	// Check returns "" when the condition holds, else what is missing, in
	// Chinese; until is the first day on which time alone will meet it.
	Check func(v *View) (missing string, until law.Date)
}

// unmet runs the guard; nil when it holds.
func (l *Lifecycle) unmet(g Guard, v *View) *Unmet {
	missing, until := g.Check(v)
	if missing == "" {
		return nil
	}
	return &Unmet{Guard: string(g.Code), Message: missing, Basis: g.Basis, Who: l.who(g, v), Until: until, Fields: unmetFields(g.Code, v)}
}

// plain turns a check without a date into a Check.
func plain(f func(v *View) string) func(*View) (string, law.Date) {
	return func(v *View) (string, law.Date) { return f(v), law.Date{} }
}

// holds makes a Check of a condition and the sentence to say when it does not hold.
func holds(f func(v *View) bool, missing string) func(*View) (string, law.Date) {
	return plain(func(v *View) string {
		if f(v) {
			return ""
		}
		return missing
	})
}

// Guards lists every guard that rows of the table name.
func Guards() []Guard {
	var all []Guard
	for _, part := range [][]Guard{counterGuards(), partyGuards(), bodyGuards(), mixedGuards(), studyGuards(), settlingGuards(), jointGuards(), reportGuards(), selectionGuards(), decisionGuards(), followUpGuards(), holdGuards(), lawGuards()} {
		all = append(all, part...)
	}
	return all
}

// lawMissing says that no value is known, as a sentence of a guard: unknown law
// never reads as met.
func lawMissing(err error) string {
	var m *law.MissingParamError
	if errors.As(err, &m) {
		return fmt.Sprintf("规则包 %s 未载明参数 %s 在该日的取值：%s", m.Pack, m.Key, m.Remedy)
	}
	return err.Error()
}
