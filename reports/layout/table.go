package layout

import (
	"fmt"

	"github.com/anjia-project/anjia/reports"
)

// pathOf names the place of a cell in the Document, for errors.
type pathOf func(table, section string, p reports.Placed, part string) string

func tablePath(table, section string, p reports.Placed, part string) string {
	return fmt.Sprintf("%s/%s/%d/cells/%d/%s", table, section, p.Row, p.Index, part)
}

// keyValuePath names the item of a form grid that a cell shows.
func keyValuePath(b reports.KeyValue) pathOf {
	first := make([]int, 0, len(b.Items)) // first item of each row
	items := 0
	for _, r := range b.Table().Rows {
		first = append(first, items)
		items += len(r.Cells) / 2
	}
	return func(table, _ string, p reports.Placed, part string) string {
		if p.Head {
			part = "label"
		} else if part == "text" {
			part = "value"
		}
		return fmt.Sprintf("%s/items/%d/%s", table, first[p.Row]+p.Index/2, part)
	}
}

// table sets a ruled table: its rows as bands that may be parted, its head
// repeated on each page.
func (s *setter) table(t reports.Table, path string, at pathOf) error {
	gap := s.style.lead * 0.35
	elem := s.element("Table", s.root)
	if t.Caption != "" {
		p := setting{size: s.style.cell, lead: s.style.cellLd, measure: measure, align: reports.AlignCenter, elem: s.element("Caption", elem)}
		ls, err := s.labelled(t.Caption, p, true, path+"/caption")
		if err != nil {
			return err
		}
		s.text(ls, gap, true)
		gap = 3
	}
	g := tableSetter{setter: s, table: t, path: path, at: at, elem: elem, xs: columns(t.Columns)}
	head, err := g.bands(t.Header, "header", true)
	if err != nil {
		return err
	}
	rows, err := g.bands(t.Rows, "rows", false)
	if err != nil {
		return err
	}
	s.bandPieces(head, rows, gap)
	s.push(piece{height: s.style.lead * 0.35})
	return nil
}

// bandPieces adds head and rows; the head is kept with the first row and
// repeated where a later row begins a page.
func (s *setter) bandPieces(head, rows []band, gap float64) {
	var repeat *piece
	if len(head) > 0 {
		joined := join(head)
		p := joined.piece()
		p.gap, p.keep = gap, true
		gap = 0
		s.push(p)
		again := joined.furniture().piece()
		again.notes = nil
		repeat = &again
	}
	for i, b := range rows {
		p := b.piece()
		p = withRepeat(p, repeat)
		if i == 0 {
			p.gap = gap
		}
		s.push(p)
	}
	// a short table stands on one page; the last row of a longer one does not go to
	// a new page alone, it takes the one before along
	whole := 0.0
	for _, b := range rows {
		whole += b.height()
	}
	if n := len(rows); whole < tallPiece {
		for i := len(s.pieces) - n; i < len(s.pieces)-1; i++ {
			s.pieces[i].keep = true
		}
	} else if n > 1 && rows[n-1].height() < tallPiece && rows[n-2].height() < tallPiece {
		s.pieces[len(s.pieces)-2].keep = true
	}
}

// withRepeat gives a piece and what it may be parted into a head to repeat.
func withRepeat(p piece, repeat *piece) piece {
	p.repeat = repeat
	split := p.split
	p.split = func(room float64) (piece, piece, bool) {
		head, tail, ok := split(room)
		return head, withRepeat(tail, repeat), ok
	}
	return p
}

// columns gives the left edge of each column and the right edge of the last.
func columns(cs []reports.Column) []float64 {
	total := 0.0
	for _, c := range cs {
		total += c.Width
	}
	xs := make([]float64, len(cs)+1)
	x := 0.0
	for i, c := range cs {
		xs[i] = left + x/total*measure
		x += c.Width
	}
	xs[len(cs)] = left + measure
	return xs
}

// tableSetter sets the rows of one table.
type tableSetter struct {
	*setter
	table reports.Table
	path  string
	at    pathOf
	elem  int
	xs    []float64
}

// bands sets rows and groups those that a spanning cell ties together.
func (g tableSetter) bands(rows []reports.Row, section string, head bool) ([]band, error) {
	placed, err := reports.Place(rows, len(g.table.Columns))
	if err != nil {
		return nil, err
	}
	trs := make([]int, len(rows))
	for i := range rows {
		trs[i] = g.element("TR", g.elem)
	}
	cells := make([]cell, len(placed))
	for i, p := range placed {
		if cells[i], err = g.cell(p, section, head, trs[p.Row]); err != nil {
			return nil, err
		}
	}
	heights := rowHeights(rows, cells)
	var out []band
	start := 0
	for r := range rows {
		if tied(cells, r) {
			continue
		}
		out = append(out, newBand(rows, cells, heights, start, r+1))
		start = r + 1
	}
	return out, nil
}

// scope is what a head cell is the head of: its column in the head of the table,
// else its row.
func scope(head bool) Scope {
	if head {
		return ScopeColumn
	}
	return ScopeRow
}

// tied reports whether a cell reaches over the lower edge of row r.
func tied(cells []cell, r int) bool {
	for _, c := range cells {
		if c.row <= r && c.row+c.rows-1 > r {
			return true
		}
	}
	return false
}

func (g tableSetter) cell(p reports.Placed, section string, head bool, tr int) (cell, error) {
	tag := "TD"
	if p.Head || head {
		tag = "TH"
	}
	id := g.element(tag, tr)
	if tag == "TH" {
		g.elements[id].Scope = scope(head)
	}
	if p.Cols > 1 {
		g.elements[id].ColSpan = p.Cols
	}
	if p.Rows > 1 {
		g.elements[id].RowSpan = p.Rows
	}
	c := cell{x1: g.xs[p.Col], x2: g.xs[p.Col+p.Cols], row: p.Row, rows: p.Rows, head: p.Head || head, pad: cellPadY}
	st := setting{size: g.style.cell, lead: g.style.cellLd, measure: c.x2 - c.x1 - 2*cellPadX, align: g.align(p, c.head), elem: id}
	if len(g.table.Columns) >= manyColumns {
		st.size, st.lead = g.style.wide, g.style.wideLd
	}
	if !p.Text.Empty() {
		gs, err := g.shape.inline(p.Text, st.size, head, g.at(g.path, section, p, "text"))
		if err != nil {
			return c, err
		}
		g.linked(p.Text, gs, id)
		whole := st
		if c.head {
			st = st.balance(gs)
		}
		word, ok := g.doc.Parallel.Cell(p.Cell, head)
		beside, err := g.beside(word, ok, whole, g.at(g.path, section, p, "text"))
		if err != nil {
			return c, err
		}
		c.lines = g.paired(st.set(gs), beside)
	}
	st.align, st.first, st.rest = reports.AlignRight, 0, 0
	st.measure = c.x2 - c.x1 - 2*cellPadX
	for k, f := range p.Foot {
		ls, err := g.lines(f, st, false, g.at(g.path, section, p, fmt.Sprintf("foot/%d", k)))
		if err != nil {
			return c, err
		}
		c.foot = append(c.foot, ls...)
	}
	return c, nil
}

func (g tableSetter) align(p reports.Placed, head bool) reports.Align {
	switch {
	case p.Align != reports.AlignDefault:
		return p.Align
	case head:
		return reports.AlignCenter
	case p.Cols == 1 && g.table.Columns[p.Col].Align != reports.AlignDefault:
		return g.table.Columns[p.Col].Align
	}
	return reports.AlignJustify
}
