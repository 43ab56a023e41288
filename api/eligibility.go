package api

import (
	"context"
	"errors"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// question is a set of facts without a case, and by which law it is judged.
type question struct {
	eligibility.Facts
	Region string   `json:"region,omitempty" pattern:"^cn(-[0-9]{2,6}){0,2}$" maxLength:"40" doc:"Code of the pack; cn when left out" example:"cn-54"`
	On     law.Date `json:"on,omitzero" doc:"Day of the question; registered_on, decided_on or today when left out"`
}

type checkEligibility struct{ Body question }

// checkEligibility judges facts without a case. Nothing is kept.
func (s *server) checkEligibility(ctx context.Context, in *checkEligibility) (*body[eligibility.Report], error) {
	clock, err := s.office.Clock(ctx)
	if err != nil {
		return nil, err
	}
	q := in.Body
	if q.Region == "" {
		q.Region = "cn"
	}
	pack, err := s.law.Set().Pack(q.Region, clock.Sandbox)
	if err != nil {
		return nil, unknownRegion(err)
	}
	calendar, err := s.law.Set().Calendar(q.Region)
	if err != nil {
		return nil, unknownRegion(err)
	}
	facts, err := eligibility.WithNotice(q.Facts, pack, calendar)
	if err != nil {
		return nil, factsRefused(err)
	}
	on := q.On
	for _, day := range []law.Date{facts.RegisteredOn, facts.DecidedOn, clock.Today} {
		if on.IsZero() {
			on = day
		}
	}
	report, err := eligibility.Run(facts, pack, on)
	if err != nil {
		return nil, factsRefused(err)
	}
	return &body[eligibility.Report]{report}, nil
}

func unknownRegion(err error) error {
	return &workflow.Error{
		Kind: workflow.KindInvalid, Code: "invalid_input", Message: "输入不符合要求", Cause: err,
		Fields: []workflow.FieldError{workflow.Field("/region", "unknown_region", "没有该地区的规则包：请使用 GET /api/v1/packs 所列代码，或者省略 region")},
	}
}

// factsRefused names the places of facts that contradict themselves.
func factsRefused(err error) error {
	var bad *eligibility.FactsError
	if errors.As(err, &bad) {
		var fields []workflow.FieldError
		for _, f := range bad.Faults {
			fields = append(fields, workflow.Field(f.Pointer, f.Code, f.Message))
		}
		return workflow.Invalid(fields...)
	}
	var missing *law.MissingParamError
	if errors.As(err, &missing) {
		return &workflow.Error{Kind: workflow.KindNoLaw, Code: "law_unknown", Message: "规则包没有所需的规定：请管理员录入 " + missing.Key, Cause: err}
	}
	return err
}

// foresee judges a case as it stands, before anybody acts on it.
func (s *server) foresee(ctx context.Context, in *InCase) (*body[casework.Foresight], error) {
	return bodyOf(s.cases.Foresee(ctx, edge.ActorOf(ctx), in.CaseID))
}
