package casework

import (
	"context"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// Impartial is a part of the acts that judge on the family: the word of who has no card
// to be compared (无利害关系声明).
type Impartial struct {
	NoInterest bool `json:"no_interest,omitempty" doc:"本人未填报回避核查信息时: 声明与本案当事人没有应当回避的利害关系"`
}

func (i Impartial) declaresNoInterest() bool { return i.NoInterest }

// impartial is a command with that word.
type impartial interface{ declaresNoInterest() bool }

// known refuses a decision of somebody of whom nothing can be compared and who does not
// declare to have no interest: what is missing is unknown, not absent (2020 办法 art. 12).
// The declaration is kept on the case; a tie that is found outweighs it.
func (d *Decision) known(ctx context.Context, cmd Command) error {
	if !decides(d.Row.Act) {
		return nil
	}
	filed, err := d.Tx.CardFiled(ctx, d.Actor.ID)
	if err != nil || filed {
		return err
	}
	if i, ok := cmd.(impartial); !ok || !i.declaresNoInterest() {
		return workflow.GuardUnmet(workflow.Unmet{
			Guard: "recusal_unknown", Message: d.Actor.Name + "：" + cardMissing + "；请先填报，或者在办理时声明与本案当事人没有利害关系（no_interest）",
			Basis: []law.Citation{workflow.Assessment("第十二条")}, Who: []workflow.Role{d.Actor.Role}, Pointer: "/no_interest",
		})
	}
	d.Case.NoInterest = append(d.Case.NoInterest, workflow.NoInterest{AccountID: d.Actor.ID, Name: d.Actor.Name, Act: d.Row.Act, On: d.On})
	return nil
}

// cardMissing says that the check has nothing to go by.
const cardMissing = "未填报回避核查信息，有无利害关系不明"

// unknown says what the check cannot tell of a member of staff; "" when a card is filed.
func unknown(ctx context.Context, tx Tx, c *workflow.Case, s workflow.Subject) (string, error) {
	if s.Kind != workflow.SubjectStaff {
		return "", nil
	}
	filed, err := tx.CardFiled(ctx, s.ID)
	if err != nil || filed {
		return "", err
	}
	if said := c.LastNoInterest(s.ID); said != nil {
		return cardMissing + "；" + said.On.Chinese() + "已声明没有利害关系", nil
	}
	return cardMissing, nil
}
