package office

import (
	"context"
	"time"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// Command is the typed input of one act without a case. Decide changes the
// subject of the Decision; it returns *workflow.Error for what the user can mend.
type Command interface {
	Act() ActName
	When() Dated
	Decide(ctx context.Context, d *Decision) error
}

// placed commands create a subject and say which authority will keep its record.
type placed interface {
	Place(ctx context.Context, tx Tx, actor workflow.Actor) (authorityID string, err error)
}

// confidential commands carry a password. Bare is the command without it, for the
// record; Secret is the password, for the identity of the request.
type confidential interface {
	Bare() Command
	Secret() string
}

// Dated is the head of every input: the legal date of the act.
type Dated struct {
	// On is the legal date (办理日期); today when left out, never after today.
	On law.Date `json:"on,omitzero" doc:"Legal date of the act (办理日期), YYYY-MM-DD; today when left out" example:"2024-01-02"`
}

// When returns the head itself.
func (d Dated) When() Dated { return d }

// Decision is one act in the making: who acts when, the subject as loaded, and
// what the act changes.
type Decision struct {
	Actor     workflow.Actor
	On        law.Date // legal date of the act
	Today     law.Date // of the house's clock
	At        time.Time
	House     House
	Authority Authority // keeps the chain
	Target    *Authority
	Agency    *workflow.Agency
	Evaluator *workflow.EvaluatorCard
	Account   *Account
	// Publication is a file of law on its way into force.
	Publication *Publication
	// Slip is one line of the register of blanks.
	Slip *BlankSlip
	Tx   Tx

	service    *Service
	real       time.Time
	parentID   string
	card       *workflow.RecusalCard
	credential *Credential
	endTokens  string
	clock      *ClockMove
	edition    *workflow.Edition
	shift      *workflow.OverlayShift
}

// NewID returns a fresh id (UUIDv7).
func (d *Decision) NewID() string { return d.service.NewID() }

// after is the subject as the act leaves it, for the record.
type after struct {
	Authority *Authority              `json:"authority,omitempty"`
	Agency    *workflow.Agency        `json:"agency,omitempty"`
	Evaluator *workflow.EvaluatorCard `json:"evaluator,omitempty"`
	Account   *Account                `json:"account,omitempty"`
	Card      *workflow.RecusalCard   `json:"card,omitempty"`
	Clock     *clockAfter             `json:"clock,omitempty"`
	// Publication has no text: that stands in the input of the act that brought it, under its hash.
	Publication *Publication           `json:"publication,omitempty"`
	Slip        *BlankSlip             `json:"blank_slip,omitempty"`
	Shift       *workflow.OverlayShift `json:"certificate_shift,omitempty"`
}

type clockAfter struct {
	Now string `json:"now"` // RFC 3339
}

// subject returns the id and a place for the version of what the act is about.
func (d *Decision) subject(s Subject) (id string, version *int64) {
	switch s {
	case SubjectAuthority:
		return d.Target.ID, &d.Target.Version
	case SubjectAgency:
		return d.Agency.ID, &d.Agency.Version
	case SubjectEvaluator:
		return d.Evaluator.ID, &d.Evaluator.Version
	case SubjectAccount:
		return d.Account.ID, &d.Account.Version
	case SubjectPublication:
		return d.Publication.ID, &d.Publication.Version
	case SubjectBlankSlip:
		return d.Slip.ID, &d.Slip.Version
	case SubjectClock:
	}
	return "", new(int64)
}

// setPassword hashes a new password of the account and ends its tokens.
func (d *Decision) setPassword(ctx context.Context, pointer, password string) error {
	if err := CheckPassword(pointer, password, d.Account.Login, d.Account.Name); err != nil {
		return err
	}
	hash, err := d.service.hashPassword(ctx, password)
	if err != nil {
		return err
	}
	d.credential = &Credential{AuthorityID: d.Account.AuthorityID, AccountID: d.Account.ID, Hash: hash, SetAt: d.real}
	d.endTokens = d.Account.ID
	return nil
}
