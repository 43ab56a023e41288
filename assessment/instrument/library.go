package instrument

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/anjia-project/anjia/assessment/law"
)

// Library is a fixed set of tables to look up. It is immutable; the zero Library is empty.
type Library struct {
	byName map[string]*Instrument
	all    []*Instrument
}

// NewLibrary gathers tables. It fails when two different files claim the same code and version: a published
// version is immutable. The same bytes may come twice.
func NewLibrary(tables ...*Instrument) (*Library, error) {
	library := &Library{byName: map[string]*Instrument{}}
	for _, table := range tables {
		name := table.ref.Name()
		if known, twice := library.byName[name]; twice {
			if known.ref != table.ref {
				return nil, fmt.Errorf("table %s exists with two contents (%.12s and %.12s); a published version is immutable, so publish the change under a new version",
					name, known.ref.SHA256, table.ref.SHA256)
			}
			continue
		}
		library.byName[name] = table
		library.all = append(library.all, table)
	}
	slices.SortFunc(library.all, func(a, b *Instrument) int { return cmp.Compare(a.ref.Name(), b.ref.Name()) })
	return library, nil
}

// All gives the tables by name.
func (l *Library) All() []*Instrument { return slices.Clone(l.all) }

// Get finds a table by code and version; when the reference carries a hash, the bytes must be the very ones.
func (l *Library) Get(ref Ref) (*Instrument, error) {
	table, ok := l.byName[ref.Name()]
	if !ok {
		return nil, fmt.Errorf("there is no table %s; publish it first", ref.Name())
	}
	if ref.SHA256 != "" && ref.SHA256 != table.ref.SHA256 {
		return nil, fmt.Errorf("table %s has the hash %s, not %s as recorded; restore the bytes that judged the case", ref.Name(), table.ref.SHA256, ref.SHA256)
	}
	return table, nil
}

// InForce gives the tables under which an assessment of a phase may begin in a division (six digits) on a day, the
// most specific division first and, within one, the latest in force first. An empty answer means that the office
// has no table yet.
func (l *Library) InForce(phase Phase, division string, on law.Date) []*Instrument {
	var found []*Instrument
	for _, table := range l.all {
		if table.phase == phase && table.InForce(on) && Covers(table.division, division) {
			found = append(found, table)
		}
	}
	slices.SortStableFunc(found, func(a, b *Instrument) int {
		return cmp.Or(CompareWidth(a.division, b.division), b.from.Compare(a.from))
	})
	return found
}

// Confirmation is empty: nobody confirms the tables of a fixed set for real cases.
func (l *Library) Confirmation(Ref, string, law.Date) string { return "" }

// Covers reports whether one division (six digits) lies in another, or is it.
func Covers(wide, narrow string) bool { return strings.HasPrefix(narrow, prefix(wide)) }

// CompareWidth orders divisions (six digits), the most specific first.
func CompareWidth(a, b string) int { return cmp.Compare(len(prefix(b)), len(prefix(a))) }

// prefix drops the pairs of zeros that stand for "all below": 540000 covers 54, 000000 covers everything.
func prefix(division string) string {
	for strings.HasSuffix(division, "00") {
		division = division[:len(division)-2]
	}
	return division
}
