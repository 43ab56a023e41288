package reports

import "fmt"

// Placed is a cell with the place it takes in the grid of its rows.
type Placed struct {
	Cell
	Row, Col   int // first row and column, from 0
	Rows, Cols int // spans, at least 1
	Index      int // position among the cells of its row as written
}

// Place works out where each cell lies, as HTML does: a cell takes the first
// free column of its row. It fails when a row overflows the columns, leaves
// some empty, or spans below the last row.
func Place(rows []Row, columns int) ([]Placed, error) {
	taken := make([][]bool, len(rows))
	for i := range taken {
		taken[i] = make([]bool, columns)
	}
	var out []Placed
	for r, row := range rows {
		col := 0
		for i, c := range row.Cells {
			for col < columns && taken[r][col] {
				col++
			}
			p := Placed{Cell: c, Row: r, Col: col, Rows: max(1, c.RowSpan), Cols: max(1, c.ColSpan), Index: i}
			if err := p.occupy(taken, columns); err != nil {
				return nil, err
			}
			out = append(out, p)
			col += p.Cols
		}
	}
	for r := range taken {
		for c := range taken[r] {
			if !taken[r][c] {
				return nil, fmt.Errorf("row %d leaves column %d empty", r, c)
			}
		}
	}
	return out, nil
}

func (p Placed) occupy(taken [][]bool, columns int) error {
	if p.Col+p.Cols > columns {
		return fmt.Errorf("row %d: cell %d runs past column %d", p.Row, p.Index, columns)
	}
	if p.Row+p.Rows > len(taken) {
		return fmt.Errorf("row %d: cell %d spans below the last row", p.Row, p.Index)
	}
	for r := p.Row; r < p.Row+p.Rows; r++ {
		for c := p.Col; c < p.Col+p.Cols; c++ {
			if taken[r][c] {
				return fmt.Errorf("row %d: cell %d overlaps another", p.Row, p.Index)
			}
			taken[r][c] = true
		}
	}
	return nil
}

// Widths of the label and value columns of a form grid, as weights.
const (
	labelWeight       = 6
	valueWeightPaired = 8
	valueWeightSingle = 22
)

// Table is the form grid as a table: labels are head cells, rows are whole.
func (b KeyValue) Table() Table {
	t := Table{Caption: b.Caption}
	value := Column{Width: valueWeightSingle, Align: AlignLeft}
	if b.Columns == 2 {
		value.Width = valueWeightPaired
		t.Columns = []Column{{Width: labelWeight, Align: AlignCenter}, value}
	}
	t.Columns = append(t.Columns, Column{Width: labelWeight, Align: AlignCenter}, value)
	for i := 0; i < len(b.Items); i++ {
		it := b.Items[i]
		if b.Columns == 2 && !it.Span && i+1 < len(b.Items) && !b.Items[i+1].Span {
			t.Rows = append(t.Rows, pairRow(it, b.Items[i+1]))
			i++
			continue
		}
		t.Rows = append(t.Rows, spanRow(it, len(t.Columns)-1))
	}
	return t
}

func pairRow(a, b Item) Row {
	return Row{MinHeight: max(a.MinHeight, b.MinHeight), Whole: true, Cells: []Cell{
		{Text: Text(a.Label), Head: true},
		{Text: a.Value, Foot: a.Foot},
		{Text: Text(b.Label), Head: true},
		{Text: b.Value, Foot: b.Foot},
	}}
}

func spanRow(it Item, cols int) Row {
	return Row{MinHeight: it.MinHeight, Cells: []Cell{
		{Text: Text(it.Label), Head: true}, {Text: it.Value, Foot: it.Foot, ColSpan: cols},
	}}
}
