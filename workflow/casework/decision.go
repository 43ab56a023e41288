package casework

import (
	"context"
	"time"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// Command is the typed input of one legal act. Decide changes the aggregate of
// the Decision; it returns *workflow.Error for what the officer can mend.
type Command interface {
	Act() workflow.ActName
	When() Dated
	Decide(ctx context.Context, d *Decision) error
}

// Dated is the head of every input: the legal date of the act.
type Dated struct {
	// On is the legal date (办理日期); today when left out. It is not after
	// today and not before what the act presupposes.
	On law.Date `json:"on,omitzero" doc:"Legal date of the act (办理日期), YYYY-MM-DD; today when left out" example:"2024-01-02"`
	// BackdatingReason is needed when On lies further back than the pack allows (补录理由).
	BackdatingReason string `json:"backdating_reason,omitempty" maxLength:"500" doc:"Why the act is entered later than the pack allows (补录理由)"`
	// FormHash is the hash printed on the form that was signed, when there was one.
	FormHash string `json:"form_hash,omitempty" pattern:"^[0-9a-f]{64}$" doc:"Hash of the draft input printed on the signed form"`
}

// When returns the head itself.
func (d Dated) When() Dated { return d }

// Decision is one act in the making: what it may see (View) and what it may change.
type Decision struct {
	workflow.View
	At      time.Time // the one instant of the transaction
	Seq     int64     // sequence number that the entry will have
	Sandbox bool
	Tx      Tx
	Laws    Laws
	Tables  Tables
	Row     workflow.Row
	// Rivals are the other open cases of the child, locked, when the row touches them.
	Rivals []*Decision

	ordered      []string // ids of the papers ordered by this act
	childTouched bool
	childWas     int64
	dropSheet    string
	warnings     []workflow.FieldError
	to           workflow.State
	newID        func() string
	form         string
	lifecycle    *workflow.Lifecycle
	head         ledger.Head
	marks        CaseMarks // as they were before
	beside       *beside   // of a rival: what Also did to it
}

// NewID returns a fresh id (UUIDv7).
func (d *Decision) NewID() string { return d.newID() }

// To is the state the machine leads to.
func (d *Decision) To() workflow.State { return d.to }

// TouchChild declares that the act changes the child's record; the row must be marked Child.
func (d *Decision) TouchChild() { d.childTouched = true }

// DropSheetDraft says that the actor's draft sheet of the phase is done with.
func (d *Decision) DropSheetDraft(phase string) { d.dropSheet = phase }

// NotBefore refuses a date before another date of the case.
func NotBefore(pointer string, on, earliest law.Date, what string) []workflow.FieldError {
	if on.IsZero() || earliest.IsZero() || !on.Before(earliest) {
		return nil
	}
	return []workflow.FieldError{workflow.Field(pointer, "too_early", "不得早于"+what+"（"+earliest.Chinese()+"）")}
}

// NotAfter refuses a date after another date.
func NotAfter(pointer string, on, latest law.Date, what string) []workflow.FieldError {
	if on.IsZero() || latest.IsZero() || !on.After(latest) {
		return nil
	}
	return []workflow.FieldError{workflow.Field(pointer, "too_late", "不得晚于"+what+"（"+latest.Chinese()+"）")}
}

// Need refuses an empty text.
func Need(pointer, value, what string) []workflow.FieldError {
	if value != "" {
		return nil
	}
	return []workflow.FieldError{workflow.Field(pointer, "required", "请填写"+what)}
}
