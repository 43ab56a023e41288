package ledger

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/mod/sumdb/note"
)

// LogHead is the head of the log of all entries: how many there are and the root of
// their RFC 6962 tree. Its text form is a C2SP tlog-checkpoint: origin, size, root.
type LogHead struct {
	Origin string // names the log and the key that signs it: anjia/<installation>
	Size   int64  // entries in the log
	Root   Hash   // root of the tree over LogLeaf of each
}

// ErrLogHead marks every fault of a signed head: its form, its signature, its origin.
var ErrLogHead = errors.New("ledger: head of the log")

// Text is the signed text of the head, three lines.
func (h LogHead) Text() string {
	return h.Origin + "\n" + strconv.FormatInt(h.Size, 10) + "\n" + base64.StdEncoding.EncodeToString(h.Root[:]) + "\n"
}

// Sign returns the head as a C2SP signed note. The key is one that NewLogKey made, and
// its name must be the head's origin.
func (h LogHead) Sign(key string) (string, error) {
	signer, err := note.NewSigner(strings.TrimSpace(key))
	if err != nil {
		return "", errors.New("ledger: the key of the log is not a signer's key of a note")
	}
	if signer.Name() != h.Origin {
		return "", fmt.Errorf("%w: its origin is %q, the key is of %q", ErrLogHead, h.Origin, signer.Name())
	}
	if _, err := parseLogHead(h.Text()); err != nil {
		return "", err
	}
	signed, err := note.Sign(&note.Note{Text: h.Text()}, signer)
	return string(signed), err
}

// ParseHead reads a signed head and checks that one of the keys (verifier keys as
// NewLogKey returns them) has signed it and bears the name of its origin. Signatures of
// unknown keys are passed over, a wrong one of a known key is refused; every fault is
// ErrLogHead.
func ParseHead(signed string, keys ...string) (LogHead, error) {
	verifiers := make([]note.Verifier, 0, len(keys))
	for _, key := range keys {
		v, err := note.NewVerifier(strings.TrimSpace(key))
		if err != nil {
			return LogHead{}, fmt.Errorf("%w: %q is not a verifier's key of a note", ErrLogHead, key)
		}
		verifiers = append(verifiers, v)
	}
	n, err := note.Open([]byte(signed), note.VerifierList(verifiers...))
	if err != nil {
		return LogHead{}, fmt.Errorf("%w: %w", ErrLogHead, err)
	}
	h, err := parseLogHead(n.Text)
	if err != nil {
		return LogHead{}, err
	}
	for _, s := range n.Sigs {
		if s.Name == h.Origin {
			return h, nil
		}
	}
	return LogHead{}, fmt.Errorf("%w: no key of its origin %q has signed it", ErrLogHead, h.Origin)
}

// ReadHead reads a head without looking at its signatures, for showing it. Whoever is
// to rely on it calls ParseHead.
func ReadHead(signed string) (LogHead, error) {
	text, signatures, found := strings.Cut(signed, "\n\n")
	if !found || signatures == "" {
		return LogHead{}, fmt.Errorf("%w: it has no signature", ErrLogHead)
	}
	return parseLogHead(text + "\n")
}

// parseLogHead reads the three lines. Further lines, which the format allows for
// extensions, are read over: they are signed, and mean nothing here.
func parseLogHead(text string) (h LogHead, err error) {
	lines := strings.Split(text, "\n")
	if len(lines) < 4 || lines[len(lines)-1] != "" {
		return h, fmt.Errorf("%w: want the lines origin, size and root", ErrLogHead)
	}
	h.Origin = lines[0]
	if !validOrigin(h.Origin) {
		return LogHead{}, fmt.Errorf("%w: %q is no origin", ErrLogHead, h.Origin)
	}
	h.Size, err = strconv.ParseInt(lines[1], 10, 64)
	if err != nil || h.Size < 0 || strconv.FormatInt(h.Size, 10) != lines[1] {
		return LogHead{}, fmt.Errorf("%w: %q is no size", ErrLogHead, lines[1])
	}
	root, err := base64.StdEncoding.Strict().DecodeString(lines[2])
	if err == nil {
		h.Root, err = HashFromBytes(root)
	}
	if err != nil {
		return LogHead{}, fmt.Errorf("%w: %q is no root", ErrLogHead, lines[2])
	}
	return h, nil
}

// validOrigin is what a note allows as the name of a key.
func validOrigin(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return r == '+' || r == unicode.ReplacementChar || unicode.IsSpace(r) || unicode.IsControl(r)
	})
}

// NewLogKey draws a key pair (Ed25519) for the log with that origin: the signer's key,
// which is secret, and the verifier's, which is published. It fails when the origin is
// empty or holds white space or a plus, and when random fails.
func NewLogKey(random io.Reader, origin string) (signer, verifier string, err error) {
	if !validOrigin(origin) {
		return "", "", fmt.Errorf("%w: %q is no origin: no white space, no plus", ErrLogHead, origin)
	}
	return note.GenerateKey(random, origin)
}

// LogKeyOrigin is the origin that a signer's key signs for.
func LogKeyOrigin(signer string) (string, error) {
	s, err := note.NewSigner(strings.TrimSpace(signer))
	if err != nil {
		return "", errors.New("ledger: the key of the log is not a signer's key of a note")
	}
	return s.Name(), nil
}

// LogVerifierKey is the verifier's key that belongs to a signer's key.
func LogVerifierKey(signer string) (string, error) {
	origin, err := LogKeyOrigin(signer)
	if err != nil {
		return "", err
	}
	const parts = 5 // PRIVATE+KEY+name+hash+base64 of an algorithm's byte and the seed; the last may hold a plus
	fields := strings.SplitN(strings.TrimSpace(signer), "+", parts)
	raw, err := base64.StdEncoding.DecodeString(fields[len(fields)-1])
	if err != nil || len(raw) != 1+ed25519.SeedSize {
		return "", errors.New("ledger: the key of the log is not an Ed25519 key of a note")
	}
	public, ok := ed25519.NewKeyFromSeed(raw[1:]).Public().(ed25519.PublicKey)
	if !ok {
		return "", errors.New("ledger: the key of the log has no public key")
	}
	return note.NewEd25519VerifierKey(origin, public)
}
