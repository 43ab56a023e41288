package finish

import (
	"fmt"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/font"
	"github.com/anjia-project/anjia/reports/layout"
	"github.com/anjia-project/anjia/reports/page"
)

// Set sets a document on pages without drawing it: for whoever must know the
// pages before the file can be made. It fails as Render does.
func Set(doc reports.Document, o Options) (*layout.Pages, error) {
	if o.Fonts == nil {
		o.Fonts = font.Embedded()
	}
	return layout.Set(doc, o.Fonts)
}

// RenderSet draws and finishes a document that Set has put on pages with the same
// options; attachments may have come since.
func RenderSet(doc reports.Document, pages *layout.Pages, o Options) ([]byte, error) {
	part, err := o.part()
	if err != nil {
		return nil, fmt.Errorf("paper %s: %w", doc.Kind, err)
	}
	o.Part = part
	drawn, err := page.Draw(pages, o.Created)
	if err != nil {
		return nil, fmt.Errorf("paper %s: %w", doc.Kind, err)
	}
	out, err := finish(doc, pages, drawn, o)
	if err != nil {
		return nil, fmt.Errorf("paper %s: finish file: %w", doc.Kind, err)
	}
	return out, nil
}
