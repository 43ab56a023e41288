package eligibility

import (
	"errors"
	"fmt"
	"slices"

	"github.com/anjia-project/anjia/assessment/law"
)

// Errors of Run that the caller has to cure; they say nothing about the family.
var (
	ErrNoPack = errors.New("eligibility: no pack is given; load one with law.Set.Pack")
	ErrNoDay  = errors.New("eligibility: no day is given; say for which day the conditions are asked")
)

// Run judges facts by the statutory rules under a pack. The day of judgement is the day of registration or of the
// decision in the facts, else on. It fails with a *FactsError when the facts contradict themselves or use a word
// that is not in the vocabulary, with ErrNoPack or ErrNoDay, and otherwise always gives a whole report: a rule that
// breaks down answers unknown and carries its fault.
func Run(facts Facts, pack *law.Pack, on law.Date) (Report, error) {
	set, err := Statutory()
	if err != nil {
		return Report{}, err
	}
	return set.Run(facts, pack, on)
}

// Run judges facts by the rules of the set; see the function Run.
func (s *Set) Run(facts Facts, pack *law.Pack, on law.Date) (Report, error) {
	switch {
	case pack == nil:
		return Report{}, ErrNoPack
	case on.IsZero():
		return Report{}, ErrNoDay
	}
	subject := newSubject(&facts, pack, on)
	if err := facts.Validate(subject.Day); err != nil {
		return Report{}, err
	}
	outcomes := make([]Outcome, len(s.rules))
	for i := range s.rules {
		outcomes[i] = s.answer(&s.rules[i], &subject)
	}
	return newReport(&subject, on, outcomes), nil
}

// answer runs one rule: force, then category, then facts, then substance, then waivers.
func (s *Set) answer(r *Rule, subject *Subject) (out Outcome) {
	out = Outcome{Rule: r.Code, Title: r.Title, Stage: r.Stage, Basis: r.citations(subject.Day)}
	subject.used, subject.fault = nil, nil
	defer func() {
		if cause := recover(); cause != nil {
			out.breakDown(fmt.Errorf("panic: %v", cause))
		}
	}()
	if !inForce(r.From, r.To, subject.Day) {
		out.Kind, out.Message = NotInForce, "该规定在"+subject.Day.Chinese()+"未施行或者已失效"
		return out
	}
	s.judge(r, subject, &out)
	if subject.fault != nil {
		out.breakDown(subject.fault)
	}
	out.Parameters = subject.used
	return out
}

// judge fills an outcome of a rule that is in force.
func (s *Set) judge(r *Rule, subject *Subject, out *Outcome) {
	if r.Categories != nil || s.waivers[r.Code] != nil {
		if !subject.Category.Known() {
			out.take(unknown("收养类别尚未确定", ByAuthority, "/category"))
			return
		}
	}
	waiver, undecided := s.waivers.find(r.Code, subject)
	if waiver != nil {
		out.Kind, out.Waived = NotApplicable, &waiver.Citation
		out.Message = "依照" + waiver.Citation.String() + "，" + waiver.Reason + "不受此项限制"
		return
	}
	if r.Categories != nil && !slices.Contains(r.Categories, subject.Category) {
		out.Kind, out.Message = NotApplicable, "此项不适用于收养"+subject.Category.Chinese()
		return
	}
	if r.Applies != nil {
		a := r.Applies(subject)
		if a.Not {
			out.Kind, out.Message, out.DecisiveOn = NotApplicable, a.Reason, a.DecisiveOn
			return
		}
		undecided = append(undecided, a.Missing...)
	}
	out.take(r.Check(subject).unless(undecided))
}

// unless weakens a finding when it is not known whether the rule applies at all: what is met is met either way,
// what is not met stays open.
func (f Finding) unless(undecided []string) Finding {
	if len(undecided) == 0 {
		return f
	}
	if f.Kind == Fail {
		return Finding{
			Kind: Unknown, DecisiveOn: f.DecisiveOn, Missing: undecided, By: ByAuthority,
			Message: f.Message + "；是否受此项限制尚待查明", Remedy: f.Remedy,
		}
	}
	if f.Kind == Unknown {
		f.Missing = append(f.Missing, undecided...)
	}
	return f
}

// take copies a finding into the outcome.
func (o *Outcome) take(f Finding) {
	o.Kind, o.DecisiveOn, o.Message, o.Remedy = f.Kind, f.DecisiveOn, f.Message, f.Remedy
	o.Missing, o.By, o.Pending = f.Missing, f.By, f.Pending
}

// breakDown turns the outcome into an unknown with its fault: a rule that fails to run never reads as passed.
func (o *Outcome) breakDown(cause error) {
	o.take(unknown("此项审查未能完成，请联系系统管理员", ByAuthority))
	o.Fault = cause.Error()
}
