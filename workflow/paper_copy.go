package workflow

import "github.com/anjia-project/anjia/assessment/law"

// PaperCopy is a kind of copy of a paper (副本、衍生件): set anew from what the paper says,
// without signatures, and never the paper itself.
type PaperCopy string

// The kinds of copy.
const (
	// CopyWithData has what the paper says as data attached (附数据的副本).
	CopyWithData PaperCopy = "a3"
	// CopyGloss has English beside its labels and code lists (英文对照件).
	CopyGloss PaperCopy = "gloss"
	// CopyWords has every word of the office's catalogue beside its labels, drafts marked
	// (双语词条试印件).
	CopyWords PaperCopy = "words"
)

// PaperWords is a catalogue of words for papers as it stands on a day.
type PaperWords struct {
	Pack *law.Pack
	On   law.Date
}
