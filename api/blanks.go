package api

import (
	"context"
	"strings"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

// blankList are the filters of the list of blanks.
type blankList struct {
	Paging
	Authority string               `query:"authority" format:"uuid" doc:"Only of this authority"`
	Series    workflow.BlankSeries `query:"series" enum:"certificate,dissolution" doc:"Kind of blank"`
	State     workflow.BlankState  `query:"state" enum:"in_stock,issued,used,spoiled,lost,returned,destroyed"`
	Holder    string               `query:"holder" format:"uuid" doc:"Issued to this account"`
	Number    string               `query:"number" maxLength:"18" doc:"Exactly this printed number"`
}

func (s *server) listBlanks(ctx context.Context, in *blankList) (*list[office.Blank], error) {
	filter := *in
	filter.Paging = Paging{}
	at, err := s.begin(in.Paging, "blanks", filter)
	if err != nil {
		return nil, err
	}
	f := office.BlankFilter{
		AuthorityID: in.Authority, Series: in.Series, State: string(in.State), HolderID: in.Holder, Number: in.Number, Limit: in.Limit + 1,
	}
	if last := strings.Fields(at.ID); len(last) == 3 { // as blankPosition writes it
		f.After, f.AfterOffice, f.AfterOf = last[0], last[1], last[2]
	}
	lines, err := s.office.Blanks(ctx, edge.ActorOf(ctx), f)
	if err != nil {
		return nil, err
	}
	return listed(s, in.Paging, "blanks", filter, lines, blankPosition)
}

// blankPosition names a blank for good: a number may have gone and come again.
func blankPosition(b office.Blank) position {
	return position{ID: b.Number + " " + b.AuthorityID + " " + b.ReceiptID}
}

// slipList are the filters of the list of slips.
type slipList struct {
	Paging
	Authority string               `query:"authority" format:"uuid" doc:"Only of this authority"`
	Series    workflow.BlankSeries `query:"series" enum:"certificate,dissolution" doc:"Kind of blank"`
	Kind      workflow.BlankMove   `query:"kind" enum:"receipt,issue,hand_back,spoiling,loss,return,destruction,reissue,recall"`
	State     string               `query:"state" enum:"done,proposed,rejected"`
	Number    string               `query:"number" maxLength:"18" doc:"Only slips whose run has this printed number"`
	From      dateParam            `query:"from" doc:"Not before this day"`
	To        dateParam            `query:"to" doc:"Not after this day"`
}

func (s *server) listBlankSlips(ctx context.Context, in *slipList) (*list[office.BlankSlip], error) {
	filter := *in
	filter.Paging = Paging{}
	at, err := s.begin(in.Paging, "blank-slips", filter)
	if err != nil {
		return nil, err
	}
	f := office.BlankFilter{
		AuthorityID: in.Authority, Series: in.Series, Kind: in.Kind, State: in.State, Number: in.Number, From: in.From.date(), To: in.To.date(), After: at.ID, Limit: in.Limit + 1,
	}
	lines, err := s.office.BlankSlips(ctx, edge.ActorOf(ctx), f)
	if err != nil {
		return nil, err
	}
	return listed(s, in.Paging, "blank-slips", filter, lines, func(line office.BlankSlip) position { return position{ID: line.ID} })
}

func (s *server) readBlankSlip(ctx context.Context, in *InOffice) (*answer[office.BlankSlip], error) {
	slip, err := s.office.BlankSlip(ctx, edge.ActorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &answer[office.BlankSlip]{ETag: edge.ETag(slip.Version), Body: slip}, nil
}

// inYear names the register of an office for a year.
type inYear struct {
	InOffice
	Year int `path:"year" minimum:"2000" maximum:"2200" example:"2024"`
}

func (s *server) blankSheet(ctx context.Context, in *inYear) (*file, error) {
	content, err := s.office.BlankSheet(ctx, edge.ActorOf(ctx), in.ID, in.Year)
	if err != nil {
		return nil, err
	}
	return printed(content, "blank-register.pdf"), nil
}

func (s *server) blankRegister(ctx context.Context, in *InOffice) (*body[office.BlankRegister], error) {
	register, err := s.office.BlankRegister(ctx, edge.ActorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &body[office.BlankRegister]{register}, nil
}
