package casework

import "github.com/anjia-project/anjia/workflow"

// factsError turns facts that contradict themselves into a refusal that names each
// by its place in the case; a missing parameter becomes law_unknown.
func factsError(err error) error {
	if faults := workflow.FactFaults(err); len(faults) > 0 {
		return &workflow.Error{
			Kind: workflow.KindInvalid, Code: "invalid_input", Message: "案件事实自相矛盾，不能审查", Cause: err, Fields: faults,
		}
	}
	return lawError(err)
}
