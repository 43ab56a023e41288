package layout

import "github.com/anjia-project/anjia/reports"

// mm is a millimetre in points.
const mm = 72 / 25.4

// The page is A4; the type area of every layout is 156 mm wide as in
// GB/T 9704-2012. Its height is a matter of the style.
const (
	pageWidth  = 210 * mm
	pageHeight = 297 * mm
	left       = 28 * mm
	measure    = 156 * mm
	// leastArea is the height of the lowest type area: what is higher may have to
	// be parted.
	leastArea = officialLines * officialLead
)

// The official page (GB/T 9704-2012, 5.2): type area 156 mm by 225 mm, 22 lines
// of 28 characters, head margin 37 mm.
const (
	officialTop   = 37 * mm
	officialLines = 22
	officialLead  = 225 * mm / officialLines
	officialBody  = measure / 28 // 三号, 15.8 pt
)

// style is the layout of one paper as data: its type area, its type sizes in
// points, what furnishes its pages.
type style struct {
	top, bottom  float64 // edges of the type area
	dashes       bool    // page numbers as — 1 — at the outer side, no running head
	indent       bool    // headings of the first level are indented like text
	body, lead   float64 // running text and its line pitch
	cell, cellLd float64 // tables and grids
	wide, wideLd float64 // tables of many columns
	note, noteLd float64 // small print
	sealGap      float64 // from the text to the seal
	title        float64
	organ        float64
	heading      [3]float64
}

// officialStyle is for official documents: 三号 text, 二号 title.
var officialStyle = style{
	top: officialTop, bottom: officialTop + leastArea, dashes: true, indent: true,
	body: officialBody, lead: officialLead, sealGap: officialLead, cell: 12, cellLd: 19, wide: 10.5, wideLd: 16, note: 12, noteLd: 19,
	title: 22, organ: 22, heading: [3]float64{officialBody, officialBody, officialBody},
}

// reportStyle is for the reports of the assessing body: 小四 text, 小二 title.
var reportStyle = style{
	top: 30 * mm, bottom: 268 * mm,
	body: 12, lead: 22, sealGap: 22, cell: 10.5, cellLd: 16.5, wide: 9.5, wideLd: 14.5, note: 10, noteLd: 15.5,
	title: 20, organ: 16, heading: [3]float64{15, 13, 12},
}

// sheetStyle is for forms and records, which must hold much on few pages:
// 小四 text, 小二 title.
var sheetStyle = style{
	top: 28 * mm, bottom: 270 * mm,
	body: 12, lead: 21, sealGap: 21, cell: 11, cellLd: 17, wide: 10, wideLd: 15.5, note: 10, noteLd: 15.5,
	title: 20, organ: 16, heading: [3]float64{14, 12, 12},
}

func styleFor(l reports.Layout) style {
	switch l {
	case reports.LayoutOfficial:
		return officialStyle
	case reports.LayoutReport:
		return reportStyle
	case reports.LayoutSheet:
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
