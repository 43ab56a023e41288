package layout

// canvas takes what is drawn on one page.
type canvas struct {
	ops   []Op
	index int // of the page
}

// usualOps is room for what a page usually has.
const usualOps = 128

func (c *canvas) add(o Op) { c.ops = append(c.ops, o) }

// rule draws a straight line that belongs to the page's furniture.
func (c *canvas) rule(x1, y1, x2, y2 float64) {
	c.add(Op{Kind: OpLine, Element: Artifact, X: x1, Y: y1, X2: x2, Y2: y2, Width: hairline})
}

// frame draws the outline of a rectangle.
func (c *canvas) frame(x1, y1, x2, y2 float64) {
	c.add(Op{Kind: OpFrame, Element: Artifact, X: x1, Y: y1, X2: x2, Y2: y2, Width: ruleWidth})
}

// dashed draws a pale dashed frame: a place to be filled by hand.
func (c *canvas) dashed(x1, y1, x2, y2 float64) {
	for _, s := range [][4]float64{{x1, y1, x2, y1}, {x2, y1, x2, y2}, {x1, y2, x2, y2}, {x1, y1, x1, y2}} {
		c.add(Op{Kind: OpLine, Element: Artifact, X: s[0], Y: s[1], X2: s[2], Y2: s[3], Width: hairline, Dash: 2.5, Grey: faint})
	}
}

// circle draws a pale dashed circle: the place of a seal.
func (c *canvas) circle(x, y, r float64) {
	c.add(Op{Kind: OpCircle, Element: Artifact, X: x, Y: y, X2: r, Width: hairline, Dash: 3, Grey: faint})
}

// fill washes a rectangle.
func (c *canvas) fill(x1, y1, x2, y2, grey float64) {
	c.add(Op{Kind: OpFill, Element: Artifact, X: x1, Y: y1, X2: x2, Y2: y2, Grey: grey})
}
