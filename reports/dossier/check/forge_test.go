package check_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

// forged is a file taken apart by somebody who wants to put it together otherwise.
type forged struct {
	t       testing.TB
	head    []byte
	objects map[int][]byte // between "n 0 obj\n" and "\nendobj\n"
	order   []int          // in which they stand in the file
	size    int
	trailer string
}

var (
	reStart   = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`)
	reTrailer = regexp.MustCompile(`(?s)trailer\n(<<.*>>)\nstartxref`)
)

// forge takes an unsigned file apart.
func forge(tb testing.TB, b []byte) *forged {
	tb.Helper()
	f := &forged{t: tb, objects: map[int][]byte{}}
	x, err := strconv.Atoi(string(reStart.FindSubmatch(b)[1]))
	require.NoError(tb, err)
	f.trailer = string(reTrailer.FindSubmatch(b[x:])[1])
	rows := bytes.Split(b[x:], []byte("\n"))
	_, err = fmt.Sscanf(string(rows[1]), "0 %d", &f.size)
	require.NoError(tb, err)
	first := len(b)
	for n := 1; n < f.size; n++ {
		at, err := strconv.Atoi(string(rows[2+n][:10]))
		require.NoError(tb, err)
		first = min(first, at)
		body := b[at+len(strconv.Itoa(n))+len(" 0 obj\n"):]
		f.objects[n] = body // cut below, when all starts are known
	}
	f.order = slices.SortedFunc(maps.Keys(f.objects), func(n, m int) int { return len(f.objects[m]) - len(f.objects[n]) })
	for i, n := range f.order {
		next := x
		if i+1 < len(f.order) {
			m := f.order[i+1]
			next = len(b) - len(f.objects[m]) - len(strconv.Itoa(m)) - len(" 0 obj\n")
		}
		f.objects[n] = bytes.TrimSuffix(b[len(b)-len(f.objects[n]):next], []byte("\nendobj\n"))
	}
	f.head = b[:first]
	return f
}

// bytes puts the file together again.
func (f *forged) bytes() []byte {
	var w bytes.Buffer
	w.Write(f.head)
	at := make([]int, f.size)
	for _, n := range f.order {
		at[n] = w.Len()
		fmt.Fprintf(&w, "%d 0 obj\n%s\nendobj\n", n, f.objects[n])
	}
	x := w.Len()
	fmt.Fprintf(&w, "xref\n0 %d\n0000000000 65535 f \n", f.size)
	for _, o := range at[1:] {
		fmt.Fprintf(&w, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&w, "trailer\n%s\nstartxref\n%d\n%%%%EOF\n", f.trailer, x)
	return w.Bytes()
}

// find is the object whose bytes hold a text.
func (f *forged) find(text string) int {
	f.t.Helper()
	for n := 1; n < f.size; n++ {
		if bytes.Contains(f.objects[n], []byte(text)) {
			return n
		}
	}
	require.Fail(f.t, "no object holds "+text)
	return 0
}

var reLength = regexp.MustCompile(`/Length \d+`)

// stream replaces the data of the stream object n, packed anew.
func (f *forged) stream(n int, data []byte) {
	dict, _, _ := bytes.Cut(f.objects[n], []byte("\nstream\n"))
	packed := deflate(data)
	dict = reLength.ReplaceAll(dict, fmt.Appendf(nil, "/Length %d", len(packed)))
	f.objects[n] = bytes.Join([][]byte{dict, []byte("\nstream\n"), packed, []byte("\nendstream")}, nil)
}

// data unpacks the stream object n; nil when it is none.
func (f *forged) data(n int) []byte {
	_, rest, ok := bytes.Cut(f.objects[n], []byte("\nstream\n"))
	if !ok || !bytes.Contains(f.objects[n], []byte("/FlateDecode")) {
		return nil
	}
	z, err := zlib.NewReader(bytes.NewReader(rest))
	require.NoError(f.t, err)
	out, err := io.ReadAll(z)
	require.NoError(f.t, err)
	return out
}

// attached is the object of the attachment that holds a text; its data is edited.
func (f *forged) attached(holds string, edit func([]byte) []byte) {
	f.t.Helper()
	for n := 1; n < f.size; n++ {
		if !bytes.Contains(f.objects[n], []byte("/EmbeddedFile ")) {
			continue
		}
		if data := f.data(n); bytes.Contains(data, []byte(holds)) {
			f.stream(n, edit(data))
			return
		}
	}
	require.Fail(f.t, "no attachment holds "+holds)
}

// update appends an update that writes objects anew.
func update(b []byte, objects map[int]string) []byte {
	x := reStart.FindSubmatch(b)[1]
	start, _ := strconv.Atoi(string(x))
	trailer := regexp.MustCompile(` /Prev \d+`).ReplaceAllString(string(reTrailer.FindSubmatch(b[start:])[1]), "")
	var w bytes.Buffer
	w.Write(b)
	at := map[int]int{}
	for n, o := range objects {
		at[n] = w.Len()
		fmt.Fprintf(&w, "%d 0 obj\n%s\nendobj\n", n, o)
	}
	table := w.Len()
	w.WriteString("xref\n")
	for n, o := range at {
		fmt.Fprintf(&w, "%d 1\n%010d 00000 n \n", n, o)
	}
	fmt.Fprintf(&w, "trailer\n%s /Prev %s>>\nstartxref\n%d\n%%%%EOF\n", trailer[:len(trailer)-2], x, table)
	return w.Bytes()
}

func deflate(b []byte) []byte {
	var out bytes.Buffer
	z := zlib.NewWriter(&out)
	_, _ = z.Write(b)
	_ = z.Close()
	return out.Bytes()
}
