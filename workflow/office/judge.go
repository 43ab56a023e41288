package office

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// judge says what agencies and evaluators lack today, under the pack of their
// authority; it looks each authority up once.
type judge struct {
	s     *Service
	tx    Tx
	packs map[string]*law.Pack
	house *House
}

func (s *Service) newJudge(tx Tx) *judge { return &judge{s: s, tx: tx, packs: map[string]*law.Pack{}} }

func (j *judge) law(ctx context.Context, authorityID string) (*law.Pack, law.Date, error) {
	if j.house == nil {
		h, err := j.tx.House(ctx)
		if err != nil {
			return nil, law.Date{}, err
		}
		j.house = &h
	}
	today := law.DateOf(j.s.Now().Add(j.house.Offset))
	if p, ok := j.packs[authorityID]; ok {
		return p, today, nil
	}
	a, err := j.tx.Authority(ctx, authorityID)
	if err != nil {
		return nil, law.Date{}, err
	}
	p, _, err := j.s.Laws.Current(a.Pack, j.house.Sandbox)
	if err != nil {
		return nil, law.Date{}, err
	}
	j.packs[authorityID] = p
	return p, today, nil
}

func (j *judge) agency(ctx context.Context, a workflow.Agency) (AgencyView, error) {
	p, today, err := j.law(ctx, a.AuthorityID)
	if err != nil {
		return AgencyView{}, err
	}
	lacks := a.Unqualified(today, p)
	return AgencyView{Agency: a, Qualified: len(lacks) == 0, Lacks: lacks}, nil
}

func (j *judge) evaluator(ctx context.Context, actor workflow.Actor, e workflow.EvaluatorCard) (EvaluatorView, error) {
	p, today, err := j.law(ctx, e.AuthorityID)
	if err != nil {
		return EvaluatorView{}, err
	}
	lacks := e.Unqualified(today, p)
	if actor.Role != workflow.RoleAdmin && actor.Role != workflow.RoleManager && actor.ID != e.AccountID {
		e.IDNumber, e.Phone, e.Address = mask(e.IDNumber, 6, 2), mask(e.Phone, 3, 2), mask(e.Address, 6, 0)
	}
	return EvaluatorView{EvaluatorCard: e, Qualified: len(lacks) == 0, Lacks: lacks}, nil
}

// mask hides the middle of a text, and all of a short one.
func mask(s string, head, tail int) string {
	r := []rune(s)
	if len(r) == 0 {
		return ""
	}
	if len(r) <= head+tail {
		return "***"
	}
	return string(r[:head]) + "***" + string(r[len(r)-tail:])
}
