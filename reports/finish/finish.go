// Package finish is the way from a Document to a file: it has the pages set and
// drawn, part by part, and writes the file round them so that it is fit for an
// archive: true text behind every glyph, structure in reading order, language,
// title, bookmarks, metadata, subset names, and an identity that depends on the
// content alone. Files are built to PDF/A-2a and PDF/UA-1, with files attached to
// PDF/A-3a; "built to", because no validator of these parts is run here. The
// PDF/A-1 twin of the same pages is what a validator can be asked about.
//
// The package may import reports, reports/font, layout and page. It does no I/O.
package finish

import (
	"fmt"
	"time"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/font"
)

// Version names the renderer in the order of a paper. It changes whenever the
// same Document would give other bytes than before.
const Version = "4"

// Options are what a rendering depends on besides the Document.
type Options struct {
	// Fonts is the set of faces; nil means the embedded set.
	Fonts *font.Set
	// Created is the instant written into the file: that of the entry, never
	// the wall clock, so that the same entry gives the same bytes.
	Created time.Time
	// Part is the part of ISO 19005 (PDF/A) to which the file is built: 1, 2 or 3.
	// 0 means 2, or 3 when files are attached. 1 is for checks alone: it lacks what
	// that part did not know yet.
	Part int
	// Note says in the properties of the file what a copy is that is not the paper
	// itself; empty for the paper.
	Note string
	// Images gives the bytes of the images that the document shows; nil when it shows
	// none. Each is asked for once, in the order of the pages.
	Images reports.Images
	// Attachments are files carried within the paper; only part 3 allows them.
	Attachments []Attachment
}

// part is the part of ISO 19005 that the options ask for.
func (o Options) part() (int, error) {
	switch {
	case o.Part == 0 && len(o.Attachments) == 0:
		return 2, nil
	case o.Part == 0:
		return 3, nil
	case o.Part < 1 || o.Part > 3:
		return 0, fmt.Errorf("PDF/A has no part %d: give 1, 2 or 3", o.Part)
	case o.Part < 3 && len(o.Attachments) > 0:
		return 0, fmt.Errorf("PDF/A-%d carries no attached files: give part 3", o.Part)
	}
	return o.Part, nil
}

// Render sets, draws and finishes a document as PDF. The bytes are a function
// of the document and the options. It fails with a *reports.SettingError when
// the document cannot be set, for instance for want of a glyph.
func Render(doc reports.Document, o Options) ([]byte, error) {
	if _, err := o.part(); err != nil {
		return nil, fmt.Errorf("paper %s: %w", doc.Kind, err)
	}
	d, err := Draw(doc, o)
	if err != nil {
		return nil, err
	}
	return d.File(o.Attachments)
}

// version is the version of PDF that a part of ISO 19005 is made on.
func version(part int) string {
	if part == 1 {
		return "1.4"
	}
	return "1.7"
}
