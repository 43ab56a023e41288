package lock

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"

	"github.com/anjia-project/anjia/reports/dossier/pdf"
)

// writer writes the objects of a file anew, encrypted.
type writer struct {
	out    bytes.Buffer
	keys   *keys
	random io.Reader
	file   *pdf.File
	err    error // of the random bytes
}

// document writes the whole file with other metadata in place of its own.
func (w *writer) document(xmp []byte) error {
	trailer := w.file.Trailer()
	root, err := w.file.Root()
	if err != nil {
		return err
	}
	root = maps.Clone(root)
	described, _ := root["Metadata"].(pdf.Ref)
	delete(root, "OutputIntents") // they say that it is an archival form
	w.out.WriteString("%PDF-2.0\n%\xE2\xE3\xCF\xD3\n")
	numbers := w.file.Revisions()[0].Objects
	offsets := make(map[int]int, len(numbers)+1)
	for _, n := range numbers {
		v, err := w.file.Object(n)
		if err != nil {
			return err
		}
		switch pdf.Ref(n) {
		case trailer["Root"]:
			v = root
		case described:
			v = &pdf.Stream{Dict: pdf.Dict{"Type": pdf.Name("Metadata"), "Subtype": pdf.Name("XML")}, Raw: xmp}
		}
		offsets[n] = w.out.Len()
		w.object(n, v)
	}
	lock := numbers[len(numbers)-1] + 1
	offsets[lock] = w.out.Len()
	w.lock(lock)
	w.table(offsets, lock, trailer)
	return w.err
}

func (w *writer) object(n int, v pdf.Object) {
	fmt.Fprintf(&w.out, "%d 0 obj\n", n)
	s, ok := v.(*pdf.Stream)
	if !ok {
		w.value(v)
		w.out.WriteString("\nendobj\n")
		return
	}
	data := w.encrypt(s.Raw)
	d := maps.Clone(s.Dict)
	d["Length"] = len(data)
	w.value(d)
	w.out.WriteString("\nstream\n")
	w.out.Write(data)
	w.out.WriteString("\nendstream\nendobj\n")
}

func (w *writer) encrypt(data []byte) []byte {
	out, err := w.keys.encrypt(data, w.random)
	if w.err == nil {
		w.err = err
	}
	return out
}

// value writes a value, strings encrypted.
func (w *writer) value(v pdf.Object) {
	switch v := v.(type) {
	case nil:
		w.out.WriteString("null")
	case bool:
		w.out.WriteString(strconv.FormatBool(v))
	case int:
		w.out.WriteString(strconv.Itoa(v))
	case float64:
		w.out.WriteString(strconv.FormatFloat(v, 'f', -1, 64))
	case pdf.Ref:
		fmt.Fprintf(&w.out, "%d 0 R", v)
	case pdf.Name:
		w.name(v)
	case pdf.String:
		w.hex(w.encrypt([]byte(v)))
	case pdf.Array:
		w.out.WriteByte('[')
		for i, e := range v {
			if i > 0 {
				w.out.WriteByte(' ')
			}
			w.value(e)
		}
		w.out.WriteByte(']')
	case pdf.Dict:
		w.dict(v)
	}
}

func (w *writer) dict(d pdf.Dict) {
	w.out.WriteString("<<")
	for _, key := range slices.Sorted(maps.Keys(d)) {
		w.name(key)
		w.out.WriteByte(' ')
		w.value(d[key])
		w.out.WriteByte(' ')
	}
	w.out.WriteString(">>")
}

func (w *writer) name(n pdf.Name) {
	w.out.WriteByte('/')
	for i := range len(n) {
		if c := n[i]; c > ' ' && c <= '~' && !bytes.ContainsRune([]byte("#()<>[]{}/%"), rune(c)) {
			w.out.WriteByte(c)
		} else {
			fmt.Fprintf(&w.out, "#%02X", c)
		}
	}
}

func (w *writer) hex(b []byte) { fmt.Fprintf(&w.out, "<%X>", b) }

// lock writes the dictionary of encryption, whose own strings stay as they are.
func (w *writer) lock(n int) {
	fmt.Fprintf(&w.out, "%d 0 obj\n<</Filter /Standard /V 5 /R 6 /Length 256 /P %d /EncryptMetadata true "+
		"/CF <</StdCF <</AuthEvent /DocOpen /CFM /AESV3 /Length 32>>>> /StmF /StdCF /StrF /StdCF ", n, int32(-4))
	for _, s := range []struct {
		name  string
		value []byte
	}{{"U", w.keys.u[:]}, {"UE", w.keys.ue[:]}, {"O", w.keys.o[:]}, {"OE", w.keys.oe[:]}, {"Perms", w.keys.permissionsSealed[:]}} {
		fmt.Fprintf(&w.out, "/%s <%X> ", s.name, s.value)
	}
	w.out.WriteString(">>\nendobj\n")
}

// table writes the cross references and the trailer. The first identity stays that
// of the file that was copied, the second is new: it is another file.
func (w *writer) table(offsets map[int]int, lock int, trailer pdf.Dict) {
	start := w.out.Len()
	fmt.Fprintf(&w.out, "xref\n0 %d\n0000000000 65535 f \n", lock+1)
	for n := 1; n <= lock; n++ {
		if at, ok := offsets[n]; ok {
			fmt.Fprintf(&w.out, "%010d 00000 n \n", at)
		} else {
			w.out.WriteString("0000000000 00000 f \n")
		}
	}
	fresh := make([]byte, block)
	if _, err := io.ReadFull(w.random, fresh); err != nil && w.err == nil {
		w.err = err
	}
	first := fresh
	if ids, ok := trailer["ID"].(pdf.Array); ok && len(ids) > 0 {
		if s, ok := ids[0].(pdf.String); ok {
			first = []byte(s)
		}
	}
	fmt.Fprintf(&w.out, "trailer\n<</Size %d /Encrypt %d 0 R /ID [<%X> <%X>]", lock+1, lock, first, fresh)
	for _, key := range []pdf.Name{"Root", "Info"} {
		if r, ok := trailer[key].(pdf.Ref); ok {
			fmt.Fprintf(&w.out, " /%s %d 0 R", key, r)
		}
	}
	fmt.Fprintf(&w.out, ">>\nstartxref\n%d\n%%%%EOF\n", start)
}
