package casework

import (
	"slices"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/workflow"
)

// provenItems says of each file of evidence which items of the scoring tables it was
// put forward for (证明事项), by the id of the file, in the order of the tables.
func provenItems(c *workflow.Case, tables map[string]*instrument.Instrument) map[string][]string {
	out := map[string][]string{}
	for _, sheet := range c.Sheets {
		table := tables[string(sheet.Phase)]
		if table == nil {
			continue
		}
		for node := range table.Nodes() {
			item := node.Title().ZH
			for _, ref := range evidenceOf(sheet.Answers[node.Code()]) {
				if !slices.Contains(out[ref.ID], item) {
					out[ref.ID] = append(out[ref.ID], item)
				}
			}
		}
	}
	return out
}

// evidenceOf is all evidence of an answer, that for single applicants too.
func evidenceOf(a assessment.Answer) []assessment.EvidenceRef {
	out := slices.Clone(a.Evidence)
	for _, one := range a.ByApplicant {
		out = append(out, evidenceOf(one)...)
	}
	return out
}
