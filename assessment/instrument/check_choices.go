package instrument

import (
	"fmt"
	"slices"
)

const minChoices = 2

// checkChoices judges the graded options of one item: there is something to choose, the best option gives exactly
// the maximum, and no points belong to two grades.
func (r *reader) checkChoices(node *Node) {
	if len(node.choices) < minChoices {
		r.report(r.at(node, "options"), "empty_options", fmt.Sprintf("node %q gives %d to choose from", node.code, len(node.choices)),
			fmt.Sprintf("an item has at least %d options", minChoices), "add the grades of the table, or make the node a boolean or free points")
		return
	}
	maximum := node.high
	lowest, highest := node.choices[0].Lowest, Exact{}
	for at, choice := range node.choices {
		if choice.Highest.Cmp(choice.Lowest) < 0 {
			r.report(r.element(node, "options", at, "from"), "bad_range", fmt.Sprintf("option %q of node %q runs from %s to %s", choice.Code, node.code, choice.Lowest, choice.Highest),
				"from is below to", "correct the band")
			return
		}
		if choice.Highest.Cmp(maximum) > 0 {
			r.report(r.element(node, "options", at, "points"), "option_above_maximum", fmt.Sprintf("option %q of node %q gives %s points, its maximum is %s", choice.Code, node.code, choice.Highest, maximum),
				"no option gives more than the maximum of its item", "correct the points or the maximum")
			return
		}
		lowest, highest = lowest.Min(choice.Lowest), highest.Max(choice.Highest)
	}
	if highest.Cmp(maximum) < 0 {
		r.report(r.at(node, "max"), "maximum_not_reachable", fmt.Sprintf("the best option of node %q gives %s points, its maximum is %s", node.code, highest, maximum),
			"the best option gives the maximum of its item", "correct the points or the maximum")
	}
	node.low = lowest
	r.checkOverlap(node)
}

func (r *reader) checkOverlap(node *Node) {
	for at, choice := range node.choices {
		for _, earlier := range node.choices[:at] {
			switch {
			case choice.Title.ZH == earlier.Title.ZH:
				r.report(r.element(node, "options", at, "title"), "overlapping_options", fmt.Sprintf("options %q and %q of node %q have the same title", earlier.Code, choice.Code, node.code),
					"each option can be told from the others", "correct the title or remove one of the two")
			case overlap(earlier, choice):
				r.report(r.element(node, "options", at, "from"), "overlapping_options", fmt.Sprintf("options %q (%s to %s) and %q (%s to %s) of node %q overlap",
					earlier.Code, earlier.Lowest, earlier.Highest, choice.Code, choice.Lowest, choice.Highest, node.code),
					"no points belong to two grades", "let the bands end before the next begins, for example 8 to 10 and 5 to 7.99")
			}
		}
	}
	if step, given := node.Step(); given && !slices.ContainsFunc(node.choices, Choice.IsBand) {
		r.report(r.at(node, "step"), "bad_step", fmt.Sprintf("node %q has a step of %s, but no option is a band", node.code, step), "a step is for points set by the evaluator", "remove step")
	}
}

// overlap looks at bands only: real tables do give the same fixed points to two different circumstances.
func overlap(a, b Choice) bool {
	if !a.IsBand() && !b.IsBand() {
		return false
	}
	return a.Lowest.Cmp(b.Highest) <= 0 && b.Lowest.Cmp(a.Highest) <= 0
}
