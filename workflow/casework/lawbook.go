package casework

import (
	"fmt"
	"strings"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// LawBook finds packs and calendars in the sets that are loaded: the one in use
// now first, then earlier ones, so that a case keeps the versions it was judged
// by. It is immutable and safe for concurrent use.
type LawBook struct {
	sets  []*law.Set
	packs map[packKey]*law.Pack
}

type packKey struct {
	code    string
	sandbox bool
	sha     string // "" for the pack in use now
}

// NewLawBook resolves every pack of the sets once. It fails when a set does not resolve.
func NewLawBook(current *law.Set, earlier ...*law.Set) (*LawBook, error) {
	b := &LawBook{sets: append([]*law.Set{current}, earlier...), packs: map[packKey]*law.Pack{}}
	for i, set := range b.sets {
		for _, code := range set.Codes() {
			for _, sandbox := range []bool{false, true} {
				p, err := set.Pack(code, sandbox)
				if err != nil {
					return nil, fmt.Errorf("casework: pack %s: %w", code, err)
				}
				b.packs[packKey{code, sandbox, p.SHA256}] = p
				if i == 0 {
					b.packs[packKey{code, sandbox, ""}] = p
				}
			}
		}
	}
	return b, nil
}

// Current returns the pack in use for a code now, and its calendar.
func (b *LawBook) Current(code string, sandbox bool) (*law.Pack, *law.Calendar, error) {
	p, ok := b.packs[packKey{code, sandbox, ""}]
	if !ok {
		return nil, nil, workflow.Refuse(workflow.KindNoLaw, "pack_unknown", "没有代码为“"+code+"”的规则包")
	}
	cal, err := calendarFor(b.sets[0], code)
	if err != nil {
		return nil, nil, err
	}
	return p, cal, nil
}

// CalendarAt returns the calendar in use for a place under a pack: that of the nearest
// region around the place, also where its office has no pack of its own. Under the pack
// of another place it is that of the pack.
func (b *LawBook) CalendarAt(pack, division string) (*law.Calendar, error) {
	set := b.sets[0]
	if len(division) == len(wholePlace) && instrument.Covers(divisionOf(pack), division) {
		return set.Calendar(set.RegionFor(division))
	}
	return calendarFor(set, pack)
}

// Judged returns the versions that a case names, by their hashes. It fails with
// law_unknown when they are not loaded: a case is never judged by another version.
func (b *LawBook) Judged(pack, calendar workflow.Ref, sandbox bool) (*law.Pack, *law.Calendar, error) {
	p, ok := b.packs[packKey{pack.Code, sandbox, pack.SHA256}]
	if !ok {
		return nil, nil, workflow.Refuse(workflow.KindNoLaw, "pack_version_unknown",
			fmt.Sprintf("本案适用的规则包 %s（%s）未载入：请管理员恢复该版本", pack.Code, pack.Version))
	}
	for _, set := range b.sets {
		for _, region := range []string{calendar.Code, pack.Code} {
			if cal, err := calendarFor(set, region); err == nil && cal.SHA256() == calendar.SHA256 {
				return p, cal, nil
			}
		}
	}
	return nil, nil, workflow.Refuse(workflow.KindNoLaw, "calendar_version_unknown",
		fmt.Sprintf("本案适用的工作日历 %s（%s）未载入：请管理员恢复该版本", calendar.Code, calendar.Version))
}

// calendarFor is the calendar of a pack's own region, else of the nearest one above
// it: an office that keys in its rules keeps the holidays of its province.
func calendarFor(set *law.Set, code string) (*law.Calendar, error) {
	if cal, err := set.Calendar(code); err == nil {
		return cal, nil
	}
	return set.Calendar(set.RegionFor(divisionOf(code)))
}

const wholePlace = "000000" // of a division

// divisionOf is the division of a pack or a calendar as six digits: 540000 of cn-54.
func divisionOf(code string) string {
	_, digits, _ := strings.Cut(code, "cn-")
	return (digits + wholePlace)[:len(wholePlace)]
}

// currentLaw is the law in use for an office: the pack that its card names, and the
// calendar of its place where these are known by place.
func currentLaw(laws Laws, pack, division string, sandbox bool) (*law.Pack, *law.Calendar, error) {
	p, cal, err := laws.Current(pack, sandbox)
	if places, known := laws.(interface {
		CalendarAt(pack, division string) (*law.Calendar, error)
	}); err == nil && known {
		cal, err = places.CalendarAt(p.Code, division)
	}
	return p, cal, err
}

// RefsOf names the versions of a pack and a calendar as a case keeps them.
func RefsOf(p *law.Pack, cal *law.Calendar) (pack, calendar workflow.Ref) {
	return workflow.Ref{Code: p.Code, Version: p.Version, SHA256: p.SHA256},
		workflow.Ref{Code: cal.Region(), Version: cal.Version(), SHA256: cal.SHA256()}
}
