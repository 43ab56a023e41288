package workflow

import (
	"errors"
	"strings"

	"github.com/anjia-project/anjia/assessment/law"
)

// Kind says what sort of refusal an Error is; api maps it to a status.
type Kind string

// The kinds of refusals.
const (
	KindInvalid    Kind = "invalid_input" // input breaks its schema or a rule of form
	KindGuard      Kind = "guard_unmet"   // a condition of the table is not met
	KindWrongState Kind = "wrong_state"   // the act is not possible from this state
	KindForbidden  Kind = "forbidden"     // the role may not
	KindNotFound   Kind = "not_found"     // absent, or out of the actor's scope
	KindStale      Kind = "stale_version" // the case has moved on since it was read
	KindConflict   Kind = "conflict"      // another record stands against it
	KindNoLaw      Kind = "law_unknown"   // no rule is known: an office must key it in
	KindUnset      Kind = "paper_not_set" // a paper cannot be set (missing glyph, missing field)
)

// FieldError names one place of the input that breaks a rule.
type FieldError struct {
	Pointer string        `json:"pointer"` // JSON pointer into the input
	Code    string        `json:"code"`
	Message string        `json:"message"` // rule and remedy, in Chinese
	Basis   *law.Citation `json:"basis,omitempty"`
	Rules   []string      `json:"rules,omitempty"` // codes of the statutory rules that ask for a missing fact
}

// Unmet is one unmet guard: what is missing, which article asks for it, who can meet it.
type Unmet struct {
	Guard   string         `json:"guard"`
	Message string         `json:"message"`
	Basis   []law.Citation `json:"basis,omitempty"`
	Who     []Role         `json:"who,omitempty"`
	Pointer string         `json:"pointer,omitempty"`
	Until   law.Date       `json:"until,omitzero"`   // the earliest day on which time alone meets it
	Fields  []FieldError   `json:"fields,omitempty"` // the places of the case where something is missing or wrong
}

// Error is every refusal the house gives. Message is Chinese and safe to show;
// Code is stable English.
type Error struct {
	Kind    Kind
	Code    string
	Message string
	Fields  []FieldError
	Unmet   []Unmet
	Cause   error // internal, never shown
}

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(string(e.Kind) + " " + e.Code + ": " + e.Message)
	for _, f := range e.Fields {
		b.WriteString("; " + f.Pointer + ": " + f.Message)
	}
	for _, u := range e.Unmet {
		b.WriteString("; " + u.Guard + ": " + u.Message)
	}
	return b.String()
}

func (e *Error) Unwrap() error { return e.Cause }

// IsKind reports whether err is, or wraps, an Error of the kind.
func IsKind(err error, k Kind) bool {
	var e *Error
	return errors.As(err, &e) && e.Kind == k
}

// Refuse makes an Error without details.
func Refuse(k Kind, code, message string) *Error {
	return &Error{Kind: k, Code: code, Message: message}
}

// Invalid makes an invalid_input Error of field errors; nil when there are none.
func Invalid(fields ...FieldError) error {
	if len(fields) == 0 {
		return nil
	}
	return &Error{Kind: KindInvalid, Code: "invalid_input", Message: "输入不符合要求", Fields: fields}
}

// Field makes one FieldError.
func Field(pointer, code, message string, basis ...law.Citation) FieldError {
	f := FieldError{Pointer: pointer, Code: code, Message: message}
	if len(basis) > 0 {
		f.Basis = &basis[0]
	}
	return f
}

// GuardUnmet makes a guard_unmet Error; nil when there is no unmet guard.
func GuardUnmet(unmet ...Unmet) error {
	if len(unmet) == 0 {
		return nil
	}
	e := &Error{Kind: KindGuard, Code: "guard_unmet", Message: "法定或者规定的条件尚未具备", Unmet: unmet}
	for _, u := range unmet {
		e.Fields = append(e.Fields, u.Fields...)
	}
	return e
}
