package seal

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// update is all that the bytes of one signature's update depend on, besides the
// file before it. The same update of the same file gives the same bytes, for
// ever: whoever checks writes it anew and compares, so that an update can hide
// nothing.
type update struct {
	filter       string // SubFilter
	name, reason string // UTF-16 in hexadecimal
	at           string // yyyymmddhhmmss, UTC
	room         int    // bytes kept for the CMS
	page         int    // object of the page that bears the field
	rect         string // "0 0 0 0" when invisible
	image        []byte // object of the picture as it stands in the file; nil for none
}

const (
	filterPAdES = "ETSI.CAdES.detached"
	filterSM2   = "adbe.pkcs7.detached" // with the algorithms of GM/T 0010
	room        = 16384
	minute      = "20060102150405"
	invisible   = "0 0 0 0"
	keyFields   = "/Fields ["
	keyAnnots   = "/Annots ["
)

// written is a file with an update whose signature has yet to be put in.
type written struct {
	b        []byte
	from, to int // the slot: "<" is at from, the byte after ">" at to
}

// signed are the two parts of the file that the signature covers.
func (w written) signed() [2][]byte { return [2][]byte{w.b[:w.from], w.b[w.to:]} }

// write appends the update to the file.
func (u update) write(r *revision) (written, error) {
	catalog, page := r.object(r.root), r.object(u.page)
	if catalog == nil || page == nil || !rePage.Match(page) || u.page == r.root {
		return written{}, fmt.Errorf("%w: catalogue or page", ErrForm)
	}
	n := r.size
	field := strconv.Itoa(n+1) + " 0 R"
	w := &updateWriter{at: map[int]int{}}
	w.Grow(len(r.b) + 2*u.room + 4096 + len(catalog) + len(page) + len(u.image))
	w.Write(r.b)
	if !bytes.HasSuffix(r.b, []byte("\n")) {
		w.WriteByte('\n')
	}
	w.object(r.root, withEntry(catalog, keyFields, "/AcroForm <</SigFlags 3 ", field, "]>>"))
	w.object(u.page, withEntry(page, keyAnnots, "", field, "]"))
	at, from, to := w.signature(n, u)
	w.object(n+1, fmt.Appendf(nil, "<</Type /Annot /Subtype /Widget /FT /Sig /T (Seal%d) /TU <%s> /V %d 0 R /Rect [%s] /F 132 /P %d 0 R /AP <</N %d 0 R>>>>",
		r.fields()+1, u.reason, n, u.rect, u.page, n+2))
	w.object(n+2, u.appearance(n+3))
	numbers := []int{r.root, u.page, n, n + 1, n + 2}
	if u.image != nil {
		w.object(n+3, u.image)
		numbers = append(numbers, n+3)
	}
	w.end(r, numbers)
	b := w.Bytes()
	copy(b[at:], fmt.Sprintf("[0 %10d %10d %10d]", from, to, len(b)-to))
	return written{b: b, from: from, to: to}, nil
}

// fields counts the signatures of the file.
func (r *revision) fields() int {
	catalog := r.object(r.root)
	i := bytes.Index(catalog, []byte(keyFields))
	if i < 0 {
		return 0
	}
	list, _, _ := bytes.Cut(catalog[i:], []byte("]"))
	return bytes.Count(list, []byte(" 0 R"))
}

// updateWriter writes objects and remembers where.
type updateWriter struct {
	bytes.Buffer
	at map[int]int
}

func (w *updateWriter) object(n int, content []byte) {
	w.at[n] = w.Len()
	_, _ = fmt.Fprintf(w, "%d 0 obj\n%s\nendobj\n", n, content)
}

// signature writes the dictionary with an empty slot, and says where the ranges
// stand and where the slot is.
func (w *updateWriter) signature(n int, u update) (ranges, from, to int) {
	w.at[n] = w.Len()
	_, _ = fmt.Fprintf(w, "%d 0 obj\n<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /%s /Name <%s> /Reason <%s> /M (D:%sZ) /ByteRange ", n, u.filter, u.name, u.reason, u.at)
	ranges = w.Len()
	_, _ = fmt.Fprintf(w, "[0 %10d %10d %10d] /Contents ", 0, 0, 0)
	from = w.Len()
	w.WriteByte('<')
	w.Write(bytes.Repeat([]byte("0"), 2*u.room))
	w.WriteByte('>')
	to = w.Len()
	w.WriteString(">>\nendobj\n")
	return ranges, from, to
}

// appearance is what the field shows: nothing, or the picture.
func (u update) appearance(image int) []byte {
	if u.image == nil {
		return []byte("<</Type /XObject /Subtype /Form /BBox [0 0 0 0] /Resources <<>> /Length 0>>\nstream\n\nendstream")
	}
	draw := "q 1 0 0 1 0 0 cm /I Do Q"
	return fmt.Appendf(nil, "<</Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources <</XObject <</I %d 0 R>>>> /Length %d>>\nstream\n%s\nendstream", image, len(draw), draw)
}

// end writes table and trailer. Info and identity stay as they were.
func (w *updateWriter) end(r *revision, numbers []int) {
	x := w.Len()
	w.WriteString("xref\n")
	for _, n := range numbers {
		_, _ = fmt.Fprintf(w, "%d 1\n%010d 00000 n \n", n, w.at[n])
	}
	_, _ = fmt.Fprintf(w, "trailer\n<</Size %d /Root %d 0 R", r.size+len(numbers)-2, r.root)
	if info := reInfo.Find(r.trailer); info != nil {
		_, _ = fmt.Fprintf(w, " %s", info)
	}
	if id := reID.Find(r.trailer); id != nil {
		_, _ = fmt.Fprintf(w, " %s", id)
	}
	_, _ = fmt.Fprintf(w, " /Prev %d>>\nstartxref\n%d\n%s", r.start, x, eof)
}

// hexText is a text in UTF-16 with its mark, in hexadecimal.
func hexText(s string) string {
	var b strings.Builder
	b.WriteString("FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}

// plainText is the inverse of hexText; "" when it is none.
func plainText(h string) string {
	if len(h) < 4 || len(h)%4 != 0 {
		return ""
	}
	var units []uint16
	for i := 4; i+4 <= len(h); i += 4 {
		u, err := strconv.ParseUint(h[i:i+4], 16, 16)
		if err != nil {
			return ""
		}
		units = append(units, uint16(u))
	}
	return string(utf16.Decode(units))
}

func stampText(t time.Time) string { return t.UTC().Format(minute) }
