package api

import (
	"context"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow/casework"
)

// readStatistics asks for the figures of a period.
type readStatistics struct {
	From dateParam `query:"from" doc:"First day of receipt; a year before the last day when left out"`
	To   dateParam `query:"to" doc:"Last day of receipt; today when left out"`
}

// statistics counts the cases in the reader's scope: by state, category, office and month, with outcomes, times and limits.
func (s *server) statistics(ctx context.Context, in *readStatistics) (*body[casework.Statistics], error) {
	return bodyOf(s.cases.Statistics(ctx, edge.ActorOf(ctx), casework.StatisticsQuery{From: in.From.date(), To: in.To.date()}))
}
