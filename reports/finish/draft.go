package finish

import (
	"errors"
	"fmt"
	"slices"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/font"
	"github.com/anjia-project/anjia/reports/layout"
	"github.com/anjia-project/anjia/reports/page"
)

// Draft is a document whose pages are drawn: what is on which page is known, and
// what else the file carries may follow from it.
type Draft struct {
	// Spans are the first and last page, from 1, of each enclosed document by its
	// name; nil for a document that encloses none.
	Spans map[string][2]int

	doc   reports.Document
	o     Options
	file  *file
	pen   *page.Pen
	tree  *structure
	parts []drawnPart
	// images are the numbers of the images written, by their place in those of the pen.
	images []int
}

// drawnPart is a part of the file whose pages are written.
type drawnPart struct {
	index         int
	width, height float64
	leaves        []leaf
	links         []link
	marks         []layout.Bookmark
}

// leaf is a page: the numbers of its objects, and its key in the parent tree.
type leaf struct {
	number, content, stamp, key int
	seals                       string // where it leaves room for seals
}

// Draw sets and draws a document. Of its attachments the options need to say no
// more than what Render asks, the part. Pages are written as they come: of a
// file of a thousand pages little is held at once. It fails as Render does.
func Draw(doc reports.Document, o Options) (*Draft, error) {
	if o.Fonts == nil {
		o.Fonts = font.Embedded()
	}
	d := &Draft{doc: doc, o: o, file: begin(version(o.Part)), pen: page.NewPen()}
	d.tree = &structure{file: d.file}
	enclosed, _ := doc.Encloses()
	d.tree.begin(len(enclosed) > 0)
	binding, err := layout.Each(doc, o.Fonts, d.take)
	if err != nil {
		return nil, err
	}
	d.Spans = binding.Spans
	slices.SortFunc(d.parts, func(a, b drawnPart) int { return a.index - b.index })
	return d, d.wrap(d.stamp(binding))
}

func (d *Draft) wrap(err error) error {
	var set *reports.SettingError
	if err == nil || errors.As(err, &set) {
		return err
	}
	return fmt.Errorf("paper %s: %w", d.doc.Kind, err)
}

// take draws a part and writes its pages and its structure.
func (d *Draft) take(p layout.Part) error {
	part := drawnPart{index: p.Index, width: p.Width, height: p.Height, marks: p.Outline, leaves: make([]leaf, len(p.Pages.Pages)), links: d.file.linksOf(p)}
	marks, numbers := make([][]int, len(part.leaves)), make([]int, len(part.leaves))
	for i := range part.leaves {
		drawn, err := d.pen.Draw(p.Pages.Pages[i], p.Width, p.Height, p.Elements)
		if err != nil {
			return d.wrap(err)
		}
		seals := placesOfSeals(p.Pages.Pages[i], p.Height, d.o.Created)
		p.Pages.Pages[i] = layout.Page{} // it is not needed any more
		numbers[i] = d.file.number()
		part.leaves[i] = leaf{number: numbers[i], content: d.file.stream("", drawn.Content, true), seals: seals}
		marks[i] = drawn.Marks
		if err := d.putImages(); err != nil {
			return d.wrap(err)
		}
	}
	keys, err := d.tree.add(p, marks, numbers, part.links)
	for i := range keys {
		part.leaves[i].key = keys[i]
	}
	d.parts = append(d.parts, part)
	return d.wrap(err)
}

// stamp writes what the pages of a bound file carry besides, each as a second
// stream of its page: how many pages there are was not known when it was drawn.
func (d *Draft) stamp(b *layout.Binding) error {
	n := 0
	for _, p := range d.parts {
		for i := range p.leaves {
			n++
			stamp, err := b.Stamp(n)
			if err != nil {
				return err
			}
			if len(stamp.Ops) == 0 {
				continue
			}
			drawn, err := d.pen.Draw(stamp, p.width, p.height, nil)
			if err != nil {
				return err
			}
			p.leaves[i].stamp = d.file.stream("", drawn.Content, false)
		}
	}
	return nil
}

// File writes the rest, with files attached, and returns the bytes. It can be
// called once.
func (d *Draft) File(attachments []Attachment) ([]byte, error) {
	d.o.Attachments = attachments
	part, err := d.o.part()
	if err != nil {
		return nil, d.wrap(err)
	}
	f := d.file
	fonts, err := d.pen.Fonts()
	if err != nil {
		return nil, d.wrap(err)
	}
	f.putFonts(fonts, part, d.imageResources())
	marks := d.putPages()
	attached, err := f.attach(attachments, d.o.Created)
	if err != nil {
		return nil, d.wrap(err)
	}
	m := metadata{doc: d.doc, created: d.o.Created, part: part, note: d.o.Note}
	f.put(catalogObject, dictionary(fmt.Sprintf("/Type /Catalog /Pages %d 0 R", pagesObject),
		"/Lang "+literal(d.doc.Lang()), "/ViewerPreferences <</DisplayDocTitle true>>",
		d.tree.end(), f.outline(marks), f.outputIntent(), attached,
		fmt.Sprintf("/Metadata %d 0 R", f.stream("/Type /Metadata /Subtype /XML", m.xmp(), false))))
	f.put(infoObject, m.info())
	return f.end(), nil
}

// putPages writes the pages and their tree, and returns the bookmarks.
func (d *Draft) putPages() (marks []target) {
	var pages []int
	for _, p := range d.parts {
		for i, l := range p.leaves {
			content := fmt.Sprintf("%d 0 R", l.content)
			if l.stamp > 0 {
				content = fmt.Sprintf("[%d 0 R %d 0 R]", l.content, l.stamp)
			}
			d.file.put(l.number, fmt.Appendf(nil, "<</Type /Page\n/Parent %d 0 R /Resources %d 0 R /MediaBox [0 0 %.2f %.2f]\n/Contents %s /StructParents %d /Tabs /S%s>>",
				pagesObject, resourcesObject, p.width, p.height, content, l.key, l.seals+annots(p.links, i)))
			pages = append(pages, l.number)
		}
		for _, m := range p.marks {
			marks = append(marks, target{Bookmark: m, page: p.leaves[m.Page].number, height: p.height})
		}
	}
	var kids []byte
	for _, n := range pages {
		kids = append(refer(kids, n), ' ')
	}
	d.file.put(pagesObject, fmt.Appendf(nil, "<</Type /Pages\n/Kids [%s]\n/Count %d>>", kids, len(pages)))
	for _, p := range d.parts {
		d.putLinks(p, pages)
	}
	return marks
}
