package workflow

import (
	"time"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
)

// PaperJob is all that a paper is a picture of (文书制作依据): the order, the case
// and the child as they stood at one entry, the entry itself in plain fields, and
// the law by which the case is judged. Setting the same job twice gives the same
// bytes.
type PaperJob struct {
	Paper Paper
	Case  *Case  // nil only for a paper of a child without a case (公告)
	Child *Child // as at the entry
	// Authority is needed where Case is nil; else the case names its own.
	Authority AuthorityRef

	EntrySeq  int64     // sequence of the entry whose picture the paper is; 0 for a draft
	EntryHash string    // its hash, lower-case hexadecimal
	At        time.Time // its instant
	Actor     Actor     // who did the act (经办人)
	// Draft is the input of the act to come, for a form that is printed before
	// it; the form shows Paper.FormHash or, when that is empty, its SHA-256.
	Draft []byte
	// CheckAddress is where anybody can ask whether the paper exists (核验地址); "" for none.
	CheckAddress string

	// Preview says that the act is not done (预览): every page carries the watermark, and nothing is kept.
	Preview  bool
	Sandbox  bool // 演练: every page carries the watermark
	Pack     *law.Pack
	Calendar *law.Calendar
	// Tables by phase; Results consolidated by phase, only when all sheets are in.
	Tables  map[string]*instrument.Instrument
	Results map[string]*assessment.Result
}
