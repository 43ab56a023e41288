package layout

import "github.com/anjia-project/anjia/reports"

// mm is a millimetre in points.
const mm = 72 / 25.4

// The page is A4; the type area follows GB/T 9704-2012 (156 mm wide), with a
// little less head and foot, because forms need the height.
const (
	pageWidth  = 210 * mm
	pageHeight = 297 * mm
	left       = 28 * mm
	measure    = 156 * mm
	top        = 28 * mm
	bottom     = 270 * mm // lower edge of the type area
)

// style is the set of type sizes of one paper, in points.
type style struct {
	body, lead   float64 // running text and its line pitch
	cell, cellLd float64 // tables and grids
	wide, wideLd float64 // tables of many columns
	note, noteLd float64 // small print
	title        float64
	organ        float64
	heading      [3]float64
}

// issuedStyle is for papers that go out under a number: 四号 text, 二号 title.
var issuedStyle = style{
	body: 14, lead: 25, cell: 11, cellLd: 17, wide: 10, wideLd: 15.5, note: 10.5, noteLd: 17,
	title: 22, organ: 18, heading: [3]float64{15, 14, 14},
}

// sheetStyle is for forms and records, which must hold much on few pages:
// 小四 text, 小二 title.
var sheetStyle = style{
	body: 12, lead: 21, cell: 11, cellLd: 17, wide: 10, wideLd: 15.5, note: 10, noteLd: 15.5,
	title: 20, organ: 16, heading: [3]float64{14, 12, 12},
}

func styleFor(m reports.Moment) style {
	if m == reports.MomentIssued {
		return issuedStyle
	}
	return sheetStyle
}

// manyColumns is from where on a table is set in the size for many columns.
const manyColumns = 5

// Shades and rules.
const (
	black     = 0
	dim       = 0.45  // running heads, labels of empty places
	faint     = 0.72  // dashed places for seal and fingerprint
	wash      = 0.945 // ground of head cells
	veil      = 0.92  // watermark
	hairline  = 0.5
	ruleWidth = 0.6
	cellPadX  = 5.0
	cellPadY  = 3.6
	indentEms = 2
)
