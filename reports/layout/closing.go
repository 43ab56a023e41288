package layout

import "github.com/anjia-project/anjia/reports"

// Measures of a closing: the date stands four characters in from the right, the
// organ centred over it, the seal over both (GB/T 9704-2012, 7.3.5).
const (
	closingInset  = 4 // ems
	organSealDiam = 42 * mm
)

// closing sets organ and date, with the place of the seal, as one piece.
func (s *setter) closing(b reports.Closing, path string) error {
	s.bind()
	st := s.style
	elem := s.element("P", s.root)
	p := setting{size: st.body, lead: st.lead, measure: measure * 0.62, align: reports.AlignLeft, elem: elem}
	organ, err := s.lines(reports.Text(b.OrganOr(s.doc.Authority)), p, false, path+"/organ")
	if err != nil {
		return err
	}
	date, err := s.lines(reports.Text(reports.DateText(b.DateOr(s.doc.Date))), p, false, path+"/date")
	if err != nil {
		return err
	}
	var label []line
	if b.Seal {
		small := setting{size: st.note - 1, lead: st.noteLd, measure: organSealDiam, align: reports.AlignCenter, elem: elem, grey: dim}
		if label, err = s.lines(reports.Text(s.doc.Parallel.Opening(reports.SealLabel, reports.SealLabel)), small, false, path); err != nil {
			return err
		}
	}
	s.push(s.closingPiece(organ, date, label))
	return nil
}

// closingPiece draws the block round an axis near the right edge.
func (s *setter) closingPiece(organ, date, label []line) piece {
	st := s.style
	half := 0.0
	for _, l := range append(organ[:len(organ):len(organ)], date...) {
		half = max(half, l.end()/2)
	}
	axis := left + measure - max(half+closingInset*st.body*0.5, organSealDiam/2)
	text := float64(len(organ)+len(date)) * st.lead
	height := text
	if len(label) > 0 {
		height = max(text, organSealDiam)
	}
	return piece{gap: st.sealGap, height: height, draw: func(c *canvas, y float64) {
		if len(label) > 0 {
			c.circle(axis, y+height/2, organSealDiam/2)
			drawLines(c, label, axis-organSealDiam/2, y+height/2-organSealDiam*0.36)
		}
		y += (height - text) / 2
		for _, l := range append(organ[:len(organ):len(organ)], date...) {
			l.draw(c, axis-l.end()/2, y)
			y += l.lead
		}
	}}
}
