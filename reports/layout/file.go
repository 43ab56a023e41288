package layout

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/anjia-project/anjia/reports"
)

// The page number of the whole file (案卷页号) stands in the upper right corner,
// where an archive stamps it.
const (
	stampLine = 9 * mm
	stampSize = 9
	// rounds bounds how often what refers to pages is set anew until its own
	// length no longer changes: twice is usual.
	rounds = 5
)

// setFile sets documents one after another, each as if it stood alone, and numbers
// the pages through. What refers to the pages of others is set when these are known.
func setFile(doc reports.Document, parts []reports.Enclosed, c *typeCase, take func(Part) error) (*Binding, error) {
	b := &binder{parts: parts, pages: make([]int, len(parts)), letters: c}
	var referring []int
	for i, p := range parts {
		if refers(p.Document) {
			referring = append(referring, i)
			b.pages[i] = 1 // a guess
			continue
		}
		set, err := b.set(i, p.Document)
		if err != nil {
			return nil, err
		}
		if err := take(b.part(i, set)); err != nil {
			return nil, err
		}
	}
	last, err := b.settle(referring)
	if err != nil {
		return nil, err
	}
	for i, set := range last {
		if err := take(b.part(referring[i], set)); err != nil {
			return nil, err
		}
	}
	return b.bind(doc), nil
}

// binder binds documents to one.
type binder struct {
	parts   []reports.Enclosed
	pages   []int // of each part
	letters *typeCase
}

func (b *binder) set(i int, d reports.Document) (*Pages, error) {
	set, err := setOne(d, b.letters)
	if err != nil {
		return nil, fmt.Errorf("/blocks/%d (%s): %w", i, b.parts[i].Name, err)
	}
	b.pages[i] = len(set.Pages)
	return set, nil
}

// part is a document in its place in the file.
func (b *binder) part(i int, set *Pages) Part {
	for k := range set.Elements {
		e := &set.Elements[k]
		if e.Parent < 0 {
			e.Tag, e.Lang = "Part", b.parts[i].Document.Language
		}
		if e.ID != "" {
			e.ID = fmt.Sprintf("%d-%s", i+1, e.ID)
		}
	}
	return Part{Pages: set, Index: i}
}

// settle sets what refers to pages until no part changes its length any more.
func (b *binder) settle(referring []int) ([]*Pages, error) {
	out := make([]*Pages, len(referring))
	for range rounds {
		spans, moved := b.spans(), false
		for k, i := range referring {
			was := b.pages[i]
			set, err := b.set(i, resolved(b.parts[i].Document, spans))
			if err != nil {
				return nil, err
			}
			out[k] = set
			moved = moved || b.pages[i] != was
		}
		if !moved {
			return out, nil
		}
	}
	return nil, &reports.SettingError{Code: reports.CodeBadBlock, Path: "/blocks", Detail: "页号不能确定：目录的页数随页号变化"}
}

// spans are the first and last page of each part.
func (b *binder) spans() map[string][2]int {
	out, next := make(map[string][2]int, len(b.parts)), 1
	for i, p := range b.parts {
		n := b.pages[i]
		out[p.Name] = [2]int{next, next + n - 1}
		next += n
	}
	return out
}

func (b *binder) bind(doc reports.Document) *Binding {
	out := &Binding{Spans: b.spans(), stamp: &setter{doc: doc, style: sheetStyle, shape: shaper{typeCase: b.letters, kind: doc.Kind}}}
	for _, n := range b.pages {
		out.pages += n
	}
	return out
}

// Binding is how the parts make up a file.
type Binding struct {
	// Spans are the first and last page, from 1, of each enclosed document by its
	// name; nil for a document that encloses none.
	Spans map[string][2]int
	pages int
	stamp *setter
}

// Stamp is what stands on a page of the file, from 1, besides what its part has
// there: its number. A document that encloses none has no more than its own pages.
func (b *Binding) Stamp(page int) (Page, error) {
	if b.stamp == nil {
		return Page{}, nil
	}
	t := furnishing{
		text: fmt.Sprintf("案卷第 %d 页　共 %d 页", page, b.pages), size: stampSize, grey: dim, align: reports.AlignRight, furnish: FurnishHeader,
	}
	l, _, err := b.stamp.furnishing(t, measure)
	if err != nil {
		return Page{}, err
	}
	var c canvas
	l.furnish = t.furnish
	l.draw(&c, left, stampLine)
	return Page{Ops: c.ops}, nil
}

// refers reports whether a table of the document names pages of others.
func refers(d reports.Document) bool {
	return slices.ContainsFunc(d.Blocks, func(b reports.Block) bool {
		t, ok := b.(reports.Table)
		return ok && slices.ContainsFunc(t.Rows, func(r reports.Row) bool {
			return slices.ContainsFunc(r.Cells, func(c reports.Cell) bool { return refersTo(c.Text) != "" })
		})
	})
}

func refersTo(in reports.Inline) string {
	for _, r := range in {
		if r.PagesOf != "" {
			return r.PagesOf
		}
	}
	return ""
}

// resolved is the document with page numbers in place of references; what was
// there is not changed.
func resolved(d reports.Document, spans map[string][2]int) reports.Document {
	d.Blocks = slices.Clone(d.Blocks)
	for i, b := range d.Blocks {
		t, ok := b.(reports.Table)
		if !ok {
			continue
		}
		t.Rows = slices.Clone(t.Rows)
		for k := range t.Rows {
			t.Rows[k].Cells = slices.Clone(t.Rows[k].Cells)
			for n, c := range t.Rows[k].Cells {
				name := refersTo(c.Text)
				if span, ok := spans[name]; ok {
					t.Rows[k].Cells[n].Text = reports.Inline{{Text: spanText(span), PagesOf: name}}
				} else if name != "" {
					t.Rows[k].Cells[n].Text = reports.Text(notHere)
				}
			}
		}
		d.Blocks[i] = t
	}
	return d
}

// notHere stands for the pages of what is not in the file.
const notHere = "—"

// spanText is "3" or "3-7".
func spanText(s [2]int) string {
	if s[0] == s[1] {
		return strconv.Itoa(s[0])
	}
	return strconv.Itoa(s[0]) + "-" + strconv.Itoa(s[1])
}
