package office

import (
	"context"
	"slices"
	"time"

	"github.com/anjia-project/anjia/workflow"
)

// FactorState is how the second factor of an account stands (两步验证).
type FactorState struct {
	Enabled      bool       `json:"enabled"`
	Since        *time.Time `json:"since,omitempty"`
	RecoveryLeft int        `json:"recovery_left" doc:"Codes of recovery that were not used (剩余恢复码)"`
	Pending      bool       `json:"pending" doc:"An enrolment waits for its first code"`
	Required     bool       `json:"required" doc:"The office demands it of this role"`
}

// FactorOffer is a secret to be put into an app; it is shown until the first code confirms it.
type FactorOffer struct {
	Secret string `json:"secret" doc:"Base32 (RFC 4648), to be typed where the picture cannot be read"`
	URI    string `json:"uri" doc:"otpauth URI, to be shown as a QR code"`
}

// FactorState tells how the second factor of the actor stands.
func (s *Service) FactorState(ctx context.Context, actor workflow.Actor) (FactorState, error) {
	f, required, err := s.ownFactor(ctx, actor)
	out := FactorState{Enabled: f.Secret != nil, RecoveryLeft: len(f.Recovery), Pending: s.pending(f), Required: required}
	if !f.Since.IsZero() {
		since := f.Since.UTC()
		out.Since = &since
	}
	return out, err
}

func (s *Service) pending(f Factor) bool {
	return f.Pending != nil && s.Now().Sub(f.PendingAt) < pendingFor
}

// ownFactor reads the factor of the actor, and whether the office demands one.
func (s *Service) ownFactor(ctx context.Context, actor workflow.Actor) (Factor, bool, error) {
	required := false
	a, err := read(ctx, s, actor, workflow.Roles(), func(tx Tx) (Account, error) {
		a, err := tx.Account(ctx, actor.ID)
		if err != nil {
			return a, err
		}
		at, err := tx.Authority(ctx, a.AuthorityID)
		required = slices.Contains(at.SecondFactorFor, a.Role)
		return a, err
	})
	if err != nil {
		return Factor{}, false, err
	}
	f, err := s.Store.Factor(ctx, Owner{a.AuthorityID, a.ID})
	return f, required, err
}

// BeginFactor draws a secret for the actor, who shows the own password again; what is in
// use stays so until the first code of the new one.
func (s *Service) BeginFactor(ctx context.Context, actor workflow.Actor, password string) (FactorOffer, error) {
	c, login, err := s.passwordAgain(ctx, actor, password)
	if err != nil {
		return FactorOffer{}, err
	}
	secret := make([]byte, factorSecret)
	if _, err := s.Random.Read(secret); err != nil {
		return FactorOffer{}, err
	}
	sealed, err := s.Seal(ctx, SealFactor, c.AccountID, secret)
	if err != nil {
		return FactorOffer{}, err
	}
	told := base32Plain.EncodeToString(secret)
	return FactorOffer{told, factorURI(login, told)}, s.Store.PendFactor(ctx, Owner{c.AuthorityID, c.AccountID}, sealed, s.Now())
}

// PendingFactor shows the secret again that waits for its first code; not_found when
// none does.
func (s *Service) PendingFactor(ctx context.Context, actor workflow.Actor) (FactorOffer, error) {
	a, err := s.ownAccount(ctx, actor)
	if err != nil {
		return FactorOffer{}, err
	}
	f, err := s.Store.Factor(ctx, Owner{a.AuthorityID, a.ID})
	if err != nil {
		return FactorOffer{}, err
	}
	none := workflow.Refuse(workflow.KindNotFound, "no_pending_factor", "没有待确认的两步验证，或者已经超时，请重新开始")
	if !s.pending(f) {
		return FactorOffer{}, none
	}
	secret, ok, err := s.Unseal(ctx, SealFactor, a.ID, f.Pending)
	if err != nil || !ok {
		return FactorOffer{}, cmpErr(err, none)
	}
	told := base32Plain.EncodeToString(secret)
	return FactorOffer{told, factorURI(a.Login, told)}, nil
}

func cmpErr(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

// ConfirmFactor puts the pending secret in use by its first code, draws codes of
// recovery, which are told this once, and ends the other sessions of the actor.
func (s *Service) ConfirmFactor(ctx context.Context, actor workflow.Actor, session, code string) ([]string, error) {
	f, _, err := s.ownFactor(ctx, actor)
	if err != nil {
		return nil, err
	}
	if !s.pending(f) {
		return nil, workflow.Refuse(workflow.KindConflict, "no_pending_factor", "没有待确认的两步验证，或者已经超时，请重新开始")
	}
	try := try{account: "enrolment", known: actor.ID}
	if wait := s.throttle.begin(try, s.Now()); wait > 0 {
		return nil, throttled(wait, "验证码错误次数过多", "请核对手机时间是否准确")
	}
	step, ok, err := s.stepOf(ctx, f.AccountID, f.Pending, plainCode(code), s.Now())
	if err != nil {
		s.throttle.cancel(try)
		return nil, err
	}
	if !ok {
		return nil, workflow.Invalid(workflow.Field("/code", "wrong_code", "验证码不正确：请核对手机时间是否准确，再输入验证器当前显示的6位数字"))
	}
	s.throttle.succeed(try)
	told, kept, err := s.newRecovery(ctx, f.AccountID)
	if err != nil {
		return nil, err
	}
	done, err := s.Store.ConfirmFactor(ctx, Owner{f.AuthorityID, f.AccountID}, f.Pending, step, kept, s.Now())
	if err != nil {
		return nil, err
	}
	if !done {
		return nil, workflow.Refuse(workflow.KindConflict, "no_pending_factor", "两步验证已在另一处更改，请重新开始")
	}
	_, err = s.EndOtherSessions(ctx, actor, session)
	return told, err
}

// RemoveFactor takes the own second factor away; the office must not demand it.
func (s *Service) RemoveFactor(ctx context.Context, actor workflow.Actor, password string) error {
	f, required, err := s.ownFactor(ctx, actor)
	if err != nil {
		return err
	}
	if required {
		return workflow.Refuse(workflow.KindConflict, "second_factor_demanded", "本机关要求"+actor.Role.Chinese()+"使用两步验证，不能停用；更换手机的，请选择更换")
	}
	if _, _, err := s.passwordAgain(ctx, actor, password); err != nil {
		return err
	}
	return s.Store.DropFactor(ctx, Owner{f.AuthorityID, f.AccountID})
}

// RenewRecovery draws new codes of recovery; the old ones are worth nothing from now on.
func (s *Service) RenewRecovery(ctx context.Context, actor workflow.Actor, password string) ([]string, error) {
	f, _, err := s.ownFactor(ctx, actor)
	if err != nil {
		return nil, err
	}
	if f.Secret == nil {
		return nil, workflow.Refuse(workflow.KindConflict, "no_second_factor", "尚未启用两步验证，没有恢复码")
	}
	if _, _, err := s.passwordAgain(ctx, actor, password); err != nil {
		return nil, err
	}
	told, kept, err := s.newRecovery(ctx, f.AccountID)
	if err != nil {
		return nil, err
	}
	return told, s.Store.RenewRecovery(ctx, Owner{f.AuthorityID, f.AccountID}, kept)
}

// passwordAgain asks the actor for the own password.
func (s *Service) passwordAgain(ctx context.Context, actor workflow.Actor, password string) (Credential, string, error) {
	a, err := s.ownAccount(ctx, actor)
	if err != nil {
		return Credential{}, "", err
	}
	c, err := s.confirmPassword(ctx, a.Login, a.ID, password, "/password", "口令不正确")
	return c, a.Login, err
}
