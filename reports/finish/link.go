package finish

import (
	"fmt"

	"github.com/anjia-project/anjia/reports/layout"
)

// link is a place on a page that leads elsewhere: its annotation's number, and its
// key in the parent tree.
type link struct {
	layout.Link
	number, key int
}

// linksOf gives the links of a part their numbers.
func (f *file) linksOf(p layout.Part) (out []link) {
	for _, page := range p.Pages.Pages {
		for _, l := range page.Links {
			out = append(out, link{Link: l, number: f.number()})
		}
	}
	return out
}

// putLinks writes the annotations of a part. pages are the numbers of all pages
// of the file.
func (d *Draft) putLinks(p drawnPart, pages []int) {
	const printed = 4 // PDF/A wants annotations to be printed too
	for _, l := range p.links {
		top := d.parts[0].height
		d.file.put(l.number, fmt.Appendf(nil, "<</Type /Annot /Subtype /Link /Rect [%.2f %.2f %.2f %.2f] /Border [0 0 0] /F %d\n/Dest [%d 0 R /XYZ 0 %.2f null] /Contents %s /StructParent %d>>",
			l.Box.X1, p.height-l.Box.Y2, l.Box.X2, p.height-l.Box.Y1, printed,
			pages[d.Spans[l.To][0]-1], top, text("转到第"+l.Text+"页"), l.key))
	}
}

// annots is the entry of a page for its links; empty without any.
func annots(links []link, page int) string {
	refs := ""
	for _, l := range links {
		if l.Box.Page == page {
			refs += fmt.Sprintf("%d 0 R ", l.number)
		}
	}
	if refs == "" {
		return ""
	}
	return "\n/Annots [" + refs + "]"
}
