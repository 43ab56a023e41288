// Package lock makes the encrypted copy (加密副本) of a dossier, to be sent over ways
// that others can read: the pages set again with a line on the cover that says what
// it is, unsigned, no archival form, encrypted with AES-256 (PDF 2.0, ISO 32000-2,
// 7.6, revision 6 of the standard security handler). The dossier that it was made of
// stays what is kept, signed and verified.
//
// The package may import reports/dossier, its reader and its checks. It does no I/O;
// random bytes come from whoever calls it, and a password is kept nowhere.
package lock

import (
	"crypto/aes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/anjia-project/anjia/reports/dossier"
	"github.com/anjia-project/anjia/reports/dossier/check"
	"github.com/anjia-project/anjia/reports/dossier/pdf"
)

// LeastPassword is how many characters a password has at least.
const LeastPassword = 12

// mostPassword is how many bytes of a password the format takes (ISO 32000-2, 7.6.4.3.3).
const mostPassword = 127

// ErrPassword marks a password that is refused: too short, too long, or of
// characters that cannot be typed.
var ErrPassword = errors.New("lock: password")

// prepare brings a password into the form that is hashed: compatibility forms are
// made one, as every reader does (SASLprep, RFC 4013).
func prepare(password string) ([]byte, error) {
	if !utf8.ValidString(password) || strings.ContainsFunc(password, func(r rune) bool { return unicode.IsControl(r) || r == utf8.RuneError }) {
		return nil, fmt.Errorf("%w: it has characters that cannot be typed", ErrPassword)
	}
	p := norm.NFKC.String(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Zs, r) {
			return ' '
		}
		return r
	}, password))
	if n := utf8.RuneCountInString(p); n < LeastPassword {
		return nil, fmt.Errorf("%w: it has %d characters, at least %d are wanted", ErrPassword, n, LeastPassword)
	}
	if len(p) > mostPassword {
		return nil, fmt.Errorf("%w: it has %d bytes, the format takes %d", ErrPassword, len(p), mostPassword)
	}
	return []byte(p), nil
}

// Copy makes an encrypted copy of a dossier, signed or not. The password opens it;
// nobody has the rights of its owner. Two copies are never alike. It fails with
// ErrPassword, and when file is no dossier of ours.
func Copy(file []byte, password string, random io.Reader) ([]byte, error) {
	secret, err := prepare(password)
	if err != nil {
		return nil, err
	}
	content, err := check.Content(file)
	if err != nil {
		return nil, fmt.Errorf("lock: %w", err)
	}
	open, err := dossier.RenderCopy(content, nil)
	if err != nil {
		return nil, err
	}
	f, err := pdf.Read(open)
	if err != nil {
		return nil, fmt.Errorf("lock: %w", err)
	}
	k, err := newKeys(secret, random)
	if err != nil {
		return nil, err
	}
	w := &writer{keys: k, random: random, file: f}
	if err := w.document(metadata(content)); err != nil {
		return nil, fmt.Errorf("lock: %w", err)
	}
	return w.out.Bytes(), nil
}

// block is the block of AES, in bytes.
const block = aes.BlockSize
