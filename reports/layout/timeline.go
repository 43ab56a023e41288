package layout

import (
	"strconv"

	"github.com/anjia-project/anjia/reports"
)

// Measures of a timeline.
const (
	timeBar     = 7.0
	timeRow     = 6 * mm // least height of a period with its words
	timeScale   = 7 * mm // height of the axis with its dates
	timeDot     = 9.0    // height of the mark of an event
	timeTicks   = 7      // dates on the axis, at most
	timeMinTick = 22 * mm
)

// timeline draws periods to scale: what ran as a bar, pauses hatched, the due
// date as a rule; events as numbered marks on the axis, told in a list under it.
func (s *setter) timeline(t reports.Timeline, elem int, path string) error {
	size := s.style.note
	rows := make([]timeClock, len(t.Clocks))
	h := 0.0
	for i, c := range t.Clocks {
		row := clockOf(t, c)
		var err error
		if row.label, err = s.label(c.Label, size, measure*0.42, reports.AlignLeft, elem, itemPath(path, "clocks", i, "label")); err != nil {
			return err
		}
		if row.state, err = s.label(c.StateText(), size*0.9, measure*0.56, reports.AlignRight, elem, itemPath(path, "clocks", i, "due")); err != nil {
			return err
		}
		row.height = max(height(row.label), height(row.state)) + timeBar + timeRow*0.4
		h += row.height
		rows[i] = row
	}
	ticks, err := s.timeTicks(t, path)
	if err != nil {
		return err
	}
	marks, levels, err := s.timeMarks(t, path)
	if err != nil {
		return err
	}
	over := float64(levels) * (timeDot + 1.5)
	s.drawing(elem, h+over+timeScale, func(pen figurePen, y float64) {
		foot := y + h + over
		for _, tick := range ticks {
			pen.stroke(tick.x, y, tick.x, foot+2, figureThin, figureGrid, 0)
		}
		for _, row := range rows {
			row.draw(pen, y)
			y += row.height
		}
		pen.stroke(left, foot, left+measure, foot, figureStroke, black, 0)
		for _, m := range marks {
			m.draw(pen, foot)
		}
		for _, tick := range ticks {
			drawLines(pen.canvas, tick.text, tick.textX, foot+3)
		}
	})
	return s.timeList(t.Events, elem, path)
}

// place is where a share of the axis stands on the page.
func place(share float64) float64 { return left + measure*share }

// timeClock is one period, set: its bar from from to to, its due date, 0 when it
// has none, and its pauses.
type timeClock struct {
	from, to, due float64
	pauses        [][2]float64
	label, state  []line
	height        float64
}

func clockOf(t reports.Timeline, c reports.TimelineClock) timeClock {
	end := t.End(c)
	row := timeClock{from: place(t.Share(c.Start)), to: place(t.Share(end))}
	row.to = max(row.to, row.from+1)
	if !c.Due.IsZero() {
		row.due = place(t.Share(c.Due))
	}
	for _, p := range c.Pauses {
		until := p.To
		if until.IsZero() {
			until = end
		}
		row.pauses = append(row.pauses, [2]float64{place(t.Share(p.From)), place(t.Share(until.AddDays(1)))})
	}
	return row
}

func (r timeClock) draw(pen figurePen, y float64) {
	drawLines(pen.canvas, r.label, left, y)
	drawLines(pen.canvas, r.state, left+measure*0.44, y)
	y += max(height(r.label), height(r.state)) + 1
	pen.box(r.from, y, r.to, y+timeBar, 0.7)
	for _, p := range r.pauses {
		pen.box(p[0], y, p[1], y+timeBar, 1)
		pen.hatch(p[0], y, p[1], y+timeBar, 2.4, figureThin)
	}
	pen.frameOf(r.from, y, r.to, y+timeBar)
	if r.due > 0 {
		pen.stroke(r.to, y+timeBar/2, r.due, y+timeBar/2, figureThin, black, 1.5)
		pen.stroke(r.due, y-2, r.due, y+timeBar+2, jointTick, black, 0)
	}
}

// timeTick is a date on the axis.
type timeTick struct {
	x, textX float64
	text     []line
}

// timeTicks sets dates at even distances; they furnish the figure and are not
// read.
func (s *setter) timeTicks(t reports.Timeline, path string) ([]timeTick, error) {
	days, step := t.From.DaysUntil(t.To), 1
	for days/step >= timeTicks {
		step++
	}
	var out []timeTick
	for day := 0; day <= days; day += step {
		d := t.From.AddDays(day)
		ls, err := s.label(d.String(), s.style.note*0.8, timeMinTick, reports.AlignCenter, Artifact, path+"/from")
		if err != nil {
			return nil, err
		}
		x, half := place(t.Share(d)), (ls[0].end()-ls[0].x)/2
		middle := min(max(x, left+half), left+measure-half)
		out = append(out, timeTick{x: x, textX: middle - timeMinTick/2, text: ls})
	}
	return out, nil
}

// timeMark is an event on the axis: a box with its number, lifted over others
// that stand in its way.
type timeMark struct {
	x     float64
	level int
	text  []line
}

func (s *setter) timeMarks(t reports.Timeline, path string) (out []timeMark, levels int, err error) {
	ends := []float64{} // right edge of what stands in each level
	for i, e := range t.Events {
		ls, err := s.label(strconv.Itoa(i+1), timeDot*0.85, timeDot*1.5, reports.AlignCenter, Artifact, itemPath(path, "events", i, "on"))
		if err != nil {
			return nil, 0, err
		}
		m := timeMark{x: place(t.Share(e.On)), text: ls}
		for m.level < len(ends) && ends[m.level] > m.x-timeDot*0.8 {
			m.level++
		}
		if m.level == len(ends) {
			ends = append(ends, 0)
		}
		ends[m.level] = m.x + timeDot*0.8
		out = append(out, m)
	}
	return out, len(ends), nil
}

func (m timeMark) draw(pen figurePen, foot float64) {
	y := foot - float64(m.level+1)*(timeDot+1.5)
	pen.stroke(m.x, y+timeDot, m.x, foot, figureThin, black, 0)
	half := timeDot * 0.75
	pen.box(m.x-half, y, m.x+half, y+timeDot, 1)
	pen.frameOf(m.x-half, y, m.x+half, y+timeDot)
	drawLines(pen.canvas, m.text, m.x-timeDot*0.75, y+(timeDot-height(m.text))/2)
}

// timeList tells the events under the axis, line by line.
func (s *setter) timeList(events []reports.TimelineEvent, elem int, path string) error {
	for i, e := range events {
		p := s.note()
		p.first, p.rest, p.elem = 0, 1.5*p.size, elem
		ls, err := s.lines(reports.Text(e.LineText(i+1)), p, false, itemPath(path, "events", i, "label"))
		if err != nil {
			return err
		}
		s.text(ls, 0, false)
	}
	return nil
}
