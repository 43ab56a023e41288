package layout

import (
	"fmt"

	"github.com/anjia-project/anjia/reports"
)

// Places to sign, in points.
const (
	slotGap      = 8 * mm  // between two columns
	signHeight   = 10 * mm // room for a signature over its line
	printBox     = 16 * mm // fingerprint
	sealRadius   = 19 * mm
	minSignLine  = 22 * mm
	maxSignLine  = 58 * mm
	dateLineLead = 8 * mm
	wideSlot     = 110 * mm // from here on the date stands beside the line
	beside       = 4 * mm   // distance of what stands beside the line
	descend      = 2.5      // of text to the rule it stands on
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
		s.kept(ls, 0)
	}
	cols, err := s.signColumns(b, path)
	if err != nil {
		return err
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
		s.push(slotRow(row, w, s.style.lead*0.35))
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

// slot is one place to sign, set. Measures are from its upper left corner.
type slot struct {
	elem           int
	height         float64
	role, date     []line
	beside         []line // the role in the second language, over it
	print, seal    []line // labels of the places for fingerprint and seal
	from, to       float64
	ruleY          float64
	roleY          float64 // upper edge of the role
	dateX, dateY   float64
	printX, printY float64
	sealX, sealY   float64 // centre
}

func (s *setter) slot(sg reports.Signer, w float64, path string) (slot, error) {
	sl, err := s.slotText(sg, w, path)
	if err != nil {
		return sl, err
	}
	lead := s.style.lead
	if sg.Seal {
		sl.placeSeal(w, lead)
	} else {
		sl.placeRule(w, lead, sg.Fingerprint)
		sl.placeDate(w)
	}
	sl.lower(height(sl.beside) - max(0, sl.roleY))
	return sl, nil
}

// lower makes room over the role for what stands there; h may be negative.
func (sl *slot) lower(h float64) {
	if len(sl.beside) == 0 || h <= 0 {
		return
	}
	for _, y := range []*float64{&sl.height, &sl.ruleY, &sl.roleY, &sl.dateY, &sl.printY, &sl.sealY} {
		*y += h
	}
}

// slotText sets the texts of a place to sign.
func (s *setter) slotText(sg reports.Signer, w float64, path string) (sl slot, err error) {
	st := s.style
	sl.elem = s.element("P", s.root)
	p := setting{size: st.body, lead: st.lead, measure: w, align: reports.AlignLeft, elem: sl.elem}
	if sg.Fingerprint {
		p.measure -= printBox + beside
	}
	if sg.Dated {
		free := p
		free.measure = w
		if sl.date, err = s.lines(reports.Text(reports.DateText(sg.On)), free, false, path+"/on"); err != nil {
			return sl, err
		}
		if w >= wideSlot && sg.Fingerprint { // the print stands between label and date
			p.measure -= sl.date[0].end() + beside
		}
	}
	if sg.Seal {
		p.measure -= 2 * sealRadius
	}
	role := reports.Join(sg.Label(), reports.Text("："))
	if sl.role, err = s.lines(role, p, false, path+"/role"); err != nil {
		return sl, err
	}
	word, ok := s.doc.Parallel.Label(sg.Role)
	if sl.beside, err = s.beside(word, ok, p, path+"/role"); err != nil {
		return sl, err
	}
	small := setting{size: st.note - 1, lead: st.noteLd, align: reports.AlignCenter, elem: p.elem, grey: dim}
	if sg.Fingerprint {
		small.measure = printBox
		if sl.print, err = s.labelled(reports.FingerprintLabel, small, false, path); err != nil {
			return sl, err
		}
	}
	if sg.Seal {
		small.measure = 2 * sealRadius
		if sl.seal, err = s.lines(reports.Text(s.doc.Parallel.Opening(reports.SealLabel, reports.SealLabel)), small, false, path); err != nil {
			return sl, err
		}
	}
	return sl, nil
}

// placeRule puts the line to sign on after the role, or under it when the role
// leaves too little room, and the fingerprint beside it.
func (sl *slot) placeRule(w, lead float64, fingerprint bool) {
	end := w
	if fingerprint {
		end -= printBox + beside
	}
	if w >= wideSlot && len(sl.date) > 0 {
		end -= sl.date[0].end() + beside
	}
	sl.ruleY = signHeight + float64(len(sl.role)-1)*lead
	sl.from = sl.role[len(sl.role)-1].end() + 1*mm
	if end-sl.from < minSignLine {
		sl.from = 0
		sl.ruleY += signHeight
		sl.roleY = sl.ruleY - signHeight - float64(len(sl.role))*lead + descend
	} else {
		sl.roleY = sl.ruleY - float64(len(sl.role))*lead + descend
	}
	sl.to = end
	if w >= wideSlot {
		sl.to = min(end, sl.from+maxSignLine)
	}
	sl.height = sl.ruleY
	if fingerprint {
		sl.printX, sl.printY = max(sl.to, sl.widest())+beside, max(0, sl.ruleY-printBox+1*mm)
		sl.height = max(sl.height, sl.printY+printBox)
	}
	sl.height += 1.5 * mm
}

// widest is the right edge of the longest line of a label that stands over its
// rule; 0 for one that stands before it.
func (sl *slot) widest() float64 {
	edge := 0.0
	for _, l := range sl.role {
		if sl.from == 0 {
			edge = max(edge, l.end())
		}
	}
	return edge
}

// placeDate puts the date beside the line in a wide place, else under it.
func (sl *slot) placeDate(w float64) {
	if len(sl.date) == 0 {
		return
	}
	d := sl.date[0]
	if w >= wideSlot {
		sl.dateX, sl.dateY = w-d.end(), sl.ruleY-d.lead+descend
		return
	}
	sl.dateX, sl.dateY = max(0, sl.to-d.end()), sl.ruleY+1*mm
	sl.height = max(sl.height, sl.ruleY+dateLineLead)
}

// placeSeal gives a sealing body no line: its role stands at the middle of the
// seal, its date over the lower part.
func (sl *slot) placeSeal(w, lead float64) {
	rows := float64(len(sl.role))
	sl.sealX = min(w-sealRadius, sl.role[len(sl.role)-1].end()+sealRadius)
	sl.sealY = max(sealRadius, rows*lead/2)
	sl.roleY = sl.sealY - rows*lead/2
	sl.height = max(2*sealRadius, rows*lead) + 1*mm
	if len(sl.date) > 0 {
		d := sl.date[0]
		sl.dateX = min(w-d.end(), max(0, sl.sealX-d.end()/2))
		sl.dateY = sl.sealY + sealRadius*0.35
		sl.height = max(sl.height, sl.dateY+d.lead)
	}
}

func (sl slot) draw(c *canvas, x, y float64) {
	drawLines(c, sl.beside, x, y+sl.roleY-height(sl.beside))
	drawLines(c, sl.role, x, y+sl.roleY)
	if len(sl.seal) > 0 {
		c.circle(x+sl.sealX, y+sl.sealY, sealRadius)
		drawLines(c, sl.seal, x+sl.sealX-sealRadius, y+sl.sealY-sealRadius*0.7)
	} else {
		c.rule(x+sl.from, y+sl.ruleY, x+sl.to, y+sl.ruleY)
	}
	if len(sl.print) > 0 {
		c.dashed(x+sl.printX, y+sl.printY, x+sl.printX+printBox, y+sl.printY+printBox)
		drawLines(c, sl.print, x+sl.printX, y+sl.printY+(printBox-sl.print[0].lead)/2)
	}
	drawLines(c, sl.date, x+sl.dateX, y+sl.dateY)
}

func drawLines(c *canvas, ls []line, x, y float64) {
	for _, l := range ls {
		l.draw(c, x, y)
		y += l.lead
	}
}
