package finish

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf16"
)

// file is a PDF as its numbered objects.
type file struct {
	object     [][]byte // by number; the number 0 is none
	root, info int
	packer     *zlib.Writer
}

// packers lends the writers of the packing: a new one costs more than most of
// what it would pack. What it writes does not depend on what it wrote before.
var packers = sync.Pool{New: func() any { return zlib.NewWriter(io.Discard) }}

var errForeign = errors.New("not a file as gofpdf writes it")

// read takes apart a file that gofpdf wrote: one section of cross references,
// no object streams, no updates.
func read(b []byte) (*file, error) {
	start := bytes.LastIndex(b, []byte("startxref\n"))
	if start < 0 {
		return nil, errForeign
	}
	x, err := strconv.Atoi(strings.TrimSpace(string(firstLine(b[start+len("startxref\n"):]))))
	if err != nil || x <= 0 || x >= len(b) {
		return nil, errForeign
	}
	offsets, err := readOffsets(b[x:])
	if err != nil {
		return nil, err
	}
	f := &file{object: make([][]byte, len(offsets)+1, 2*len(offsets)+64)}
	ids := slices.Collect(maps.Keys(offsets))
	slices.SortFunc(ids, func(a, b int) int { return offsets[a] - offsets[b] })
	for i, id := range ids {
		end := x
		if i+1 < len(ids) {
			end = offsets[ids[i+1]]
		}
		if offsets[id] >= end || end > len(b) {
			return nil, errForeign
		}
		if f.object[id], err = body(b[offsets[id]:end]); err != nil {
			return nil, err
		}
	}
	f.root, f.info = reference(b[x:], "/Root"), reference(b[x:], "/Info")
	if f.get(f.root) == nil || f.get(f.info) == nil {
		return nil, errForeign
	}
	return f, nil
}

func firstLine(b []byte) []byte {
	line, _, _ := bytes.Cut(b, []byte("\n"))
	return line
}

// readOffsets reads the table of cross references.
func readOffsets(b []byte) (map[int]int, error) {
	lines := bytes.Split(b, []byte("\n"))
	if len(lines) < 3 {
		return nil, errForeign
	}
	_, count, _ := strings.Cut(string(lines[1]), " ")
	n, err := strconv.Atoi(strings.TrimSpace(count))
	if err != nil || n < 2 || n+2 > len(lines) {
		return nil, errForeign
	}
	out := make(map[int]int, n)
	for k := 1; k < n; k++ {
		if len(lines[2+k]) < 10 {
			return nil, errForeign
		}
		if out[k], err = strconv.Atoi(string(lines[2+k][:10])); err != nil {
			return nil, errForeign
		}
	}
	return out, nil
}

// body is what stands between "n 0 obj" and "endobj".
func body(b []byte) ([]byte, error) {
	start, end := bytes.IndexByte(b, '\n'), bytes.LastIndex(b, []byte("endobj"))
	if start < 0 || end < start {
		return nil, errForeign
	}
	return bytes.TrimRight(b[start+1:end], "\n"), nil
}

// reference is the object that key refers to, 0 when there is none.
func reference(b []byte, key string) int {
	i := bytes.Index(b, []byte(key+" "))
	if i < 0 {
		return 0
	}
	rest := strings.TrimLeft(string(b[i+len(key)+1:min(len(b), i+len(key)+24)]), "[ ")
	n := 0
	for _, c := range rest {
		if c < '0' || c > '9' {
			break
		}
		n = n*10 + int(c-'0')
	}
	return n
}

// get is the object of a number, nil when there is none.
func (f *file) get(n int) []byte {
	if n <= 0 || n >= len(f.object) {
		return nil
	}
	return f.object[n]
}

// add appends an object and returns its number.
func (f *file) add(b []byte) int {
	f.object = append(f.object, b)
	return len(f.object) - 1
}

// stream appends a stream object, packed if asked, and returns its number.
func (f *file) stream(dict string, data []byte, pack bool) int {
	if pack {
		data, dict = f.packed(data), dict+" /Filter /FlateDecode"
	}
	return f.add(slices.Concat(fmt.Appendf(nil, "<<%s /Length %d>>\nstream\n", dict, len(data)), data, []byte("\nendstream")))
}

// packed compresses with one writer for the whole file.
func (f *file) packed(data []byte) []byte {
	var z bytes.Buffer
	z.Grow(len(data)/2 + 64)
	f.packer.Reset(&z)
	_, _ = f.packer.Write(data) // a bytes.Buffer does not fail
	_ = f.packer.Close()
	return z.Bytes()
}

// borrow takes a packer; the file gives it back by what is returned.
func (f *file) borrow() (giveBack func()) {
	f.packer, _ = packers.Get().(*zlib.Writer)
	return func() { packers.Put(f.packer); f.packer = nil }
}

// packContents packs what gofpdf wrote plain: the contents of the pages.
func (f *file) packContents(leaves []int) error {
	const head, end = ">>\nstream\n", "\nendstream"
	for _, leaf := range leaves {
		n := reference(f.object[leaf], "/Contents")
		dict, data, ok := bytes.Cut(f.get(n), []byte(head))
		if !ok || !bytes.HasPrefix(dict, []byte("<</Length ")) || !bytes.HasSuffix(data, []byte(end)) {
			return errForeign
		}
		data = f.packed(data[:len(data)-len(end)])
		f.object[n] = slices.Concat(fmt.Appendf(nil, "<</Filter /FlateDecode /Length %d%s", len(data), head), data, []byte(end))
	}
	return nil
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

// opaque takes the group out of the pages that gofpdf gives to all of them: no
// paper has anything to see through.
func (f *file) opaque(leaves []int) {
	const group = "/Group <</Type /Group /S /Transparency /CS /DeviceRGB>>\n"
	for _, leaf := range leaves {
		f.object[leaf] = bytes.Replace(f.object[leaf], []byte(group), nil, 1)
	}
}

// pages lists the page objects in order.
func (f *file) pages() []int {
	var out []int
	for id := range f.object {
		if bytes.HasPrefix(f.object[id], []byte("<</Type /Page\n")) {
			out = append(out, id)
		}
	}
	return out
}

// bytes writes the file anew with the head of a version. Its identity is the
// hash of its content.
func (f *file) bytes(version string) []byte {
	var w bytes.Buffer
	size := 1024
	for _, o := range f.object {
		size += len(o) + 48 // with its line in the table
	}
	w.Grow(size)
	w.WriteString("%PDF-" + version + "\n%\xe2\xe3\xcf\xd3\n")
	offsets := make([]int, len(f.object))
	var line []byte
	for id := 1; id < len(f.object); id++ {
		offsets[id] = w.Len()
		line = strconv.AppendInt(line[:0], int64(id), 10)
		w.Write(append(line, " 0 obj\n"...))
		w.Write(f.object[id])
		w.WriteString("\nendobj\n")
	}
	id := sha256.Sum256(w.Bytes())
	x := w.Len()
	fmt.Fprintf(&w, "xref\n0 %d\n0000000000 65535 f \n", len(f.object))
	for _, o := range offsets[1:] {
		fmt.Fprintf(&w, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&w, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /ID [<%x> <%x>]>>\nstartxref\n%d\n%%%%EOF\n", len(f.object), f.root, f.info, id[:16], id[:16], x)
	return w.Bytes()
}
