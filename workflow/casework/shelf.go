package casework

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// Shelf is the law of an installation at one moment: what the program ships with
// what two people published laid over it, and every version that a case may name.
// A published file stands above the shipped one of the same code, also after an
// upgrade. It is immutable and safe for concurrent use.
type Shelf struct {
	set       *law.Set
	book      *LawBook
	files     []law.RawFile // packs and calendars, every version, by age
	editions  []workflow.Edition
	offered   map[string]bool                  // SHA-256 of tables that are shipped and not seeded
	seeded    *instrument.Library              // shipped tables that apply by themselves: in a sandbox
	known     *instrument.Library              // all that can be named
	published map[int64]*instrument.Instrument // by number of edition

	mu      sync.Mutex
	earlier map[string]*LawBook // by the versions named; nil where they can't be put together
}

// Shipped is the law that comes with the program.
type Shipped struct {
	Set     *law.Set
	Seeded  []*instrument.Instrument // illustrative, in force in a sandbox
	Offered []*instrument.Instrument // in force nowhere until published
}

// NewShelf puts the law of an installation together. It fails when a published file
// does not fit what the program ships, for example after an upgrade, and says which.
func NewShelf(shipped Shipped, h workflow.Holdings) (*Shelf, error) {
	s := &Shelf{
		editions:  slices.SortedFunc(slices.Values(h.Editions), func(a, b workflow.Edition) int { return cmp.Compare(a.Number, b.Number) }),
		published: map[int64]*instrument.Instrument{}, offered: map[string]bool{}, earlier: map[string]*LawBook{},
	}
	for _, f := range shipped.Set.Raw() {
		if !slices.ContainsFunc(h.Files, func(kept law.RawFile) bool { return kept.Kind == f.Kind && kept.SHA256 == f.SHA256 }) {
			s.files = append(s.files, f)
		}
	}
	for _, f := range h.Files {
		if f.Kind != workflow.LawInstrument {
			s.files = append(s.files, f)
		}
	}
	if err := s.lay(shipped.Set); err != nil {
		return nil, err
	}
	return s, s.shelve(shipped, h.Files)
}

// lay puts the published packs and calendars over the shipped ones, the newest edition of each.
func (s *Shelf) lay(shipped *law.Set) (err error) {
	newest := map[string]law.RawFile{}
	for _, e := range s.editions {
		if e.Kind == workflow.LawInstrument {
			continue
		}
		if e.Repeals != 0 { // what stood before the repealed file was superseded by it
			delete(newest, e.Kind+" "+e.Code)
			continue
		}
		i := slices.IndexFunc(s.files, func(f law.RawFile) bool { return f.Kind == e.Kind && f.Code == e.Code && f.SHA256 == e.SHA256 })
		if i < 0 {
			return fmt.Errorf("casework: the published %s %s (%s) is not among the files of the database", e.Kind, e.Code, e.Version)
		}
		newest[e.Kind+" "+e.Code] = s.files[i]
	}
	s.set = shipped
	if len(newest) > 0 {
		over := make([]law.RawFile, 0, len(newest))
		for _, f := range newest {
			over = append(over, f)
		}
		if s.set, err = shipped.With(over...); err != nil {
			return fmt.Errorf("casework: what this office published does not fit the law of this program: %w", err)
		}
	}
	if err := workflow.CheckWording(s.set); err != nil {
		return fmt.Errorf("casework: the packs in use do not word every paper: %w", err)
	}
	s.book, err = NewLawBook(s.set)
	return err
}

// shelve compiles the tables that the database keeps and finds those of the editions.
func (s *Shelf) shelve(shipped Shipped, files []law.RawFile) error {
	all := slices.Concat(shipped.Seeded, shipped.Offered)
	for _, t := range shipped.Offered {
		s.offered[t.Ref().SHA256] = true
	}
	for _, f := range files {
		if f.Kind != workflow.LawInstrument || slices.ContainsFunc(all, func(t *instrument.Instrument) bool { return t.Ref().SHA256 == f.SHA256 }) {
			continue
		}
		t, err := instrument.Load(f.Path, f.Bytes)
		if err != nil {
			return fmt.Errorf("casework: the stored scoring table %s@%s: %w", f.Code, f.Version, err)
		}
		all = append(all, t)
	}
	var err error
	if s.seeded, err = instrument.NewLibrary(shipped.Seeded...); err != nil {
		return err
	}
	if s.known, err = instrument.NewLibrary(all...); err != nil {
		return err
	}
	for _, e := range s.editions {
		if e.Kind != workflow.LawInstrument || e.Repeals != 0 {
			continue
		}
		if s.published[e.Number], err = s.known.Get(instrument.Ref(e.Ref())); err != nil {
			return fmt.Errorf("casework: a published scoring table: %w", err)
		}
	}
	return nil
}

// Number is that of the newest edition; 0 when nothing was published.
func (s *Shelf) Number() int64 {
	if len(s.editions) == 0 {
		return 0
	}
	return s.editions[len(s.editions)-1].Number
}

// Set is the law in use: packs and calendars.
func (s *Shelf) Set() *law.Set { return s.set }

// Library holds every table that can be named: shipped, offered, published, and those of old cases.
func (s *Shelf) Library() *instrument.Library { return s.known }

// Editions are all publications, oldest first.
func (s *Shelf) Editions() []workflow.Edition { return slices.Clone(s.editions) }

// TableStanding says how a scoring table stands in an installation.
type TableStanding string

// The standings of tables.
const (
	TablePublished TableStanding = "published" // 已发布: two people have put it in force
	TableSeeded    TableStanding = "seeded"    // 演练示例: in use in a sandbox
	TableOffered   TableStanding = "offered"   // 待选用: shipped, in force nowhere
	TableKept      TableStanding = "kept"      // 留存: of old cases
	TableRepealed  TableStanding = "repealed"  // 已废止: two people have ended it, from a day on; cases that name it keep it
)

// Standing says how a table stands.
func (s *Shelf) Standing(ref instrument.Ref) TableStanding {
	ended := false
	for _, e := range s.editions {
		if e.Kind != workflow.LawInstrument || e.SHA256 != ref.SHA256 || e.Repeals != 0 {
			continue
		}
		if _, repealed := s.RepealOf(e.Number); !repealed {
			return TablePublished
		}
		ended = true
	}
	if ended {
		return TableRepealed
	}
	if _, err := s.seeded.Get(ref); err == nil {
		return TableSeeded
	}
	if s.offered[ref.SHA256] {
		return TableOffered
	}
	return TableKept
}

// Get implements Tables.
func (s *Shelf) Get(ref instrument.Ref) (*instrument.Instrument, error) { return s.known.Get(ref) }

// InForce implements Tables: what the office published, the most specific division
// first and within one the latest, and then what is seeded.
func (s *Shelf) InForce(phase instrument.Phase, division string, on law.Date) []*instrument.Instrument {
	var out []*instrument.Instrument
	for _, e := range s.inForce(phase, division, on) {
		out = append(out, s.published[e.Number])
	}
	return append(out, s.seeded.InForce(phase, division, on)...)
}

// Confirmation implements Tables.
func (s *Shelf) Confirmation(ref instrument.Ref, division string, on law.Date) string {
	t, err := s.known.Get(ref)
	if err != nil {
		return ""
	}
	for _, e := range s.inForce(t.Phase(), division, on) {
		if e.SHA256 == ref.SHA256 {
			return e.Confirmation
		}
	}
	return ""
}

// inForce lists the editions of tables of a phase that cover a division on a day.
func (s *Shelf) inForce(phase instrument.Phase, division string, on law.Date) []workflow.Edition {
	var out []workflow.Edition
	for _, e := range s.editions {
		t, is := s.published[e.Number]
		if is && t.Phase() == phase && !on.Before(e.InForce) && t.InForce(on) && instrument.Covers(e.Division, division) && !s.ended(e, on) {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(a, b workflow.Edition) int {
		return cmp.Or(instrument.CompareWidth(a.Division, b.Division), b.InForce.Compare(a.InForce), cmp.Compare(b.Number, a.Number))
	})
	return out
}

// Current implements Laws. Where the pack of a place was repealed and the program
// ships none, the law of the place above it is in use.
func (s *Shelf) Current(code string, sandbox bool) (*law.Pack, *law.Calendar, error) {
	if slices.ContainsFunc(s.editions, func(e workflow.Edition) bool {
		return e.Repeals != 0 && e.Kind == law.KindPack && e.Code == code
	}) && !slices.Contains(s.set.Codes(), code) {
		code = s.set.CodeFor(divisionOf(code))
	}
	return s.book.Current(code, sandbox)
}

// CalendarAt finds the calendar of a place.
func (s *Shelf) CalendarAt(pack, division string) (*law.Calendar, error) {
	return s.book.CalendarAt(pack, division)
}

// Judged implements Laws. Versions that are no longer in use are put together again
// from the files that are kept for ever, and believed only when their hashes are
// those that the case names.
func (s *Shelf) Judged(pack, calendar workflow.Ref, sandbox bool) (*law.Pack, *law.Calendar, error) {
	p, c, err := s.book.Judged(pack, calendar, sandbox)
	if err == nil {
		return p, c, nil
	}
	if book := s.archived(pack.Version, calendar.Version); book != nil {
		if p, c, old := book.Judged(pack, calendar, sandbox); old == nil {
			return p, c, nil
		}
	}
	return nil, nil, err
}

// archived puts the named versions together, once; nil when that is not possible.
func (s *Shelf) archived(pack, calendar string) *LawBook {
	key := pack + " " + calendar
	s.mu.Lock()
	defer s.mu.Unlock()
	if book, tried := s.earlier[key]; tried {
		return book
	}
	var book *LawBook
	if set, err := law.LoadFiles(s.choose(pack, calendar)); err == nil {
		book, err = NewLawBook(set)
		if err != nil {
			book = nil // the refusal of the case says which version is missing
		}
	}
	s.earlier[key] = book
	return book
}

// choose takes the named version of each file, and the newest of those that are not named.
func (s *Shelf) choose(versions ...string) []law.RawFile {
	named := map[string]bool{}
	for _, chain := range versions {
		for v := range strings.SplitSeq(chain, "+") {
			named[v] = true
		}
	}
	chosen := map[string]law.RawFile{}
	for _, f := range s.files {
		place := f.Kind + " " + f.Code
		if before, ok := chosen[place]; !ok || !named[before.Version] {
			chosen[place] = f
		}
	}
	out := make([]law.RawFile, 0, len(chosen))
	for _, f := range chosen {
		out = append(out, f)
	}
	return out
}
