package casework

import (
	"errors"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/workflow"
)

// factsError turns facts that contradict themselves into a refusal; a missing
// parameter becomes law_unknown.
func factsError(err error) error {
	var bad *eligibility.FactsError
	if errors.As(err, &bad) {
		return &workflow.Error{
			Kind: workflow.KindInvalid, Code: "invalid_input", Message: "案件事实自相矛盾，不能审查", Cause: err,
			Fields: []workflow.FieldError{workflow.Field("/application", "facts", err.Error())},
		}
	}
	return lawError(err)
}
