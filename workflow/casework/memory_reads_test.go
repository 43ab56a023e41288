package casework_test

import (
	"context"

	"github.com/anjia-project/anjia/workflow/casework"
)

func (*memoryTx) CaseReads(context.Context, string, casework.ReadsFilter) ([]casework.ReadLine, error) {
	return []casework.ReadLine{}, nil
}

func (*memoryTx) CaseStatistics(_ context.Context, q casework.StatisticsQuery) (*casework.Statistics, error) {
	return &casework.Statistics{From: q.From, To: q.To, Today: q.Today}, nil
}
