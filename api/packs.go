package api

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
)

// PackLine names a pack of law; exported because it stands inside another body.
type PackLine struct {
	Code    string `json:"code" example:"cn-54"`
	Name    string `json:"name"`
	Version string `json:"version"`
	SHA256  string `json:"sha256"`
	Order   string `json:"order" doc:"A: integration inside the assessment; B: capacity first"`
	Sandbox bool   `json:"sandbox" doc:"Illustrative values stand in where no law is known"`
}

type packList struct {
	Packs []PackLine `json:"packs"`
}

func packLineOf(p *law.Pack) PackLine {
	return PackLine{Code: p.Code, Name: p.Name, Version: p.Version, SHA256: p.SHA256, Order: p.Order, Sandbox: p.Sandbox}
}

func (s *server) packs(ctx context.Context, _ *struct{}) (*body[packList], error) {
	clock, err := s.office.Clock(ctx)
	if err != nil {
		return nil, err
	}
	out := packList{Packs: []PackLine{}}
	for _, code := range s.law.Set().Codes() {
		p, err := s.law.Set().Pack(code, clock.Sandbox)
		if err != nil {
			return nil, err
		}
		out.Packs = append(out.Packs, packLineOf(p))
	}
	return &body[packList]{out}, nil
}

// readPack asks for the values of a pack on a day.
type readPack struct {
	Code string    `path:"code" pattern:"^cn(-[0-9]{2,6}){0,2}$" maxLength:"40" example:"cn-54"`
	On   dateParam `query:"on" doc:"Values in force on this day; today when left out"`
}

// packView is a pack with its values in force on a day.
type packView struct {
	PackLine
	On      law.Date      `json:"on"`
	Chain   []law.PackRef `json:"chain" doc:"The packs laid over each other, nation first"`
	Values  []packValue   `json:"values"`
	Missing []string      `json:"missing" doc:"Parameters without a value on that day: an office decides"`
}

// packValue is one value with the article that sets it.
type packValue struct {
	Key         string       `json:"key"`
	Type        string       `json:"type"`
	Value       any          `json:"value"`
	Basis       law.Citation `json:"basis"`
	Status      law.Status   `json:"status" enum:"official,practice,illustrative"`
	Promulgated law.Date     `json:"promulgated,omitzero"`
	InForce     law.Date     `json:"in_force,omitzero"`
	Recalled    bool         `json:"dates_recalled,omitempty" doc:"Its dates are known from memory and have not been checked; the article may have been"`
	Pack        string       `json:"pack" doc:"The pack of the chain that sets it"`
}

func (s *server) pack(ctx context.Context, in *readPack) (*body[packView], error) {
	clock, err := s.office.Clock(ctx)
	if err != nil {
		return nil, err
	}
	p, err := s.law.Set().Pack(in.Code, clock.Sandbox)
	if err != nil {
		return nil, notThere("没有代码为“" + in.Code + "”的规则包")
	}
	on := in.On.date()
	if on.IsZero() {
		on = clock.Today
	}
	out := packView{PackLine: packLineOf(p), On: on, Chain: p.Chain, Values: []packValue{}, Missing: append([]string{}, p.Missing(on)...)}
	for _, v := range p.InForce(on) {
		out.Values = append(out.Values, packValue{
			Key: v.Key, Type: v.Type(), Value: v.Value(), Basis: v.Basis, Status: v.Status, Promulgated: v.Promulgated, InForce: v.InForce, Recalled: v.DatesRecalled, Pack: v.PackCode,
		})
	}
	return &body[packView]{out}, nil
}
