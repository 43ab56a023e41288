package eligibility

import (
	"strconv"

	"github.com/anjia-project/anjia/assessment/law"
)

// Subject is what a rule may look at: the facts, the day for which they are judged, and the law of that day.
type Subject struct {
	*Facts
	// Day is the day on which the conditions must be met: of registration, else of the decision, else the day on
	// which the question is asked.
	Day law.Date
	// Final says that Day is the day of registration or of the decision, not just the day of asking.
	Final bool

	pack  *law.Pack
	used  []Parameter
	fault error // why the pack could not be read
}

func newSubject(facts *Facts, pack *law.Pack, on law.Date) Subject {
	s := Subject{Facts: facts, Day: on, pack: pack}
	switch {
	case !facts.RegisteredOn.IsZero():
		s.Day, s.Final = facts.RegisteredOn, true
	case !facts.DecidedOn.IsZero():
		s.Day, s.Final = facts.DecidedOn, true
	}
	return s
}

// number reads a whole number of the law in force on Day and notes it for the outcome. When the pack has none it
// returns 0 and the runner discards what the rule made of it.
func (s *Subject) number(key string) int {
	param, err := s.pack.Param(key, s.Day)
	if err != nil {
		s.fault = err
		return 0
	}
	n, err := param.Int()
	if err != nil {
		s.fault = err
		return 0
	}
	s.note(param, n, "")
	return n
}

// term reads a length of time; it fails as number does.
func (s *Subject) term(key string) law.Term {
	param, err := s.pack.Param(key, s.Day)
	if err != nil {
		s.fault = err
		return law.Term{}
	}
	term, err := param.Term()
	if err != nil {
		s.fault = err
		return law.Term{}
	}
	s.note(param, term.Length, string(term.Unit))
	return term
}

// horizonMonths is how far ahead a coming birthday is announced. It is a habit of this program, not a rule of law.
const horizonMonths = 12

// near reports whether a day lies ahead within the horizon while the day of registration is still open.
func (s *Subject) near(day law.Date) bool {
	return !s.Final && day.After(s.Day) && !day.After(s.Day.AddMonths(horizonMonths))
}

func (s *Subject) note(p law.Param, value int, unit string) {
	for _, u := range s.used {
		if u.Key == p.Key {
			return
		}
	}
	s.used = append(s.used, Parameter{
		Key: p.Key, Value: value, Unit: unit, Basis: p.Basis, Status: p.Status, Pack: p.PackCode,
	})
}

// applicantAt returns the JSON pointer of a field of an applicant.
func applicantAt(i int, field string) string {
	return "/applicants/" + strconv.Itoa(i) + "/" + field
}

// expected returns how many applicants there must be, 0 when the mode is not known.
func (s *Subject) expected() int {
	switch s.Mode {
	case Joint:
		return 2
	case MaleAlone, FemaleAlone:
		return 1
	default:
		return 0
	}
}

// absentees returns pointers to what is not known about who adopts.
func (s *Subject) absentees() []string {
	var missing []string
	if s.Mode == "" {
		missing = append(missing, "/mode")
	}
	for i := len(s.Applicants); i < max(1, s.expected()); i++ {
		missing = append(missing, "/applicants/"+strconv.Itoa(i))
	}
	return missing
}

// nameOf calls an applicant by place, since outcomes travel further than names may.
func (s *Subject) nameOf(i int) string {
	switch {
	case len(s.Applicants) == 1 && s.Mode != Joint:
		return "收养人"
	case i == 0:
		return "第一收养人"
	default:
		return "第二收养人"
	}
}

// eachApplicant asks check of every applicant and joins the answers: the gravest kind wins, a fail over what is
// unknown, and that over a warning.
func (s *Subject) eachApplicant(check func(i int, a *Applicant) Finding) Finding {
	var joined Finding
	for i := range s.Applicants {
		joined = join(joined, check(i, &s.Applicants[i]))
	}
	if missing := s.absentees(); len(missing) > 0 {
		joined = join(joined, unknown("收养人的情况尚未全部载明", ByApplicant, missing...))
	}
	return joined
}

// gravity orders the kinds for joining.
func gravity(k Kind) int {
	switch k {
	case Fail:
		return 5
	case Unknown:
		return 4
	case Warn:
		return 3
	case Remark:
		return 2
	case Pass:
		return 1
	default:
		return 0
	}
}

// join returns the graver of two findings; findings of the same kind are told together. Of two fails, one that the
// procedure will not cure wins.
func join(a, b Finding) Finding {
	ga, gb := gravity(a.Kind), gravity(b.Kind)
	switch {
	case ga > gb:
		return a
	case gb > ga:
		return b
	case a.Kind == Fail && a.Pending != b.Pending:
		if a.Pending {
			return b
		}
		return a
	}
	a.Message = joinText(a.Message, b.Message)
	a.Remedy = joinText(a.Remedy, b.Remedy)
	a.Missing = append(a.Missing, b.Missing...)
	if b.DecisiveOn.After(a.DecisiveOn) {
		a.DecisiveOn = b.DecisiveOn
	}
	return a
}

func joinText(a, b string) string {
	switch {
	case a == "" || a == b:
		return b
	case b == "":
		return a
	default:
		return a + "；" + b
	}
}
