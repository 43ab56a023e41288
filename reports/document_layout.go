package reports

import "github.com/anjia-project/anjia/workflow"

// Layout is how the pages of a paper are laid out. It says nothing about the
// content: the same blocks can be set in each.
type Layout string

// The layouts.
const (
	// LayoutSheet is for forms, records and tables that stay on the file: much
	// on few pages.
	LayoutSheet Layout = "sheet"
	// LayoutOfficial is that of official documents (公文格式, GB/T 9704-2012): the
	// head margin is 37 mm, a page has 22 lines of 28 characters of size 三号, the
	// page number stands at the outer side as — 1 —.
	LayoutOfficial Layout = "official"
	// LayoutReport is for the reports of the assessing body: quieter and denser
	// than an official document, with running heads and the number of all pages.
	LayoutReport Layout = "report"
)

// LayoutOr is the layout of the document: its own, else the one that its moment
// asks for.
func (d Document) LayoutOr() Layout {
	switch {
	case d.Layout != "":
		return d.Layout
	case d.Moment == MomentIssued:
		return LayoutOfficial
	}
	return LayoutSheet
}

// layoutOf is the layout of a paper of the catalogue: papers that the authority
// issues under a number are official documents (公文), what an assessing body
// writes to the authority is a report, all else are sheets.
func layoutOf(spec workflow.PaperSpec) Layout {
	switch {
	case spec.Code == "D13" || spec.Code == "D16c":
		return LayoutReport
	case spec.Moment == workflow.MomentIssued && spec.Numbered:
		return LayoutOfficial
	}
	return LayoutSheet
}
