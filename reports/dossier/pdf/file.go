package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
)

// File is a file that was taken apart as far as its tables; objects are read when
// they are asked for. It is not safe for concurrent use.
type File struct {
	b         []byte
	revisions []Revision
	cache     map[int]Object
	busy      map[int]bool
	budget    int // bytes that may still be unpacked
}

// unpackBase and unpackFactor make the budget of unpacked bytes: what a file of a
// size may grow to. Packed a hundred times over is more than our text ever gets.
const (
	unpackBase   = 64 << 20
	unpackFactor = 100
)

// Read takes a file apart. It fails with an *Error that names the first place that
// is not as this house writes it.
func Read(b []byte) (*File, error) {
	second := bytes.HasPrefix(b, []byte("%PDF-2.")) // only our encrypted copies are of that version
	if !second && !bytes.HasPrefix(b, []byte("%PDF-1.")) {
		return nil, &Error{Kind: ErrNotPDF, Offset: 0, Detail: "the file does not begin with %PDF-1."}
	}
	rs, err := revisions(b)
	if err != nil {
		return nil, err
	}
	f := &File{b: b, revisions: rs, cache: map[int]Object{}, busy: map[int]bool{}, budget: unpackBase + unpackFactor*len(b)}
	for _, r := range rs {
		if _, ok := r.trailer["Encrypt"]; ok {
			return nil, &Error{Kind: ErrEncrypted, Offset: r.xref, Detail: "this is an encrypted copy: it is no archival form, verify the file that it was made of"}
		}
	}
	if second {
		return nil, formError(0, "it is of PDF 2")
	}
	if _, ok := rs[0].trailer["Root"].(Ref); !ok {
		return nil, formError(rs[0].xref, "the trailer names no catalog")
	}
	return f, f.gapless()
}

// gapless makes sure that the first revision is objects end to end and nothing
// else, so that nothing can hide between them.
func (f *File) gapless() error {
	r := f.revisions[0]
	start := map[int]bool{r.xref: true}
	for _, at := range r.offsets {
		start[at] = true
	}
	if len(start) != len(r.offsets)+1 {
		return formError(r.xref, "two numbers name one object")
	}
	for at := range start {
		const end = "endobj\n"
		lead := f.b[max(0, at-len(end)):at]
		if string(lead) != end && !f.header(at) {
			return formError(at, "an object does not begin where another ends")
		}
	}
	return nil
}

// header reports whether at is just behind the two lines that begin the file.
func (f *File) header(at int) bool {
	const longest = 32
	return at <= longest && bytes.Count(f.b[:at], []byte("\n")) == 2 && f.b[at-1] == '\n'
}

// Bytes is the whole file.
func (f *File) Bytes() []byte { return f.b }

// Revisions are the first writing and the updates after it, in their order.
func (f *File) Revisions() []Revision { return f.revisions }

// Base is the file before any update: what was there when it was first signed.
func (f *File) Base() []byte { return f.b[:f.revisions[0].End] }

// At is the file as it was up to and with revision n.
func (f *File) At(n int) (*File, error) { return Read(f.b[:f.revisions[n].End]) }

// Root is the catalog of the newest revision.
func (f *File) Root() (Dict, error) {
	root := f.revisions[0].trailer["Root"]
	for _, r := range f.revisions[1:] {
		if v, ok := r.trailer["Root"]; ok {
			root = v
		}
	}
	return f.dict(root)
}

// Info is the dictionary of particulars of the newest revision; empty when there
// is none.
func (f *File) Info() (Dict, error) {
	info := f.revisions[len(f.revisions)-1].trailer["Info"]
	if info == nil {
		return Dict{}, nil
	}
	return f.dict(info)
}

// Trailer is the trailer of the newest revision; not to be changed.
func (f *File) Trailer() Dict { return f.revisions[len(f.revisions)-1].trailer }

// offset is where the newest writing of an object stands.
func (f *File) offset(n int) (at, limit int, ok bool) {
	for i := len(f.revisions) - 1; i >= 0; i-- {
		if at, ok = f.revisions[i].offsets[n]; ok {
			return at, f.revisions[i].xref, true
		}
	}
	return 0, 0, false
}

// Object reads an object by its number. An object that no table names is nil, as
// the format has it.
func (f *File) Object(n int) (Object, error) {
	if o, ok := f.cache[n]; ok {
		return o, nil
	}
	at, limit, ok := f.offset(n)
	if !ok {
		return nil, nil //nolint:nilnil // null is a value of PDF
	}
	if f.busy[n] {
		return nil, &Error{Kind: ErrForm, Object: n, Detail: "its length refers to itself"}
	}
	f.busy[n] = true
	defer delete(f.busy, n)
	o, err := f.read(n, at, limit)
	if err != nil {
		var e *Error
		if errors.As(err, &e) && e.Object == 0 {
			e.Object = n
		}
		return nil, err
	}
	f.cache[n] = o
	return o, nil
}

func (f *File) read(n, at, limit int) (Object, error) {
	l := &lexer{b: f.b[at:limit], base: at}
	if !l.take(strconv.Itoa(n) + " 0 obj") {
		return nil, l.fail("object %d is wanted here", n)
	}
	v, err := l.value(0)
	if err != nil {
		return nil, err
	}
	l.space()
	if d, ok := v.(Dict); ok && l.take("stream") {
		if v, err = f.stream(l, d); err != nil {
			return nil, err
		}
		l.space()
	}
	if !l.take("endobj") {
		return nil, l.fail("the object does not end with its value")
	}
	return v, nil
}

// stream takes the data of a stream; its length must lead to its end.
func (f *File) stream(l *lexer, d Dict) (*Stream, error) {
	l.take("\r")
	if !l.take("\n") {
		return nil, l.fail("the data of a stream begins on a new line")
	}
	length, err := f.Resolve(d["Length"])
	if err != nil {
		return nil, err
	}
	n, ok := length.(int)
	if !ok || n < 0 || n > len(l.b)-l.at {
		return nil, l.fail("the length of a stream leads out of it")
	}
	raw := l.b[l.at : l.at+n]
	l.at += n
	l.take("\r")
	l.take("\n")
	if !l.take("endstream") {
		return nil, l.fail("a stream does not end where its length says")
	}
	return &Stream{Dict: d, Raw: raw}, nil
}

// Resolve follows a reference, one step: an object that is itself a reference is refused.
func (f *File) Resolve(o Object) (Object, error) {
	r, ok := o.(Ref)
	if !ok {
		return o, nil
	}
	v, err := f.Object(int(r))
	if err != nil {
		return nil, err
	}
	if _, again := v.(Ref); again {
		return nil, &Error{Kind: ErrForm, Object: int(r), Detail: "a reference leads to a reference"}
	}
	return v, nil
}

func (f *File) dict(o Object) (Dict, error) {
	v, err := f.Resolve(o)
	if err != nil {
		return nil, err
	}
	d, ok := v.(Dict)
	if !ok {
		return nil, &Error{Kind: ErrForm, Offset: -1, Object: number(o), Detail: fmt.Sprintf("a dictionary is wanted, not %T", v)}
	}
	return d, nil
}

func (f *File) array(o Object) (Array, error) {
	v, err := f.Resolve(o)
	if err != nil {
		return nil, err
	}
	a, ok := v.(Array)
	if !ok {
		return nil, &Error{Kind: ErrForm, Offset: -1, Object: number(o), Detail: fmt.Sprintf("an array is wanted, not %T", v)}
	}
	return a, nil
}

func number(o Object) int {
	r, _ := o.(Ref)
	return int(r)
}
