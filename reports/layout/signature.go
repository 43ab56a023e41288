package layout

import (
	"fmt"

	"github.com/anjia-project/anjia/reports"
)

// Places to sign, in points.
const (
	slotGap      = 8 * mm  // between two columns
	signHeight   = 11 * mm // room for a signature over its line
	printBox     = 18 * mm // fingerprint
	sealRadius   = 19 * mm
	minSignLine  = 28 * mm
	dateLineLead = 8 * mm
)

// signatures sets places to sign, row by row. The block takes the end of what
// stands before it along to its page.
func (s *setter) signatures(b reports.Signatures, path string) error {
	s.bind()
	if !b.Lead.Empty() {
		p := s.body()
		p.elem = s.element("P", s.root)
		ls, err := s.lines(b.Lead, p, false, path+"/lead")
		if err != nil {
			return err
		}
		s.text(ls, left, 0, true)
	}
	cols := b.Columns
	if cols == 0 {
		cols = min(2, max(1, len(b.Signers)))
	}
	w := (measure - float64(cols-1)*slotGap) / float64(cols)
	for start := 0; start < len(b.Signers); start += cols {
		var row []slot
		for i := start; i < min(start+cols, len(b.Signers)); i++ {
			sl, err := s.slot(b.Signers[i], w, fmt.Sprintf("%s/signers/%d", path, i))
			if err != nil {
				return err
			}
			row = append(row, sl)
		}
		s.push(slotRow(row, w, s.style.lead*0.4))
		s.pieces[len(s.pieces)-1].keep = start+cols < len(b.Signers)
	}
	return nil
}

func slotRow(row []slot, w, gap float64) piece {
	h := 0.0
	for _, sl := range row {
		h = max(h, sl.height)
	}
	return piece{gap: gap, height: h, draw: func(c *canvas, y float64) {
		for i, sl := range row {
			sl.draw(c, left+float64(i)*(w+slotGap), y)
		}
	}}
}

// slot is one place to sign, set.
type slot struct {
	width, height float64
	role          []line
	name          []line
	date          []line
	print, seal   []line // labels of the places for fingerprint and seal
	lineFrom      float64
	lineTo        float64
	lineY         float64
}

func (s *setter) slot(sg reports.Signer, w float64, path string) (slot, error) {
	st := s.style
	sl := slot{width: w, lineTo: w}
	if sg.Fingerprint {
		sl.lineTo -= printBox + 3*mm
	}
	elem := s.element("P", s.root)
	p := setting{size: st.body, lead: st.lead, measure: sl.lineTo, align: reports.AlignLeft, elem: elem}
	var err error
	if sl.role, err = s.lines(reports.Text(sg.Role+"："), p, false, path+"/role"); err != nil {
		return sl, err
	}
	sl.placeLine(st.lead)
	p.measure = sl.lineTo - sl.lineFrom
	if sg.Name != "" {
		name := reports.Inline{{Text: sg.Name, Field: sg.Field}}
		if sl.name, err = s.lines(name, p, false, path+"/name"); err != nil {
			return sl, err
		}
	}
	if err := s.slotLabels(&sl, sg, elem); err != nil {
		return sl, err
	}
	sl.height = sl.lineY + float64(max(0, len(sl.name)-1))*st.lead
	if sg.Dated {
		sl.height += dateLineLead
	}
	if sg.Fingerprint {
		sl.height = max(sl.height, printBox)
	}
	if sg.Seal {
		sl.height = max(sl.height, 2*sealRadius)
	}
	sl.height += 2 * mm
	return sl, nil
}

// placeLine puts the line to sign on after the role, or under it when the role
// leaves too little room.
func (sl *slot) placeLine(lead float64) {
	last := sl.role[len(sl.role)-1]
	sl.lineFrom = last.end() + 1*mm
	sl.lineY = signHeight + float64(len(sl.role)-1)*lead
	if sl.lineTo-sl.lineFrom < minSignLine {
		sl.lineFrom = 0
		sl.lineY += signHeight
	}
}

// slotLabels sets the small texts of a place to sign.
func (s *setter) slotLabels(sl *slot, sg reports.Signer, elem int) error {
	st := s.style
	small := setting{size: st.note - 1, lead: st.noteLd, measure: printBox, align: reports.AlignCenter, elem: elem, grey: dim}
	var err error
	if sg.Fingerprint {
		if sl.print, err = s.lines(reports.Text(reports.FingerprintLabel), small, false, ""); err != nil {
			return err
		}
	}
	if sg.Seal {
		small.measure = 2 * sealRadius
		if sl.seal, err = s.lines(reports.Text(reports.SealLabel), small, false, ""); err != nil {
			return err
		}
	}
	if sg.Dated {
		p := setting{size: st.body, lead: dateLineLead, measure: sl.lineTo, align: reports.AlignRight, elem: elem}
		if sl.date, err = s.lines(reports.Text(reports.DateText(sg.On)), p, false, ""); err != nil {
			return err
		}
	}
	return nil
}

func (sl slot) draw(c *canvas, x, y float64) {
	base := y + sl.lineY // the rule
	roleTop := base - sl.role[0].lead*float64(len(sl.role))
	if sl.lineFrom == 0 {
		roleTop -= signHeight
	}
	drawLines(c, sl.role, x, roleTop+descend)
	nameTop := base - sl.role[0].lead + descend
	drawLines(c, sl.name, x+sl.lineFrom, nameTop)
	c.rule(x+sl.lineFrom, base, x+sl.lineTo, base, hairline)
	if len(sl.print) > 0 {
		x1 := x + sl.width - printBox
		c.dashed(x1, y+1*mm, x1+printBox, y+1*mm+printBox)
		drawLines(c, sl.print, x1, y+1*mm+(printBox-sl.print[0].lead)/2)
	}
	if len(sl.seal) > 0 {
		cx := x + sl.lineFrom + (sl.lineTo-sl.lineFrom)/2
		c.circle(cx, y+sealRadius, sealRadius)
		drawLines(c, sl.seal, cx-sealRadius, y+2*sealRadius-2*sl.seal[0].lead)
	}
	drawLines(c, sl.date, x, base+1*mm)
}

// descend brings the base line of text near the rule it stands on.
const descend = 2.5

func drawLines(c *canvas, ls []line, x, y float64) {
	for _, l := range ls {
		l.draw(c, x, y)
		y += l.lead
	}
}
