package layout

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/font"
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
func setFile(doc reports.Document, parts []reports.Enclosed, fonts *font.Set) (*Pages, error) {
	b := &binder{parts: parts, set: make([]*Pages, len(parts)), fonts: fonts}
	var referring []int
	for i, p := range parts {
		if refers(p.Document) {
			referring = append(referring, i)
			b.set[i] = &Pages{Pages: make([]Page, 1)} // a guess
			continue
		}
		if err := b.setPart(i, p.Document); err != nil {
			return nil, err
		}
	}
	if err := b.settle(referring); err != nil {
		return nil, err
	}
	return b.bind(doc)
}

// binder binds documents to one.
type binder struct {
	parts []reports.Enclosed
	set   []*Pages
	fonts *font.Set
}

func (b *binder) setPart(i int, d reports.Document) (err error) {
	b.set[i], err = setOne(d, b.fonts)
	if err != nil {
		return fmt.Errorf("/blocks/%d (%s): %w", i, b.parts[i].Name, err)
	}
	return nil
}

// settle sets what refers to pages until no part changes its length any more.
func (b *binder) settle(referring []int) error {
	for range rounds {
		spans, moved := b.spans(), false
		for _, i := range referring {
			was := len(b.set[i].Pages)
			if err := b.setPart(i, resolved(b.parts[i].Document, spans)); err != nil {
				return err
			}
			moved = moved || len(b.set[i].Pages) != was
		}
		if !moved {
			return nil
		}
	}
	return &reports.SettingError{Code: reports.CodeBadBlock, Path: "/blocks", Detail: "页号不能确定：目录的页数随页号变化"}
}

// spans are the first and last page of each part.
func (b *binder) spans() map[string][2]int {
	out, next := make(map[string][2]int, len(b.parts)), 1
	for i, p := range b.parts {
		n := len(b.set[i].Pages)
		out[p.Name] = [2]int{next, next + n - 1}
		next += n
	}
	return out
}

// bind joins the parts: structure below one root, bookmarks, pages with their number.
func (b *binder) bind(doc reports.Document) (*Pages, error) {
	out := &Pages{Width: pageWidth, Height: pageHeight, Elements: []Element{{Tag: "Document", Parent: -1}}, Spans: b.spans()}
	s := &setter{doc: doc, style: sheetStyle, shape: shaper{fonts: b.fonts, kind: doc.Kind}}
	total := 0
	for _, p := range b.set {
		total += len(p.Pages)
	}
	for i, p := range b.set {
		shift, first := len(out.Elements), len(out.Pages)
		for _, e := range p.Elements {
			out.Elements = append(out.Elements, b.moved(e, i, shift, first))
		}
		for _, m := range p.Outline {
			m.Page += first
			out.Outline = append(out.Outline, m)
		}
		for _, page := range p.Pages {
			for k := range page.Ops {
				if page.Ops[k].Element != Artifact {
					page.Ops[k].Element += shift
				}
			}
			c := &canvas{ops: page.Ops}
			if err := s.stamp(c, len(out.Pages)+1, total); err != nil {
				return nil, err
			}
			out.Pages = append(out.Pages, Page{Ops: c.ops})
		}
	}
	return out, nil
}

// moved is an element of a part in its place below the root.
func (b *binder) moved(e Element, part, shift, firstPage int) Element {
	if e.Parent < 0 {
		e.Tag, e.Parent = "Part", 0
		e.Lang = b.parts[part].Document.Language
	} else {
		e.Parent += shift
	}
	if e.Box != nil {
		box := *e.Box
		box.Page += firstPage
		e.Box = &box
	}
	if e.ID != "" {
		e.ID = fmt.Sprintf("%d-%s", part+1, e.ID)
	}
	return e
}

func (s *setter) stamp(c *canvas, page, of int) error {
	t := furnishing{
		text: fmt.Sprintf("案卷第 %d 页　共 %d 页", page, of), size: stampSize, grey: dim, align: reports.AlignRight, furnish: FurnishHeader,
	}
	l, _, err := s.furnishing(t, measure)
	if err != nil {
		return err
	}
	l.furnish = t.furnish
	l.draw(c, left, stampLine)
	return nil
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
				if name := refersTo(c.Text); name != "" {
					t.Rows[k].Cells[n].Text = reports.Text(spanText(spans[name]))
				}
			}
		}
		d.Blocks[i] = t
	}
	return d
}

// spanText is "3" or "3-7"; "—" for what is not in the file.
func spanText(s [2]int) string {
	switch s[0] {
	case 0:
		return "—"
	case s[1]:
		return strconv.Itoa(s[0])
	}
	return strconv.Itoa(s[0]) + "-" + strconv.Itoa(s[1])
}
