package office

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/anjia-project/anjia/workflow"
)

// Kinds of refusal at the door; the edge maps them beside those of workflow.
const (
	// KindUnauthenticated: no token, an unknown or expired one, a wrong name or password.
	KindUnauthenticated workflow.Kind = "unauthenticated"
	// KindThrottled: too many failures; wait.
	KindThrottled workflow.Kind = "too_many_attempts"
)

// Wait is how long to wait before the next attempt, as the cause of a
// too_many_attempts refusal.
type Wait time.Duration

func (w Wait) Error() string { return "office: wait " + time.Duration(w).String() }

// RetryAfter is the time to wait.
func (w Wait) RetryAfter() time.Duration { return time.Duration(w) }

const (
	tokenPrefix = "anjia_"
	tokenBytes  = 32
)

// LoggedIn is what a login answers. The token is shown once and stored nowhere.
type LoggedIn struct {
	Token              string         `json:"token"`
	ExpiresAt          time.Time      `json:"expires_at"`
	Actor              workflow.Actor `json:"actor"`
	MustChangePassword bool           `json:"must_change_password"`
	MustEnrol          bool           `json:"must_enrol_second_factor" doc:"Nothing else is open until a second factor has been enrolled (两步验证)"`
}

// Attempt is one attempt to sign in.
type Attempt struct {
	Name, Password string
	Code           string // of the second factor or of recovery; "" when none was asked for yet
	Source         string // address from which it comes, for the throttle and the list of sessions
	// Known marks a device on which this account signed in before: guesses from elsewhere
	// don't slow it down. "" for none. Whoever sets it must know, see SealDevice.
	Known  string
	Kind   SessionKind // "": api
	Device string      // what the program calls itself
}

// Login is SignIn for a program, without a second factor.
func (s *Service) Login(ctx context.Context, name, password, source string) (*LoggedIn, error) {
	return s.SignIn(ctx, Attempt{Name: name, Password: password, Source: source})
}

// SignIn checks name and password, and the code of the second factor where the account
// has one, and opens a session. A wrong name, a wrong password and a disabled account
// answer alike and in like time: unauthenticated, wrong_credentials. Only who knows the
// password is told of the second factor: second_factor_required without a code,
// wrong_code with a wrong one or one that was used. After too many failures it answers
// too_many_attempts until the time has passed.
func (s *Service) SignIn(ctx context.Context, a Attempt) (*LoggedIn, error) {
	a.Name = strings.ToLower(strings.TrimSpace(a.Name))
	now := s.Now()
	c, err := s.passwordRight(ctx, a, now)
	if err != nil {
		return nil, err
	}
	second, err := s.secondStep(ctx, c, a, now)
	if err != nil {
		return nil, err
	}
	return s.issue(ctx, a.token(s, c, second, now))
}

// passwordRight is the first step: throttle, name and password.
func (s *Service) passwordRight(ctx context.Context, a Attempt, now time.Time) (Credential, error) {
	try := try{account: a.Name, source: a.Source, known: a.Known}
	if wait := s.throttle.begin(try, now); wait > 0 {
		return Credential{}, throttled(wait, "登录失败次数过多", "忘记口令的，请联系管理员重置")
	}
	c, ok, err := s.check(ctx, a.Name, a.Password)
	if err != nil {
		s.throttle.cancel(try)
		return Credential{}, err
	}
	if !ok {
		return Credential{}, workflow.Refuse(KindUnauthenticated, "wrong_credentials", "登录名或者口令不正确，或者账户已停用")
	}
	s.throttle.succeed(try)
	return c, nil
}

// throttled is the refusal of who has to wait.
func throttled(wait time.Duration, what, remedy string) error {
	return &workflow.Error{
		Kind: KindThrottled, Code: "too_many_attempts",
		Message: fmt.Sprintf("%s，请在%d分钟后重试；%s", what, int(wait/time.Minute)+1, remedy),
		Cause:   Wait(wait),
	}
}

// deviceMost bounds what a program may call itself.
const deviceMost = 200

// token is the session that the attempt opens, as far as it is known before the token is drawn.
func (a Attempt) token(s *Service, c Credential, second bool, now time.Time) Token {
	t := Token{
		ID: s.NewID(), AuthorityID: c.AuthorityID, AccountID: c.AccountID, Kind: SessionAPI, IssuedAt: now, ExpiresAt: now.Add(s.TokenFor),
		Place: a.Source, Device: shortened(a.Device, deviceMost), SecondFactor: second,
	}
	if a.Kind == SessionConsole {
		t.Kind, t.ExpiresAt, t.Idle = SessionConsole, now.Add(s.ConsoleFor), s.ConsoleIdle
	}
	return t
}

// shortened is at most so many bytes of a text, whole characters of it, printable ones.
func shortened(text string, most int) string {
	text = strings.Map(func(r rune) rune {
		if r == utf8.RuneError || unicode.IsControl(r) {
			return -1
		}
		return r
	}, text)
	for len(text) > most {
		_, n := utf8.DecodeLastRuneInString(text)
		text = text[:len(text)-n]
	}
	return text
}

// check finds the credential and compares the password; false when either is wrong.
// Where there is no such account the same work is done on a decoy.
func (s *Service) check(ctx context.Context, name, password string) (Credential, bool, error) {
	if len(password) > passwordMost {
		password = "" // never right, and not worth the work of a megabyte
	}
	c, known, err := s.Store.LoginCredential(ctx, name)
	if err != nil {
		return Credential{}, false, err
	}
	hash := c.Hash
	if !known {
		if hash, err = s.decoy(ctx); err != nil {
			return Credential{}, false, err
		}
	}
	right, err := s.verify(ctx, password, hash)
	if err != nil {
		return Credential{}, false, err
	}
	if !known || !right {
		return Credential{}, false, nil
	}
	return c, true, s.rehash(ctx, c, password)
}

// rehash renews a hash of another cost while the password is at hand.
func (s *Service) rehash(ctx context.Context, c Credential, password string) error {
	p, err := parsePHC(c.Hash)
	if err != nil || p.cost == s.Cost {
		return err
	}
	hash, err := s.hashPassword(ctx, password)
	if err != nil {
		return err
	}
	return s.Store.Rehash(ctx, c.AccountID, c.Hash, hash)
}

// newDecoy returns a hash of nobody's password at the present cost, made once.
func (s *Service) newDecoy() func(context.Context) (string, error) {
	var mu sync.Mutex
	var hash string
	return func(ctx context.Context) (string, error) {
		mu.Lock()
		defer mu.Unlock()
		if hash != "" {
			return hash, nil
		}
		made, err := s.hashPassword(ctx, "no account has this password")
		if err == nil {
			hash = made
		}
		return made, err
	}
}

// issue draws a token, stores its hash and answers with the session.
func (s *Service) issue(ctx context.Context, t Token) (*LoggedIn, error) {
	raw := make([]byte, tokenBytes)
	if _, err := io.ReadFull(s.Random, raw); err != nil {
		return nil, fmt.Errorf("office: token: %w", err)
	}
	token := tokenPrefix + base64.RawURLEncoding.EncodeToString(raw)
	t.Hash = sha256.Sum256([]byte(token))
	if err := s.Store.SaveToken(ctx, t); err != nil {
		return nil, err
	}
	session, err := s.Authenticate(ctx, token)
	if err != nil {
		return nil, err
	}
	return &LoggedIn{
		Token: token, ExpiresAt: session.ExpiresAt, Actor: session.Actor, MustChangePassword: session.MustChange, MustEnrol: session.MustEnrol,
	}, nil
}

// Authenticate finds who stands behind a bearer token; unauthenticated when it is
// unknown, expired, revoked, or its account is disabled. Tokens run on real time.
func (s *Service) Authenticate(ctx context.Context, token string) (Session, error) {
	refused := workflow.Refuse(KindUnauthenticated, "invalid_token", "未登录，或者登录已过期，请重新登录")
	if !wellFormed(token) {
		return Session{}, refused
	}
	// The lookup is by the hash: what a timing would tell is of no use without the token.
	hash, now := sha256.Sum256([]byte(token)), s.Now()
	session, ok, ended := s.recalled.find(hash, now)
	if ok {
		return session, nil
	}
	session, ok, err := s.Store.Session(ctx, hash, now)
	if err != nil {
		return Session{}, err
	}
	if !ok {
		return Session{}, refused
	}
	if err := s.touch(ctx, session, hash, now); err != nil {
		return Session{}, err
	}
	if s.Recall > 0 {
		s.recalled.keep(hash, session, now.Add(s.Recall), ended)
	}
	return session, nil
}

// Logout ends a token of the actor; it is no error when it had ended before.
func (s *Service) Logout(ctx context.Context, actor workflow.Actor, token string) error {
	if !wellFormed(token) {
		return nil
	}
	hash := sha256.Sum256([]byte(token))
	err := s.Store.RevokeToken(ctx, actor, hash, s.Now())
	s.recalled.forget(hash)
	return err
}

// wellFormed spares the database what cannot be a token.
func wellFormed(token string) bool {
	raw, ok := strings.CutPrefix(token, tokenPrefix)
	return ok && len(raw) == base64.RawURLEncoding.EncodedLen(tokenBytes)
}
