package api

import (
	"context"
	"time"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

// login is a name and a password.
type login struct {
	Body struct {
		Name     string `json:"name" minLength:"1" maxLength:"64" doc:"登录名" example:"dengji1"`
		Password string `json:"password" minLength:"1" maxLength:"256" format:"password" doc:"口令"`
	}
}

func (s *server) login(ctx context.Context, in *login) (*answer[office.LoggedIn], error) {
	out, err := s.office.Login(ctx, in.Body.Name, in.Body.Password, edge.Source(ctx))
	if err != nil {
		return nil, err
	}
	return &answer[office.LoggedIn]{Location: prefix + "/sessions/me", Body: *out}, nil
}

// me is who is logged in, and until when.
type me struct {
	Actor              workflow.Actor `json:"actor"`
	RoleName           string         `json:"role_name" doc:"角色"`
	ExpiresAt          time.Time      `json:"expires_at"`
	MustChangePassword bool           `json:"must_change_password" doc:"Nothing else is open until the own password has been changed"`
}

func (s *server) readSession(ctx context.Context, _ *struct{}) (*body[me], error) {
	session, _ := edge.SessionOf(ctx)
	return &body[me]{me{
		Actor: session.Actor, RoleName: session.Actor.Role.Chinese(), ExpiresAt: session.ExpiresAt, MustChangePassword: session.MustChange,
	}}, nil
}

func (s *server) logout(ctx context.Context, _ *struct{}) (*struct{}, error) {
	return nil, s.office.Logout(ctx, edge.ActorOf(ctx), edge.Token(ctx))
}
