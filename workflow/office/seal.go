package office

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
)

// Purpose says what something was sealed for; what was sealed for one opens for no other.
type Purpose string

// The purposes of seals.
const (
	SealFactor   Purpose = "second factor"   // secrets of second factors, where they are kept
	SealTicket   Purpose = "sign-in ticket"  // between password and second factor
	SealDevice   Purpose = "known device"    // who signed in with a browser last
	SealTyped    Purpose = "typed form"      // what was typed when a session had ended
	hashRecovery Purpose = "recovery hashes" // keyed hashes of codes of recovery
)

const sealKeyLength = 32

// errNoSecret says that the installation was not founded.
var errNoSecret = errors.New("office: the installation has no secret yet")

// key derives the key of a purpose from the secret of the installation.
func (s *Service) key(ctx context.Context, p Purpose) ([]byte, error) {
	secret := s.secret.Load()
	if secret == nil {
		in, founded, err := s.Store.Installation(ctx)
		switch {
		case err != nil:
			return nil, err
		case !founded || len(in.Secret) == 0:
			return nil, errNoSecret
		}
		secret = &in.Secret
		s.secret.Store(secret)
	}
	return hkdf.Key(sha256.New, *secret, nil, "anjia "+string(p), sealKeyLength)
}

// Seal encrypts and authenticates with the secret of the installation (AES-256-GCM).
// It opens only for the same purpose and the same owner; "" is nobody in particular.
func (s *Service) Seal(ctx context.Context, p Purpose, owner string, plain []byte) ([]byte, error) {
	box, err := s.box(ctx, p)
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, box.NonceSize())
	if _, err := io.ReadFull(s.Random, nonce); err != nil {
		return nil, fmt.Errorf("office: nonce of a seal: %w", err)
	}
	return box.Seal(nonce, nonce, plain, []byte(owner)), nil
}

// Unseal opens what Seal closed; false when it is anything else, or another's.
func (s *Service) Unseal(ctx context.Context, p Purpose, owner string, sealed []byte) ([]byte, bool, error) {
	box, err := s.box(ctx, p)
	if err != nil {
		return nil, false, err
	}
	if len(sealed) < box.NonceSize() {
		return nil, false, nil
	}
	plain, err := box.Open(nil, sealed[:box.NonceSize()], sealed[box.NonceSize():], []byte(owner))
	return plain, err == nil, nil
}

func (s *Service) box(ctx context.Context, p Purpose) (cipher.AEAD, error) {
	key, err := s.key(ctx, p)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// keyedHash is the hash of something short and random that only this installation can compare.
func (s *Service) keyedHash(ctx context.Context, p Purpose, owner, text string) ([]byte, error) {
	key, err := s.key(ctx, p)
	if err != nil {
		return nil, err
	}
	h := hmac.New(sha256.New, key)
	_, _ = io.WriteString(h, owner+"\x00"+text)
	return h.Sum(nil), nil
}
