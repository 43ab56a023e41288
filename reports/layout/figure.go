package layout

import (
	"fmt"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/font"
)

// Greys and widths of figures, to be told apart in a print without colours.
const (
	figureGrid   = 0.78 // grid and scales
	figureFill   = 0.88 // ground of an area
	figureStroke = 1.1  // outline of values
	figureThin   = 0.4
	figureDash   = 3.2
	figureGap    = 4 * mm
)

// figure sets a drawing with its caption under it.
func (s *setter) figure(b reports.Figure, path string) error {
	elem := s.element("Figure", s.root)
	s.elements[elem].Alt = b.Alt()
	s.push(piece{height: figureGap / 2})
	var err error
	switch {
	case b.Radar != nil:
		err = s.radar(*b.Radar, elem, path+"/radar")
	case b.Bars != nil:
		elem, err = s.bars(b, elem, path+"/bars")
	default:
		err = s.timeline(*b.Timeline, elem, path+"/timeline")
	}
	if err != nil {
		return err
	}
	if b.Caption != "" {
		s.bind()
		p := setting{size: s.style.cell, lead: s.style.cellLd, measure: measure, align: reports.AlignCenter, elem: s.element("Caption", elem)}
		ls, err := s.lines(reports.Text(b.Caption), p, true, path+"/caption")
		if err != nil {
			return err
		}
		s.text(ls, 2, false)
	}
	s.push(piece{height: figureGap / 2})
	return nil
}

// drawing adds a figure, or a part of one, as a piece that is placed whole, and
// notes where it comes to stand.
func (s *setter) drawing(elem int, height float64, draw func(pen figurePen, y float64)) {
	s.push(piece{height: height, draw: func(c *canvas, y float64) {
		s.elements[elem].Box = &Box{Page: c.index, X1: left, Y1: y, X2: left + measure, Y2: y + height}
		draw(figurePen{canvas: c, elem: elem}, y)
	}})
}

// label sets a short text of a figure.
func (s *setter) label(text string, size, room float64, align reports.Align, elem int, path string) ([]line, error) {
	p := setting{size: size, lead: size * figureLead, measure: room, align: align, elem: elem}
	gs, err := s.shape.inline(reports.Text(text), size, false, path)
	if err != nil {
		return nil, err
	}
	return p.set(gs), nil
}

// figureLead is the line pitch of labels, in sizes.
const figureLead = 1.3

func height(ls []line) (h float64) {
	for _, l := range ls {
		h += l.lead
	}
	return h
}

// figurePen draws what belongs to a figure.
type figurePen struct {
	*canvas
	elem int
}

func (p figurePen) stroke(x1, y1, x2, y2, width, grey, dash float64) {
	p.add(Op{Kind: OpLine, Element: p.elem, X: x1, Y: y1, X2: x2, Y2: y2, Width: width, Grey: grey, Dash: dash})
}

// outline draws a closed line through points.
func (p figurePen) outline(points [][2]float64, width, grey float64) {
	for i, a := range points {
		b := points[(i+1)%len(points)]
		p.stroke(a[0], a[1], b[0], b[1], width, grey, 0)
	}
}

// area fills the polygon through points.
func (p figurePen) area(points [][2]float64, grey float64) {
	p.add(Op{Kind: OpShape, Element: p.elem, Grey: grey, Shape: []font.Contour{polygon(points)}})
}

func (p figurePen) box(x1, y1, x2, y2, grey float64) {
	p.add(Op{Kind: OpFill, Element: p.elem, X: x1, Y: y1, X2: x2, Y2: y2, Grey: grey})
}

func (p figurePen) frameOf(x1, y1, x2, y2 float64) {
	p.outline([][2]float64{{x1, y1}, {x2, y1}, {x2, y2}, {x1, y2}}, figureThin, black)
}

// hatch draws slanting lines in a rectangle, cut at its edges.
func (p figurePen) hatch(x1, y1, x2, y2, step, width float64) {
	h := y2 - y1
	for x := x1 - h + step; x < x2; x += step {
		ax, ay, bx, by := x, y2, x+h, y1
		if ax < x1 {
			ax, ay = x1, y2-(x1-x)
		}
		if bx > x2 {
			bx, by = x2, y1+(x+h-x2)
		}
		p.stroke(ax, ay, bx, by, width, black, 0)
	}
}

// shade fills the bar of a series: each can be told from the next in grey.
func (p figurePen) shade(series int, x1, y1, x2, y2 float64) {
	if x2 <= x1 {
		return
	}
	const step = 2.6
	switch series % 3 {
	case 0:
		p.box(x1, y1, x2, y2, 0.5)
	case 1:
		p.box(x1, y1, x2, y2, 0.86)
	default:
		p.hatch(x1, y1, x2, y2, step, figureThin)
	}
	p.frameOf(x1, y1, x2, y2)
}

// itemPath names an entry of a figure's data.
func itemPath(path, list string, i int, part string) string {
	return fmt.Sprintf("%s/%s/%d/%s", path, list, i, part)
}
