package api

import (
	"context"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow/office"
)

// ownPassword is the own password, shown again before something of weight.
type ownPassword struct {
	Body struct {
		Password string `json:"password" minLength:"1" maxLength:"256" format:"password" doc:"本人口令"`
	}
}

// factorCode is a code that an app shows.
type factorCode struct {
	Body struct {
		Code string `json:"code" minLength:"6" maxLength:"12" doc:"验证器显示的6位验证码" example:"123456"`
	}
}

// recoveryCodes are told once.
type recoveryCodes struct {
	Codes []string `json:"recovery_codes" doc:"Each opens the account once in the place of a code (恢复码); they are not shown again"`
}

func (s *server) readFactor(ctx context.Context, _ *struct{}) (*body[office.FactorState], error) {
	out, err := s.office.FactorState(ctx, edge.ActorOf(ctx))
	return bodyOf(&out, err)
}

func (s *server) beginFactor(ctx context.Context, in *ownPassword) (*body[office.FactorOffer], error) {
	out, err := s.office.BeginFactor(ctx, edge.ActorOf(ctx), in.Body.Password)
	return bodyOf(&out, err)
}

func (s *server) confirmFactor(ctx context.Context, in *factorCode) (*body[recoveryCodes], error) {
	session, _ := edge.SessionOf(ctx)
	codes, err := s.office.ConfirmFactor(ctx, session.Actor, session.ID, in.Body.Code)
	return bodyOf(&recoveryCodes{codes}, err)
}

func (s *server) removeFactor(ctx context.Context, in *ownPassword) (*struct{}, error) {
	return nil, s.office.RemoveFactor(ctx, edge.ActorOf(ctx), in.Body.Password)
}

func (s *server) renewRecovery(ctx context.Context, in *ownPassword) (*body[recoveryCodes], error) {
	codes, err := s.office.RenewRecovery(ctx, edge.ActorOf(ctx), in.Body.Password)
	return bodyOf(&recoveryCodes{codes}, err)
}
