package api

import (
	"context"
	"time"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

// login is a name and a password, and a code where the account has a second factor.
type login struct {
	Body struct {
		Name     string `json:"name" minLength:"1" maxLength:"64" doc:"登录名" example:"dengji1"`
		Password string `json:"password" minLength:"1" maxLength:"256" format:"password" doc:"口令"`
		Code     string `json:"code,omitempty" maxLength:"40" doc:"Code of the second factor or of recovery, where the account has one (动态验证码或者恢复码)" example:"123456"`
	}
}

func (s *server) login(ctx context.Context, in *login) (*answer[office.LoggedIn], error) {
	out, err := s.office.SignIn(ctx, office.Attempt{
		Name: in.Body.Name, Password: in.Body.Password, Code: in.Body.Code, Source: edge.Source(ctx), Kind: office.SessionAPI, Device: edge.Agent(ctx),
	})
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
	MustEnrol          bool           `json:"must_enrol_second_factor" doc:"Nothing else is open until a second factor has been enrolled"`
	SecondFactor       bool           `json:"second_factor" doc:"The session was opened with a second factor"`
}

func (s *server) readSession(ctx context.Context, _ *struct{}) (*body[me], error) {
	session, _ := edge.SessionOf(ctx)
	return &body[me]{me{
		Actor: session.Actor, RoleName: session.Actor.Role.Chinese(), ExpiresAt: session.ExpiresAt, MustChangePassword: session.MustChange,
		MustEnrol: session.MustEnrol, SecondFactor: session.SecondFactor,
	}}, nil
}

func (s *server) logout(ctx context.Context, _ *struct{}) (*struct{}, error) {
	return nil, s.office.Logout(ctx, edge.ActorOf(ctx), edge.Token(ctx))
}

// openSessions lists the own sessions.
func (s *server) openSessions(ctx context.Context, _ *struct{}) (*body[page[office.SessionLine]], error) {
	session, _ := edge.SessionOf(ctx)
	lines, err := s.office.OpenSessions(ctx, session.Actor, session.ID)
	return bodyOf(&page[office.SessionLine]{Items: lines}, err)
}

type sessionID struct {
	ID string `path:"session" format:"uuid" doc:"Of a line of the list"`
}

func (s *server) endSession(ctx context.Context, in *sessionID) (*struct{}, error) {
	return nil, s.office.EndSession(ctx, edge.ActorOf(ctx), in.ID)
}

// endedSessions is how many sessions ended.
type endedSessions struct {
	Ended int `json:"ended"`
}

func (s *server) endOtherSessions(ctx context.Context, _ *struct{}) (*body[endedSessions], error) {
	session, _ := edge.SessionOf(ctx)
	n, err := s.office.EndOtherSessions(ctx, session.Actor, session.ID)
	return bodyOf(&endedSessions{n}, err)
}

// settings are what an account has chosen for its pages.
type settings struct {
	Body struct {
		Language string `json:"language,omitempty" enum:"zh-CN,en" doc:"界面语言"`
		Theme    string `json:"theme,omitempty" enum:"light,dark" doc:"界面明暗"`
	}
}

func (s *server) readSettings(ctx context.Context, _ *struct{}) (*body[office.Settings], error) {
	out, err := s.office.Settings(ctx, edge.ActorOf(ctx))
	return bodyOf(&out, err)
}

func (s *server) saveSettings(ctx context.Context, in *settings) (*struct{}, error) {
	return nil, s.office.SaveSettings(ctx, edge.ActorOf(ctx), office.Settings{Language: in.Body.Language, Theme: in.Body.Theme})
}
