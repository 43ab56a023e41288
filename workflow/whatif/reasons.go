package whatif

import (
	"strings"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
)

// names reports whether a pointer into {"sheets": […]} leads to the answer at an item.
func names(pointer, code string) bool { return leadsTo(pointer, "/answers/", code) }

// leadsTo reports whether the step after a certain one of a pointer is the code.
func leadsTo(pointer, after, code string) bool {
	_, rest, ok := strings.Cut(pointer, after)
	if !ok {
		return false
	}
	first, _, _ := strings.Cut(rest, "/")
	return strings.NewReplacer("~1", "/", "~0", "~").Replace(first) == code
}

// gateReasons says which gate decided before and after, when that is another or it compares with another mark.
func gateReasons(before, after *assessment.Result) []Reason {
	was, is := decider(before), decider(after)
	if before.DecidedBy == after.DecidedBy && was == is && before.Outcome == after.Outcome {
		return nil
	}
	return []Reason{{By: ByGate, Code: after.DecidedBy, Title: "起决定作用的合格条件", Before: was, After: is}}
}

// decider is the gate that decided, in words.
func decider(r *assessment.Result) string {
	for i := range r.Gates {
		g := &r.Gates[i]
		if g.Code != r.DecidedBy {
			continue
		}
		text := g.Code + "（" + g.Condition
		if g.Compared != nil {
			text += "；实际" + g.Compared.Printed()
		}
		return text + "）"
	}
	return r.DecidedBy
}

// nodeReasons lists the items that give other points, are new, or are gone, in the order of the draft.
func nodeReasons(before, after *assessment.Result) []Reason {
	was := map[string]*assessment.Row{}
	leaves(before.Tree, func(row *assessment.Row) { was[row.Code] = row })
	var out []Reason
	leaves(after.Tree, func(row *assessment.Row) {
		old := was[row.Code]
		delete(was, row.Code)
		one := Reason{By: ByNode, Code: row.Code, Title: row.Title.ZH, Before: "（原表无此项）", After: points(row)}
		if old != nil {
			one.Before = points(old)
		}
		if one.Before != one.After {
			out = append(out, one)
		}
	})
	leaves(before.Tree, func(row *assessment.Row) {
		if was[row.Code] != nil {
			out = append(out, Reason{By: ByNode, Code: row.Code, Title: row.Title.ZH, Before: points(row), After: "（新表无此项）"})
		}
	})
	return out
}

// leaves walks the items of a tree, and the sections that have points of their own by a cap.
func leaves(rows []assessment.Row, each func(*assessment.Row)) {
	for i := range rows {
		if len(rows[i].Rows) == 0 || rows[i].Uncut != nil {
			each(&rows[i])
		}
		leaves(rows[i].Rows, each)
	}
}

// points is what a row contributes, in words.
func points(row *assessment.Row) string {
	switch {
	case row.Points != nil && row.Uncut != nil:
		return row.Printed + "分（封顶前" + row.Uncut.Printed() + "分）"
	case row.Points != nil:
		return row.Printed + "分"
	case row.Type == instrument.KindVeto:
		for i := range row.Answers {
			if v := row.Answers[i].Value; v != nil && *v {
				return "存在"
			}
		}
		return "不存在"
	}
	return "不计分"
}
