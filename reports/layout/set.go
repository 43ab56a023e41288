package layout

import (
	"errors"
	"fmt"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/font"
)

// Part is a document of a file on its pages: the file itself when it encloses none.
type Part struct {
	*Pages
	Index int // among the parts, from 0
}

// Each sets a document with the faces of a set, part by part, and hands each part
// to take as soon as it is on its pages, so that none need be kept. What names
// pages of other parts comes last; Index says where a part belongs. It fails with a
// *reports.SettingError that names the place when something cannot be set, and with
// the error of take.
func Each(doc reports.Document, fonts *font.Set, take func(Part) error) (*Binding, error) {
	if err := doc.Check(); err != nil {
		return nil, err
	}
	letters := newTypeCase(fonts)
	if parts, all := doc.Encloses(); len(parts) > 0 {
		if !all {
			return nil, &reports.SettingError{Code: reports.CodeBadBlock, Kind: doc.Kind, Path: "/blocks", Detail: "卷内文件不能与其他内容并列"}
		}
		return setFile(doc, parts, letters, take)
	}
	pages, err := setOne(doc, letters)
	if err != nil {
		return nil, err
	}
	return &Binding{}, take(Part{Pages: pages})
}

// setOne sets a document that stands alone.
func setOne(doc reports.Document, c *typeCase) (*Pages, error) {
	s, f, err := fitted(doc, c)
	if err == nil {
		s, f, err = withContents(doc, c, s, f)
	}
	if err != nil {
		return nil, err
	}
	if err := s.furnish(f); err != nil {
		return nil, err
	}
	out := &Pages{Width: pageWidth, Height: pageHeight, Elements: s.elements, Outline: f.outline}
	for i, c := range f.pages {
		out.Pages = append(out.Pages, Page{Ops: c.ops})
		s.findLinks(&out.Pages[i], i)
	}
	return out, nil
}

// attempt sets a document in one style.
func attempt(doc reports.Document, c *typeCase, st style) (*setter, *flow, error) {
	s := &setter{doc: doc, style: st, shape: shaper{typeCase: c, kind: doc.Kind, official: st.dashes}}
	s.root = s.element("Document", -1)
	if err := s.opening(); err != nil {
		return nil, nil, err
	}
	for i, b := range doc.Blocks {
		at := len(s.pieces)
		if err := s.block(b, fmt.Sprintf("/blocks/%d", i)); err != nil {
			return nil, nil, err
		}
		if err := s.footnotes(); err != nil {
			return nil, nil, err
		}
		ending(b, s.pieces[at:])
	}
	s.bindTails()
	f := &flow{top: st.top, bottom: st.bottom, notes: s.noteLines}
	f.place(s.pieces)
	if f.err != nil {
		return nil, nil, &reports.SettingError{Code: reports.CodeBadBlock, Kind: doc.Kind, Path: "/blocks", Detail: f.err.Error()}
	}
	return s, f, nil
}

// setter turns a document into pieces.
type setter struct {
	doc      reports.Document
	style    style
	shape    shaper
	root     int
	elements []Element
	pieces   []piece
	// noteLines are the footnotes, set, in the order of their marks.
	noteLines [][]line
	links     map[int]string // the enclosed document that a Link leads to
}

func (s *setter) element(tag string, parent int) int {
	s.elements = append(s.elements, Element{Tag: tag, Parent: parent})
	return len(s.elements) - 1
}

func (s *setter) push(ps ...piece) { s.pieces = append(s.pieces, ps...) }

// bind keeps what stands last, and the space after it, on the page of what
// comes next.
func (s *setter) bind() {
	for i := len(s.pieces) - 1; i >= 0 && !s.pieces[i].feed; i-- {
		s.pieces[i].keep = true
		if s.pieces[i].draw != nil {
			return
		}
	}
}

// body is the setting of running text.
func (s *setter) body() setting {
	st := s.style
	return setting{size: st.body, lead: st.lead, measure: measure, first: indentEms * st.body}
}

// note is the setting of small print.
func (s *setter) note() setting {
	st := s.style
	return setting{size: st.note, lead: st.noteLd, measure: measure, first: indentEms * st.note}
}

// lines shapes and breaks inline text.
func (s *setter) lines(in reports.Inline, p setting, bold bool, path string) ([]line, error) {
	gs, err := s.shape.inline(in, p.size, bold, path)
	if err != nil {
		return nil, err
	}
	return p.set(gs), nil
}

// text adds lines as pieces, with widow and orphan control: neither the first
// nor the last line of a paragraph stands alone on a page.
func (s *setter) text(ls []line, gap float64, keep bool) {
	for i, l := range ls {
		p := piece{height: l.lead, notes: marksIn(ls[i : i+1]), draw: func(c *canvas, y float64) { l.draw(c, left, y) }}
		if i == 0 {
			p.gap = gap
		}
		p.keep = i == len(ls)-1 && keep || len(ls) > 1 && (i == 0 || i == len(ls)-2)
		s.push(p)
	}
}

func (s *setter) block(b reports.Block, path string) error {
	switch b := b.(type) {
	case reports.Heading:
		return s.heading(b, path)
	case reports.Paragraph:
		return s.paragraph(b, path)
	case reports.KeyValue:
		return s.table(s.grid(b), path, keyValuePath(b))
	case reports.Table:
		return s.table(b, path, tablePath)
	case reports.List:
		return s.list(b, path)
	case reports.CheckList:
		return s.checkList(b, path)
	case reports.Signatures:
		return s.signatures(b, path)
	case reports.Closing:
		return s.closing(b, path)
	case reports.Basis:
		return s.basis(b, path)
	case reports.Notice:
		return s.notice(b, path)
	case reports.Figure:
		return s.figure(b, path)
	case reports.Image:
		return s.image(b, path)
	case reports.Contents:
		return s.contents(b, path)
	case reports.Annexes:
		return s.annexes(b, path)
	case reports.Imprint:
		return s.imprint(b, path)
	case reports.Spacer:
		s.push(piece{height: b.Height * mm})
	case reports.KeepWithNext:
		s.bind()
	case reports.PageBreak:
		s.push(piece{feed: true})
	default:
		return errors.New("unknown block")
	}
	return nil
}
