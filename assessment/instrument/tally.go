package instrument

// Values are the answers to a table after they have become one per item, each slice by Node.Index. A value that an
// item's kind has no use for is ignored.
type Values struct {
	Points []Exact // points, or the rating before its weight
	Found  []bool  // a veto was found
	Yes    []bool  // a boolean was answered yes by anybody
	No     []bool  // a boolean was answered no by anybody
	Final  []int   // the highest final rating that anybody gave at a dual; 0 when none was given
}

// NewValues gives values of the right length: no points, nothing found.
func (i *Instrument) NewValues() Values {
	flags := make([]bool, 3*len(i.all))
	n := len(i.all)
	return Values{Points: make([]Exact, n), Found: flags[:n:n], Yes: flags[n : 2*n : 2*n], No: flags[2*n:], Final: make([]int, n)}
}

// Amount is what comes of one node: Value counts; Before is what it would be without the cap of a bonus.
type Amount struct{ Value, Before Exact }

// Capped reports whether a cap took something away.
func (a Amount) Capped() bool { return !a.Value.Equal(a.Before) }

// GateCheck is one gate as it was tried. Compared is the exact sum that was held against the mark, where the
// condition has one; Codes are the vetoes found, or the booleans or duals that triggered it.
type GateCheck struct {
	Gate     Gate
	Compared *Exact
	Codes    []string
	Applies  bool
}

// Tally is the arithmetic of one case: every node's amount by Node.Index, the total, and the gates as far as they
// were tried; the last of them applies and decides.
type Tally struct {
	Amounts []Amount
	Total   Amount // nothing when the method is NoTotal
	Gates   []GateCheck
}

// Decision is the gate that decided.
func (t Tally) Decision() Gate { return t.Gates[len(t.Gates)-1].Gate }

// Tally applies weights, caps, sums and gates, each once and exactly. The values must come from NewValues of the
// same table.
func (i *Instrument) Tally(values Values) Tally {
	result := Tally{Amounts: make([]Amount, len(i.all))}
	for _, root := range i.roots {
		amount := tallyNode(root, values, result.Amounts)
		result.Total.Before = result.Total.Before.Add(amount.Value)
	}
	result.Total.Value = result.Total.Before
	if limit, capped := i.TotalCap(); capped {
		result.Total.Value = result.Total.Before.Min(limit)
	}
	for at := range i.gates {
		result.Gates = append(result.Gates, GateCheck{Gate: i.gates[at]})
		check := &result.Gates[at]
		if i.tryGate(check, values, &result); check.Applies {
			break
		}
	}
	return result
}

func tallyNode(node *Node, values Values, amounts []Amount) Amount {
	amount := Amount{}
	switch {
	case node.IsGroup():
		for _, child := range node.children {
			amount.Before = amount.Before.Add(tallyNode(child, values, amounts).Value)
		}
		amount.Value = amount.Before
		if node.limit != nil {
			amount.Value = amount.Before.Min(*node.limit)
		}
	case node.kind == KindRating:
		amount.Value = values.Points[node.index].Mul(node.weight)
		amount.Before = amount.Value
	case node.scored:
		amount.Value = values.Points[node.index]
		amount.Before = amount.Value
	}
	amounts[node.index] = amount
	return amount
}

// tryGate holds the condition of a gate against the exact values. The last gate of a compiled table is Otherwise, so some
// gate always applies.
func (i *Instrument) tryGate(check *GateCheck, values Values, sums *Tally) {
	gate := &check.Gate
	switch gate.test {
	case VetoFound:
		for _, node := range i.items {
			if node.kind == KindVeto && values.Found[node.index] {
				check.Codes = append(check.Codes, node.code)
			}
		}
		check.Applies = len(check.Codes) > 0
	case TotalAtLeast:
		check.Compared = new(sums.Total.Value)
		check.Applies = sums.Total.Value.Cmp(gate.mark) >= 0
	case TotalBelow:
		check.Compared = new(sums.Total.Value)
		check.Applies = sums.Total.Value.Cmp(gate.mark) < 0
	case SectionBelow:
		sum := sums.Amounts[i.byCode[gate.codes[0]].index].Value
		check.Compared = &sum
		check.Applies = sum.Cmp(gate.mark) < 0
	case Answered:
		given := values.No
		if gate.answer {
			given = values.Yes
		}
		for _, code := range gate.codes {
			if given[i.byCode[code].index] {
				check.Codes = append(check.Codes, code)
			}
		}
		check.Applies = len(check.Codes) > 0
	case FinalAtLeast:
		for _, code := range gate.codes {
			if FromInt(int64(values.Final[i.byCode[code].index])).Cmp(gate.mark) >= 0 {
				check.Codes = append(check.Codes, code)
			}
		}
		check.Applies = len(check.Codes) > 0
	case Otherwise:
		check.Applies = true
	}
}
