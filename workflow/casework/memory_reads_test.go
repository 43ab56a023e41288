package casework_test

import (
	"context"

	"github.com/anjia-project/anjia/workflow/casework"
)

func (*memoryTx) CaseReads(context.Context, string, casework.ReadsFilter) ([]casework.ReadLine, error) {
	return []casework.ReadLine{}, nil
}
