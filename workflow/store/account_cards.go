package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

// accountCardRow is a row of account_cards: what of the person of an account is compared with the parties of cases.
type accountCardRow struct {
	AuthorityID string `gorm:"column:authority_id"`
	AccountID   string `gorm:"column:account_id"`
	Document    string `gorm:"column:document"`
}

// TableName tells GORM the table.
func (accountCardRow) TableName() string { return "account_cards" }

// RecusalCard implements office.Tx.
func (o officeTx) RecusalCard(ctx context.Context, accountID string) (card workflow.RecusalCard, err error) {
	missing := notFound("card_not_found", "该账户没有填报回避核查信息，或者不在您的权限范围内")
	if !isUUID(accountID) {
		return card, missing
	}
	db, err := o.t.rows(ctx)
	if err != nil {
		return card, err
	}
	var row accountCardRow
	err = db.Where("account_id = ?", accountID).Take(&row).Error
	switch {
	case absent(err):
		return card, missing
	case err != nil:
		return card, explain(err)
	}
	if err := json.Unmarshal([]byte(row.Document), &card); err != nil {
		return card, fmt.Errorf("store: read card of account %s: %w", accountID, err)
	}
	return card, nil
}

// recusalCard queues the card of an account and its marks.
func (o officeTx) recusalCard(ctx context.Context, a office.Account, card workflow.RecusalCard) error {
	document, err := json.Marshal(card)
	if err != nil {
		return fmt.Errorf("store: write card of account %s: %w", a.ID, err)
	}
	o.t.queue.Queue(`insert into account_cards (authority_id, account_id, document) values ($1, $2, $3)
on conflict on constraint account_cards_pk do update set document = excluded.document`, a.AuthorityID, a.ID, string(document))
	return o.t.cardMarks(ctx, a.AuthorityID, "account", a.ID, card.Traces(a.ID))
}
