package office

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// blankReaders see the register of their own office and of those below it.
var blankReaders = []workflow.Role{workflow.RoleOfficer, workflow.RoleSupervisor, workflow.RoleAuditor}

// BlankRegister is the stock of an office by series.
type BlankRegister struct {
	AuthorityID string       `json:"authority_id"`
	Authority   string       `json:"authority"`
	On          law.Date     `json:"on"`
	Stocks      []BlankStock `json:"stocks"`
}

func limitedBlanks(f BlankFilter) BlankFilter {
	if f.Limit <= 0 || f.Limit > pageMost {
		f.Limit = pageMost
	}
	return f
}

// Blanks lists blanks by number.
func (s *Service) Blanks(ctx context.Context, actor workflow.Actor, f BlankFilter) ([]Blank, error) {
	return read(ctx, s, actor, blankReaders, func(tx Tx) ([]Blank, error) { return tx.ListBlanks(ctx, limitedBlanks(f)) })
}

// BlankSlips lists slips by age.
func (s *Service) BlankSlips(ctx context.Context, actor workflow.Actor, f BlankFilter) ([]BlankSlip, error) {
	return read(ctx, s, actor, blankReaders, func(tx Tx) ([]BlankSlip, error) { return tx.BlankSlips(ctx, limitedBlanks(f)) })
}

// BlankSlip returns one slip.
func (s *Service) BlankSlip(ctx context.Context, actor workflow.Actor, id string) (BlankSlip, error) {
	return read(ctx, s, actor, blankReaders, func(tx Tx) (BlankSlip, error) { return tx.BlankSlip(ctx, id) })
}

// BlankRegister counts the blanks of an authority of the actor's subtree.
func (s *Service) BlankRegister(ctx context.Context, actor workflow.Actor, authorityID string) (BlankRegister, error) {
	return read(ctx, s, actor, blankReaders, func(tx Tx) (BlankRegister, error) {
		a, err := tx.Authority(ctx, authorityID)
		if err != nil {
			return BlankRegister{}, err
		}
		h, err := tx.House(ctx)
		if err != nil {
			return BlankRegister{}, err
		}
		today := law.DateOf(s.Now().Add(h.Offset))
		below, err := tx.Covers(ctx, actor.AuthorityID, authorityID, law.DateOf(s.Now()))
		if err != nil {
			return BlankRegister{}, err
		}
		if !below {
			return BlankRegister{}, gone()
		}
		stocks, err := tx.BlankStocks(ctx, authorityID)
		return BlankRegister{AuthorityID: a.ID, Authority: a.Name, On: today, Stocks: stocks}, err
	})
}
