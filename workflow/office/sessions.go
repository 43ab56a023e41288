package office

import (
	"context"
	"time"

	"github.com/anjia-project/anjia/workflow"
)

// touchEvery is how often it is noted that a session was used: often enough for a limit
// of minutes, and seldom enough not to write at every request.
const touchEvery = time.Minute

// touch notes that a session with a limit of rest is used. One that has ended meanwhile
// stays ended.
func (s *Service) touch(ctx context.Context, session Session, hash [32]byte, now time.Time) error {
	if session.Idle == 0 || now.Sub(session.SeenAt) < min(touchEvery, session.Idle/4) {
		return nil
	}
	return s.Store.TouchToken(ctx, session.Actor, hash, now)
}

// Renew opens a new session in the place of one, for the same person, with the same end:
// after a new password or a second factor, so that a token that was seen before is worth
// nothing after. second says that a second factor was shown since. The old one, if it is
// still open, ends.
func (s *Service) Renew(ctx context.Context, old Session, token, source, device string, second bool) (*LoggedIn, error) {
	now := s.Now()
	if !old.ExpiresAt.After(now) {
		return nil, workflow.Refuse(KindUnauthenticated, "invalid_token", "登录已过期，请重新登录")
	}
	owner, err := s.ownerOf(ctx, old.Actor)
	if err != nil {
		return nil, err
	}
	in, err := s.issue(ctx, Token{
		ID: s.NewID(), AuthorityID: owner.AuthorityID, AccountID: owner.AccountID, Kind: old.Kind, IssuedAt: now, ExpiresAt: old.ExpiresAt,
		Idle: old.Idle, Place: source, Device: shortened(device, deviceMost), SecondFactor: old.SecondFactor || second,
	})
	if err != nil {
		return nil, err
	}
	return in, s.Logout(ctx, old.Actor, token)
}

// ownerOf finds the authority that keeps the actor's account: an agency's people have
// none as actors.
func (s *Service) ownerOf(ctx context.Context, actor workflow.Actor) (Owner, error) {
	a, err := s.ownAccount(ctx, actor)
	return Owner{AuthorityID: a.AuthorityID, AccountID: a.ID}, err
}

func (s *Service) ownAccount(ctx context.Context, actor workflow.Actor) (Account, error) {
	return read(ctx, s, actor, workflow.Roles(), func(tx Tx) (Account, error) { return tx.Account(ctx, actor.ID) })
}

// OwnAccount reads the account of the actor.
func (s *Service) OwnAccount(ctx context.Context, actor workflow.Actor) (Account, error) {
	return s.ownAccount(ctx, actor)
}

// OpenSessions lists the sessions of the actor that are open, used last first; current
// is the id of the one that asks.
func (s *Service) OpenSessions(ctx context.Context, actor workflow.Actor, current string) ([]SessionLine, error) {
	lines, err := s.Store.OpenSessions(ctx, actor, s.Now())
	for i := range lines {
		lines[i].Current = lines[i].ID == current
	}
	return lines, err
}

// EndSession ends one session of the actor; not_found when there is none, or it is
// another's.
func (s *Service) EndSession(ctx context.Context, actor workflow.Actor, id string) error {
	n, err := s.Store.EndSessions(ctx, actor, id, "", s.Now())
	s.recalled.forgetAll()
	if err == nil && n == 0 {
		return workflow.Refuse(workflow.KindNotFound, "not_found", "没有这一登录，或者已经结束")
	}
	return err
}

// EndOtherSessions ends all sessions of the actor but one, and says how many.
func (s *Service) EndOtherSessions(ctx context.Context, actor workflow.Actor, keep string) (int, error) {
	n, err := s.Store.EndSessions(ctx, actor, "", keep, s.Now())
	s.recalled.forgetAll()
	return n, err
}

// Settings of the actor's pages.
func (s *Service) Settings(ctx context.Context, actor workflow.Actor) (Settings, error) {
	return s.Store.Settings(ctx, actor)
}

// SaveSettings keeps what is not "" of the settings.
func (s *Service) SaveSettings(ctx context.Context, actor workflow.Actor, in Settings) error {
	return s.Store.SaveSettings(ctx, actor, in)
}

// confirmPassword asks for the own password again before something of weight. Wrong ones
// are counted apart from those at the door: who guesses here shuts nobody out there.
func (s *Service) confirmPassword(ctx context.Context, login, accountID, password, pointer, wrong string) (Credential, error) {
	try := try{account: login, known: "own " + accountID}
	if wait := s.throttle.begin(try, s.Now()); wait > 0 {
		return Credential{}, throttled(wait, "口令错误次数过多", "忘记口令的，请联系管理员重置")
	}
	c, ok, err := s.check(ctx, login, password)
	switch {
	case err != nil:
		s.throttle.cancel(try)
		return Credential{}, err
	case !ok:
		return Credential{}, workflow.Invalid(workflow.Field(pointer, "wrong_password", wrong))
	}
	s.throttle.succeed(try)
	return c, nil
}

// Known marks a browser for those who sign in with it: sealed, with a mark of its own, so
// that guesses elsewhere don't slow its owner down. It also says whose form it was when a
// session has ended.
type Known struct {
	Login     string `json:"login"`
	AccountID string `json:"account"`
	Mark      string `json:"mark"`
}
