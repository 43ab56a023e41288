package eligibility

import (
	"errors"
	"fmt"

	"github.com/anjia-project/anjia/assessment/law"
)

// Rule is one statutory requirement. The runner decides whether it is in force and whether it applies; Check only
// decides substance.
type Rule struct {
	Code  string // snake_case, stable
	Title string // Chinese
	Stage Stage
	// Basis holds the articles, each with the time in which that wording was in force; every day of the rule's own
	// interval must have one.
	Basis []Basis
	// From and To bound the force of the rule: [From, To). A zero To means that it is still in force.
	From, To law.Date
	// Categories are those that the rule is about; nil means all.
	Categories []Category
	// Applies narrows it further by facts; nil means that it applies to all of Categories.
	Applies func(*Subject) Applicability
	// Check decides. It must not read the category except to choose between readings of the same article.
	Check func(*Subject) Finding
}

// Basis is a citation with the interval [From, To) in which its wording was in force.
type Basis struct {
	Citation law.Citation
	From, To law.Date
}

// Applicability is the answer to "is this rule about these facts?".
type Applicability struct {
	// Missing is not empty when the question cannot be answered yet.
	Missing []string
	// Not says that the rule does not apply, Reason why (Chinese).
	Not        bool
	Reason     string
	DecisiveOn law.Date
}

func applies() Applicability                         { return Applicability{} }
func appliesNot(reason string) Applicability         { return Applicability{Not: true, Reason: reason} }
func appliesUnknown(missing ...string) Applicability { return Applicability{Missing: missing} }

// Finding is what a check found: the part of an Outcome that the rule answers for.
type Finding struct {
	Kind       Kind
	DecisiveOn law.Date
	Message    string
	Missing    []string
	Remedy     string
	By         Party
	Pending    bool
}

func pass(message string) Finding   { return Finding{Kind: Pass, Message: message} }
func remark(message string) Finding { return Finding{Kind: Remark, Message: message} }

func warn(message, remedy string, by Party) Finding {
	return Finding{Kind: Warn, Message: message, Remedy: remedy, By: by}
}

func fail(message, remedy string, by Party) Finding {
	return Finding{Kind: Fail, Message: message, Remedy: remedy, By: by}
}

func unknown(message string, by Party, missing ...string) Finding {
	return Finding{Kind: Unknown, Message: message, By: by, Missing: missing}
}

// on sets the day on which the answer changes.
func (f Finding) on(day law.Date) Finding { f.DecisiveOn = day; return f }

// pending marks a fail that the procedure will cure.
func (f Finding) pending() Finding { f.Pending = true; return f }

// inForce reports whether day lies in [from, to).
func inForce(from, to, day law.Date) bool {
	return !day.Before(from) && (to.IsZero() || day.Before(to))
}

// citations returns the articles in force on a day, all of them when none is.
func (r *Rule) citations(day law.Date) []law.Citation {
	list := make([]law.Citation, 0, len(r.Basis))
	for _, b := range r.Basis {
		if inForce(b.From, b.To, day) {
			list = append(list, b.Citation)
		}
	}
	if len(list) == 0 {
		for _, b := range r.Basis {
			list = append(list, b.Citation)
		}
	}
	return list
}

// validate refuses a rule that could not be explained or run.
func (r *Rule) validate() error {
	var faults []error
	refuse := func(bad bool, what string) {
		if bad {
			faults = append(faults, fmt.Errorf("rule %q: %s", r.Code, what))
		}
	}
	refuse(r.Code == "", "has no code")
	refuse(r.Title == "", "has no title")
	refuse(r.Check == nil, "has no check")
	refuse(r.Stage != Preliminary && r.Stage != Registration, "has no stage")
	refuse(r.From.IsZero(), "has no day from which it is in force")
	refuse(!r.To.IsZero() && !r.From.Before(r.To), "ends before it begins")
	cited := false
	for _, b := range r.Basis {
		refuse(b.Citation.Instrument == "", "cites no instrument")
		cited = cited || inForce(b.From, b.To, r.From)
	}
	refuse(!cited, "has no citation in force on its first day")
	return errors.Join(faults...)
}
