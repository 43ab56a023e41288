package instrument

import (
	"fmt"
	"slices"
)

// check judges the table as a whole, after its parts were read without fault, and computes the bounds of every
// node on the way.
func (r *reader) check(table *Instrument) {
	for _, node := range table.items {
		r.checkItem(node)
	}
	for _, root := range table.roots {
		r.checkPlace(root, true)
		measure(root)
	}
	r.checkMethod(table)
	r.ownKinds(table)
	if len(r.problems) > 0 {
		return // sums over items that are wrong themselves would only confuse
	}
	r.checkMaxima(table)
	r.checkGates(table)
}

// measure computes bounds and Scored of a group from what is below it.
func measure(node *Node) {
	switch node.kind {
	case KindOption, KindPoints, KindRating:
		node.scored = true
	case KindBoolean:
		node.scored = node.ifTrue != nil
	case KindSection, KindBonus:
		for _, child := range node.children {
			measure(child)
			low, high := child.Bounds()
			node.low, node.high = node.low.Add(low), node.high.Add(high)
			node.scored = node.scored || child.scored
		}
		if limit, capped := node.Cap(); capped {
			node.low, node.high = node.low.Min(limit), node.high.Min(limit)
		}
	case KindVeto, KindText, KindInteger, KindDate, KindDual: // no number comes of them
	}
}

// checkPlace refuses nodes that stand where they have no meaning.
func (r *reader) checkPlace(node *Node, outermost bool) {
	switch {
	case node.kind == KindBonus && !outermost:
		r.report(r.at(node), "bonus_not_outermost", fmt.Sprintf("bonus %q stands inside a section", node.code),
			"a bonus is added to the total, not to a section", "move the bonus to the outermost level")
	case node.inBonus && (node.kind == KindVeto || node.kind.Written() || node.kind == KindRating || node.kind == KindDual || node.kind == KindBoolean && node.ifTrue == nil):
		r.report(r.at(node, "type"), "no_points_in_bonus", fmt.Sprintf("node %q in a bonus has the type %s and gives no points", node.code, node.kind),
			"what stands in a bonus gives points", "move it out of the bonus, or give the boolean points")
	case node.kind == KindBonus && node.limit != nil && node.limit.Sign() == 0:
		r.report(r.at(node, "cap"), "bad_number", fmt.Sprintf("the cap of bonus %q is 0", node.code), "a cap is more than 0", "correct the cap, or leave it out for a bonus without a cap")
	}
	for _, child := range node.children {
		r.checkPlace(child, false)
	}
}

func (r *reader) checkItem(node *Node) {
	switch node.kind {
	case KindOption:
		r.checkChoices(node)
	case KindPoints, KindRating, KindDual, KindInteger:
		if node.low.Cmp(node.high) >= 0 {
			r.report(r.at(node, "max"), "bad_range", fmt.Sprintf("the range of node %q runs from %s to %s", node.code, node.low, node.high),
				"the lowest is below the highest", "correct min or max")
		}
	case KindBoolean:
		if node.ifTrue != nil && node.ifTrue.Sign() == 0 {
			r.report(r.at(node, "points"), "bad_number", fmt.Sprintf("boolean %q gives 0 points", node.code), "a boolean gives more than 0 points, or has none", "remove points")
		}
	case KindSection, KindBonus, KindVeto, KindText, KindDate: // nothing to compare
	}
	r.checkGrades(node)
	r.checkStep(node)
	r.checkEvidence(node)
	r.checkApplicants(node)
}

func (r *reader) checkStep(node *Node) {
	step, given := node.Step()
	if !given || node.low.Cmp(node.high) >= 0 {
		return
	}
	if step.Sign() == 0 || !node.high.Sub(node.low).IsMultipleOf(step) {
		r.report(r.at(node, "step"), "bad_step", fmt.Sprintf("step %s of node %q does not lead from %s to %s", step, node.code, node.low, node.high),
			"whole steps lead from the lowest to the highest points", "choose another step, for example 0.5")
	}
}

func (r *reader) checkEvidence(node *Node) {
	var fits []When
	switch node.kind {
	case KindVeto:
		fits = []When{Always, IfTrue, IfFalse}
	case KindBoolean:
		fits = []When{Always, IfTrue, IfFalse}
		if node.ifTrue != nil {
			fits = append(fits, IfPoints)
		}
	case KindOption, KindPoints, KindRating:
		fits = []When{Always, IfPoints}
	case KindDual:
		fits = []When{Always, IfDiffer}
	case KindText, KindInteger, KindDate, KindSection, KindBonus:
		fits = []When{Always}
	}
	if when := node.evidence.When; when != "" && !slices.Contains(fits, when) {
		r.report(r.at(node, "evidence", "when"), "evidence_when", fmt.Sprintf("the evidence of node %q is demanded %s, which does not fit the type %s", node.code, when, node.kind),
			fmt.Sprintf("for this type when is one of %v", fits), "choose one of these")
	}
}

func (r *reader) checkApplicants(node *Node) {
	numeric := node.kind == KindOption || node.kind == KindPoints || node.kind == KindRating || node.ifTrue != nil
	switch {
	case node.applicants == EachApplies && numeric:
		r.report(r.at(node, "per_applicant"), "applicants_without_number", fmt.Sprintf("node %q is answered for each applicant, but the table does not say whose points count", node.code),
			"each applicant's points become one number", "write per_applicant: mean, lower or higher")
	case node.applicants != Family && node.applicants != EachApplies && !numeric:
		r.report(r.at(node, "per_applicant"), "applicants_without_number", fmt.Sprintf("node %q gives no points, but asks for the %s of the applicants", node.code, node.applicants),
			"mean, lower and higher are for points", "write per_applicant: each")
	}
}

func (r *reader) checkMethod(table *Instrument) {
	weights, ratings := Exact{}, 0
	for _, node := range table.items {
		rated := node.kind == KindRating
		switch {
		case rated && table.method != Weighted:
			r.report(r.at(node, "type"), "method_mismatch", fmt.Sprintf("node %q is a rating, but the method is %s", node.code, table.method),
				"ratings are weighted", "write method: weighted, or give the node points")
		case node.kind == KindDual && table.method != NoTotal:
			r.report(r.at(node, "type"), "method_mismatch", fmt.Sprintf("node %q is a dual rating, but the method is %s", node.code, table.method),
				"initial and final ratings are not summed", "write method: none, or make the node a rating with a weight")
		case node.scored && table.method == NoTotal:
			r.report(r.at(node, "type"), "method_mismatch", fmt.Sprintf("node %q gives points, but the method is none", node.code),
				"without a sum nothing gives points", "write method: sum, or make the node a boolean without points")
		case node.scored && !rated && !node.inBonus && table.method == Weighted:
			r.report(r.at(node, "type"), "method_mismatch", fmt.Sprintf("node %q has no weight, but the method is weighted", node.code),
				"in a weighted table every item outside a bonus is a rating", "make it a rating with a weight, or write method: sum")
		}
		if rated {
			ratings++
			weights = weights.Add(node.weight)
			if node.weight.Sign() == 0 {
				r.report(r.at(node, "weight"), "bad_number", fmt.Sprintf("the weight of node %q is 0", node.code), "a weight is more than 0", "give it a weight or make it a text")
			}
		}
	}
	if ratings > 0 && !weights.Equal(FromInt(1)) {
		r.report(r.aggregationAt, "weights_not_one", fmt.Sprintf("the weights of the %d ratings sum to %s", ratings, weights),
			"weights sum to exactly 1", "correct the weights; 1/3 is not a decimal, so write for example 0.33, 0.33 and 0.34")
	}
}

func (r *reader) checkMaxima(table *Instrument) {
	sum, highest, lowest := Exact{}, Exact{}, Exact{}
	for _, root := range table.roots {
		low, high := root.Bounds()
		lowest, highest = lowest.Add(low), highest.Add(high)
		if root.kind != KindBonus {
			sum = sum.Add(high)
		}
	}
	for _, node := range table.all {
		r.checkDeclared(node)
	}
	if table.method != NoTotal && !sum.Equal(table.total) {
		r.report(r.aggregationAt, "total_mismatch", fmt.Sprintf("the maxima of the items sum to %s, the table declares %s", sum, table.total),
			"the declared total is the sum of the maxima without bonus", "compare item by item with the source and correct the one that differs")
	}
	if limit, capped := table.TotalCap(); capped {
		if limit.Cmp(table.total) < 0 {
			r.report(r.aggregationAt, "cap_below_total", fmt.Sprintf("the total is capped at %s, below the declared total %s", limit, table.total),
				"a cap on the total keeps a bonus from exceeding it", "correct the cap")
		}
		lowest, highest = lowest.Min(limit), highest.Min(limit)
	}
	table.low, table.high = lowest, highest
}

// checkDeclared compares a declared maximum of a group with what its items can give before any cap.
func (r *reader) checkDeclared(node *Node) {
	if node.declared == nil {
		return
	}
	sum := Exact{}
	for _, child := range node.children {
		_, high := child.Bounds()
		sum = sum.Add(high)
	}
	if !sum.Equal(*node.declared) {
		r.report(r.at(node, "max"), "section_mismatch", fmt.Sprintf("the maxima in node %q sum to %s, it declares %s", node.code, sum, *node.declared),
			"a declared maximum is the sum of the maxima below it", "compare item by item with the source and correct the one that differs")
	}
}
