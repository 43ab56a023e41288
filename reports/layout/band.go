package layout

import "github.com/anjia-project/anjia/reports"

// cell is a cell of a table, set.
type cell struct {
	x1, x2      float64
	row, rows   int // within its band
	head        bool
	pad         float64 // above and below the text
	lines, foot []line
}

func (c cell) need() float64 {
	h := 2 * c.pad
	for _, l := range c.lines {
		h += l.lead
	}
	if len(c.foot) > 0 && len(c.lines) > 0 {
		h += footGap
	}
	for _, l := range c.foot {
		h += l.lead
	}
	return h
}

// footGap parts the foot of a cell from its text.
const footGap = 6

// rowHeights gives each row the height that its cells and its author ask for;
// a spanning cell that needs more gets it in its last row.
func rowHeights(rows []reports.Row, cells []cell) []float64 {
	hs := make([]float64, len(rows))
	for i, r := range rows {
		hs[i] = r.MinHeight * mm
	}
	grow(hs, cells)
	return hs
}

// grow makes rows high enough for their cells.
func grow(hs []float64, cells []cell) {
	for _, c := range cells {
		if c.rows == 1 {
			hs[c.row] = max(hs[c.row], c.need())
		}
	}
	for _, c := range cells {
		if c.rows == 1 {
			continue
		}
		have := 0.0
		for _, h := range hs[c.row : c.row+c.rows] {
			have += h
		}
		hs[c.row+c.rows-1] += max(0, c.need()-have)
	}
}

// band is one row, or several that spanning cells tie together.
type band struct {
	heights []float64
	whole   []bool
	cells   []cell
}

// newBand takes rows from to (excluded) out of a table.
func newBand(rows []reports.Row, cells []cell, heights []float64, from, to int) band {
	b := band{heights: heights[from:to]}
	for _, r := range rows[from:to] {
		b.whole = append(b.whole, r.Whole)
	}
	for _, c := range cells {
		if c.row >= from && c.row < to {
			c.row -= from
			b.cells = append(b.cells, c)
		}
	}
	return b
}

// join makes one band of several, for the head of a table.
func join(bs []band) band {
	var out band
	for _, b := range bs {
		for _, c := range b.cells {
			c.row += len(out.heights)
			out.cells = append(out.cells, c)
		}
		out.heights = append(out.heights[:len(out.heights):len(out.heights)], b.heights...)
		out.whole = append(out.whole[:len(out.whole):len(out.whole)], b.whole...)
	}
	return out
}

func (b band) height() (h float64) {
	for _, v := range b.heights {
		h += v
	}
	return h
}

// offset is the upper edge of row r from the upper edge of the band.
func (b band) offset(r int) (h float64) {
	for _, v := range b.heights[:r] {
		h += v
	}
	return h
}

func (b band) piece() piece {
	return piece{height: b.height(), notes: b.notes(), draw: b.draw, split: func(room float64) (piece, piece, bool) {
		head, tail, ok := b.split(room)
		if !ok {
			return piece{}, piece{}, false
		}
		return head.piece(), tail.piece(), true
	}}
}

// furniture is the band as it is repeated: its text is no longer part of the
// reading order.
func (b band) furniture() band {
	cells := make([]cell, len(b.cells))
	for i, c := range b.cells {
		c.lines, c.foot = unmarked(c.lines), unmarked(c.foot)
		cells[i] = c
	}
	b.cells = cells
	return b
}

func unmarked(ls []line) []line {
	out := make([]line, len(ls))
	for i, l := range ls {
		l.elem, l.furnish = Artifact, FurnishRepetition
		out[i] = l
	}
	return out
}

func (b band) draw(c *canvas, y float64) {
	for _, cl := range b.cells {
		y1, y2 := y+b.offset(cl.row), y+b.offset(cl.row+cl.rows)
		if cl.head {
			c.fill(cl.x1, y1, cl.x2, y2, wash)
		}
	}
	for _, cl := range b.cells {
		y1, y2 := y+b.offset(cl.row), y+b.offset(cl.row+cl.rows)
		cl.draw(c, y1, y2)
		c.frame(cl.x1, y1, cl.x2, y2)
	}
}

// draw sets the text of a cell between its upper and lower edge: in the middle
// when it is short, from the top when it is long or has a foot.
func (c cell) draw(cv *canvas, y1, y2 float64) {
	y := y1 + c.pad
	const long = 3
	if spare := y2 - y1 - c.need(); len(c.foot) == 0 && (len(c.lines) <= long || c.head) && spare > 0 {
		y += spare / 2
	}
	for _, l := range c.lines {
		l.draw(cv, c.x1+cellPadX, y)
		y += l.lead
	}
	y = y2 - c.pad
	for _, l := range c.foot {
		y -= l.lead
	}
	drawLines(cv, c.foot, c.x1+cellPadX, y)
}
