package font

import (
	"errors"
	"sync"
)

// Role is the part that a text plays on a paper; the set answers with a chain
// of faces.
type Role int

// The roles. Official papers follow GB/T 9704-2012: the title in 小标宋体, the
// first level of headings in 黑体, the second in 楷体, the body in 仿宋体.
const (
	Regular      Role = iota // forms, records, tables: 宋体
	Bold                     // what stands out among them
	Title                    // titles: a heavy Song in place of 小标宋体
	Heading1                 // 黑体
	Heading2                 // 楷体, else bold Song
	Official                 // body of an official paper: 仿宋体, else Song
	OfficialBold             // what stands out in it
	Label                    // furniture of the page
	roles        int  = iota
)

// ErrNoGlyph says that no face of a set can show a character.
var ErrNoGlyph = errors.New("no font has a glyph for this character")

// Source gives a face when it is first needed; it must always give the same.
type Source func() (*Face, error)

// Ready is the source of a face that is already parsed.
func Ready(f *Face) Source { return func() (*Face, error) { return f, nil } }

// Lazy unpacks and opens a face at its first use, once for the process: a plain
// TrueType file as it is, anything else as FromOutlines does.
func Lazy(name string, data func() ([]byte, error)) Source {
	return sync.OnceValues(func() (*Face, error) {
		b, err := data()
		if err != nil {
			return nil, err
		}
		return Open(name, b)
	})
}

// Faces are the faces of a set, each list in the order in which it is asked.
// Title, Heading1 and Heading2 go on to Bold, OfficialBold is Bold, Official and
// Label go on to Regular, and so does Bold itself.
type Faces struct {
	Regular, Bold, Title, Heading1, Heading2, Official []Source
}

// behind puts the faces of g behind those of f.
func (f Faces) behind(g Faces) Faces {
	join := func(a, b []Source) []Source { return append(append([]Source(nil), a...), b...) }
	return Faces{
		Regular: join(f.Regular, g.Regular), Bold: join(f.Bold, g.Bold), Title: join(f.Title, g.Title),
		Heading1: join(f.Heading1, g.Heading1), Heading2: join(f.Heading2, g.Heading2), Official: join(f.Official, g.Official),
	}
}

// Set is the chain of faces for each role, in the order in which they are
// asked. It is immutable and safe for concurrent use.
type Set struct {
	version string
	faces   Faces
	chains  [roles][]Source
}

// NewSet makes a set. The version names it in the order of a paper: two sets of
// one version must set every paper alike.
func NewSet(version string, f Faces) *Set {
	s := &Set{version: version, faces: f}
	chain := func(lists ...[]Source) (out []Source) {
		for _, l := range lists {
			out = append(out, l...)
		}
		return out
	}
	s.chains = [roles][]Source{
		Regular: chain(f.Regular), Label: chain(f.Regular), Official: chain(f.Official, f.Regular),
		Bold: chain(f.Bold, f.Regular), OfficialBold: chain(f.Bold, f.Regular),
		Title:    chain(f.Title, f.Bold, f.Regular),
		Heading1: chain(f.Heading1, f.Bold, f.Regular), Heading2: chain(f.Heading2, f.Bold, f.Regular),
	}
	return s
}

// With is the set with more faces behind its own, under a version of its own.
func (s *Set) With(version string, more Faces) *Set { return NewSet(version, s.faces.behind(more)) }

// Version names the set.
func (s *Set) Version() string { return s.version }

// Find gives the first face of the chain that shows r, and its glyph. It fails
// with ErrNoGlyph when none does, and with the cause when a face is broken.
func (s *Set) Find(role Role, r rune) (*Face, uint16, error) {
	for _, source := range s.chains[role] {
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
