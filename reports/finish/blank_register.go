package finish

import (
	"time"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/workflow"
)

// BlankRegister sets the printed register of blanks. It fails as Render does.
func (r *Renderer) BlankRegister(s workflow.BlankSheet, at time.Time) ([]byte, error) {
	doc := reports.BlankRegister(s)
	doc.RendererNote = "R03　" + r.Version()
	file, err := Render(doc, Options{Fonts: r.fonts, Created: at})
	if err != nil {
		return nil, reports.Unset(err)
	}
	return file, nil
}
