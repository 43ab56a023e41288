package workflow

import "github.com/anjia-project/anjia/assessment/law"

// LawInstrument is the kind of a law.RawFile that holds a scoring table, beside
// law.KindPack and law.KindCalendar.
const LawInstrument = "instrument"

// Edition is one publication of a pack, a calendar or a scoring table in this
// installation (发布): two people have put the file in force. It never changes.
type Edition struct {
	Number   int64  `json:"number"` // counts the publications of the installation, from 1
	Kind     string `json:"kind"`   // pack, calendar, instrument
	Code     string `json:"code"`
	Version  string `json:"version"`
	SHA256   string `json:"sha256"`
	Division string `json:"division"` // six digits: applies there and in all below it
	// InForce is the first day on which an assessment may begin under a table. The
	// values of a pack and the days of a calendar carry their own dates: these are in
	// use from the publication on, for cases that are submitted then.
	InForce law.Date `json:"in_force,omitzero"`
	// Repeals is the number of an earlier edition of the same file that this one ends
	// without a successor (废止); InForce is then the first day without it. 0 for all others.
	Repeals int64 `json:"repeals,omitempty"`
	// Confirmation is why an administrator lets an illustrative table be used for real
	// cases; empty for all others.
	Confirmation string `json:"confirmation,omitempty"`
}

// Ref names the file of the edition.
func (e Edition) Ref() Ref { return Ref{Code: e.Code, Version: e.Version, SHA256: e.SHA256} }

// Holdings is what an installation keeps of the law: every version of every file,
// and what was published of them, oldest first.
type Holdings struct {
	Files    []law.RawFile
	Editions []Edition
}
