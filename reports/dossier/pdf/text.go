package pdf

import (
	"fmt"
	"strings"
)

// Texts reads the text of the pages of one file.
type Texts struct {
	file      *File
	fonts     map[int]unicode
	resources map[int]fonts
}

// Texts starts reading the text of pages.
func (f *File) Texts() *Texts {
	return &Texts{file: f, fonts: map[int]unicode{}, resources: map[int]fonts{}}
}

// PageText is what a page says, in the order in which it is written there.
type PageText struct {
	// Body is the text of the content, without any white space.
	Body string
	// Furniture is what is marked as artifact: running head and foot, repeated
	// heads of tables, watermark; without white space.
	Furniture string
	// Images are the names of the pictures shown, in their order.
	Images []Name
}

// Page reads the text of a page. Every glyph must have text: a code that no map
// names is an error, for it could show what is read as nothing.
func (t *Texts) Page(p Page) (PageText, error) {
	content, err := t.file.Content(p)
	if err != nil {
		return PageText{}, err
	}
	fs, err := t.fontsOf(p)
	if err != nil {
		return PageText{}, err
	}
	w := &walker{l: &lexer{b: content}, fonts: fs}
	if err := w.walk(); err != nil {
		return PageText{}, fmt.Errorf("page %d: %w", p.Number, err)
	}
	return PageText{Body: Squeeze(w.body.String()), Furniture: Squeeze(w.furniture.String()), Images: w.images}, nil
}

// Squeeze leaves out all white space, as the texts of pages have none.
func Squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\n', '\t', '\r', '\f', 0x00A0, 0x3000:
			return -1
		}
		return r
	}, s)
}

// walker goes through the operators of a page and keeps what shows text.
type walker struct {
	l         *lexer
	fonts     fonts
	font      unicode
	marks     []mark
	operands  []Object
	body      strings.Builder
	furniture strings.Builder
	images    []Name
}

// mark is one level of marked content.
type mark struct {
	artifact bool // it, or one around it, is an artifact
	replaced bool // it, or one around it, gives its text itself
}

const maxOperands = 64

func (w *walker) walk() error {
	for {
		w.l.space()
		if w.l.at >= len(w.l.b) {
			if len(w.marks) > 0 {
				return w.l.fail("marked content has no end")
			}
			return nil
		}
		if operand(w.l.b[w.l.at]) {
			v, err := w.l.value(0)
			if err != nil {
				return err
			}
			if w.operands = append(w.operands, v); len(w.operands) > maxOperands {
				return limitError(w.l.at, "an operator has more than %d operands", maxOperands)
			}
			continue
		}
		word := w.l.word()
		if len(word) == 0 {
			return w.l.fail("%q is no operator", w.l.b[w.l.at])
		}
		if err := w.operator(string(word)); err != nil {
			return err
		}
		w.operands = w.operands[:0]
	}
}

func operand(c byte) bool {
	switch c {
	case '/', '(', '<', '[', '+', '-', '.':
		return true
	}
	return c >= '0' && c <= '9'
}

func (w *walker) operator(op string) error {
	switch op {
	case "Tf":
		return w.choose()
	case "Tj", "'", "\"":
		return w.show(w.last())
	case "TJ":
		list, _ := w.last().(Array)
		for _, o := range list {
			if _, ok := o.(String); !ok {
				continue
			}
			if err := w.show(o); err != nil {
				return err
			}
		}
	case "BMC", "BDC":
		return w.open(op)
	case "EMC":
		if len(w.marks) == 0 {
			return w.l.fail("marked content ends that was not begun")
		}
		w.marks = w.marks[:len(w.marks)-1]
	case "Do":
		name, ok := w.last().(Name)
		if !ok {
			return w.l.fail("something is shown that has no name")
		}
		w.images = append(w.images, name)
	case "BI":
		return w.l.fail("a picture inside the operators is never written by us")
	}
	return nil
}

func (w *walker) last() Object {
	if len(w.operands) == 0 {
		return nil
	}
	return w.operands[len(w.operands)-1]
}

// choose sets the font.
func (w *walker) choose() error {
	if len(w.operands) < 2 {
		return w.l.fail("a font is chosen without name and size")
	}
	name, _ := w.operands[0].(Name)
	f, ok := w.fonts[name]
	if !ok {
		return w.l.fail("the page has no font %.40q", string(name))
	}
	w.font = f
	return nil
}

// open begins marked content.
func (w *walker) open(op string) error {
	if len(w.marks) >= maxDepth {
		return limitError(w.l.at, "marked content is nested more than %d deep", maxDepth)
	}
	m := w.top()
	if len(w.operands) > 0 {
		if tag, _ := w.operands[0].(Name); tag == "Artifact" {
			m.artifact = true
		}
	}
	if d, ok := w.last().(Dict); ok && op == "BDC" && !m.replaced {
		if actual, ok := d["ActualText"].(String); ok {
			s, err := textOf(actual)
			if err != nil {
				return err
			}
			w.write(m, s)
			m.replaced = true
		}
	}
	w.marks = append(w.marks, m)
	return nil
}

func (w *walker) top() mark {
	if len(w.marks) == 0 {
		return mark{}
	}
	return w.marks[len(w.marks)-1]
}

// show writes the text of codes.
func (w *walker) show(o Object) error {
	s, ok := o.(String)
	if !ok || len(s)%2 != 0 {
		return w.l.fail("text is shown that is no string of codes of two bytes")
	}
	m := w.top()
	for i := 0; i < len(s); i += 2 {
		text, ok := w.font[uint16(s[i])<<8|uint16(s[i+1])]
		if !ok {
			return w.l.fail("a glyph is shown whose text no map names (code %02X%02X)", s[i], s[i+1])
		}
		if !m.replaced {
			w.write(m, text)
		}
	}
	return nil
}

func (w *walker) write(m mark, s string) {
	if m.artifact {
		w.furniture.WriteString(s)
		return
	}
	w.body.WriteString(s)
}
