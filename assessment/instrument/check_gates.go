package instrument

import "fmt"

// reach is what can still be the case when a gate is tried, given that no earlier gate applied.
type reach struct {
	vetoes   bool
	low      Exact  // totals below low were decided
	high     *Exact // totals of high and above were decided; nil when none were
	sections map[string]Exact
	answers  map[string]bool
	finals   map[string]Exact // final ratings of a dual of the mark and above were decided
	closed   bool             // nothing is left
}

// checkGates proves that every gate can decide something, that every case is decided, and that a veto is looked at
// before any number.
func (r *reader) checkGates(table *Instrument) {
	left := reach{low: table.low, sections: map[string]Exact{}, answers: map[string]bool{}, finals: map[string]Exact{}}
	for _, node := range table.items {
		left.vetoes = left.vetoes || node.kind == KindVeto
	}
	if left.vetoes && table.gates[0].test != VetoFound {
		r.report(r.gateAt(table.gates[0], "when"), "veto_gate_not_first", "the table has vetoes, but its first gate does not look for them",
			"a veto decides before any points do", "put a gate with when: {veto_found: true} first")
		return
	}
	passes, dual, human := false, false, false
	for _, node := range table.items {
		dual = dual || node.kind == KindDual
	}
	for at := range table.gates {
		if gate := &table.gates[at]; gate.anyDual {
			gate.codes = dualCodes(table)
		}
	}
	for _, gate := range table.gates {
		passes, human = passes || gate.outcome != Fail, human || gate.outcome == Human
		if !r.checkGate(table, gate, &left) {
			return
		}
	}
	last := table.gates[len(table.gates)-1]
	if last.test != Otherwise {
		r.report(r.gateAt(last, "when"), "open_gates", fmt.Sprintf("gate %q is the last, but it does not apply to every remaining case", last.code),
			"every case is decided", "add a last gate with when: {otherwise: true}")
	}
	if !passes {
		r.report(r.gateAt(table.gates[0], "outcome"), "no_pass_gate", "no gate passes anybody", "a table that nobody can pass judges nothing", "give one gate the outcome pass, or human where the approver judges")
	}
	if dual && !human {
		r.report(r.gateAt(table.gates[0], "outcome"), "dual_without_human", "the table has dual ratings, but no gate leaves the conclusion to the approver",
			"ratings that are not summed support the judgement of a person and do not replace it", "give the gate that follows from the final ratings the outcome human")
	}
}

func (r *reader) checkGate(table *Instrument, gate Gate, left *reach) bool {
	count := len(r.problems)
	if left.closed {
		r.unreachable(gate, "the gates before it decide every case")
		return false
	}
	switch gate.test {
	case VetoFound:
		r.checkVetoGate(gate, left)
	case TotalAtLeast, TotalBelow:
		r.checkTotalGate(table, gate, left)
	case SectionBelow:
		r.checkSectionGate(table, gate, left)
	case Answered:
		r.checkAnsweredGate(table, gate, left)
	case FinalAtLeast:
		r.checkFinalGate(table, gate, left)
	case Otherwise:
		left.closed = true
	}
	return len(r.problems) == count
}

func (r *reader) unreachable(gate Gate, why string) {
	r.report(r.gateAt(gate, "when"), "unreachable_gate", fmt.Sprintf("gate %q never applies: %s", gate.code, why),
		"each gate can decide a case", "remove the gate or correct the order or the marks")
}

func (r *reader) checkVetoGate(gate Gate, left *reach) {
	if !left.vetoes {
		r.unreachable(gate, "the table has no veto that an earlier gate has not caught")
	}
	left.vetoes = false
	if gate.outcome != Fail {
		r.report(r.gateAt(gate, "outcome"), "gate_must_fail", fmt.Sprintf("gate %q does not fail on %s", gate.code, gate.test),
			"a veto fails", "write outcome: fail; a circumstance that the approver shall weigh is a boolean with a gate of its own")
	}
}

// neverPasses: one answer of one person triggers these conditions, which is cautious for a refusal and rash for
// a pass.
func (r *reader) neverPasses(gate Gate) {
	if gate.outcome == Pass {
		r.report(r.gateAt(gate, "outcome"), "gate_must_fail", fmt.Sprintf("gate %q passes on %s", gate.code, gate.test),
			"what a single answer triggers fails or is left to the approver", "write outcome: fail or human, and let a later gate pass")
	}
}

func (r *reader) checkTotalGate(table *Instrument, gate Gate, left *reach) {
	switch {
	case table.method == NoTotal:
		r.unreachable(gate, "the table has no total")
	case gate.mark.Cmp(table.high) > 0:
		r.report(r.gateAt(gate, "when"), "pass_mark_above_maximum", fmt.Sprintf("gate %q compares with %s, the highest total is %s", gate.code, gate.mark, table.high),
			"a mark can be reached", "correct the mark or the points")
	case gate.test == TotalAtLeast:
		if left.high != nil && gate.mark.Cmp(*left.high) >= 0 {
			r.unreachable(gate, "totals of "+left.high.String()+" and more are decided before it")
			return
		}
		left.high = &gate.mark
		left.closed = gate.mark.Cmp(left.low) <= 0
	default:
		if gate.mark.Cmp(left.low) <= 0 {
			r.unreachable(gate, "no total below "+left.low.String()+" is left")
			return
		}
		left.low = gate.mark
		left.closed = left.high != nil && left.high.Cmp(left.low) <= 0
	}
}

func (r *reader) checkSectionGate(table *Instrument, gate Gate, left *reach) {
	section := table.byCode[gate.codes[0]]
	if section == nil || section.kind != KindSection || !section.scored {
		r.report(r.gateAt(gate, "when"), "unknown_code", fmt.Sprintf("gate %q names %q, which is no section with points", gate.code, gate.codes[0]),
			"section_below names a section of this table", "correct the code")
		return
	}
	low, high := section.Bounds()
	if decided, earlier := left.sections[section.code]; earlier {
		low = decided
	}
	switch {
	case gate.mark.Cmp(high) > 0:
		r.report(r.gateAt(gate, "when"), "pass_mark_above_maximum", fmt.Sprintf("gate %q compares with %s, the highest sum of section %q is %s", gate.code, gate.mark, section.code, high),
			"a mark can be reached", "correct the mark or the points")
	case gate.mark.Cmp(low) <= 0:
		r.unreachable(gate, "no sum of section "+section.code+" below "+low.String()+" is left")
	}
	left.sections[section.code] = gate.mark
}

func (r *reader) checkAnsweredGate(table *Instrument, gate Gate, left *reach) {
	fresh := false
	for _, code := range gate.codes {
		node := table.byCode[code]
		if node == nil || node.kind != KindBoolean {
			r.report(r.gateAt(gate, "when"), "unknown_code", fmt.Sprintf("gate %q names %q, which is no boolean", gate.code, clip(code)),
				"answered names booleans of this table", "correct the code")
			return
		}
		key := fmt.Sprintf("%s=%t", code, gate.answer)
		fresh = fresh || !left.answers[key]
		left.answers[key] = true
	}
	if !fresh {
		r.unreachable(gate, "the gates before it catch these answers")
	}
	r.neverPasses(gate)
}

func (r *reader) checkFinalGate(table *Instrument, gate Gate, left *reach) {
	fresh := false
	for _, code := range gate.codes {
		node := table.byCode[code]
		if node == nil || node.kind != KindDual {
			r.report(r.gateAt(gate, "when"), "unknown_code", fmt.Sprintf("gate %q names %q, which is no dual", gate.code, clip(code)),
				"final_at_least names duals of this table", "correct the code")
			return
		}
		if gate.mark.Cmp(node.high) > 0 {
			r.report(r.gateAt(gate, "when"), "pass_mark_above_maximum", fmt.Sprintf("gate %q compares with %s, the highest rating of %q is %s", gate.code, gate.mark, code, node.high),
				"a mark can be reached", "correct the mark, or name only the duals that reach it")
			return
		}
		decided, earlier := left.finals[code]
		if fresh = fresh || !earlier || gate.mark.Cmp(decided) < 0; !earlier || gate.mark.Cmp(decided) < 0 {
			left.finals[code] = gate.mark
		}
		left.closed = left.closed || left.finals[code].Cmp(node.low) <= 0
	}
	if !fresh {
		r.unreachable(gate, "the table has no final ratings that the gates before it have not decided")
	}
	r.neverPasses(gate)
}

// dualCodes are the codes of all duals, which a condition that names none reads.
func dualCodes(table *Instrument) []string {
	var codes []string
	for _, node := range table.items {
		if node.kind == KindDual {
			codes = append(codes, node.code)
		}
	}
	return codes
}
