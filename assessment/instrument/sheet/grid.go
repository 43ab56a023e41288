package sheet

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
)

const (
	maxRow    = 20000 // filled rows lie above it; the largest table has 2000 nodes
	maxColumn = 200
	maxMerges = 50 // of those that are reported
)

// kind of what a cell holds.
type kind int

const (
	textCell kind = iota
	numberCell
	truthCell
	errorCell
	dateCell // an ISO date, which few programs write
)

// cell is one cell that is not empty.
type cell struct {
	text    string
	kind    kind
	shown   shownAs
	formula bool
}

// span is a merged range of more than one cell.
type span struct{ column, row, lastColumn, lastRow int }

// grid is one sheet: its cells by row and column, from 1, and what hides or joins them.
type grid struct {
	rows          []gridRow // those with a cell, from the top
	hiddenColumns map[int]bool
	merged        []span
	beyond        int // first row or column that lies outside of what is read, or 0
}

type gridRow struct {
	number int
	hidden bool
	cells  map[int]cell
}

// gridReader walks one worksheet.
type gridReader struct {
	book        *workbook
	part        *xmlPart
	grid        *grid
	row, column int
}

// grid reads one worksheet. Cells outside of maxRow and maxColumn are not kept; that there are some is.
func (w *workbook) grid(part string) (*grid, error) {
	p, err := w.archive.part(part)
	if err != nil {
		return nil, err
	}
	defer p.close()
	r := &gridReader{book: w, part: p, grid: &grid{hiddenColumns: map[int]bool{}}}
	for {
		token, err := p.next()
		if errors.Is(err, io.EOF) {
			return r.grid, nil
		}
		if err != nil {
			return nil, err
		}
		if start, ok := token.(xml.StartElement); ok {
			if err := r.start(start); err != nil {
				return nil, err
			}
		}
	}
}

func (r *gridReader) start(e xml.StartElement) error {
	switch e.Name.Local {
	case "col":
		r.columns(e)
	case "row":
		r.row++
		if n, err := strconv.Atoi(attr(e, "r")); err == nil {
			if n < r.row { // programs write rows in order; one that comes back could replace what was shown
				return errDamaged
			}
			r.row = n
		}
		r.column = 0
		if hidden := isTrue(attr(e, "hidden")) || attr(e, "ht") == "0"; r.row <= maxRow {
			r.grid.rows = append(r.grid.rows, gridRow{number: r.row, hidden: hidden})
		}
	case "c":
		return r.cell(e)
	case "mergeCell":
		r.merge(attr(e, "ref"))
	}
	return nil
}

func (r *gridReader) columns(e xml.StartElement) {
	if !isTrue(attr(e, "hidden")) && attr(e, "width") != "0" {
		return
	}
	first, errFirst := strconv.Atoi(attr(e, "min"))
	last, errLast := strconv.Atoi(attr(e, "max"))
	if errFirst != nil || errLast != nil {
		return
	}
	for n := max(first, 1); n <= min(last, maxColumn); n++ {
		r.grid.hiddenColumns[n] = true
	}
}

func (r *gridReader) merge(ref string) {
	from, to, _ := strings.Cut(ref, ":")
	column, row := position(from)
	lastColumn, lastRow := position(to)
	if len(r.grid.merged) < maxMerges && row > 0 && (lastColumn > column || lastRow > row) {
		r.grid.merged = append(r.grid.merged, span{column: column, row: row, lastColumn: lastColumn, lastRow: lastRow})
	}
}

// cell reads one cell to its end and keeps it unless it is empty.
func (r *gridReader) cell(e xml.StartElement) error {
	r.column++
	if ref := attr(e, "r"); ref != "" {
		column, row := position(ref)
		if column < r.column || row != r.row {
			return errDamaged
		}
		r.column = column
	}
	c, err := r.content(e)
	if err != nil || c.text == "" && !c.formula {
		return err
	}
	if r.row > maxRow || r.column > maxColumn {
		if strings.TrimSpace(c.text) != "" && r.grid.beyond == 0 {
			r.grid.beyond = r.row
		}
		return nil
	}
	if len(r.grid.rows) == 0 {
		return errDamaged
	}
	row := &r.grid.rows[len(r.grid.rows)-1]
	if row.cells == nil {
		row.cells = map[int]cell{}
	}
	row.cells[r.column] = c
	return nil
}

// content reads formula, value and inline text of a cell.
func (r *gridReader) content(e xml.StartElement) (cell, error) {
	c := cell{shown: r.book.styleOf(attr(e, "s"))}
	var value strings.Builder
	for inside, depth := "", 1; depth > 0; {
		token, err := r.part.next()
		if err != nil {
			return c, errOr(err, errDamaged)
		}
		switch token := token.(type) {
		case xml.StartElement:
			depth++
			switch inside = token.Name.Local; inside {
			case "f":
				c.formula = true
			case "is":
				text, err := r.part.richText()
				if err != nil {
					return c, err
				}
				value.WriteString(text)
				depth--
			}
		case xml.EndElement:
			depth--
			inside = ""
		case xml.CharData:
			if inside == "v" {
				value.Write(token)
			}
		}
	}
	return r.typed(c, attr(e, "t"), value.String())
}

// typed gives the cell its kind by the type that the file names.
func (r *gridReader) typed(c cell, kind, value string) (cell, error) {
	c.text = value
	switch kind {
	case "s":
		if value == "" {
			return c, nil
		}
		at, err := strconv.Atoi(value)
		if err != nil || at < 0 || at >= len(r.book.strings) {
			return c, errDamaged
		}
		c.text = r.book.strings[at]
	case "str":
		c.text = unescape(value)
	case "inlineStr":
	case "b":
		c.kind = truthCell
	case "e":
		c.kind = errorCell
	case "d":
		c.kind = dateCell
	default:
		c.kind = numberCell
	}
	return c, nil
}

func (w *workbook) styleOf(number string) shownAs {
	if at, err := strconv.Atoi(number); err == nil && at >= 0 && at < len(w.shown) {
		return w.shown[at]
	}
	return asNumber
}

// position reads a reference such as $AB$12; 0, 0 when it is none.
func position(ref string) (column, row int) {
	ref = strings.ReplaceAll(ref, "$", "")
	i := 0
	for ; i < len(ref) && i < 4 && ref[i] >= 'A' && ref[i] <= 'Z'; i++ {
		column = column*26 + int(ref[i]-'A') + 1
	}
	row, err := strconv.Atoi(ref[i:])
	if err != nil || column == 0 || row < 1 {
		return 0, 0
	}
	return column, row
}
