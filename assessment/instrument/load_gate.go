package instrument

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

const maxGates = 50

func (r *reader) gates(o object, table *Instrument) {
	elements := o.needList("gates", "add the conditions of the conclusion, in order, the last with when: {otherwise: true}")
	if len(elements) > maxGates {
		r.report(o.at("gates"), "too_many_gates", "the table has too many gates", fmt.Sprintf("a table has at most %d gates", maxGates), "join some of them")
		return
	}
	seen := map[string]int{}
	for _, element := range elements {
		gate := r.gate(element, table)
		if earlier, twice := seen[gate.code]; twice && gate.code != "" {
			r.report(at(element), "duplicate_code", fmt.Sprintf("gate code %q is used twice, first on line %d", gate.code, earlier),
				"a code names one gate", "give one of the two another code")
		}
		seen[gate.code] = element.Line
		r.gateSource[gate.code] = element
		table.gates = append(table.gates, gate)
	}
}

func (r *reader) gate(element *yaml.Node, table *Instrument) Gate {
	o := r.object(element, named("gate", element), "code", "when", "outcome", "conclusion", "citation")
	if element.Kind != yaml.MappingNode {
		return Gate{}
	}
	gate := Gate{citation: table.citation}
	gate.code = o.ident("code", nodeCode, "a code has letters, digits, dots and hyphens, 32 at most")
	if !o.has("outcome") {
		o.missing("outcome", "add outcome: pass, fail or human")
	}
	gate.outcome = oneOf(o, "outcome", Fail, Pass, Fail, Human)
	if !o.has("conclusion") {
		o.missing("conclusion", "add conclusion: {zh: …, en: …}, the words of the report")
	}
	gate.conclusion = o.text("conclusion", maxTitle)
	if citation := r.citation(o); !citation.IsZero() {
		gate.citation, gate.ownSource = citation, true
	}
	r.condition(o, &gate)
	return gate
}

func (r *reader) condition(o object, gate *Gate) {
	tests := []string{string(VetoFound), string(TotalAtLeast), string(TotalBelow), string(SectionBelow), string(Answered), string(FinalAtLeast), string(Otherwise)}
	field := o.fields["when"]
	if field == nil {
		o.missing("when", "add when: {"+strings.Join(tests, " | ")+": …}")
		return
	}
	when := r.object(field, "when of "+o.what, tests...)
	if len(when.fields) != 1 {
		r.report(at(field), "condition_count", fmt.Sprintf("when of %s has %d conditions", o.what, len(when.fields)),
			"a gate has exactly one condition; several are tried one gate after another", "write one gate per condition")
		return
	}
	for test := range when.fields {
		gate.test = Test(test)
	}
	switch gate.test {
	case VetoFound, Otherwise:
		if value, given := when.truth(string(gate.test)); given && !value {
			r.report(at(field), "unknown_value", string(gate.test)+" is false", string(gate.test)+" is true or absent", "write true")
		}
	case TotalAtLeast, TotalBelow:
		gate.mark, _ = when.number(string(gate.test), maxPointDecimal)
	case SectionBelow:
		inner := r.object(when.fields[string(SectionBelow)], "section_below of "+o.what, "code", "mark")
		gate.codes = []string{inner.ident("code", nodeCode, "the code of a section of this table")}
		if !inner.has("mark") {
			inner.missing("mark", "add the lowest sum that the section must reach")
		}
		gate.mark, _ = inner.number("mark", maxPointDecimal)
	case Answered:
		r.answered(when, gate, o.what)
	case FinalAtLeast:
		r.finalAtLeast(when, gate, o.what)
	}
}

// finalAtLeast reads a condition on final ratings; without codes it reads all duals, which checkFinalGate fills in.
func (r *reader) finalAtLeast(when object, gate *Gate, what string) {
	inner := r.object(when.fields[string(FinalAtLeast)], "final_at_least of "+what, "mark", "codes")
	if !inner.has("mark") {
		inner.missing("mark", "add the lowest final rating that meets the condition")
	}
	gate.mark = FromInt(int64(inner.whole("mark", 1, maxRating, 1)))
	gate.anyDual = !inner.has("codes")
	if !gate.anyDual {
		gate.codes = r.codes(inner, "add the codes of the duals, or leave codes out for all of them")
	}
}

func (r *reader) answered(when object, gate *Gate, what string) {
	inner := r.object(when.fields[string(Answered)], "answered of "+what, "codes", "value")
	if !inner.has("value") {
		inner.missing("value", "add value: true or false")
	}
	gate.answer, _ = inner.truth("value")
	gate.codes = r.codes(inner, "add the codes of the booleans")
}

// codes reads a list of codes of nodes.
func (r *reader) codes(inner object, remedy string) []string {
	var codes []string
	for _, element := range inner.needList("codes", remedy) {
		switch {
		case element.Kind != yaml.ScalarNode || element.Tag != "!!str":
			r.report(at(element), "unquoted_code", "a code of "+inner.what+" is not quoted", "codes are strings: \"010\" stays \"010\"", "write the code in quotes")
		case slices.Contains(codes, element.Value):
			r.report(at(element), "duplicate_code", fmt.Sprintf("code %q stands twice in %s", clip(element.Value), inner.what), "a node is named once", "remove one")
		default:
			codes = append(codes, element.Value)
		}
	}
	return codes
}
