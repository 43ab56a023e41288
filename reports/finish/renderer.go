package finish

import (
	"encoding/json"
	"time"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/font"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/ledger"
)

// Renderer sets papers: it is the port that the acts and the edges render by.
// It is immutable and safe for concurrent use.
type Renderer struct {
	fonts *font.Set
}

// NewRenderer makes a renderer with a set of faces; nil means the embedded set.
func NewRenderer(fonts *font.Set) *Renderer {
	if fonts == nil {
		fonts = font.Embedded()
	}
	return &Renderer{fonts: fonts}
}

// Version names what a paper was set by: templates, renderer and font set. The
// same job under the same version gives the same bytes.
func (r *Renderer) Version() string {
	return "t" + reports.TemplateVersion + "-r" + Version + "-" + r.fonts.Version()
}

// Render sets the paper of a job as PDF. The bytes are a function of the job and
// of Version. It fails with a *workflow.Error of kind paper_not_set that names
// the missing particular, or the character that no font has and the fact it
// stands in.
func (r *Renderer) Render(job workflow.PaperJob) ([]byte, error) {
	doc, err := r.build(job)
	if err != nil {
		return nil, err
	}
	file, err := Render(doc, Options{Fonts: r.fonts, Created: instant(job)})
	if err != nil {
		return nil, reports.Unset(err)
	}
	return file, nil
}

// Document is the canonical JSON (RFC 8785) of what Render sets. It fails as
// Render does, except for want of a glyph.
func (r *Renderer) Document(job workflow.PaperJob) ([]byte, error) {
	doc, err := r.build(job)
	if err != nil {
		return nil, err
	}
	raw, err := json.Marshal(doc)
	if err != nil {
		return nil, err
	}
	return ledger.Canonical(raw)
}

// build makes the Document, which names what it is set by.
func (r *Renderer) build(job workflow.PaperJob) (reports.Document, error) {
	doc, err := reports.Build(job)
	if err != nil {
		return reports.Document{}, err
	}
	doc.RendererNote += "　" + r.Version()
	return doc, nil
}

// instant is what the file says of its making: the instant of the entry; for a
// draft, which has none, the paper's day or that of the case's last step. It is
// never the wall clock.
func instant(job workflow.PaperJob) time.Time {
	switch {
	case !job.At.IsZero():
		return job.At
	case !job.Paper.On.IsZero():
		return job.Paper.On.Time()
	case job.Case != nil && !job.Case.StateSince.IsZero():
		return job.Case.StateSince.Time()
	}
	return time.Unix(0, 0).UTC()
}
