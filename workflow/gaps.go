package workflow

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
)

// ApplicationFaults lists what keeps an application from being submitted: what
// CheckApplication finds, and facts that contradict themselves as at the view's
// date, each at its own place.
func ApplicationFaults(v *View) []FieldError {
	f := CheckApplication(v.Case)
	for _, bad := range contradictions(FactsOf(v), v.On) {
		if at := CasePointer(bad.Pointer); !covered(f, at) {
			f = append(f, Field(at, bad.Code, bad.Message+"，"+bad.Remedy))
		}
	}
	return f
}

// FactFaults turns a refusal of the rules into faults at their places in the case;
// nil when err is none.
func FactFaults(err error) []FieldError {
	var bad *eligibility.FactsError
	if !errors.As(err, &bad) {
		return nil
	}
	var f []FieldError
	for _, k := range bad.Faults {
		f = append(f, Field(CasePointer(k.Pointer), k.Code, k.Message+"，"+k.Remedy))
	}
	return f
}

// DraftFaults previews an application while it is filled in: what keeps it from
// being submitted, then (code fact_missing) what the rules will find missing. What
// an act after submission brings is no gap.
func DraftFaults(v *View) (faults []FieldError, ready bool, err error) {
	faults = ApplicationFaults(v)
	if v.Case.ChildID == "" {
		faults = append(faults, Field("/child_id", "required", "请选定被收养人；尚未登记的，请先登记", Measures("第七条")))
	}
	ready = len(faults) == 0
	facts := FactsOf(v)
	if bad := contradictions(facts, v.On); len(bad) > 0 {
		if facts, err = without(facts, bad); err != nil {
			return faults, ready, err
		}
	}
	report, err := eligibility.Run(facts, v.Pack, v.On)
	if err != nil {
		return faults, ready, err
	}
	for _, m := range missingFacts(inCase(report)) {
		if !m.later && !covered(faults, m.pointer) {
			faults = append(faults, m.field())
		}
	}
	return faults, ready, nil
}

// MissingFacts lists the facts that a report of a case finds missing, each at its
// place with the rules that ask for it.
func MissingFacts(r eligibility.Report) []FieldError {
	var f []FieldError
	for _, m := range missingFacts(r) {
		f = append(f, m.field())
	}
	return f
}

// missingFacts joins the missing facts of a report by their pointers, in the order of the rules.
func missingFacts(r eligibility.Report) []missingFact {
	var list []missingFact
	known := places()
	need := func(pointers []string, rule, title string, basis []law.Citation) {
		for _, at := range pointers {
			i := slices.IndexFunc(list, func(m missingFact) bool { return m.pointer == at })
			if i < 0 {
				i, list = len(list), append(list, missingFact{place: placeAt(known, at), pointer: at})
			}
			m := &list[i]
			if slices.Contains(m.rules, rule) {
				continue
			}
			m.rules, m.titles = append(m.rules, rule), append(m.titles, title)
			for _, b := range basis {
				if !slices.Contains(m.basis, b) {
					m.basis = append(m.basis, b)
				}
			}
		}
	}
	need(r.Scope.Missing, "scope", "受理范围", []law.Citation{Measures("第二条")})
	for _, o := range r.Outcomes {
		if o.Kind == eligibility.Unknown {
			need(o.Missing, o.Rule, o.Title, o.Basis)
		}
	}
	return list
}

// placeAt is the place with a pointer into the case; of an unknown one the pointer is the name.
func placeAt(list []place, pointer string) place {
	pattern, _ := starred(pointer)
	for _, p := range list {
		if p.at == pattern {
			return p
		}
	}
	return place{name: pointer, remedy: byOthers}
}

// covered reports whether a place, or what it is a part of, has a fault already. A
// child that nobody has named covers all that is asked of it.
func covered(faults []FieldError, pointer string) bool {
	return slices.ContainsFunc(faults, func(f FieldError) bool {
		return f.Pointer == pointer || strings.HasPrefix(pointer, f.Pointer+"/") || f.Pointer == "/child_id" && strings.HasPrefix(pointer, "/child/")
	})
}

func contradictions(facts eligibility.Facts, day law.Date) []eligibility.FactFault {
	var bad *eligibility.FactsError
	if errors.As(facts.Validate(day), &bad) {
		return bad.Faults
	}
	return nil
}

// without takes the places that contradict themselves out of the facts: they are
// not known, and the rest can be judged.
func without(facts eligibility.Facts, bad []eligibility.FactFault) (eligibility.Facts, error) {
	text, err := json.Marshal(facts)
	if err != nil {
		return facts, err
	}
	var tree any
	if err := json.Unmarshal(text, &tree); err != nil {
		return facts, err
	}
	for _, f := range bad {
		removeAt(tree, strings.Split(strings.TrimPrefix(f.Pointer, "/"), "/"))
	}
	if text, err = json.Marshal(tree); err != nil {
		return facts, err
	}
	var rest eligibility.Facts
	return rest, json.Unmarshal(text, &rest)
}

func removeAt(tree any, path []string) {
	switch node := tree.(type) {
	case map[string]any:
		if len(path) == 1 {
			delete(node, path[0])
			return
		}
		removeAt(node[path[0]], path[1:])
	case []any:
		if i, err := strconv.Atoi(path[0]); err == nil && i >= 0 && i < len(node) && len(path) > 1 {
			removeAt(node[i], path[1:])
		}
	}
}

func sortedOnce(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}
