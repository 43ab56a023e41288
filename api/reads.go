package api

import (
	"context"
	"strconv"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow/casework"
)

// listReads asks who looked at a case.
type listReads struct {
	InCase
	Paging
	By string `query:"by" format:"uuid" doc:"Only what this account read"`
}

// reads lists the readings of a case, newest first, for supervisors and auditors.
func (s *server) reads(ctx context.Context, in *listReads) (*list[casework.ReadLine], error) {
	filter := *in
	filter.Paging = Paging{}
	at, err := s.begin(in.Paging, "reads", filter)
	if err != nil {
		return nil, err
	}
	f := casework.ReadsFilter{By: in.By, Limit: in.Limit + 1}
	if at.ID != "" {
		if f.Before, err = strconv.ParseInt(at.ID, 10, 64); err != nil {
			return nil, err
		}
	}
	lines, err := s.cases.Reads(ctx, edge.ActorOf(ctx), in.CaseID, f)
	if err != nil {
		return nil, err
	}
	return listed(s, in.Paging, "reads", filter, lines, func(l casework.ReadLine) position { return position{ID: strconv.FormatInt(l.ID, 10)} })
}
