package office

import (
	"context"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"github.com/anjia-project/anjia/workflow"
)

// PasswordCost is what one guess at a password costs (argon2id, RFC 9106).
type PasswordCost struct {
	MemoryKiB uint32
	Passes    uint32
	Lanes     uint8
}

// DefaultPasswordCost is above the floor that OWASP gives (19 MiB, 2 passes): some
// 50 ms on one core.
var DefaultPasswordCost = PasswordCost{MemoryKiB: 32 * 1024, Passes: 3, Lanes: 1}

const (
	saltLength = 16
	keyLength  = 32
	// hashesAtOnce bounds the memory of a wave of logins; others wait.
	hashesAtOnce = 4
	// bounds of what a stored hash may demand.
	mostMemoryKiB = 1024 * 1024
	mostPasses    = 64

	passwordLeast = 10
	passwordMost  = 128 // bytes
	// longEnough characters are fine without a mixture.
	longEnough   = 16
	leastClasses = 3
	leastDiffer  = 5
)

// CheckPassword refuses a password that is too short, too simple or tells the
// person's name. It names the field and the remedy, never the password.
func CheckPassword(pointer, password, login, name string) error {
	refuse := func(code, message string) error { return workflow.Invalid(workflow.Field(pointer, code, message)) }
	n := utf8.RuneCountInString(password)
	switch {
	case !utf8.ValidString(password) || strings.ContainsFunc(password, unicode.IsControl):
		return refuse("password_characters", "口令含有控制字符或者不是有效的UTF-8文本，请重新录入")
	case n < passwordLeast:
		return refuse("password_short", fmt.Sprintf("口令不得少于%d个字符", passwordLeast))
	case len(password) > passwordMost:
		return refuse("password_long", fmt.Sprintf("口令不得超过%d字节", passwordMost))
	case login != "" && strings.Contains(strings.ToLower(password), login) || name != "" && strings.Contains(password, name):
		return refuse("password_name", "口令不得包含登录名或者姓名")
	case differing(password) < leastDiffer:
		return refuse("password_simple", fmt.Sprintf("口令过于简单：请使用至少%d个不同的字符", leastDiffer))
	case n < longEnough && classes(password) < leastClasses:
		return refuse("password_simple", fmt.Sprintf("口令应当包含大写字母、小写字母、数字、其他字符中的%d类，或者不少于%d个字符", leastClasses, longEnough))
	}
	return nil
}

func differing(s string) int {
	seen := map[rune]bool{}
	for _, r := range s {
		seen[r] = true
	}
	return len(seen)
}

func classes(s string) int {
	var upper, lower, digit, other int
	for _, r := range s {
		switch {
		case r >= 'A' && r <= 'Z':
			upper = 1
		case r >= 'a' && r <= 'z':
			lower = 1
		case r >= '0' && r <= '9':
			digit = 1
		default:
			other = 1
		}
	}
	return upper + lower + digit + other
}

// derive runs argon2id, at most hashesAtOnce at one time; it fails only when the
// context ends while it waits.
func (s *Service) derive(ctx context.Context, password string, salt []byte, c PasswordCost) ([]byte, error) {
	select {
	case s.hashing <- struct{}{}:
		defer func() { <-s.hashing }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return argon2.IDKey([]byte(password), salt, c.Passes, c.MemoryKiB, c.Lanes, keyLength), nil
}

// hashPassword returns the PHC string of a password under a fresh salt.
func (s *Service) hashPassword(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltLength)
	if _, err := io.ReadFull(s.Random, salt); err != nil {
		return "", fmt.Errorf("office: salt of a password: %w", err)
	}
	key, err := s.derive(ctx, password, salt, s.Cost)
	if err != nil {
		return "", err
	}
	return phc{s.Cost, salt, key}.String(), nil
}

// verify reports whether the password is the one of the hash, in a time that does
// not depend on where they differ. It fails on a hash that is malformed.
func (s *Service) verify(ctx context.Context, password, hash string) (bool, error) {
	p, err := parsePHC(hash)
	if err != nil {
		return false, err
	}
	key, err := s.derive(ctx, password, p.salt, p.cost)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(key, p.key) == 1, nil
}

// phc is a stored hash taken apart: $argon2id$v=19$m=32768,t=3,p=1$salt$key.
type phc struct {
	cost PasswordCost
	salt []byte
	key  []byte
}

func (p phc) String() string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, p.cost.MemoryKiB, p.cost.Passes, p.cost.Lanes,
		base64.RawStdEncoding.EncodeToString(p.salt), base64.RawStdEncoding.EncodeToString(p.key))
}

var errPHC = errors.New("office: the stored hash of a password is malformed")

func parsePHC(s string) (phc, error) {
	parts := strings.Split(s, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != "v="+strconv.Itoa(argon2.Version) {
		return phc{}, errPHC
	}
	var p phc
	if n, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &p.cost.MemoryKiB, &p.cost.Passes, &p.cost.Lanes); err != nil || n != 3 {
		return phc{}, errPHC
	}
	var errSalt, errKey error
	p.salt, errSalt = base64.RawStdEncoding.DecodeString(parts[4])
	p.key, errKey = base64.RawStdEncoding.DecodeString(parts[5])
	c := p.cost
	switch {
	case errSalt != nil || errKey != nil || len(p.salt) < saltLength || len(p.key) != keyLength,
		c.MemoryKiB == 0 || c.MemoryKiB > mostMemoryKiB || c.Passes == 0 || c.Passes > mostPasses || c.Lanes == 0:
		return phc{}, errPHC
	}
	return p, nil
}
