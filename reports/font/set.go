package font

import (
	"errors"
	"sync"
)

// Style is the weight that a text asks for.
type Style int

// The weights.
const (
	Regular Style = iota
	Bold
)

// ErrNoGlyph says that no face of a set can show a character.
var ErrNoGlyph = errors.New("no font has a glyph for this character")

// Source gives a face when it is first needed; it must always give the same.
type Source func() (*Face, error)

// Ready is the source of a face that is already parsed.
func Ready(f *Face) Source { return func() (*Face, error) { return f, nil } }

// Lazy unpacks and parses a face at its first use, once for the process.
func Lazy(name string, data func() ([]byte, error)) Source {
	return sync.OnceValues(func() (*Face, error) {
		b, err := data()
		if err != nil {
			return nil, err
		}
		return Parse(name, b)
	})
}

// Set is the chain of faces for each weight, in the order in which they are
// asked. It is immutable and safe for concurrent use.
type Set struct {
	version string
	chains  [2][]Source
}

// NewSet makes a set. The version names it in the order of a paper: two sets of
// one version must set every paper alike. Bold text that no bold face can show
// is set in the regular chain.
func NewSet(version string, regular, bold []Source) *Set {
	all := append(append([]Source(nil), bold...), regular...)
	return &Set{version: version, chains: [2][]Source{Regular: regular, Bold: all}}
}

// Version names the set.
func (s *Set) Version() string { return s.version }

// Find gives the first face of the chain that shows r, and its glyph. It fails
// with ErrNoGlyph when none does, and with the cause when a face is broken.
func (s *Set) Find(style Style, r rune) (*Face, uint16, error) {
	for _, source := range s.chains[style] {
		f, err := source()
		if err != nil {
			return nil, 0, err
		}
		if g := f.Glyph(r); g != 0 {
			return f, g, nil
		}
	}
	return nil, 0, ErrNoGlyph
}
