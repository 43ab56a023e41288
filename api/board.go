package api

import (
	"context"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow/board"
	"github.com/anjia-project/anjia/workflow/casework"
)

// readBoard asks for the board of the agencies.
type readBoard struct {
	From   dateParam `query:"from" doc:"First day of the cohort; a year before its last day when left out"`
	To     dateParam `query:"to" doc:"Last day of the cohort; today when left out"`
	Agency string    `query:"agency" format:"uuid" doc:"Only this agency"`
	Least  int       `query:"min_subjects" minimum:"10" maximum:"1000" doc:"No figure on fewer cases; 10 when left out"`
}

// agencyBoard says what the work of the agencies looks like over a period, as aggregates with intervals: no case is
// named, no agency ranked. An agency's manager sees the own line.
func (s *server) agencyBoard(ctx context.Context, in *readBoard) (*body[board.Board], error) {
	return bodyOf(s.boards.Board(ctx, edge.ActorOf(ctx), casework.BoardQuery{
		From: in.From.date(), To: in.To.date(), AgencyID: in.Agency, MinSubjects: in.Least,
	}))
}
