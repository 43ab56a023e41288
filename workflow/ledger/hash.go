package ledger

import (
	"encoding/hex"
	"fmt"
)

// HashSize is the length of a SHA-256 digest in bytes.
const HashSize = 32

// SeedSize is the length of the secret that the salts of one payload are derived from.
const SeedSize = 32

// SaltSize is the length of the salt of a leaf in bytes.
const SaltSize = 16

// Hash is a SHA-256 digest. Its text form is 64 lower-case hexadecimal digits.
type Hash [HashSize]byte

// ParseHash reads the text form of a Hash; upper case and any other length are refused.
func ParseHash(s string) (Hash, error) {
	var h Hash
	if err := decodeHex(h[:], s); err != nil {
		return Hash{}, fmt.Errorf("hash: %w", err)
	}
	return h, nil
}

// HashFromBytes takes a digest as a database column holds it; it fails unless b has HashSize bytes.
func HashFromBytes(b []byte) (Hash, error) {
	var h Hash
	if len(b) != HashSize {
		return h, fmt.Errorf("hash: %d bytes, want %d", len(b), HashSize)
	}
	copy(h[:], b)
	return h, nil
}

// String returns 64 lower-case hexadecimal digits.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// IsZero reports whether every bit is zero: the hash before the first entry of a chain.
func (h Hash) IsZero() bool { return h == Hash{} }

// MarshalText implements encoding.TextMarshaler.
func (h Hash) MarshalText() ([]byte, error) { return []byte(h.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (h *Hash) UnmarshalText(b []byte) error {
	p, err := ParseHash(string(b))
	if err != nil {
		return err
	}
	*h = p
	return nil
}

// Salt keeps a leaf from being guessed from its hash. Its text form is 32 lower-case hexadecimal digits.
type Salt [SaltSize]byte

// String returns 32 lower-case hexadecimal digits.
func (s Salt) String() string { return hex.EncodeToString(s[:]) }

// MarshalText implements encoding.TextMarshaler.
func (s Salt) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (s *Salt) UnmarshalText(b []byte) error {
	if err := decodeHex(s[:], string(b)); err != nil {
		return fmt.Errorf("salt: %w", err)
	}
	return nil
}

// Seed is the secret of one payload from which the salts of its leaves are derived.
// It must come from a cryptographic source, one per entry, and must never stand in
// a redacted copy: who has it can test guesses at hidden values.
type Seed [SeedSize]byte

// SeedFromBytes takes a seed as a database column holds it; it fails unless b has
// SeedSize bytes that are not all zero.
func SeedFromBytes(b []byte) (Seed, error) {
	var s Seed
	if len(b) != SeedSize {
		return s, fmt.Errorf("seed: %d bytes, want %d", len(b), SeedSize)
	}
	copy(s[:], b)
	if s == (Seed{}) {
		return s, errZeroSeed
	}
	return s, nil
}

// String hides the secret, so that a seed that is logged by mistake tells nothing.
func (s Seed) String() string { return "[seed]" }

// GoString hides the secret like String.
func (s Seed) GoString() string { return "[seed]" }

func decodeHex(dst []byte, s string) error {
	if len(s) != hex.EncodedLen(len(dst)) {
		return fmt.Errorf("%d characters, want %d hexadecimal digits", len(s), hex.EncodedLen(len(dst)))
	}
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return fmt.Errorf("character %q at %d, want lower-case hexadecimal digits", c, i)
		}
	}
	_, err := hex.Decode(dst, []byte(s))
	return err
}
