package pdf

import (
	"bytes"
	"slices"
	"strconv"
)

// Limits of what is read. A dossier of a thousand pages with its structure has
// some hundred thousand objects.
const (
	maxRevisions = 64
	maxObjects   = 4_000_000
)

// Revision is the file as it was first written, or one later update of it.
type Revision struct {
	// End is the length of the file up to and with this revision.
	End int
	// Objects are the numbers that this revision writes, ascending.
	Objects []int

	offsets map[int]int
	trailer Dict
	xref    int
}

// revisions reads the tables of cross references from the last to the first and
// returns them from the first to the last. Offsets must descend, so that no chain
// of them can loop.
func revisions(b []byte) ([]Revision, error) {
	last, err := lastTable(b)
	if err != nil {
		return nil, err
	}
	var out []Revision
	for limit := len(b); ; {
		r, err := readTable(b, last, limit)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
		if len(out) > maxRevisions {
			return nil, limitError(-1, "more than %d updates", maxRevisions)
		}
		prev, more := r.trailer["Prev"]
		if !more {
			break
		}
		p, ok := prev.(int)
		if !ok || p <= 0 || p >= last {
			return nil, formError(last, "/Prev does not name an earlier table")
		}
		last, limit = p, r.xref
	}
	slices.Reverse(out)
	return out, nil
}

// lastTable is the offset that stands after the last startxref. Nothing may
// follow the end mark but one line end.
func lastTable(b []byte) (int, error) {
	const mark = "startxref"
	i := bytes.LastIndex(b, []byte(mark))
	if i < 0 {
		return 0, formError(len(b), "there is no startxref: the file is cut off, or no file of ours")
	}
	n, end, err := tableOffset(b, i)
	if err != nil {
		return 0, err
	}
	if end != len(b) {
		return 0, &Error{Kind: ErrTrailing, Offset: end, Detail: strconv.Itoa(len(b)-end) + " bytes"}
	}
	return n, nil
}

// tableOffset reads "startxref", a number and the end mark at i, and returns the
// number and where the mark and its line end.
func tableOffset(b []byte, i int) (offset, end int, err error) {
	l := &lexer{b: b, at: i}
	if !l.take("startxref") {
		return 0, 0, l.fail("startxref is wanted here")
	}
	l.space()
	offset, err = strconv.Atoi(string(l.word()))
	if err != nil || offset <= 0 || offset >= i {
		return 0, 0, l.fail("startxref names no place before it")
	}
	l.space()
	if !l.take("%%EOF") {
		return 0, 0, l.fail("the end mark is missing")
	}
	l.take("\r")
	l.take("\n")
	return offset, l.at, nil
}

// readTable reads the table of cross references at an offset, its trailer and the
// end of its revision. All that it names lies before it.
func readTable(b []byte, at, limit int) (Revision, error) {
	if at < 0 || at >= limit {
		return Revision{}, formError(at, "a table of cross references lies outside of the file")
	}
	l := &lexer{b: b, at: at}
	if !l.take("xref") {
		return Revision{}, l.fail("a table of cross references is wanted here (streams of them are never written by us)")
	}
	r := Revision{offsets: map[int]int{}, xref: at}
	for {
		l.space()
		if l.take("trailer") {
			break
		}
		if err := r.section(l, at); err != nil {
			return Revision{}, err
		}
	}
	v, err := l.value(0)
	if err != nil {
		return Revision{}, err
	}
	trailer, ok := v.(Dict)
	if !ok {
		return Revision{}, l.fail("the trailer is no dictionary")
	}
	r.trailer = trailer
	l.space()
	named, end, err := tableOffset(b, l.at)
	if err != nil {
		return Revision{}, err
	}
	if named != at || end > len(b) {
		return Revision{}, formError(l.at, "startxref names byte %d, the table stands at %d", named, at)
	}
	r.End = end
	slices.Sort(r.Objects)
	return r, nil
}

// section reads one run of entries, each twenty bytes.
func (r *Revision) section(l *lexer, table int) error {
	first, err := strconv.Atoi(string(l.word()))
	if err != nil {
		return l.fail("a table of cross references wants a number or its trailer here")
	}
	l.space()
	count, err := strconv.Atoi(string(l.word()))
	if err != nil || first < 0 || count < 0 || first > maxObjects || count > maxObjects {
		return l.fail("a table of cross references has no plausible size")
	}
	l.space()
	const width = 20
	if len(l.b)-l.at < count*width {
		return l.fail("a table of cross references is longer than the file")
	}
	for i := range count {
		e := l.b[l.at : l.at+width]
		l.at += width
		offset, ok := digits(e[:10])
		if !ok || e[10] != ' ' || e[16] != ' ' {
			return l.fail("entry %d of a table of cross references is malformed", first+i)
		}
		switch e[17] {
		case 'f':
		case 'n':
			if offset <= 0 || offset >= table {
				return l.fail("object %d lies behind its table", first+i)
			}
			if _, twice := r.offsets[first+i]; twice {
				return l.fail("object %d stands twice in one table", first+i)
			}
			r.offsets[first+i] = offset
			r.Objects = append(r.Objects, first+i)
		default:
			return l.fail("entry %d of a table of cross references is malformed", first+i)
		}
	}
	return nil
}

func digits(b []byte) (int, bool) {
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}
