package layout

import "github.com/anjia-project/anjia/reports"

// The measures by which a paper is fitted to its pages.
const (
	// spill is the share of the last page below which it is tried to do without it,
	// more of a second page: who signs would rather have one.
	spill, spillSecond = 0.5, 0.6
	// tailLines is how many lines of the body stand over a seal or a signature on
	// their page at the least.
	tailLines = 2
	// closeSeal is the share of the line over a seal that is left where lines stand
	// closer: its upper edge may be up to a line under the text (GB/T 9704-2012, 7.3.5.1).
	closeSeal = 0.3
	// closest is the least line pitch of small type, in sizes.
	closest = 1.36
)

// pitches are the line pitches to try, widest first. GB/T 9704-2012, 7.3.5.5 has
// the pitch adjusted when the seal and the date find no room under the text.
func pitches() []float64 { return []float64{1, 0.95, 0.9, 0.86, 0.82, 0.79} }

// fitted sets a document; when little of it runs over to a last page, or when it
// must be one sheet and is not, with the lines closer together. What no pitch
// brings to fewer pages stays as it was.
func fitted(doc reports.Document, c *typeCase) (*setter, *flow, error) {
	styles := stylesFor(doc)
	s, f, err := attempt(doc, c, styles[0])
	if err != nil || !f.spills(doc.OneSheet) {
		return s, f, err
	}
	// where the closest setting saves no page, none between does; one that fails tells nothing
	if _, closest, err := attempt(doc, c, styles[len(styles)-1]); err == nil && len(closest.pages) >= len(f.pages) {
		return s, f, nil
	}
	for _, st := range styles[1:] {
		s2, f2, err := attempt(doc, c, st)
		if err != nil { // the proper style stands, whatever a closer one comes to
			continue
		}
		if len(f2.pages) < len(f.pages) {
			s, f = s2, f2
			if !doc.OneSheet || len(f.pages) == 1 {
				break
			}
		}
	}
	return s, f, nil
}

// stylesFor are the styles to try for a document, the proper one first; a sheet
// that is posted may fall back on the smaller type of forms.
func stylesFor(doc reports.Document) []style {
	proper := []style{styleFor(doc.LayoutOr())}
	if doc.OneSheet {
		proper = append(proper, sheetStyle)
	}
	var out []style
	for _, st := range proper {
		for _, p := range pitches() {
			out = append(out, st.closer(p))
		}
	}
	return out
}

// closer is the style with its line pitches made smaller.
func (st style) closer(by float64) style {
	if by == 1 {
		return st
	}
	st.lead *= by
	st.cellLd = max(st.cell*closest, st.cellLd*by)
	st.wideLd = max(st.wide*closest, st.wideLd*by)
	st.noteLd = max(st.note*closest, st.noteLd*by)
	st.sealGap *= closeSeal
	return st
}

// spills reports whether the last of several pages is nearly empty; any second
// page is one too many for a paper that must be one sheet.
func (f *flow) spills(oneSheet bool) bool {
	share := spill
	if len(f.pages) == 2 {
		share = spillSecond
	}
	return len(f.pages) > 1 && (oneSheet || f.y-f.top < share*(f.bottom-f.top))
}

// ending marks the pieces of a block that belongs to the end of a paper.
func ending(b reports.Block, ps []piece) {
	var tail, signs bool
	switch b := b.(type) {
	case reports.Signatures, reports.Closing:
		tail, signs = true, true
	case reports.Basis:
		tail = true
	case reports.Paragraph:
		tail = b.Small
	}
	for i := range ps {
		ps[i].tail, ps[i].signs = tail, signs
	}
}

// bindTails keeps every seal and every signature, with the bases and notes over
// them, on the page of the last lines of the body before them.
func (s *setter) bindTails() {
	for i := range s.pieces {
		if s.pieces[i].signs && (i == 0 || !s.pieces[i-1].signs) {
			s.bindTail(i)
		}
	}
}

func (s *setter) bindTail(first int) {
	body := 0.0
	for i := first - 1; i >= 0 && !s.pieces[i].feed && body < tailLines*s.style.lead-slack; i-- {
		p := &s.pieces[i]
		p.keep = true
		if p.draw != nil && !p.tail {
			body += p.height
		}
	}
}
