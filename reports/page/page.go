// Package page draws a display list with gofpdf. It is the only package that
// knows gofpdf, and it uses its primitives alone: pages, lines, rectangles,
// circles and raw operators. It decides nothing about how a paper looks, never
// breaks or measures text, and turns any panic of the library into an error.
//
// Text is written as raw operators over fonts that are put into the file when
// it is finished. gofpdf's own fonts would cost a third of the whole rendering,
// panic above U+FFFF, and count widths without end for a large font.
//
// The package may import reports, reports/font and reports/layout.
package page

import (
	"bytes"
	"fmt"
	"strconv"
	"time"

	"github.com/jung-kurt/gofpdf"

	"github.com/anjia-project/anjia/reports/font"
	"github.com/anjia-project/anjia/reports/layout"
)

// Drawn is a file as gofpdf writes it, and what is needed to finish it.
type Drawn struct {
	PDF   []byte
	Fonts []font.Subset // the n-th is FontKey(n) on the pages
	// Marks gives for each page the structure element of each marked content,
	// by its number.
	Marks [][]int
}

// FontKey is the name by which the pages call the n-th font.
func FontKey(n int) string { return "F" + strconv.Itoa(n) }

// Draw draws the pages. The instant is written as creation date; the bytes
// depend on the arguments alone.
func Draw(ps *layout.Pages, created time.Time) (d Drawn, err error) {
	defer func() {
		if r := recover(); r != nil {
			d, err = Drawn{}, fmt.Errorf("draw pages: %v", r)
		}
	}()
	return draw(ps, created)
}

func draw(ps *layout.Pages, created time.Time) (Drawn, error) {
	pen := &pen{
		pdf:  gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", Size: gofpdf.SizeType{Wd: ps.Width, Ht: ps.Height}}),
		uses: font.NewUses(), height: ps.Height, elements: ps.Elements,
	}
	pen.pdf.SetCreationDate(created)
	pen.pdf.SetModificationDate(created)
	pen.pdf.SetCatalogSort(true)
	pen.pdf.SetCompression(false) // the file is packed when it is finished
	pen.pdf.SetAutoPageBreak(false, 0)
	pen.pdf.SetMargins(0, 0, 0)
	var d Drawn
	for _, p := range ps.Pages {
		d.Marks = append(d.Marks, pen.page(p))
	}
	var out bytes.Buffer
	if err := pen.pdf.Output(&out); err != nil {
		return Drawn{}, fmt.Errorf("write pages: %w", err)
	}
	d.PDF = out.Bytes()
	var err error
	d.Fonts, err = pen.uses.Subsets()
	return d, err
}

// pen draws one document.
type pen struct {
	pdf      *gofpdf.Fpdf
	uses     *font.Uses
	height   float64
	elements []layout.Element
}
