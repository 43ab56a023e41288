package instrument

import "fmt"

// checkGrades judges the meanings of ratings: each belongs to one rating within the range, from the lowest up, and the
// ratings of a dual are few enough for all of them to have a meaning, or none.
func (r *reader) checkGrades(node *Node) {
	last := -1
	for at, grade := range node.grades {
		rating := FromInt(int64(grade.Rating))
		switch {
		case rating.Cmp(node.low) < 0 || rating.Cmp(node.high) > 0:
			r.report(r.element(node, "grades", at, "rating"), "grade_out_of_range", fmt.Sprintf("a grade of node %q words the rating %d, ratings run from %s to %s", node.code, grade.Rating, node.low, node.high),
				"a grade words a rating that can be given", "correct the rating of the grade, or min or max of the node")
			return
		case grade.Rating <= last:
			r.report(r.element(node, "grades", at, "rating"), "grade_order", fmt.Sprintf("a grade of node %q words the rating %d after %d", node.code, grade.Rating, last),
				"grades stand from the lowest rating up, each rating once", "put the grades in order and remove the one that is there twice")
			return
		}
		last = grade.Rating
	}
	if node.kind == KindDual && node.low.Cmp(node.high) < 0 {
		r.checkDual(node)
	}
}

func (r *reader) checkDual(node *Node) {
	if count := FromInt(int64(len(node.grades))); len(node.grades) > 0 && !count.Equal(node.high.Sub(node.low).Add(FromInt(1))) {
		r.report(r.at(node, "grades"), "grade_missing", fmt.Sprintf("node %q words %d of its ratings from %s to %s", node.code, len(node.grades), node.low, node.high),
			"two evaluators rate alike only when every rating of a dual has its meaning", "word each rating from the lowest to the highest, or none")
	}
	if from, given := node.MitigationFrom(); given && (FromInt(int64(from)).Cmp(node.low) < 0 || FromInt(int64(from)).Cmp(node.high) > 0) {
		r.report(r.at(node, "mitigation_from"), "bad_range", fmt.Sprintf("node %q demands a mitigation from the rating %d on, ratings run from %s to %s", node.code, from, node.low, node.high),
			"mitigation_from is a rating that can be given", "correct mitigation_from, or leave it out")
	}
}
