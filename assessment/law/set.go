package law

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

const (
	packDir  = "packs"
	rootCode = "cn"
)

// Set is a whole tree of data files, read and checked together: packs/<code>.yaml, packs/sandbox/<code>.yaml and
// calendars/<region>.csv.
type Set struct {
	layers    map[string]*layer
	calendars map[string]*Calendar
	raw       []RawFile
}

// ErrUnknownPack is wrapped when a code names no pack for cases.
var ErrUnknownPack = errors.New("no such pack")

// ErrUnknownCalendar is wrapped when a region has no calendar.
var ErrUnknownCalendar = errors.New("no such calendar")

// Embedded loads the data shipped with the program.
func Embedded() (*Set, error) {
	data, err := Data()
	if err != nil {
		return nil, err
	}
	return Load(data)
}

// Load reads and checks every pack and calendar of a tree. It fails with the first *LoadError: wrong syntax, a
// value without citation, a local rule that breaks a higher one.
func Load(fsys fs.FS) (*Set, error) {
	s := &Set{layers: map[string]*layer{}, calendars: map[string]*Calendar{}}
	if err := s.loadPacks(fsys); err != nil {
		return nil, err
	}
	if err := s.loadCalendars(fsys); err != nil {
		return nil, err
	}
	slices.SortFunc(s.raw, func(a, b RawFile) int { return strings.Compare(a.Path, b.Path) })
	return s, nil
}

func (s *Set) loadPacks(fsys fs.FS) error {
	if err := s.loadPack(fsys, packDir+"/"+rootCode+".yaml"); err != nil {
		return err
	}
	for _, pattern := range []string{packDir + "/*.yaml", packDir + "/" + sandboxPrefix + "*.yaml"} {
		paths, err := fs.Glob(fsys, pattern)
		if err != nil {
			return fmt.Errorf("list packs: %w", err)
		}
		for _, path := range paths {
			if path == packDir+"/"+rootCode+".yaml" {
				continue
			}
			if err := s.loadPack(fsys, path); err != nil {
				return err
			}
		}
	}
	return s.checkPacks()
}

func (s *Set) loadPack(fsys fs.FS, path string) error {
	data, err := readData(fsys, path)
	if err != nil {
		return err
	}
	var declared map[string]*declaration
	if root, ok := s.layers[rootCode]; ok {
		declared = root.declares
	}
	l, err := parsePack(path, data, declared)
	if err != nil {
		return err
	}
	s.layers[l.Code] = l
	s.raw = append(s.raw, l.RawFile)
	return nil
}

// checkPacks checks every pack against those above it: parents exist, and no bound is broken.
func (s *Set) checkPacks() error {
	for _, code := range s.sortedCodes() {
		l := s.layers[code]
		above := l.parent
		if l.sandbox {
			above = strings.TrimPrefix(code, sandboxPrefix)
		}
		for ; above != ""; above = s.layers[above].parent {
			high, ok := s.layers[above]
			if !ok {
				return &LoadError{Code: "parent_not_there", File: l.Path, Line: 1, What: "pack " + code + " lies on " + above + ", which is not there", Remedy: "add " + packDir + "/" + above + ".yaml"}
			}
			if err := checkBounds(high, l); err != nil {
				return err
			}
		}
	}
	if s.layers[rootCode].order == "" {
		return &LoadError{Code: "order_missing", File: s.layers[rootCode].Path, Line: 1, What: "the national pack sets no order", Remedy: "add order: \"A\""}
	}
	return nil
}

// sortedCodes lists every code so that a pack is checked after those above it.
func (s *Set) sortedCodes() []string {
	codes := make([]string, 0, len(s.layers))
	for code := range s.layers {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return codes
}

func (s *Set) loadCalendars(fsys fs.FS) error {
	regions, err := CalendarRegions(fsys)
	if err != nil {
		return err
	}
	for _, region := range regions {
		data, err := readData(fsys, calendarDir+"/"+region+".csv")
		if err != nil {
			return err
		}
		file, err := parseCalendarFile(calendarDir+"/"+region+".csv", data)
		if err != nil {
			return err
		}
		s.raw = append(s.raw, file.RawFile)
		if s.calendars[region], err = LoadCalendar(fsys, region); err != nil {
			return err
		}
	}
	return nil
}

// Codes lists, sorted, the packs for cases; overlays are not among them.
func (s *Set) Codes() []string {
	codes := s.sortedCodes()
	return slices.DeleteFunc(codes, func(code string) bool { return s.layers[code].sandbox })
}

// Regions lists, sorted, the regions that have a calendar.
func (s *Set) Regions() []string {
	regions := make([]string, 0, len(s.calendars))
	for region := range s.calendars {
		regions = append(regions, region)
	}
	slices.Sort(regions)
	return regions
}

// Raw returns every file as it was read, sorted by path, for keeping them as immutable rows.
func (s *Set) Raw() []RawFile {
	raw := slices.Clone(s.raw)
	for i := range raw {
		raw[i].Bytes = slices.Clone(raw[i].Bytes)
	}
	return raw
}

// Calendar returns the calendar of a region; it fails with ErrUnknownCalendar.
func (s *Set) Calendar(region string) (*Calendar, error) {
	c, ok := s.calendars[region]
	if !ok {
		return nil, fmt.Errorf("%w: %s; known are %s", ErrUnknownCalendar, clip(region), strings.Join(s.Regions(), ", "))
	}
	return c, nil
}

// Pack returns the law of a place. With sandbox the overlays stand in where no law is known; without, they are out
// of reach. It fails with ErrUnknownPack for an unknown code and for the code of an overlay.
func (s *Set) Pack(code string, sandbox bool) (*Pack, error) {
	l, ok := s.layers[code]
	if !ok || l.sandbox {
		return nil, fmt.Errorf("%w: %s; known are %s", ErrUnknownPack, clip(code), strings.Join(s.Codes(), ", "))
	}
	p := &Pack{Code: code, Name: l.name, Sandbox: sandbox, declared: s.layers[rootCode].declares}
	var overlays []*layer
	for at := code; at != ""; at = s.layers[at].parent {
		p.layers = append(p.layers, s.layers[at])
		if p.Order == "" {
			p.Order = s.layers[at].order
		}
		if o, ok := s.layers[sandboxPrefix+at]; ok && sandbox {
			overlays = append(overlays, o)
		}
	}
	nation := slices.Clone(p.layers)
	slices.Reverse(nation)
	chain := append(nation, reversed(overlays)...)
	p.layers = append(p.layers, overlays...)
	for _, l := range chain {
		p.Chain = append(p.Chain, PackRef{Code: l.Code, Version: l.Version, SHA256: l.SHA256})
	}
	p.Version, p.SHA256 = chainVersion(p.Chain), chainHash(p.Chain)
	return p, nil
}

func reversed(list []*layer) []*layer {
	list = slices.Clone(list)
	slices.Reverse(list)
	return list
}

// CodeFor returns the code of the most local pack that covers an administrative division of six digits: 540102
// (a district) finds cn-540100, else cn-54, else cn.
func (s *Set) CodeFor(division string) string {
	return nearest(division, func(code string) bool { _, ok := s.layers[code]; return ok })
}

// RegionFor returns the most local region with a calendar that covers an administrative division of six digits.
func (s *Set) RegionFor(division string) string {
	return nearest(division, func(code string) bool { _, ok := s.calendars[code]; return ok })
}

func nearest(division string, known func(string) bool) string {
	if len(division) == 6 {
		for _, code := range []string{division, division[:4] + "00", division[:2]} {
			if known(rootCode + "-" + code) {
				return rootCode + "-" + code
			}
		}
	}
	return rootCode
}
