// Package finish is the way from a Document to a file: it has the pages set and
// drawn, and then rewrites the objects of the file so that it is fit for an
// archive: true text behind every glyph, structure in reading order, language,
// title, bookmarks, metadata, subset names, and an identity that depends on the
// content alone.
//
// The package may import reports, reports/font, layout and page. It does no I/O.
package finish

import (
	"fmt"
	"time"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/font"
	"github.com/anjia-project/anjia/reports/layout"
	"github.com/anjia-project/anjia/reports/page"
)

// Version names the renderer in the order of a paper. It changes whenever the
// same Document would give other bytes than before.
const Version = "2"

// Options are what a rendering depends on besides the Document.
type Options struct {
	// Fonts is the set of faces; nil means the embedded set.
	Fonts *font.Set
	// Created is the instant written into the file: that of the entry, never
	// the wall clock, so that the same entry gives the same bytes.
	Created time.Time
}

// Render sets, draws and finishes a document as PDF. The bytes are a function
// of the document and the options. It fails with a *reports.SettingError when
// the document cannot be set, for instance for want of a glyph.
func Render(doc reports.Document, o Options) ([]byte, error) {
	if o.Fonts == nil {
		o.Fonts = font.Embedded()
	}
	pages, err := layout.Set(doc, o.Fonts)
	if err != nil {
		return nil, err
	}
	drawn, err := page.Draw(pages, o.Created)
	if err != nil {
		return nil, fmt.Errorf("paper %s: %w", doc.Kind, err)
	}
	out, err := finish(doc, pages, drawn, o.Created)
	if err != nil {
		return nil, fmt.Errorf("paper %s: finish file: %w", doc.Kind, err)
	}
	return out, nil
}

func finish(doc reports.Document, pages *layout.Pages, drawn page.Drawn, created time.Time) ([]byte, error) {
	f, err := read(drawn.PDF)
	if err != nil {
		return nil, err
	}
	if err := f.putFonts(drawn.Fonts); err != nil {
		return nil, err
	}
	leaves := f.pages()
	if len(leaves) != len(pages.Pages) {
		return nil, fmt.Errorf("file has %d pages, not %d", len(leaves), len(pages.Pages))
	}
	m := metadata{doc: doc, created: created}
	catalog := []string{
		"/Type /Catalog /Pages 1 0 R",
		"/Lang " + literal(doc.Lang()),
		"/ViewerPreferences <</DisplayDocTitle true>>",
		f.structure(pages, drawn.Marks, leaves),
		f.outline(pages, leaves),
		fmt.Sprintf("/Metadata %d 0 R", f.stream("/Type /Metadata /Subtype /XML", m.xmp(), false)),
	}
	f.object[f.root] = dictionary(catalog...)
	f.object[f.info] = m.info()
	return f.bytes(), nil
}
