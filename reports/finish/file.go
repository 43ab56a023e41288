package finish

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"unicode/utf16"
)

// file is a PDF under way: an object is written as soon as it is known, and what
// is kept is where it begins.
type file struct {
	full    [][]byte // what is written
	last    []byte
	length  int
	offsets []int // of each object, by number; the number 0 is none
	packer  *zlib.Writer
	packing bytes.Buffer
}

// The numbers of the objects that others refer to before they are known.
const (
	_ = iota
	catalogObject
	pagesObject
	resourcesObject
	infoObject
	structureObject
	reserved
)

// packers lends the writers of the packing: a new one costs more than most of
// what it would pack. What it writes does not depend on what it wrote before.
var packers = sync.Pool{New: func() any {
	w, _ := zlib.NewWriterLevel(io.Discard, packing) // the level is a valid one
	return w
}}

// packing is the level of deflate: pages come out 4 % longer than at the usual 6,
// in 60 % of the time.
const packing = 4

// begin begins a file with the head of a version of PDF.
func begin(version string) *file {
	f := &file{offsets: make([]int, reserved)}
	f.packer, _ = packers.Get().(*zlib.Writer)
	f.write([]byte("%PDF-" + version + "\n%\xe2\xe3\xcf\xd3\n"))
	return f
}

// What is written lies in pieces of these sizes, so that a long file is not
// copied again and again while it grows.
const (
	leastPiece = 64 << 10
	mostPiece  = 1 << 20
)

func (f *file) write(b []byte) {
	if len(b) > cap(f.last)-len(f.last) {
		f.full = append(f.full, f.last)
		f.last = make([]byte, 0, max(len(b), min(max(f.length, leastPiece), mostPiece)))
	}
	f.last = append(f.last, b...)
	f.length += len(b)
}

// lend writes what nobody changes any more without copying it; what else is written
// goes on in the same piece.
func (f *file) lend(b []byte) {
	f.full = append(f.full, f.last, b)
	f.last = f.last[len(f.last):]
	f.length += len(b)
}

// number is the number of a new object, which put writes later.
func (f *file) number() int { return f.numbers(1) }

// numbers is the first of n new numbers.
func (f *file) numbers(n int) int {
	first := len(f.offsets)
	f.offsets = append(f.offsets, make([]int, n)...)
	return first
}

// put writes the object of a number.
func (f *file) put(n int, parts ...[]byte) {
	f.offsets[n] = f.length
	var line [24]byte
	f.write(append(strconv.AppendInt(line[:0], int64(n), 10), " 0 obj\n"...))
	for _, p := range parts {
		f.write(p)
	}
	f.write([]byte("\nendobj\n"))
}

// add writes a new object and returns its number.
func (f *file) add(parts ...[]byte) int {
	n := f.number()
	f.put(n, parts...)
	return n
}

// stream writes a stream object, packed if asked, and returns its number.
func (f *file) stream(dict string, data []byte, pack bool) int {
	if pack {
		data, dict = f.packed(data), dict+" /Filter /FlateDecode"
	}
	return f.add(fmt.Appendf(nil, "<<%s /Length %d>>\nstream\n", dict, len(data)), data, []byte("\nendstream"))
}

// packed compresses; what it returns is good until it is called again.
func (f *file) packed(data []byte) []byte {
	f.packing.Reset()
	f.packer.Reset(&f.packing)
	_, _ = f.packer.Write(data) // a bytes.Buffer does not fail
	_ = f.packer.Close()
	return f.packing.Bytes()
}

// end writes the table of the objects and returns the file. Its identity is the
// hash of its content.
func (f *file) end() []byte {
	packers.Put(f.packer)
	const line = 20
	out := make([]byte, 0, f.length+line*len(f.offsets)+256)
	f.full = append(f.full, f.last)
	for i, b := range f.full {
		out = append(out, b...)
		f.full[i] = nil // of many photos not all need be held twice
	}
	f.full, f.last, f.packer = nil, nil, nil
	id := sha256.Sum256(out)
	x := len(out)
	out = fmt.Appendf(out, "xref\n0 %d\n0000000000 65535 f \n", len(f.offsets))
	for _, o := range f.offsets[1:] {
		out = append(padded(out, o, 10), " 00000 n \n"...)
	}
	return fmt.Appendf(out, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /ID [<%x> <%x>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(f.offsets), catalogObject, infoObject, id[:16], id[:16], x)
}

// padded writes a number with leading zeros.
func padded(b []byte, v, width int) []byte {
	at := len(b)
	b = append(b, strings.Repeat("0", width)...)
	for i := at + width - 1; v > 0 && i >= at; i-- {
		b[i] = byte('0' + v%10)
		v /= 10
	}
	return b
}

func dictionary(entries ...string) []byte {
	var b strings.Builder
	b.WriteString("<<")
	for i, e := range entries {
		if e == "" {
			continue
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(e)
	}
	b.WriteString(">>")
	return []byte(b.String())
}

// text is a string in UTF-16, as PDF wants all that is not ASCII.
func text(s string) string { return "<FEFF" + hex(s) + ">" }

func hex(s string) string {
	const digits = "0123456789ABCDEF"
	b := make([]byte, 0, 4*len(s))
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, digits[u>>12], digits[u>>8&15], digits[u>>4&15], digits[u&15])
	}
	return string(b)
}

// literal is an ASCII string in parentheses.
func literal(s string) string {
	return "(" + strings.NewReplacer("\\", "\\\\", "(", "\\(", ")", "\\)").Replace(s) + ")"
}
