package office

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// pageMost bounds a page of a list, with a line to see whether there are more.
const pageMost = 501

// AgencyView is an agency with what it lacks to be commissioned today.
type AgencyView struct {
	workflow.Agency
	Qualified bool             `json:"qualified"`
	Lacks     []workflow.Unmet `json:"lacks,omitempty"`
}

// EvaluatorView is an evaluator with what he or she lacks to be assigned today.
type EvaluatorView struct {
	workflow.EvaluatorCard
	Qualified bool             `json:"qualified"`
	Lacks     []workflow.Unmet `json:"lacks,omitempty"`
}

// Readers of the lists of the office.
var (
	authorityPeople = []workflow.Role{workflow.RoleOfficer, workflow.RoleSupervisor, workflow.RoleAuditor, workflow.RoleAdmin}
	bodyPeople      = []workflow.Role{workflow.RoleManager, workflow.RoleEvaluator}
	everybody       = append(slices.Clone(authorityPeople), bodyPeople...)
	accountReaders  = []workflow.Role{workflow.RoleAdmin, workflow.RoleAuditor}
)

// read runs a query in a transaction of the actor; forbidden when the role may not.
func read[T any](ctx context.Context, s *Service, actor workflow.Actor, who []workflow.Role, fn func(tx Tx) (T, error)) (T, error) {
	var out T
	if !slices.Contains(who, actor.Role) {
		return out, workflow.Refuse(workflow.KindForbidden, "role_may_not", actor.Role.Chinese()+"不能查看这一内容：由"+roleNames(who)+"办理")
	}
	err := s.Store.OfficeWithin(ctx, actor, func(tx Tx) (err error) {
		out, err = fn(tx)
		return err
	})
	return out, err
}

// roleNames are roles as a refusal names them.
func roleNames(roles []workflow.Role) string {
	names := make([]string, len(roles))
	for i, r := range roles {
		names[i] = r.Chinese()
	}
	return strings.Join(names, "、")
}

func gone() error {
	return workflow.Refuse(workflow.KindNotFound, "not_found", "没有这一记录，或者不在您的查看范围内")
}

// limited returns the filter with a sound limit.
func limited(f Filter) Filter {
	if f.Limit <= 0 || f.Limit > pageMost {
		f.Limit = pageMost
	}
	f.Text = strings.TrimSpace(f.Text)
	return f
}

// sees checks that a record of an authority, or of an agency, lies in the actor's
// view: of the own authority, of those below it and of those above it, whose
// agencies and evaluators it may commission.
func (s *Service) sees(ctx context.Context, tx Tx, actor workflow.Actor, authorityID, agencyID string) error {
	if actor.AgencyID != "" {
		if actor.AgencyID != agencyID {
			return gone()
		}
		return nil
	}
	today := law.DateOf(s.Now())
	in, err := tx.Covers(ctx, actor.AuthorityID, authorityID, today)
	if err == nil && !in {
		in, err = tx.Covers(ctx, authorityID, actor.AuthorityID, today)
	}
	if err != nil {
		return err
	}
	if !in {
		return gone()
	}
	return nil
}

// Authorities lists the authorities in the actor's subtree.
func (s *Service) Authorities(ctx context.Context, actor workflow.Actor, f Filter) ([]Authority, error) {
	return read(ctx, s, actor, authorityPeople, func(tx Tx) ([]Authority, error) { return tx.Authorities(ctx, limited(f)) })
}

// Authority returns one authority of the actor's subtree, or above it.
func (s *Service) Authority(ctx context.Context, actor workflow.Actor, id string) (Authority, error) {
	return read(ctx, s, actor, authorityPeople, func(tx Tx) (Authority, error) {
		a, err := tx.Authority(ctx, id)
		if err != nil {
			return Authority{}, err
		}
		return a, s.sees(ctx, tx, actor, id, "")
	})
}

// Agencies lists the agencies contracted in the actor's subtree, or the own agency.
func (s *Service) Agencies(ctx context.Context, actor workflow.Actor, f Filter) ([]AgencyView, error) {
	return read(ctx, s, actor, everybody, func(tx Tx) ([]AgencyView, error) {
		list, err := tx.Agencies(ctx, limited(f))
		if err != nil {
			return nil, err
		}
		judge := s.newJudge(tx)
		out := make([]AgencyView, 0, len(list))
		for _, a := range list {
			v, err := judge.agency(ctx, a)
			if err != nil {
				return nil, err
			}
			out = append(out, v)
		}
		return out, nil
	})
}

// Agency returns one agency.
func (s *Service) Agency(ctx context.Context, actor workflow.Actor, id string) (AgencyView, error) {
	return read(ctx, s, actor, everybody, func(tx Tx) (AgencyView, error) {
		a, err := tx.Agency(ctx, id)
		if err != nil {
			return AgencyView{}, err
		}
		if err := s.sees(ctx, tx, actor, a.AuthorityID, a.ID); err != nil {
			return AgencyView{}, err
		}
		return s.newJudge(tx).agency(ctx, a)
	})
}

// Evaluators lists the evaluators in the actor's subtree, or of the own agency.
// Numbers, telephones and addresses are masked for all but administrators and managers.
func (s *Service) Evaluators(ctx context.Context, actor workflow.Actor, f Filter) ([]EvaluatorView, error) {
	return read(ctx, s, actor, everybody, func(tx Tx) ([]EvaluatorView, error) {
		list, err := tx.Evaluators(ctx, limited(f))
		if err != nil {
			return nil, err
		}
		judge := s.newJudge(tx)
		out := make([]EvaluatorView, 0, len(list))
		for _, e := range list {
			v, err := judge.evaluator(ctx, actor, e)
			if err != nil {
				return nil, err
			}
			out = append(out, v)
		}
		return out, nil
	})
}

// Evaluator returns one evaluator.
func (s *Service) Evaluator(ctx context.Context, actor workflow.Actor, id string) (EvaluatorView, error) {
	return read(ctx, s, actor, everybody, func(tx Tx) (EvaluatorView, error) {
		e, err := tx.Evaluator(ctx, id)
		if err != nil {
			return EvaluatorView{}, err
		}
		if err := s.sees(ctx, tx, actor, e.AuthorityID, e.AgencyID); err != nil {
			return EvaluatorView{}, err
		}
		return s.newJudge(tx).evaluator(ctx, actor, e)
	})
}

// Accounts lists the accounts in the actor's subtree.
func (s *Service) Accounts(ctx context.Context, actor workflow.Actor, f Filter) ([]Account, error) {
	return read(ctx, s, actor, accountReaders, func(tx Tx) ([]Account, error) { return tx.Accounts(ctx, limited(f)) })
}

// Account returns one account; everybody may see the own one.
func (s *Service) Account(ctx context.Context, actor workflow.Actor, id string) (Account, error) {
	who := accountReaders
	if id == actor.ID {
		who = everybody
	}
	return read(ctx, s, actor, who, func(tx Tx) (Account, error) { return s.accountFor(ctx, tx, actor, id) })
}

// accountFor reads the actor's own account, or one of the actor's subtree; any other is gone.
func (s *Service) accountFor(ctx context.Context, tx Tx, actor workflow.Actor, id string) (Account, error) {
	a, err := tx.Account(ctx, id)
	if err != nil || id == actor.ID {
		return a, err
	}
	below, err := tx.Covers(ctx, actor.AuthorityID, a.AuthorityID, law.DateOf(s.Now()))
	if err == nil && !below {
		err = gone()
	}
	return a, err
}

// Offers lists the cases in which the actor's agency is named as assessment body.
func (s *Service) Offers(ctx context.Context, actor workflow.Actor, f Filter) ([]Offer, error) {
	if actor.AgencyID == "" {
		return nil, workflow.Refuse(workflow.KindForbidden, "not_agency", "只有评估机构的人员可以查看评估委托")
	}
	return read(ctx, s, actor, []workflow.Role{workflow.RoleManager}, func(tx Tx) ([]Offer, error) { return tx.Offers(ctx, limited(f)) })
}

// Clock is the mode of the installation and what its clock shows.
type Clock struct {
	Sandbox bool      `json:"sandbox"`
	Now     time.Time `json:"now"`
	Today   law.Date  `json:"today"`
}

// Clock returns what the clock of acts shows now.
func (s *Service) Clock(ctx context.Context) (Clock, error) {
	in, ok, err := s.Store.Installation(ctx)
	if err != nil {
		return Clock{}, err
	}
	if !ok {
		return Clock{}, errNotFounded
	}
	now := s.Now().Add(in.Offset)
	return Clock{Sandbox: in.Sandbox, Now: now, Today: law.DateOf(now)}, nil
}

var errNotFounded = errors.New("office: the installation is empty: run anjia init")
