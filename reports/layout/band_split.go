package layout

// minPart is the least number of text lines on either side of a parted row.
const minPart = 2

// split parts a band so that its upper part is at most room high: between two
// rows when it can, else between the lines of a row.
func (b band) split(room float64) (head, tail band, ok bool) {
	k, done := 0, 0.0
	for k < len(b.heights) && done+b.heights[k] <= room {
		done += b.heights[k]
		k++
	}
	if k == len(b.heights) {
		return band{}, band{}, false
	}
	strip := b.strip(k, room-done)
	if k == 0 && strip == 0 {
		return band{}, band{}, false
	}
	return b.cut(k, strip)
}

// strip is how much of row k stays behind where room is left for it: all the
// room, or a line less when that would leave a single line over; 0 when the row
// cannot be parted.
func (b band) strip(k int, room float64) float64 {
	lead := 0.0
	for _, c := range b.cells {
		if c.row == k && len(c.lines) > 0 {
			lead = max(lead, c.lines[0].lead)
		}
	}
	for _, h := range []float64{room, room - lead} {
		if h > 0 && b.partable(k, h) {
			return h
		}
	}
	return 0
}

// partable reports whether row k may be parted when strip of it stays behind:
// a row that must be whole only when no page could hold it.
func (b band) partable(k int, strip float64) bool {
	if b.whole[k] && b.heights[k] <= leastArea {
		return false
	}
	for _, c := range b.cells {
		if c.row != k || c.rows != 1 || len(c.lines) < 2*minPart {
			continue
		}
		n := c.fitting(strip)
		if n >= minPart && len(c.lines)-n >= minPart {
			return true
		}
	}
	return false
}

// fitting is the number of lines that fit into a height.
func (c cell) fitting(h float64) int {
	h -= 2 * c.pad
	n := 0
	for _, l := range c.lines {
		if h < l.lead {
			break
		}
		h -= l.lead
		n++
	}
	return n
}

// cut parts the band below k rows and strip points of the next one.
func (b band) cut(k int, strip float64) (head, tail band, ok bool) {
	head = band{heights: append([]float64(nil), b.heights[:k]...), whole: append([]bool(nil), b.whole[:k]...)}
	tail = band{heights: append([]float64(nil), b.heights[k:]...), whole: append([]bool(nil), b.whole[k:]...)}
	edge := k // rows of the upper part
	if strip > 0 {
		head.heights, head.whole = append(head.heights, strip), append(head.whole, false)
		tail.heights[0] = max(0, tail.heights[0]-strip)
		edge++
	}
	for _, c := range b.cells {
		switch {
		case c.row+c.rows <= k:
			head.cells = append(head.cells, c)
		case c.row >= edge:
			c.row -= k
			tail.cells = append(tail.cells, c)
		default:
			upper, lower := c.part(head, edge, k)
			head.cells = append(head.cells, upper)
			tail.cells = append(tail.cells, lower)
		}
	}
	grow(tail.heights, tail.cells)
	return head, tail, tail.height() > 0
}

// part cuts a cell that reaches over the edge: the lines that fit stay above,
// the rest and the foot go below.
func (c cell) part(head band, edge, k int) (upper, lower cell) {
	upper, lower = c, c
	upper.rows, upper.foot = edge-c.row, nil
	lower.row = max(0, c.row-k)
	lower.rows = c.row + c.rows - max(c.row, k)
	n := c.fitting(head.height() - head.offset(c.row))
	upper.lines, lower.lines = c.lines[:n], c.lines[n:]
	return upper, lower
}
