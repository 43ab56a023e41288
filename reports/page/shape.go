package page

import (
	"slices"

	"github.com/anjia-project/anjia/reports/font"
)

// path writes outlines as a filled path; a quadratic arc becomes a cubic one.
func (s *state) path(cs []font.Contour) {
	at := func(q font.Point) { s.text = s.point(s.text, q.X, q.Y) }
	for _, c := range cs {
		if len(c) > 1 && cornered(c) {
			for i, q := range c {
				at(q)
				s.text = append(s.text, "ml"[min(i, 1)], '\n')
			}
			s.text = append(s.text, "h\n"...)
			continue
		}
		arcs := whole(c)
		if len(arcs) == 0 {
			continue
		}
		at(arcs[0][0])
		s.text = append(s.text, "m\n"...)
		for _, a := range arcs {
			if straight(a) {
				at(a[2])
				s.text = append(s.text, "l\n"...)
				continue
			}
			at(font.Point{X: a[0].X + (a[1].X-a[0].X)*2/3, Y: a[0].Y + (a[1].Y-a[0].Y)*2/3})
			at(font.Point{X: a[2].X + (a[1].X-a[2].X)*2/3, Y: a[2].Y + (a[1].Y-a[2].Y)*2/3})
			at(a[2])
			s.text = append(s.text, "c\n"...)
		}
		s.text = append(s.text, "h\n"...)
	}
	s.text = append(s.text, "f\n"...)
}

// cornered reports whether a contour has no arcs.
func cornered(c font.Contour) bool {
	return !slices.ContainsFunc(c, func(q font.Point) bool { return !q.On })
}

// straight reports whether an arc is a side: its control lies in the middle.
func straight(a [3]font.Point) bool { return a[1].On }

// whole turns a contour into arcs of start, control and end; a straight side is
// an arc whose control is a point of it.
func whole(c font.Contour) [][3]font.Point {
	if len(c) < 2 {
		return nil
	}
	middle := func(a, b font.Point) font.Point { return font.Point{X: (a.X + b.X) / 2, Y: (a.Y + b.Y) / 2, On: true} }
	var pts []font.Point // on-curve and control points, every implied point filled in
	for i, q := range c {
		pts = append(pts, q)
		if next := c[(i+1)%len(c)]; !q.On && !next.On {
			pts = append(pts, middle(q, next))
		}
	}
	for i := 0; i < len(pts) && !pts[0].On; i++ {
		pts = append(pts[1:], pts[0])
	}
	var out [][3]font.Point
	for i := 0; i < len(pts); {
		next := pts[(i+1)%len(pts)]
		if next.On {
			out = append(out, [3]font.Point{pts[i], middle(pts[i], next), next})
			i++
			continue
		}
		out = append(out, [3]font.Point{pts[i], next, pts[(i+2)%len(pts)]})
		i += 2
	}
	return out
}
