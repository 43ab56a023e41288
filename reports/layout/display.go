// Package layout sets a Document on pages: it breaks lines by UAX 14 with the
// Chinese rules for the ends of lines (避头尾), justifies, builds grids and
// tables that run over pages, keeps signatures with what they sign, and writes
// the result down as a display list. It draws nothing.
//
// The package may import reports and reports/font, and go-text for the
// properties of characters. It does no I/O and the same Document and fonts
// always give the same pages.
package layout

import (
	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/font"
)

// Pages is a Document set on pages. Measures are points; y runs downwards from
// the upper edge.
type Pages struct {
	Width, Height float64
	Pages         []Page
	// Elements is the structure of the document for readers by ear and for
	// archives: a tree in reading order, each node before its children. The
	// first is the document itself.
	Elements []Element
	// Outline are the bookmarks, in order.
	Outline []Bookmark
}

// Page is what is drawn on one page, in reading order, and where it leads.
type Page struct {
	Ops   []Op
	Links []Link
}

// Link is a place on a page that leads to an enclosed document.
type Link struct {
	Element int    // its structure element, a Link
	To      string // the name of the enclosed document
	Text    string // the numbers of its pages, as they stand in the place
	Box     Box
}

// Element is a node of the structure tree, with a standard tag of PDF 1.7
// (ISO 32000-1, 14.8.4): Document, P, H1 …, L, LI, Lbl, LBody, Table, TR, TH, TD,
// Caption, Figure, Note, Link, Div, Span, Part.
type Element struct {
	Tag     string
	Parent  int // index in Elements, -1 for the root
	ColSpan int // of a table cell, 0 when it spans one
	RowSpan int
	// Scope of a TH: what its cell is the head of; empty for other tags.
	Scope Scope
	// Alt is the text that stands for a Figure; a Figure always has one.
	Alt string
	// ActualText is what the element says where its glyphs cannot; usually empty.
	ActualText string
	// Lang is the language (BCP 47) where it is not that of the document.
	Lang string
	// ID names the element within the document; a Note always has one.
	ID string
	// Box is where a Figure stands; nil for other tags.
	Box *Box
	// Ordered is set on an L whose items are numbered.
	Ordered bool
}

// Scope says what a head cell is the head of.
type Scope string

// The scopes, by their names in PDF.
const (
	ScopeRow    Scope = "Row"
	ScopeColumn Scope = "Column"
	ScopeBoth   Scope = "Both"
)

// Box is a rectangle on a page.
type Box struct {
	Page           int // index in Pages
	X1, Y1, X2, Y2 float64
}

// Bookmark is a place that the outline names.
type Bookmark struct {
	Title string
	Level int
	Page  int
	Y     float64
}

// Artifact is the element of what only furnishes the page: rules, running
// heads, page numbers.
const Artifact = -1

// OpKind says what an Op draws.
type OpKind uint8

// The kinds of Op.
const (
	OpText   OpKind = iota // Glyphs from X, Y (base line)
	OpLine                 // from X, Y to X2, Y2
	OpFrame                // the outline of a rectangle, corners X, Y and X2, Y2
	OpFill                 // a filled rectangle, corners X, Y and X2, Y2
	OpCircle               // centre X, Y, radius X2
	OpShape                // outlines filled with Grey, as in the watermark
	OpImage                // Image within a rectangle, corners X, Y and X2, Y2
)

// Furnish says what an Artifact is to the page (ISO 32000-1, 14.8.2.2).
type Furnish uint8

// The kinds of Artifact. The zero value is for rules, grounds and frames.
const (
	FurnishLayout     Furnish = iota // rules, grounds, frames
	FurnishHeader                    // running head: Pagination, Header
	FurnishFooter                    // running foot, page number: Pagination, Footer
	FurnishWatermark                 // mark across the page: Pagination, Watermark
	FurnishRepetition                // head of a table said again on a later page: Pagination
)

// Op is one thing drawn.
type Op struct {
	Kind    OpKind
	Element int // structure element, or Artifact
	// Furnish is what an op of no element is to the page.
	Furnish Furnish
	// ActualText is the text of the whole op where its glyphs cannot say it one by
	// one (shaped scripts); usually empty.
	ActualText string
	X, Y       float64
	X2, Y2     float64
	Grey       float64 // 0 black to 1 white
	Red        bool    // in the red of official documents instead
	Width      float64 // of a line
	Dash       float64 // length of dashes, 0 for a whole line

	Size    float64
	Spacing float64 // added after each glyph, points
	Glyphs  []Glyph // of one face

	Shape []font.Contour // in page coordinates

	Image *reports.Image // of an OpImage
}
