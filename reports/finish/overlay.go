package finish

import (
	"time"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/font"
	"github.com/anjia-project/anjia/reports/layout"
	"github.com/anjia-project/anjia/reports/page"
	"github.com/anjia-project/anjia/workflow"
)

// Overlay sets what is printed on the ministry's blank as PDF of the blank's size. It
// fails with a *workflow.Error of kind paper_not_set that names the place and its
// millimetres, or the character that no font has.
func (r *Renderer) Overlay(o workflow.Overlay, at time.Time) ([]byte, error) {
	file, err := renderOverlay(o, Options{Fonts: r.fonts, Created: at, Note: "证件套打用，不是收养登记证"})
	if err != nil {
		return nil, reports.Unset(err)
	}
	return file, nil
}

func renderOverlay(o workflow.Overlay, opts Options) ([]byte, error) {
	if opts.Fonts == nil {
		opts.Fonts = font.Embedded()
	}
	pages, err := layout.Overlay(o, opts.Fonts)
	if err != nil {
		return nil, err
	}
	d := &Draft{doc: reports.Document{Kind: o.Title, Title: o.Title, Language: reports.LanguageChinese}, o: opts, file: begin(version(opts.Part)), pen: page.NewPen()}
	d.tree = &structure{file: d.file}
	d.tree.begin(false)
	if err := d.take(layout.Part{Pages: pages}); err != nil {
		return nil, err
	}
	return d.File(nil)
}
