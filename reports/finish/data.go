package finish

import (
	"time"

	"github.com/anjia-project/anjia/reports"
)

// Names of what a paper with data carries.
const (
	// DocumentName is the Document, canonical JSON: the very bytes whose hash the
	// entry paper_rendered names.
	DocumentName = "document.json"
	// EntryName is the canonical header of the entry that the paper is a picture of:
	// its hash stands in the foot of each page.
	EntryName = "entry.json"
)

// dataNote says in the properties of the file that it is not the paper.
const dataNote = "附数据的副本（PDF/A-3），未签章，不是文书原件 / copy with data, unsigned, not the original"

// WithData sets a kept Document once more, with itself and the header of its entry
// attached (PDF/A-3). The bytes are a function of both, of the instant, which is
// that of the entry, and of Version.
func (r *Renderer) WithData(document, header []byte, at time.Time) ([]byte, error) {
	doc, err := kept(document)
	if err != nil {
		return nil, err
	}
	file, err := Render(doc, Options{Fonts: r.fonts, Created: at, Note: dataNote, Attachments: []Attachment{
		{Name: DocumentName, Type: "application/json", Description: "文书内容（结构化数据）", Relation: RelationSource, Data: document},
		{Name: EntryName, Type: "application/json", Description: "文书所依据的办理记录的首部", Relation: RelationData, Data: header},
	}})
	if err != nil {
		return nil, reports.Unset(err)
	}
	return file, nil
}
