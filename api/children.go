package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// InChild names the child of a path.
type InChild struct {
	ChildID string `path:"id" format:"uuid" doc:"Id of the child"`
}

// childActed is what an act on a child answers, with the child's id and version on top.
type childActed struct {
	ID      string `json:"id" format:"uuid"`
	Version int64  `json:"version"`
	casework.ChildOutcome
}

func childAnswer(out *casework.ChildOutcome) *answer[childActed] {
	return &answer[childActed]{
		ETag: edge.ETag(out.Child.Version), Replayed: replayed(out.Replayed),
		Body: childActed{ID: out.Child.ID, Version: out.Child.Version, ChildOutcome: *out},
	}
}

type registerChild struct {
	edge.Idempotent
	Body casework.RegisterChild
}

func (s *server) createChild(ctx context.Context, in *registerChild) (*answer[childActed], error) {
	key, err := keyOf(in.Idempotent)
	if err != nil {
		return nil, err
	}
	out, err := s.cases.DoChild(ctx, casework.ChildRequest{Actor: edge.ActorOf(ctx), Key: key, Command: in.Body})
	if err != nil {
		return nil, err
	}
	reply := childAnswer(out)
	reply.Location = prefix + "/children/" + out.Child.ID
	return reply, nil
}

// childActs registers the acts on a child's own record.
func childActs(s *server) {
	childAct[casework.EditChild](s, "更正被收养人信息")
	childAct[casework.PublishNotice](s, "公告")
	childAct[casework.ClearNotice](s, "公告期满")
}

type childActRequest[C casework.ChildCommand] struct {
	Change
	InChild
	Body C
}

func childAct[C casework.ChildCommand](s *server, title string) {
	var prototype C
	name := string(prototype.Act())
	route(s, http.MethodPost, "/children/{id}/acts/"+name, title+" ("+words(name)+")",
		func(ctx context.Context, in *childActRequest[C]) (*answer[childActed], error) {
			key, version, err := in.head()
			if err != nil {
				return nil, err
			}
			out, err := s.cases.DoChild(ctx, casework.ChildRequest{Actor: edge.ActorOf(ctx), ChildID: in.ChildID, Version: version, Key: key, Command: in.Body})
			if err != nil {
				return nil, err
			}
			return childAnswer(out), nil
		}, append(acts, tagged("children"), named("act-"+strings.ReplaceAll(name, "_", "-")),
			about("Roles: officer. Puts an entry into the chain of the child's authority and into each open case of the child."))...)
}

func (s *server) readChild(ctx context.Context, in *InChild) (*answer[casework.ChildView], error) {
	v, err := s.cases.ReadChild(ctx, edge.ActorOf(ctx), in.ChildID)
	if err != nil {
		return nil, err
	}
	return &answer[casework.ChildView]{ETag: edge.ETag(v.Child.Version), Body: *v}, nil
}

type childList struct {
	Paging
	Text string `query:"q" maxLength:"60" doc:"In name, code and numbers"`
}

func (s *server) listChildren(ctx context.Context, in *childList) (*list[*workflow.Child], error) {
	at, err := s.begin(in.Paging, "children", in.Text)
	if err != nil {
		return nil, err
	}
	found, err := s.cases.ListChildren(ctx, edge.ActorOf(ctx), casework.ChildFilter{Text: in.Text, After: at.ID, Limit: in.Limit + 1})
	if err != nil {
		return nil, err
	}
	return listed(s, in.Paging, "children", in.Text, found, func(c *workflow.Child) position { return position{ID: c.ID} })
}

// childCases are the cases of a child in the reader's scope.
type childCases struct {
	Cases []casework.TouchedCase `json:"cases"`
}

func (s *server) casesOfChild(ctx context.Context, in *InChild) (*body[childCases], error) {
	v, err := s.cases.ReadChild(ctx, edge.ActorOf(ctx), in.ChildID)
	if err != nil {
		return nil, err
	}
	return &body[childCases]{childCases{Cases: v.Cases}}, nil
}

// papersOfChild lists the papers of the child's own record (公告).
func (s *server) papersOfChild(ctx context.Context, in *InChild) (*body[paperList], error) {
	list, err := s.cases.ChildPapers(ctx, edge.ActorOf(ctx), in.ChildID)
	if err != nil {
		return nil, err
	}
	return &body[paperList]{paperList{Papers: list}}, nil
}
