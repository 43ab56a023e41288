package pdf

import (
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// Attachment is an embedded file.
type Attachment struct {
	Name string
	Type string // media type as the file says, for instance application/json
	Data []byte
}

// Attachments lists the embedded files in the order of the file's own list. It
// fails when a name stands twice.
func (f *File) Attachments() ([]Attachment, error) {
	root, err := f.Root()
	if err != nil || root["Names"] == nil {
		return nil, err
	}
	names, err := f.dict(root["Names"])
	if err != nil || names["EmbeddedFiles"] == nil {
		return nil, err
	}
	w := &nameWalk{file: f, seen: map[int]bool{}, names: map[string]bool{}}
	if err := w.node(names["EmbeddedFiles"], 0); err != nil {
		return nil, err
	}
	return w.out, nil
}

// nameWalk walks a tree of names.
type nameWalk struct {
	file  *File
	seen  map[int]bool
	names map[string]bool
	out   []Attachment
}

func (w *nameWalk) node(o Object, depth int) error {
	if err := visit(w.seen, o, depth); err != nil {
		return err
	}
	node, err := w.file.dict(o)
	if err != nil {
		return err
	}
	if kids, ok := node["Kids"]; ok {
		list, err := w.file.array(kids)
		if err != nil {
			return err
		}
		for _, kid := range list {
			if err := w.node(kid, depth+1); err != nil {
				return err
			}
		}
	}
	if node["Names"] == nil {
		return nil
	}
	list, err := w.file.array(node["Names"])
	if err != nil {
		return err
	}
	for i := 0; i+1 < len(list); i += 2 {
		if err := w.leaf(list[i+1]); err != nil {
			return err
		}
	}
	return nil
}

func (w *nameWalk) leaf(o Object) error {
	spec, err := w.file.dict(o)
	if err != nil {
		return err
	}
	name, err := w.file.text(spec["UF"])
	if err != nil || name == "" {
		if name, err = w.file.text(spec["F"]); err != nil {
			return err
		}
	}
	if w.names[name] {
		return &Error{Kind: ErrForm, Offset: -1, Object: number(o), Detail: fmt.Sprintf("two attachments are called %.80q", name)}
	}
	w.names[name] = true
	ef, err := w.file.dict(spec["EF"])
	if err != nil {
		return err
	}
	v, err := w.file.Resolve(ef["F"])
	if err != nil {
		return err
	}
	s, ok := v.(*Stream)
	if !ok {
		return &Error{Kind: ErrForm, Offset: -1, Object: number(o), Detail: "an attachment has no data"}
	}
	data, err := w.file.Data(s)
	if err != nil {
		return err
	}
	w.out = append(w.out, Attachment{Name: name, Type: string(s.Dict.name("Subtype")), Data: data})
	return nil
}

// visit refuses a tree that loops or is too deep.
func visit(seen map[int]bool, o Object, depth int) error {
	if depth > maxDepth {
		return limitError(-1, "a tree is more than %d deep", maxDepth)
	}
	if r, ok := o.(Ref); ok {
		if seen[int(r)] {
			return &Error{Kind: ErrForm, Object: int(r), Detail: "a tree comes back to itself"}
		}
		seen[int(r)] = true
	}
	return nil
}

// text reads a string of text: UTF-16 with its mark, UTF-8, or ASCII.
func (f *File) text(o Object) (string, error) {
	v, err := f.Resolve(o)
	if err != nil {
		return "", err
	}
	s, ok := v.(String)
	if !ok {
		return "", &Error{Kind: ErrForm, Offset: -1, Detail: "a string is wanted"}
	}
	return textOf(s)
}

func textOf(s String) (string, error) {
	if len(s) >= 2 && s[0] == 0xFE && s[1] == 0xFF {
		return utf16Text(string(s[2:]))
	}
	if !utf8.ValidString(string(s)) {
		return "", &Error{Kind: ErrForm, Offset: -1, Detail: "a string is neither UTF-16 nor UTF-8"}
	}
	return string(s), nil
}

// utf16Text reads big-endian UTF-16; halves of pairs on their own are refused.
func utf16Text(s string) (string, error) {
	if len(s)%2 != 0 {
		return "", &Error{Kind: ErrForm, Offset: -1, Detail: "a string of UTF-16 has an odd length"}
	}
	units := make([]uint16, len(s)/2)
	for i := range units {
		units[i] = uint16(s[2*i])<<8 | uint16(s[2*i+1])
	}
	out := utf16.Decode(units)
	for i, r := range out {
		if r == utf8.RuneError {
			return "", &Error{Kind: ErrForm, Offset: -1, Detail: fmt.Sprintf("character %d of a string is half a pair", i)}
		}
	}
	return string(out), nil
}

// Text reads a string of text; an object that is none is an error.
func (f *File) Text(o Object) (string, error) { return f.text(o) }
