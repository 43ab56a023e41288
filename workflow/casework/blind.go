package casework

import (
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
	if p.Confidential == "" || p.Confidential == account {
		return false
	}
	for _, s := range c.Sheets {
		if s.ID == p.Subject {
			return blindSheet(c, s, account)
		}
	}
	return true
}
