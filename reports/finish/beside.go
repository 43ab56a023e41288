package finish

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/workflow"
)

// Glossed sets a kept Document once more with an English gloss, for information. The
// bytes are a function of it, of the instant, which is that of the entry, and of Version.
func (r *Renderer) Glossed(document []byte, at time.Time) ([]byte, error) {
	return r.derivative(document, at, reports.Document.Glossed)
}

// WithWords sets a kept Document once more with all words of a catalogue, drafts marked.
// It fails with no_law where the catalogue has none for it.
func (r *Renderer) WithWords(document []byte, words workflow.PaperWords, at time.Time) ([]byte, error) {
	return r.derivative(document, at, func(d reports.Document) (reports.Document, error) { return d.Trial(words.Pack, words.On) })
}

func (r *Renderer) derivative(document []byte, at time.Time, of func(reports.Document) (reports.Document, error)) ([]byte, error) {
	doc, err := kept(document)
	if err != nil {
		return nil, err
	}
	if doc, err = of(doc); err != nil {
		return nil, err
	}
	file, err := Render(doc, Options{Fonts: r.fonts, Created: at})
	if err != nil {
		return nil, reports.Unset(err)
	}
	return file, nil
}

// kept reads a Document as it was kept.
func kept(document []byte) (reports.Document, error) {
	var doc reports.Document
	if err := json.Unmarshal(document, &doc); err != nil {
		return doc, fmt.Errorf("kept Document: %w", err)
	}
	return doc, nil
}
