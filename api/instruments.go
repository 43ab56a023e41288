package api

import (
	"context"
	"strings"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow/casework"
)

// instrumentLine names a scoring table.
type instrumentLine struct {
	Name     string                 `json:"name" doc:"code@version" example:"s1@2026.1"`
	Code     string                 `json:"code"`
	Version  string                 `json:"version"`
	SHA256   string                 `json:"sha256"`
	Phase    instrument.Phase       `json:"phase"`
	Title    instrument.Text        `json:"title"`
	Status   law.Status             `json:"status" enum:"official,practice,illustrative"`
	Citation law.Citation           `json:"citation"`
	Division string                 `json:"division,omitempty"`
	Standing casework.TableStanding `json:"standing" enum:"published,seeded,offered,kept,repealed" doc:"published: two people have put it in force, see publications; seeded: illustrative, in use in a sandbox; offered: shipped, in force nowhere; kept: of old cases; repealed: ended by two people, see publications for the day"`
	From     law.Date               `json:"valid_from,omitzero"`
	To       law.Date               `json:"valid_to,omitzero"`
}

type instrumentList struct {
	Instruments []instrumentLine `json:"instruments"`
}

func (s *server) instruments(context.Context, *struct{}) (*body[instrumentList], error) {
	out := instrumentList{Instruments: []instrumentLine{}}
	for _, t := range s.law.Library().All() {
		from, to := t.Validity()
		out.Instruments = append(out.Instruments, instrumentLine{
			Name: t.Ref().Name(), Code: t.Ref().Code, Version: t.Ref().Version, SHA256: t.Ref().SHA256, Phase: t.Phase(), Title: t.Title(),
			Status: t.Status(), Citation: t.Citation(), Division: t.Division(), Standing: s.law.Standing(t.Ref()), From: from, To: to,
		})
	}
	return &body[instrumentList]{out}, nil
}

type readInstrument struct {
	Name string `path:"name" maxLength:"120" doc:"code@version" example:"s1@2026.1"`
}

// instrument gives a scoring table as data: nodes, options, evidence and gates, each with its citation.
func (s *server) instrument(_ context.Context, in *readInstrument) (*body[instrument.View], error) {
	for _, t := range s.law.Library().All() {
		if strings.EqualFold(t.Ref().Name(), in.Name) {
			return &body[instrument.View]{t.View()}, nil
		}
	}
	return nil, notThere("没有评分表“" + in.Name + "”")
}
