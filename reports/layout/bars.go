package layout

import (
	"github.com/anjia-project/anjia/reports"
)

// Measures of a bar chart.
const (
	barHeight = 7.5
	barGap    = 5.5     // between two items
	barLabel  = 46 * mm // room of the labels at the left
	barValue  = 20 * mm // room of the joint values at the right
	barNumber = 11 * mm // room of the number behind a bar
	barsHigh  = 150 * mm
	jointTick = 1.6 // width of the mark of the joint value
)

// barRow is one item of a bar chart, set.
type barRow struct {
	item   reports.BarItem
	label  []line
	given  [][]line
	value  []line
	height float64
}

// bars draws items with one bar for each series. A long chart is parted into
// several figures, each with the text that stands for it; the element of the last
// one comes back, for the caption.
func (s *setter) bars(b reports.Figure, elem int, path string) (int, error) {
	r := *b.Bars
	rows, err := s.barRows(r, elem, path)
	if err != nil {
		return 0, err
	}
	legend, err := s.barLegend(r, elem, path)
	if err != nil {
		return 0, err
	}
	top := s.style.note * figureLead * 1.6
	for from := 0; from < len(rows); {
		to, h := from, top
		for to < len(rows) && (to == from || h+rows[to].height <= barsHigh) {
			h += rows[to].height
			to++
		}
		if from > 0 {
			elem = s.element("Figure", s.root)
			legend, top = func(figurePen, float64) {}, barGap
			h += barGap
		}
		if from > 0 || to < len(rows) {
			s.elements[elem].Alt = b.Caption + "（" + r.Items[from].Label + "至" + r.Items[to-1].Label + "）：" + r.Alt(from, to)
		}
		part, head, words := rows[from:to], top, legend
		of(part, elem)
		s.drawing(elem, h, func(pen figurePen, y float64) {
			words(pen, y)
			y += head
			for _, row := range part {
				row.draw(pen, y)
				y += row.height
			}
		})
		from = to
	}
	return elem, nil
}

// of gives the texts of rows to the figure that they stand in.
func of(rows []barRow, elem int) {
	give := func(ls []line) {
		for i := range ls {
			ls[i].elem = elem
		}
	}
	for _, r := range rows {
		give(r.label)
		give(r.value)
		for _, g := range r.given {
			give(g)
		}
	}
}

func (s *setter) barRows(r reports.Bars, elem int, path string) ([]barRow, error) {
	size := s.style.note
	rows := make([]barRow, len(r.Items))
	for i, it := range r.Items {
		row := barRow{item: it}
		var err error
		if row.label, err = s.label(it.Label, size, barLabel-2*mm, reports.AlignRight, elem, itemPath(path, "items", i, "label")); err != nil {
			return nil, err
		}
		for k := range it.Values {
			ls, err := s.label(it.Given(k), size*0.85, barNumber, reports.AlignLeft, elem, itemPath(path, "items", i, "values"))
			if err != nil {
				return nil, err
			}
			row.given = append(row.given, ls)
		}
		if row.value, err = s.label(it.ValueText(), size, barValue, reports.AlignRight, elem, itemPath(path, "items", i, "joint")); err != nil {
			return nil, err
		}
		row.height = max(float64(len(it.Values))*barHeight, height(row.label)) + barGap
		rows[i] = row
	}
	return rows, nil
}

func (row barRow) draw(pen figurePen, y float64) {
	x, room := left+barLabel, measure-barLabel-barValue-barNumber
	h := row.height - barGap
	drawLines(pen.canvas, row.label, left, y+(h-height(row.label))/2)
	bars := float64(len(row.item.Values)) * barHeight
	first := y + (h-bars)/2
	pen.frameOf(x, first, x+room, first+bars)
	for i, v := range row.item.Values {
		at := first + float64(i)*barHeight
		if v != nil {
			end := x + room*max(0, *v)/row.item.Max
			pen.shade(i, x, at+0.8, end, at+barHeight-0.8)
		}
		drawLines(pen.canvas, row.given[i], x+room+1.2*mm, at+(barHeight-height(row.given[i]))/2)
	}
	if j := row.item.Joint; j != nil {
		end := x + room*max(0, *j)/row.item.Max
		pen.stroke(end, first-1.5, end, first+bars+1.5, jointTick, black, 0)
	}
	drawLines(pen.canvas, row.value, left+measure-barValue, y+(h-height(row.value))/2)
}

// barLegend sets the names of the series with a sample of each bar, and the mark
// of the joint value.
func (s *setter) barLegend(r reports.Bars, elem int, path string) (func(pen figurePen, y float64), error) {
	size := s.style.note
	names := append([]string(nil), r.Series...)
	if r.JointNote != "" {
		names = append(names, r.JointNote)
	}
	set := make([][]line, len(names))
	total := 0.0
	for i, name := range names {
		var err error
		if set[i], err = s.label(name, size, measure/2, reports.AlignLeft, elem, itemPath(path, "series", i, "name")); err != nil {
			return nil, err
		}
		total += legendLine + set[i][0].end() + legendLine/2
	}
	return func(pen figurePen, y float64) {
		x, mid := left+max(0, (measure-total)/2), y+size*figureLead/2
		for i, ls := range set {
			if i < len(r.Series) {
				pen.shade(i, x, mid-barHeight/2+0.8, x+legendLine-4, mid+barHeight/2-0.8)
			} else {
				pen.stroke(x+legendLine/2, mid-barHeight/2, x+legendLine/2, mid+barHeight/2, jointTick, black, 0)
			}
			drawLines(pen.canvas, ls, x+legendLine, y)
			x += legendLine + ls[0].end() + legendLine/2
		}
	}, nil
}
