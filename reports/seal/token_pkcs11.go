//go:build pkcs11

package seal

import (
	"crypto"
	"crypto/x509"
	"fmt"
	"path/filepath"

	"github.com/ThalesGroup/crypto11"
)

// readToken finds a key in a token (PKCS#11). It stays there: the token signs. The
// session stays open as long as the process.
func (e KeyEntry) readToken(folder, pin string) (Signer, error) {
	token, err := crypto11.Configure(&crypto11.Config{Path: e.Module, TokenLabel: e.Token, Pin: pin})
	if err != nil {
		return Signer{}, fmt.Errorf("token %s: %w", e.Token, err)
	}
	key, err := token.FindKeyPair(nil, []byte(e.Label))
	if err == nil && key == nil {
		err = fmt.Errorf("no key pair %q", e.Label)
	}
	if err != nil {
		_ = token.Close() // the cause is told
		return Signer{}, fmt.Errorf("token %s: %w: %w", e.Token, ErrKey, err)
	}
	return certified(key, filepath.Join(folder, e.Certificate))
}

// certified joins a key that is not in a file with its certificates.
func certified(key crypto.Signer, path string) (Signer, error) {
	ders, err := readCertificates(path)
	if err != nil {
		return Signer{}, err
	}
	s := Signer{Key: key}
	for i, der := range ders {
		c, err := x509.ParseCertificate(der)
		if err != nil {
			return Signer{}, fmt.Errorf("%s: %w", path, err)
		}
		if i == 0 {
			s.Certificate = c
			continue
		}
		s.Chain = append(s.Chain, c)
	}
	return s, nil
}
