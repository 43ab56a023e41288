package layout

import (
	"math"

	"github.com/anjia-project/anjia/reports"
)

// Measures of a radar chart.
const (
	radarRadius = 36 * mm
	radarRings  = 4
	radarLabel  = 34 * mm // room of a label beside its axis
	radarClear  = 3 * mm  // from the end of an axis to its label
	radarDot    = 1.3     // half side of the mark on a value
	legendLine  = 9 * mm
)

// spoke is one axis of a radar chart, set.
type spoke struct {
	axis     reports.RadarAxis
	sin, cos float64
	text     []line // label and value
	dx, dy   float64
}

// radar draws parts of a whole as one polygon, their pass marks as another.
func (s *setter) radar(r reports.Radar, elem int, path string) error {
	spokes := make([]spoke, len(r.Axes))
	above, below := 0.0, 0.0 // how far labels reach beyond the circle
	for i, a := range r.Axes {
		sp, err := s.spoke(a, i, len(r.Axes), elem, path)
		if err != nil {
			return err
		}
		spokes[i] = sp
	}
	spread(spokes)
	for _, sp := range spokes {
		above = max(above, -(sp.dy + radarRadius))
		below = max(below, sp.dy+height(sp.text)-radarRadius)
	}
	legend, err := s.radarLegend(r, elem, path)
	if err != nil {
		return err
	}
	size := s.style.note
	s.drawing(elem, above+2*radarRadius+below+radarClear+2*size, func(pen figurePen, y float64) {
		drawRadar(pen, spokes, left+measure/2, y+above+radarRadius)
		y += above + 2*radarRadius + below + radarClear
		legend(pen, y)
	})
	return nil
}

// spoke sets the label of an axis beside its end.
func (s *setter) spoke(a reports.RadarAxis, i, of, elem int, path string) (spoke, error) {
	angle := 2 * math.Pi * float64(i) / float64(of)
	sp := spoke{axis: a, sin: math.Sin(angle), cos: math.Cos(angle)}
	size, align := s.style.note, reports.AlignCenter
	const side = 0.2 // sine from where on an axis points to the side
	switch {
	case sp.sin > side:
		align = reports.AlignLeft
	case sp.sin < -side:
		align = reports.AlignRight
	}
	for _, part := range []struct{ text, path string }{{a.Label, "label"}, {a.ValueText(), "value"}} {
		ls, err := s.label(part.text, size, radarLabel, align, elem, itemPath(path, "axes", i, part.path))
		if err != nil {
			return sp, err
		}
		sp.text = append(sp.text, ls...)
	}
	h, reach := height(sp.text), radarRadius+radarClear
	sp.dx, sp.dy = sp.sin*reach, -sp.cos*reach-h/2-sp.cos*h/2
	switch align {
	case reports.AlignRight:
		sp.dx -= radarLabel
	case reports.AlignCenter:
		sp.dx -= radarLabel / 2
	case reports.AlignDefault, reports.AlignJustify, reports.AlignLeft:
	}
	return sp, nil
}

// spread moves labels away from those nearer to the top or the foot of the circle
// on which they would stand: there the axes are close above one another.
func spread(spokes []spoke) {
	n := len(spokes)
	for i := 1; i <= n/4; i++ { // down from the top, on either side
		spokes[i].below(spokes[i-1])
		spokes[n-i].below(spokes[(n-i+1)%n])
	}
	for i := (n - 1) / 2; i > n/4; i-- { // up from the foot, on either side
		spokes[i].above(spokes[i+1])
		spokes[n-i].above(spokes[n-i-1])
	}
}

// below moves the label down until it is clear of another.
func (sp *spoke) below(o spoke) {
	if o.cos > sp.cos+slack {
		sp.dy = max(sp.dy, o.dy+height(o.text))
	}
}

// above moves the label up until it is clear of another.
func (sp *spoke) above(o spoke) {
	if o.cos < sp.cos-slack {
		sp.dy = min(sp.dy, o.dy-height(sp.text))
	}
}

func drawRadar(pen figurePen, spokes []spoke, cx, cy float64) {
	at := func(share func(spoke) float64) [][2]float64 {
		out := make([][2]float64, len(spokes))
		for i, sp := range spokes {
			r := radarRadius * min(1, max(0, share(sp)))
			out[i] = [2]float64{cx + r*sp.sin, cy - r*sp.cos}
		}
		return out
	}
	values := at(func(sp spoke) float64 { return sp.axis.Value / sp.axis.Max })
	pen.area(values, figureFill)
	for ring := 1; ring <= radarRings; ring++ {
		pen.outline(at(func(spoke) float64 { return float64(ring) / radarRings }), figureThin, figureGrid)
	}
	for _, end := range at(func(spoke) float64 { return 1 }) {
		pen.stroke(cx, cy, end[0], end[1], figureThin, figureGrid, 0)
	}
	drawMarks(pen, spokes, at)
	pen.outline(values, figureStroke, black)
	for _, v := range values {
		pen.box(v[0]-radarDot, v[1]-radarDot, v[0]+radarDot, v[1]+radarDot, black)
	}
	for _, sp := range spokes {
		drawLines(pen.canvas, sp.text, cx+sp.dx, cy+sp.dy)
	}
}

// drawMarks draws the line of the pass marks; an axis without one parts it.
func drawMarks(pen figurePen, spokes []spoke, at func(func(spoke) float64) [][2]float64) {
	marks := at(func(sp spoke) float64 {
		if sp.axis.Mark == nil {
			return 0
		}
		return *sp.axis.Mark / sp.axis.Max
	})
	for i, a := range marks {
		k := (i + 1) % len(marks)
		if spokes[i].axis.Mark == nil {
			continue
		}
		if spokes[k].axis.Mark != nil {
			pen.stroke(a[0], a[1], marks[k][0], marks[k][1], figureStroke*0.7, black, figureDash)
		}
		pen.outline(diamond(a[0], a[1], radarDot*1.6), figureThin, black)
	}
}

func diamond(x, y, r float64) [][2]float64 {
	return [][2]float64{{x, y - r}, {x + r, y}, {x, y + r}, {x - r, y}}
}

// radarLegend sets what the lines mean, side by side in the middle.
func (s *setter) radarLegend(r reports.Radar, elem int, path string) (func(pen figurePen, y float64), error) {
	size := s.style.note
	value, err := s.label(r.ValueNote, size, measure/2, reports.AlignLeft, elem, path+"/value_note")
	if err != nil {
		return nil, err
	}
	var mark []line
	if r.MarkNote != "" {
		if mark, err = s.label(r.MarkNote, size, measure*0.6, reports.AlignLeft, elem, path+"/mark_note"); err != nil {
			return nil, err
		}
	}
	total := legendLine + value[0].end() + 2
	if len(mark) > 0 {
		total += legendLine*1.5 + mark[0].end()
	}
	return func(pen figurePen, y float64) {
		x, mid := left+(measure-total)/2, y+size*figureLead/2
		pen.stroke(x, mid, x+legendLine-4, mid, figureStroke, black, 0)
		drawLines(pen.canvas, value, x+legendLine, y)
		if len(mark) == 0 {
			return
		}
		x += legendLine + value[0].end() + legendLine/2
		pen.stroke(x, mid, x+legendLine-4, mid, figureStroke*0.7, black, figureDash)
		drawLines(pen.canvas, mark, x+legendLine, y)
	}, nil
}
