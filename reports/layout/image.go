package layout

import (
	"math"

	"github.com/anjia-project/anjia/reports"
)

// imageDot is a pixel of an image at the largest: 300 to the inch.
const imageDot = 72.0 / 300

// imageGap stands over and under an image and its caption.
const imageGap = 2 * mm

// image sets a picture in the middle of the measure, its caption under it. Both stay
// on one page, which limits the height of the picture.
func (s *setter) image(b reports.Image, path string) error {
	elem := s.element("Figure", s.root)
	s.elements[elem].Alt = b.Alt
	var caption []line
	if b.Caption != "" {
		p := setting{size: s.style.cell, lead: s.style.cellLd, measure: measure, align: reports.AlignCenter, elem: s.element("Caption", elem)}
		var err error
		if caption, err = s.lines(reports.Text(b.Caption), p, false, path+"/caption"); err != nil {
			return err
		}
	}
	w, h := imageSize(b, s.style.bottom-s.style.top-2*imageGap-height(caption))
	s.push(piece{gap: imageGap, height: h, keep: len(caption) > 0, draw: func(c *canvas, y float64) {
		x := left + (measure-w)/2
		s.elements[elem].Box = &Box{Page: c.index, X1: x, Y1: y, X2: x + w, Y2: y + h}
		c.add(Op{Kind: OpImage, Element: elem, X: x, Y: y, X2: x + w, Y2: y + h, Image: &b})
	}})
	for i, l := range caption {
		s.push(piece{height: l.lead, keep: i < len(caption)-1, draw: func(c *canvas, y float64) { l.draw(c, left, y) }})
	}
	s.push(piece{height: imageGap})
	return nil
}

// imageSize is how large an image is set: as wide as the measure, no larger than its
// own resolution allows, no higher than room. What a camera cannot make, a thousand
// times as long as wide, stays a point wide at least.
func imageSize(b reports.Image, room float64) (w, h float64) {
	w, h = float64(b.Width)*imageDot, float64(b.Height)*imageDot
	scale := math.Min(1, math.Min(measure/w, room/h))
	return math.Max(w*scale, 1), math.Max(h*scale, 1)
}
