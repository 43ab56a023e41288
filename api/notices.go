package api

import (
	"context"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow/casework"
)

// InNotice names the notice of a path.
type InNotice struct {
	ID string `path:"id" format:"uuid" doc:"Id of the notice"`
}

// listNotices are the filters of the own notices.
type listNotices struct {
	Paging
	Unread bool `query:"unread" doc:"Only those that were not read yet"`
}

func (s *server) listNotices(ctx context.Context, in *listNotices) (*list[casework.Notice], error) {
	filter := *in
	filter.Paging = Paging{}
	at, err := s.begin(in.Paging, "notices", filter)
	if err != nil {
		return nil, err
	}
	lines, err := s.notices.Notices(ctx, edge.ActorOf(ctx), casework.NoticeFilter{Unread: in.Unread, Before: at.ID, Limit: in.Limit + 1})
	if err != nil {
		return nil, err
	}
	return listed(s, in.Paging, "notices", filter, lines, func(n casework.Notice) position { return position{ID: n.ID} })
}

// noticeCount says how many notices wait, and when the dates were last looked at.
type noticeCount struct {
	Unread int                     `json:"unread"`
	Sweep  *casework.ReminderSweep `json:"sweep,omitempty" doc:"The last look at the dates; absent before the first"`
}

func (s *server) countNotices(ctx context.Context, _ *struct{}) (*body[noticeCount], error) {
	n, err := s.notices.UnreadNotices(ctx, edge.ActorOf(ctx))
	if err != nil {
		return nil, err
	}
	out := noticeCount{Unread: n}
	sweep, found, err := s.notices.LastReminders(ctx)
	if err != nil {
		return nil, err
	}
	if found {
		sweep.Failure = "" // what failed is the administrator's: it stands in the log and in /readyz
		out.Sweep = &sweep
	}
	return &body[noticeCount]{out}, nil
}

func (s *server) readNotice(ctx context.Context, in *InNotice) (*struct{}, error) {
	return nil, s.notices.ReadNotice(ctx, edge.ActorOf(ctx), in.ID)
}

func (s *server) readNotices(ctx context.Context, _ *struct{}) (*struct{}, error) {
	return nil, s.notices.ReadNotice(ctx, edge.ActorOf(ctx), "")
}
