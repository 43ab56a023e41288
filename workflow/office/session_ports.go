package office

import (
	"context"
	"time"

	"github.com/anjia-project/anjia/workflow"
)

// SessionKind says what a session was opened for: it decides how long it may rest.
type SessionKind string

// The kinds of sessions.
const (
	SessionAPI     SessionKind = "api"     // a program with a bearer token; lives its time
	SessionConsole SessionKind = "console" // a person with a browser; ends when it rests too long
)

// Token is one bearer token as stored.
type Token struct {
	ID           string
	Hash         [32]byte // SHA-256 of the token
	AuthorityID  string
	AccountID    string
	Kind         SessionKind
	IssuedAt     time.Time
	ExpiresAt    time.Time
	Idle         time.Duration // how long it may rest; 0: until it expires
	Place        string        // address from which it was opened
	Device       string        // program with which it was opened, as it calls itself
	SecondFactor bool          // it was opened with a second factor
}

// Session is who stands behind a token.
type Session struct {
	Actor        workflow.Actor
	MustChange   bool // nothing is open but the change of the own password
	MustEnrol    bool // nothing is open but the enrolment of a second factor
	ExpiresAt    time.Time
	ID           string
	Kind         SessionKind
	Idle         time.Duration // how long it may rest; 0: until it expires
	SeenAt       time.Time     // to the minute
	SecondFactor bool
}

// SessionLine is one open session as its owner sees it.
type SessionLine struct {
	ID           string      `json:"id"`
	Kind         SessionKind `json:"kind" enum:"api,console"`
	OpenedAt     time.Time   `json:"opened_at"`
	SeenAt       time.Time   `json:"seen_at" doc:"To the minute"`
	ExpiresAt    time.Time   `json:"expires_at"`
	Place        string      `json:"place" doc:"Address from which it was opened (登录地址)"`
	Device       string      `json:"device" doc:"Program with which it was opened, as it calls itself"`
	SecondFactor bool        `json:"second_factor"`
	Current      bool        `json:"current" doc:"The session that asks"`
}

// Settings is what an account has chosen for its pages, "" for nothing.
type Settings struct {
	Language string `json:"language,omitempty"`
	Theme    string `json:"theme,omitempty"`
}

// Sessions is what the door needs of tokens and of what their owners choose.
type Sessions interface {
	// SaveToken stores a token by its hash.
	SaveToken(ctx context.Context, t Token) error
	// Session finds the live account behind a token's hash: not expired at the
	// instant, not rested too long, not revoked, account not disabled; false when
	// there is none.
	Session(ctx context.Context, hash [32]byte, at time.Time) (Session, bool, error)
	// TouchToken notes that a token of the actor was used.
	TouchToken(ctx context.Context, actor workflow.Actor, hash [32]byte, at time.Time) error
	// RevokeToken ends a token of the actor; it is no error when there is none.
	RevokeToken(ctx context.Context, actor workflow.Actor, hash [32]byte, at time.Time) error
	// OpenSessions lists the live tokens of the actor, used last first.
	OpenSessions(ctx context.Context, actor workflow.Actor, at time.Time) ([]SessionLine, error)
	// EndSessions ends the token of the actor with an id, all but keep when the id is "",
	// and returns how many ended.
	EndSessions(ctx context.Context, actor workflow.Actor, id, keep string, at time.Time) (int, error)
	// Settings of the actor's account; SaveSettings keeps what is not "" in them.
	Settings(ctx context.Context, actor workflow.Actor) (Settings, error)
	SaveSettings(ctx context.Context, actor workflow.Actor, s Settings) error
}

// Factor is the second factor of an account as stored. Secrets are sealed.
type Factor struct {
	AuthorityID, AccountID string
	Secret                 []byte // sealed; nil: none is in use
	Pending                []byte // sealed; being enrolled
	PendingAt              time.Time
	Since                  time.Time
	LastStep               int64    // of the last code that was taken
	Recovery               [][]byte // keyed hashes of the codes that are left
}

// Owner is the account in whose name its factor is read, before or after it signed in.
type Owner struct{ AuthorityID, AccountID string }

// Factors is what the door needs of second factors.
type Factors interface {
	// Factor reads that of an account; the zero Factor of the owner when there is none.
	Factor(ctx context.Context, o Owner) (Factor, error)
	// PendFactor keeps a secret that is being enrolled, in the place of an earlier one.
	PendFactor(ctx context.Context, o Owner, sealed []byte, at time.Time) error
	// ConfirmFactor puts the pending secret in use, when it is still the one given.
	ConfirmFactor(ctx context.Context, o Owner, pending []byte, step int64, recovery [][]byte, at time.Time) (bool, error)
	// TakeStep notes the step of a code; false when that or a later one was taken before.
	TakeStep(ctx context.Context, o Owner, step int64) (bool, error)
	// TakeRecovery uses a code of recovery up; false when there is no such one.
	TakeRecovery(ctx context.Context, o Owner, hash []byte) (bool, error)
	// RenewRecovery replaces the codes of recovery.
	RenewRecovery(ctx context.Context, o Owner, recovery [][]byte) error
	// DropFactor takes the factor away; it is no error when there is none.
	DropFactor(ctx context.Context, o Owner) error
}
