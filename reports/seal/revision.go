package seal

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
)

// ErrForm is wrapped by every failure to read a file whose form is not known
// here: cross references in streams, encryption, garbage.
var ErrForm = errors.New("not a PDF file of a form known here")

const (
	maxRevisions = 256
	maxObjects   = 8 << 20
	eof          = "%%EOF\n"
)

// revision is a file as it stood after one of its updates: the bytes up to its
// end mark, and where its objects are.
type revision struct {
	b       []byte      // the file up to the end of this revision
	start   int         // offset of its table of cross references
	prev    int         // offset of the table of the revision before; -1 for the first
	own     map[int]int // offsets of its own objects
	before  *revision   // nil for the first
	size    int
	root    int
	trailer []byte // of this revision
}

// Entries of a trailer.
var (
	reRoot    = regexp.MustCompile(`/Root\s+(\d{1,9}) 0 R`)
	reInfo    = regexp.MustCompile(`/Info\s+\d{1,9} 0 R`)
	reID      = regexp.MustCompile(`/ID\s*\[\s*<[0-9A-Fa-f]*>\s*<[0-9A-Fa-f]*>\s*\]`)
	reSize    = regexp.MustCompile(`/Size\s+(\d{1,9})`)
	rePrev    = regexp.MustCompile(`/Prev\s+(\d{1,18})`)
	reTail    = regexp.MustCompile(`startxref\r?\n(\d{1,18})\r?\n%%EOF(\r?\n)?$`)
	reTailAny = regexp.MustCompile(`^startxref\r?\n(\d{1,18})\r?\n%%EOF(\r?\n)?`)
)

// readRevisions reads a file from its last table of cross references back to
// its first. It fails with ErrForm; the result is never empty.
func readRevisions(b []byte) (*revision, error) {
	m := reTail.FindSubmatch(b[max(0, len(b)-64):])
	if m == nil {
		return nil, fmt.Errorf("%w: no end mark at its end", ErrForm)
	}
	return readRevision(b, number(m[1]), len(b), 0)
}

func readRevision(b []byte, start, end, depth int) (*revision, error) {
	if depth > maxRevisions || start < 0 || start >= end || !bytes.HasPrefix(b[start:end], []byte("xref")) {
		return nil, fmt.Errorf("%w: no table of cross references at %d", ErrForm, start)
	}
	r := &revision{b: b[:end], start: start, prev: -1, own: map[int]int{}}
	t := bytes.Index(r.b[start:], []byte("trailer"))
	if t < 0 {
		return nil, fmt.Errorf("%w: no trailer", ErrForm)
	}
	if err := r.readTable(r.b[start+len("xref") : start+t]); err != nil {
		return nil, err
	}
	tail := bytes.Index(r.b[start+t:], []byte("startxref"))
	if tail < 0 {
		return nil, fmt.Errorf("%w: no trailer", ErrForm)
	}
	r.trailer = r.b[start+t : start+t+tail]
	root, size := reRoot.FindSubmatch(r.trailer), reSize.FindSubmatch(r.trailer)
	if root == nil || size == nil || bytes.Contains(r.trailer, []byte("/Encrypt")) || bytes.Contains(r.trailer, []byte("/XRefStm")) {
		return nil, fmt.Errorf("%w: trailer", ErrForm)
	}
	r.root, r.size = number(root[1]), number(size[1])
	m := rePrev.FindSubmatch(r.trailer)
	if m == nil {
		return r, nil
	}
	r.prev = number(m[1])
	stop, err := endOf(b, r.prev, start)
	if err != nil {
		return nil, err
	}
	r.before, err = readRevision(b, r.prev, stop, depth+1)
	return r, err
}

// endOf is where the revision ends whose table begins at x; all of it lies before limit.
func endOf(b []byte, x, limit int) (int, error) {
	if x < 0 || x >= limit {
		return 0, fmt.Errorf("%w: tables of cross references out of order", ErrForm)
	}
	i := bytes.Index(b[x:limit], []byte("startxref"))
	if i < 0 {
		return 0, fmt.Errorf("%w: no end mark", ErrForm)
	}
	m := reTailAny.FindSubmatch(b[x+i : limit])
	if m == nil || number(m[1]) != x {
		return 0, fmt.Errorf("%w: no end mark", ErrForm)
	}
	return x + i + len(m[0]), nil
}

func (r *revision) readTable(b []byte) error {
	bad := fmt.Errorf("%w: table of cross references", ErrForm)
	next := func() ([]byte, bool) {
		b = bytes.TrimLeft(b, " \r\n")
		i := bytes.IndexAny(b, " \r\n")
		if i <= 0 {
			return nil, false
		}
		f := b[:i]
		b = b[i:]
		return f, true
	}
	for {
		head, ok := next()
		if !ok {
			return nil
		}
		count, ok := next()
		first, n := number(head), number(count)
		if !ok || first < 0 || n < 0 || first+n > maxObjects {
			return bad
		}
		for i := range n {
			at, _ := next()
			_, _ = next()
			kind, ok := next()
			if !ok {
				return bad
			}
			if string(kind) == "n" {
				r.own[first+i] = number(at)
			}
		}
	}
}

// object is what stands between "n 0 obj" and "endobj", as of this revision;
// nil when there is no such object. Only for dictionaries.
func (r *revision) object(n int) []byte {
	at := -1
	for q := r; q != nil && at < 0; q = q.before {
		if o, ok := q.own[n]; ok {
			at = o
		}
	}
	head := strconv.Itoa(n) + " 0 obj"
	if at < 0 || at >= len(r.b) || !bytes.HasPrefix(r.b[at:], []byte(head)) {
		return nil
	}
	s := r.b[at+len(head):]
	end := bytes.Index(s, []byte("endobj"))
	if end < 0 {
		return nil
	}
	s = bytes.TrimSpace(s[:end])
	if !bytes.HasPrefix(s, []byte("<<")) || !bytes.HasSuffix(s, []byte(">>")) || bytes.Contains(s, []byte("stream\n")) {
		return nil
	}
	return s
}

// number reads digits; -1 when there is anything else or too much.
func number(b []byte) int {
	n, err := strconv.Atoi(string(b))
	if err != nil || n < 0 {
		return -1
	}
	return n
}
