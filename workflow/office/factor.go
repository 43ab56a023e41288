package office

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"

	"github.com/anjia-project/anjia/workflow"
)

// Second factors are codes by time (RFC 6238: SHA-1, six digits, thirty seconds), as
// every app on a phone makes them.
const (
	factorStep   = 30 * time.Second
	factorSkew   = 1  // steps by which a phone's clock may be off, either way
	factorSecret = 20 // bytes, as long as the hash (RFC 4226 §4 R6)
	// pendingFor is how long an enrolment may wait for its first code.
	pendingFor = 15 * time.Minute
	// ticketFor is how long one may take between password and code.
	ticketFor     = 10 * time.Minute
	recoveryCodes = 10
	recoveryBytes = 7 // 56 bits, of which ten characters of five are told
	recoveryShown = 10
)

// base32Plain is how secrets and codes of recovery are written.
var base32Plain = base32.StdEncoding.WithPadding(base32.NoPadding)

// SecondFactorNeeded is the cause of a second_factor_required refusal: with the ticket
// and the code the attempt goes on without the password.
type SecondFactorNeeded struct{ Ticket string }

func (SecondFactorNeeded) Error() string { return "office: a code of the second factor is needed" }

// ticket says whose password was right, and when.
type ticket struct {
	Login    string    `json:"login"`
	Password [32]byte  `json:"password"` // hash of the hash: a new password ends the ticket
	At       time.Time `json:"at"`
}

// secondStep asks for the code where the account has a second factor; it reports
// whether one was shown.
func (s *Service) secondStep(ctx context.Context, c Credential, a Attempt, now time.Time) (bool, error) {
	f, err := s.Store.Factor(ctx, Owner{c.AuthorityID, c.AccountID})
	if err != nil || f.Secret == nil {
		return false, err
	}
	if strings.TrimSpace(a.Code) == "" {
		raw, err := json.Marshal(ticket{ //nolint:gosec // sealed before it leaves, and of the password only the hash of its hash
			a.Name, sha256.Sum256([]byte(c.Hash)), now,
		})
		if err != nil {
			return false, err
		}
		sealed, err := s.Seal(ctx, SealTicket, "", raw)
		if err != nil {
			return false, err
		}
		return false, &workflow.Error{
			Kind: KindUnauthenticated, Code: "second_factor_required", Message: "该账户已启用两步验证，请输入动态验证码或者恢复码",
			Cause: SecondFactorNeeded{base64.RawURLEncoding.EncodeToString(sealed)},
		}
	}
	// Counted apart: only who knows the password gets here, and a code has a million values.
	try := try{account: "second factor of " + a.Name, source: a.Source, known: a.Known}
	if wait := s.throttle.begin(try, now); wait > 0 {
		return false, throttled(wait, "验证码错误次数过多", "不能使用验证器的，请用恢复码，或者联系管理员")
	}
	ok, err := s.takeCode(ctx, f, a.Code, now)
	if err != nil {
		s.throttle.cancel(try)
		return false, err
	}
	if !ok {
		return false, workflow.Refuse(KindUnauthenticated, "wrong_code", "验证码不正确，或者已经使用过；请等待下一个验证码再输入")
	}
	s.throttle.succeed(try)
	return true, nil
}

// SecondStep goes on with an attempt by its ticket and the code of a. A ticket that is
// too old, or of a password that was changed since, is unauthenticated, invalid_ticket.
func (s *Service) SecondStep(ctx context.Context, sealed string, a Attempt) (*LoggedIn, error) {
	now := s.Now()
	late := workflow.Refuse(KindUnauthenticated, "invalid_ticket", "登录已超时，请重新输入登录名和口令")
	raw, err := base64.RawURLEncoding.DecodeString(sealed)
	if err != nil {
		return nil, late // it is no ticket
	}
	plain, ok, err := s.Unseal(ctx, SealTicket, "", raw)
	if err != nil {
		return nil, err
	}
	var t ticket
	if !ok || json.Unmarshal(plain, &t) != nil || now.Before(t.At) || now.Sub(t.At) > ticketFor {
		return nil, late
	}
	c, known, err := s.Store.LoginCredential(ctx, t.Login)
	if err != nil {
		return nil, err
	}
	if !known || sha256.Sum256([]byte(c.Hash)) != t.Password {
		return nil, late
	}
	a.Name = t.Login
	second, err := s.secondStep(ctx, c, a, now)
	if err != nil {
		return nil, err
	}
	return s.issue(ctx, a.token(s, c, second, now))
}

// takeCode uses up a code by time or of recovery; false when it is none, or was used.
func (s *Service) takeCode(ctx context.Context, f Factor, code string, now time.Time) (bool, error) {
	owner := Owner{f.AuthorityID, f.AccountID}
	code = plainCode(code)
	if len(code) == recoveryShown {
		hash, err := s.keyedHash(ctx, hashRecovery, f.AccountID, code)
		if err != nil {
			return false, err
		}
		return s.Store.TakeRecovery(ctx, owner, hash)
	}
	step, ok, err := s.stepOf(ctx, f.AccountID, f.Secret, code, now)
	if err != nil || !ok {
		return false, err
	}
	return s.Store.TakeStep(ctx, owner, step)
}

// stepOf finds the step whose code it is, the present one or one beside it.
func (s *Service) stepOf(ctx context.Context, accountID string, sealed []byte, code string, now time.Time) (int64, bool, error) {
	secret, ok, err := s.Unseal(ctx, SealFactor, accountID, sealed)
	if err != nil {
		return 0, false, err
	}
	if !ok {
		return 0, false, fmt.Errorf("office: the second factor of account %s was sealed with another secret", accountID)
	}
	at, found := now.Unix()/int64(factorStep/time.Second), int64(-1)
	for step := at - factorSkew; step <= at+factorSkew; step++ {
		want, err := hotp.GenerateCodeCustom(base32Plain.EncodeToString(secret), uint64(step), hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1}) //nolint:gosec // seconds since 1970
		if err != nil {
			return 0, false, err
		}
		if subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			found = step
		}
	}
	return found, found >= 0, nil
}

// plainCode is a code as it was meant: spaces and hyphens don't count, nor does the case.
func plainCode(code string) string {
	return strings.ToLower(strings.NewReplacer(" ", "", "-", "", "　", "", "\t", "").Replace(strings.TrimSpace(code)))
}

// newRecovery draws codes of recovery: as they are told, and as they are kept.
func (s *Service) newRecovery(ctx context.Context, accountID string) (told []string, kept [][]byte, err error) {
	for range recoveryCodes {
		raw := make([]byte, recoveryBytes)
		if _, err := io.ReadFull(s.Random, raw); err != nil {
			return nil, nil, fmt.Errorf("office: code of recovery: %w", err)
		}
		code := strings.ToLower(base32Plain.EncodeToString(raw))[:recoveryShown]
		hash, err := s.keyedHash(ctx, hashRecovery, accountID, code)
		if err != nil {
			return nil, nil, err
		}
		told, kept = append(told, code[:recoveryShown/2]+"-"+code[recoveryShown/2:]), append(kept, hash)
	}
	return told, kept, nil
}

// factorURI is what an app on a phone reads out of the picture.
func factorURI(login, secret string) string {
	q := url.Values{"secret": {secret}, "issuer": {"anjia"}, "algorithm": {"SHA1"}, "digits": {"6"}, "period": {"30"}}
	return "otpauth://totp/" + url.PathEscape("anjia:"+login) + "?" + q.Encode()
}
