// Package page draws a display list with gofpdf. It is the only package that
// knows gofpdf, and it uses its primitives alone: text at a point, lines,
// rectangles, circles, raw operators. It decides nothing about how a paper
// looks, never breaks or measures text, and turns any panic of the library into
// an error.
//
// The package may import reports, reports/font and reports/layout.
package page

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/anjia-project/anjia/reports/font"
	"github.com/anjia-project/anjia/reports/layout"
	"github.com/jung-kurt/gofpdf"
)

// Drawn is a file as gofpdf writes it, and what is needed to finish it.
type Drawn struct {
	PDF   []byte
	Fonts []Font
	// Marks gives for each page the structure element of each marked content,
	// by its number.
	Marks [][]int
}

// Font is a font of the file under the name that gofpdf gave it. gofpdf is given
// a font without ink; the true one is put in when the file is finished, which
// spares its slow and for large fonts endless counting of widths.
type Font struct {
	BaseFont string
	font.Subset
}

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
	pen.pdf.SetAutoPageBreak(false, 0)
	pen.pdf.SetMargins(0, 0, 0)
	texts := pen.encode(ps)
	subsets, err := pen.uses.Subsets()
	if err != nil {
		return Drawn{}, err
	}
	var d Drawn
	for i, s := range subsets {
		pen.pdf.AddUTF8FontFromBytes(key(i), "", font.Stub())
		d.Fonts = append(d.Fonts, Font{BaseFont: "utf8" + key(i), Subset: s})
	}
	for i, p := range ps.Pages {
		d.Marks = append(d.Marks, pen.page(p, texts[i]))
	}
	var out bytes.Buffer
	if err := pen.pdf.Output(&out); err != nil {
		return Drawn{}, fmt.Errorf("write pages: %w", err)
	}
	d.PDF = out.Bytes()
	return d, nil
}

func key(font int) string { return "f" + strconv.Itoa(font) }

// pen draws one document.
type pen struct {
	pdf      *gofpdf.Fpdf
	uses     *font.Uses
	height   float64
	elements []layout.Element
}

// encoded is a stretch of a text op in one font of the file.
type encoded struct {
	font  int
	text  string
	first int // glyph of the op that it begins with
}

// encode gives every glyph its font and code before anything is drawn, since
// gofpdf must know its fonts first.
func (p *pen) encode(ps *layout.Pages) [][][]encoded {
	out := make([][][]encoded, len(ps.Pages))
	for i, pg := range ps.Pages {
		out[i] = make([][]encoded, len(pg.Ops))
		for k, op := range pg.Ops {
			if op.Kind == layout.OpText {
				out[i][k] = p.encodeText(op)
			}
		}
	}
	return out
}

func (p *pen) encodeText(op layout.Op) []encoded {
	var out []encoded
	var b strings.Builder
	current, first := -1, 0
	flush := func() {
		if current >= 0 {
			out = append(out, encoded{current, b.String(), first})
			b.Reset()
		}
	}
	for i, g := range op.Glyphs {
		n, code := p.uses.Code(op.Face, g.Shown, g.Text)
		if n != current {
			flush()
			current, first = n, i
		}
		b.WriteRune(rune(code))
	}
	flush()
	return out
}
