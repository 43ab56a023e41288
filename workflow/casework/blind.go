package casework

import (
	"maps"
	"slices"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/workflow"
)

// blindSheet reports whether a submitted sheet is hidden from the account:
// everybody but its evaluator until all active evaluators have submitted theirs
// (独立评分, design.md §5).
func blindSheet(c *workflow.Case, s assessment.Sheet, account string) bool {
	return s.Evaluator.ID != account && !c.SheetsComplete(string(s.Phase))
}

// blindPaper reports whether a paper is hidden from the account: the print of a blind sheet.
func blindPaper(c *workflow.Case, p workflow.Paper, account string) bool {
	if rulingPaper(c, p) || c.BlindAgain(p) {
		return true
	}
	if p.Confidential == "" || p.Confidential == account {
		return false
	}
	if c.Adjudicated(account) { // the whole sheet; only the items in dispute are open to an adjudicator
		return true
	}
	for _, s := range c.Sheets {
		if s.ID == p.Subject {
			return blindSheet(c, s, account)
		}
	}
	return true
}

// blindRuling reports whether a ruling is hidden from everybody: it tells what was
// recorded on sheets of a phase that is blind again since one was given back.
func blindRuling(c *workflow.Case, r workflow.PhaseRuling) bool { return !c.SheetsComplete(r.Phase) }

// blindJoint reports whether a joint rating is hidden from the account: as a ruling is,
// and from an adjudicator, who judges for himself.
func blindJoint(c *workflow.Case, j workflow.JointRating, account string) bool {
	return !c.SheetsComplete(j.Phase) || c.Adjudicated(account)
}

// rulingPaper reports whether a paper is the record of a ruling that is hidden.
func rulingPaper(c *workflow.Case, p workflow.Paper) bool {
	return p.Code == "D27" && slices.ContainsFunc(c.Rulings, func(r workflow.PhaseRuling) bool { return r.ID == p.Subject && blindRuling(c, r) })
}

// disputedOnly leaves of a sheet what an adjudicator may see: the items in dispute.
func disputedOnly(c *workflow.Case, s assessment.Sheet, account string) assessment.Sheet {
	items := disputedItems(c, string(s.Phase), account)
	s.Answers = maps.Clone(s.Answers)
	maps.DeleteFunc(s.Answers, func(code string, _ assessment.Answer) bool { return !slices.Contains(items, code) })
	return s
}

// disputedItems are the codes that are open to the account as an adjudicator of a phase.
func disputedItems(c *workflow.Case, phase, account string) []string {
	if a := c.AdjudicatorByAccount(account); a != nil && a.Ready() && a.Phase == phase {
		return a.Items
	}
	return nil
}
