package api

import (
	"context"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

// officeList are the filters of the lists of the office.
type officeList struct {
	Paging
	Authority string `query:"authority" format:"uuid" doc:"Only of this authority"`
	Agency    string `query:"agency" format:"uuid" doc:"Only of this agency"`
	Text      string `query:"q" maxLength:"60" doc:"In the name"`
}

// readPage is a list of the office's service.
type readPage[T any] func(ctx context.Context, actor workflow.Actor, f office.Filter) ([]T, error)

// officePage answers a list of the office, ordered by id.
func officePage[T any](ctx context.Context, s *server, in *officeList, name string, read readPage[T], id func(T) string) (*list[T], error) {
	filter := *in
	filter.Paging = Paging{}
	at, err := s.begin(in.Paging, name, filter)
	if err != nil {
		return nil, err
	}
	lines, err := read(ctx, edge.ActorOf(ctx), office.Filter{
		AuthorityID: in.Authority, AgencyID: in.Agency, Text: in.Text, After: at.ID, Limit: in.Limit + 1,
	})
	if err != nil {
		return nil, err
	}
	return listed(s, in.Paging, name, filter, lines, func(line T) position { return position{ID: id(line)} })
}

func (s *server) listAuthorities(ctx context.Context, in *officeList) (*list[office.Authority], error) {
	return officePage(ctx, s, in, "authorities", s.office.Authorities, func(a office.Authority) string { return a.ID })
}

func (s *server) readAuthority(ctx context.Context, in *InOffice) (*answer[office.Authority], error) {
	a, err := s.office.Authority(ctx, edge.ActorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &answer[office.Authority]{ETag: edge.ETag(a.Version), Body: a}, nil
}

// agencyView is an agency; one that was never under contract has none.
type agencyView struct {
	office.AgencyView
	Contract *workflow.Contract `json:"contract,omitempty"`
}

func agencyViewOf(a office.AgencyView) agencyView {
	out := agencyView{AgencyView: a}
	if a.Contract.Number != "" {
		out.Contract = &a.Contract
	}
	return out
}

func (s *server) listAgencies(ctx context.Context, in *officeList) (*list[agencyView], error) {
	read := func(ctx context.Context, actor workflow.Actor, f office.Filter) ([]agencyView, error) {
		found, err := s.office.Agencies(ctx, actor, f)
		out := make([]agencyView, 0, len(found))
		for _, a := range found {
			out = append(out, agencyViewOf(a))
		}
		return out, err
	}
	return officePage(ctx, s, in, "agencies", read, func(a agencyView) string { return a.ID })
}

func (s *server) readAgency(ctx context.Context, in *InOffice) (*answer[agencyView], error) {
	a, err := s.office.Agency(ctx, edge.ActorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &answer[agencyView]{ETag: edge.ETag(a.Version), Body: agencyViewOf(a)}, nil
}

// listOffers asks for the cases that name an agency.
type listOffers struct {
	Paging
	InOffice
}

func (s *server) offers(ctx context.Context, in *listOffers) (*list[office.Offer], error) {
	who := edge.ActorOf(ctx)
	at, err := s.begin(in.Paging, "offers", in.ID)
	if err != nil {
		return nil, err
	}
	if who.Role == workflow.RoleManager && who.AgencyID != in.ID {
		return nil, workflow.Refuse(workflow.KindNotFound, "not_found", "没有这一评估机构，或者不在您的权限范围内")
	}
	lines, err := s.office.Offers(ctx, who, office.Filter{AgencyID: in.ID, After: at.ID, Limit: in.Limit + 1})
	if err != nil {
		return nil, err
	}
	return listed(s, in.Paging, "offers", in.ID, lines, func(o office.Offer) position { return position{ID: o.CaseID} })
}

func (s *server) listEvaluators(ctx context.Context, in *officeList) (*list[office.EvaluatorView], error) {
	return officePage(ctx, s, in, "evaluators", s.office.Evaluators, func(e office.EvaluatorView) string { return e.ID })
}

func (s *server) readEvaluator(ctx context.Context, in *InOffice) (*answer[office.EvaluatorView], error) {
	e, err := s.office.Evaluator(ctx, edge.ActorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &answer[office.EvaluatorView]{ETag: edge.ETag(e.Version), Body: e}, nil
}

func (s *server) listAccounts(ctx context.Context, in *officeList) (*list[office.Account], error) {
	return officePage(ctx, s, in, "accounts", s.office.Accounts, func(a office.Account) string { return a.ID })
}

// readRecusalCard answers whole to the person and the administrator, masked to the auditor.
func (s *server) readRecusalCard(ctx context.Context, in *InOffice) (*body[workflow.RecusalCard], error) {
	card, err := s.office.RecusalCard(ctx, edge.ActorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &body[workflow.RecusalCard]{card}, nil
}

func (s *server) readAccount(ctx context.Context, in *InOffice) (*answer[office.Account], error) {
	a, err := s.office.Account(ctx, edge.ActorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &answer[office.Account]{ETag: edge.ETag(a.Version), Body: a}, nil
}
