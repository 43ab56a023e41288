package office

import (
	"context"
	"slices"
	"strings"

	"github.com/anjia-project/anjia/assessment/eligibility"
	"github.com/anjia-project/anjia/workflow"
)

// FileRecusalCard files, or files anew, what of the person of an account is compared
// with the parties of cases (填报回避核查信息, 2020 办法 art. 12). Everybody files the own
// card, the administrator that of the accounts of the subtree.
type FileRecusalCard struct {
	Dated
	Card   workflow.RecusalCard `json:"card" doc:"回避核查信息"`
	Reason string               `json:"reason,omitempty" maxLength:"500" doc:"变更理由; needed when a card is there already"`
}

// Act names the act.
func (FileRecusalCard) Act() ActName { return ActFileRecusalCard }

// Decide checks the card as an evaluator's is checked, and files it whole: what is left
// out of a new one is unknown again.
func (in FileRecusalCard) Decide(ctx context.Context, d *Decision) error {
	var f fields
	id, err := eligibility.ParseResidentID(in.Card.IDNumber)
	if err == nil {
		err = id.NotBornAfter(d.On)
	}
	f.numbered("/card/id_number", err)
	checkKin(&f, "/card/kin", in.Card.IDNumber, in.Card.Kin)
	_, err = d.Tx.RecusalCard(ctx, d.Account.ID)
	switch {
	case err == nil:
		f.need("/reason", in.Reason, "变更理由")
	case !workflow.IsKind(err, workflow.KindNotFound):
		return err
	}
	d.card = &in.Card
	return f.err()
}

// checkKin checks relatives: a known relation, a number that can be compared and is not
// the person's own.
func checkKin(f *fields, pointer, own string, kin []workflow.Kin) {
	known := workflow.KinRelation("").Codes()
	for i, k := range kin {
		if !slices.ContainsFunc(known, func(c eligibility.Code) bool { return c.Value == string(k.Relation) }) {
			f.add(at(pointer, i, "relation"), "enum", "亲属关系应当是 spouse、lineal、collateral、affinity、other 之一")
		}
		switch workflow.NormalID(k.IDNumber) {
		case "":
			f.add(at(pointer, i, "id_number"), "required", "请填写亲属的证件号码")
		case workflow.NormalID(own):
			f.add(at(pointer, i, "id_number"), "own_number", "亲属的证件号码不得与本人相同")
		}
	}
}

// RecusalCard returns the card of an account: whole to its person and to the
// administrator of the subtree, masked to its auditor; not_found when none is filed.
func (s *Service) RecusalCard(ctx context.Context, actor workflow.Actor, accountID string) (workflow.RecusalCard, error) {
	who := accountReaders
	if accountID == actor.ID {
		who = everybody
	}
	return read(ctx, s, actor, who, func(tx Tx) (workflow.RecusalCard, error) {
		if _, err := s.accountFor(ctx, tx, actor, accountID); err != nil {
			return workflow.RecusalCard{}, err
		}
		card, err := tx.RecusalCard(ctx, accountID)
		if err == nil && accountID != actor.ID && actor.Role != workflow.RoleAdmin {
			card = maskCard(card)
		}
		return card, err
	})
}

// maskCard hides by what the person, or a relative, could be found.
func maskCard(c workflow.RecusalCard) workflow.RecusalCard {
	c.Phone, c.Address = mask(c.Phone, 3, 2), mask(c.Address, 6, 0)
	if n := len(c.IDNumber); n > 8 { // as long as before: its length is part of the contract
		c.IDNumber = c.IDNumber[:6] + strings.Repeat("*", n-8) + c.IDNumber[n-2:]
	}
	c.BankAccount = mask(c.BankAccount, 4, 2)
	c.Kin = slices.Clone(c.Kin)
	for i := range c.Kin {
		c.Kin[i].Name, c.Kin[i].IDNumber = mask(c.Kin[i].Name, 1, 0), mask(c.Kin[i].IDNumber, 6, 2)
	}
	return c
}
