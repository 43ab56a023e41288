// Package page draws a display list with gofpdf. It is the only package that
// knows gofpdf, and it uses its primitives alone: pages, colours, line styles,
// circles and raw operators. It decides nothing about how a paper looks, never
// breaks or measures text, and turns any panic of the library into an error.
//
// Text, lines and rectangles are written as raw operators, text over fonts that
// are put into the file when it is finished. gofpdf's own fonts would cost a third of the whole rendering,
// panic above U+FFFF, and count widths without end for a large font.
//
// The package may import reports, reports/font and reports/layout.
package page

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/jung-kurt/gofpdf"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/font"
	"github.com/anjia-project/anjia/reports/layout"
)

// Pen draws the pages of one document, in any order. It is not safe for
// concurrent use.
type Pen struct {
	uses   *font.Uses
	images []reports.Image
	keys   map[string]int // of images, by hash
	text   []byte         // operators that are not yet with gofpdf
	reader bytes.Reader
}

// NewPen begins a document.
func NewPen() *Pen { return &Pen{uses: font.NewUses(), keys: map[string]int{}} }

// FontKey is the name by which the pages call the n-th font.
func FontKey(n int) string { return "F" + strconv.Itoa(n) }

// Fonts are the fonts that the pages drawn so far use; the n-th is FontKey(n).
func (p *Pen) Fonts() ([]font.Subset, error) { return p.uses.Subsets() }

// ImageKey is the name by which the pages call the n-th image.
func ImageKey(n int) string { return "I" + strconv.Itoa(n) }

// Images are those that the pages drawn so far show, each once; the n-th is ImageKey(n).
func (p *Pen) Images() []reports.Image { return p.images }

// image is the number of an image.
func (p *Pen) image(b reports.Image) int {
	n, ok := p.keys[b.SHA256]
	if !ok {
		n = len(p.images)
		p.keys[b.SHA256], p.images = n, append(p.images, b)
	}
	return n
}

// Drawn is a page as operators.
type Drawn struct {
	Content []byte
	// Marks gives the structure element of each marked content, by its number.
	Marks []int
}

// Draw draws a page of a given size whose ops name elements. The operators depend
// on the arguments and on which letters were drawn before.
func (p *Pen) Draw(pg layout.Page, width, height float64, elements []layout.Element) (d Drawn, err error) {
	defer func() {
		if r := recover(); r != nil {
			d, err = Drawn{}, fmt.Errorf("draw pages: %v", r)
		}
	}()
	// gofpdf keeps the pages of a file until it is written; a template is one page
	// that can be taken out at once
	t := gofpdf.CreateTpl(gofpdf.PointType{}, gofpdf.SizeType{Wd: width, Ht: height}, "P", "pt", "", func(t *gofpdf.Tpl) {
		d.Marks = (&state{Pen: p, pdf: &t.Fpdf, height: height, elements: elements, open: none, font: none}).page(pg)
		err = t.Error()
	})
	if err != nil {
		return Drawn{}, fmt.Errorf("draw pages: %w", err)
	}
	d.Content = t.Bytes()
	return d, nil
}
