package finish

import (
	"cmp"
	"crypto/md5" //nolint:gosec // the format names it as a checksum (ISO 32000-1, table 46); nothing relies on it
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Attachment is a file carried within a paper (PDF/A-3, ISO 19005-3, 6.8).
type Attachment struct {
	// Name is the file's name, unique within the paper: Chinese is fine, a path
	// is kept as it is given.
	Name string
	// Type is its MIME type, such as application/json.
	Type string
	// Description says to a reader what it is; may be empty.
	Description string
	// Relation is what it is to the paper; the zero value means Unspecified.
	Relation Relation
	// Data are its bytes.
	Data []byte
}

// Relation is what an attached file is to the paper (AFRelationship).
type Relation string

// The relations of PDF/A-3.
const (
	RelationSource      Relation = "Source"
	RelationData        Relation = "Data"
	RelationAlternative Relation = "Alternative"
	RelationSupplement  Relation = "Supplement"
	RelationUnspecified Relation = "Unspecified"
)

// known reports whether a relation is one of the closed list.
func (r Relation) known() bool {
	return slices.Contains([]Relation{RelationSource, RelationData, RelationAlternative, RelationSupplement, RelationUnspecified}, r)
}

// attach writes the files and returns the entries of the catalog, none without
// files. Its order is that of the names, so that the order in which they were
// given does not matter.
func (f *file) attach(list []Attachment, at time.Time) (string, error) {
	if len(list) == 0 {
		return "", nil
	}
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b Attachment) int { return cmpText(text(a.Name), text(b.Name)) })
	var kids []string
	var all strings.Builder
	for part := range slices.Chunk(list, leafSize) {
		var names strings.Builder
		for _, a := range part {
			n, err := f.attachment(a, at)
			if err != nil {
				return "", err
			}
			fmt.Fprintf(&names, "%s %d 0 R ", text(a.Name), n)
			fmt.Fprintf(&all, "%d 0 R ", n)
		}
		kids = append(kids, fmt.Sprintf("<</Limits [%s %s] /Names [%s]>>", text(part[0].Name), text(part[len(part)-1].Name), names.String()))
	}
	for i := range list[1:] {
		if list[i].Name == list[i+1].Name {
			return "", fmt.Errorf("two attached files are called %q", list[i].Name)
		}
	}
	return fmt.Sprintf("/Names <</EmbeddedFiles %d 0 R>> /AF [%s]", f.tree(kids, "/Names"), all.String()), nil
}

// attachment writes one file and returns the number of its specification.
func (f *file) attachment(a Attachment, at time.Time) (int, error) {
	relation := cmp.Or(a.Relation, RelationUnspecified)
	switch {
	case a.Name == "" || !utf8.ValidString(a.Name):
		return 0, fmt.Errorf("attached file %q: needs a name in UTF-8", a.Name)
	case !strings.Contains(a.Type, "/"):
		return 0, fmt.Errorf("attached file %q: %q is no MIME type", a.Name, a.Type)
	case !relation.known():
		return 0, fmt.Errorf("attached file %q: %q is no relation of PDF/A-3", a.Name, relation)
	}
	sum := md5.Sum(a.Data) //nolint:gosec // see above
	data := f.stream(fmt.Sprintf("/Type /EmbeddedFile /Subtype /%s /Params <</Size %d /ModDate %s /CheckSum <%X>>>",
		name(a.Type), len(a.Data), date(at), sum), a.Data, true)
	description := ""
	if a.Description != "" {
		description = "/Desc " + text(a.Description)
	}
	return f.add(dictionary("/Type /Filespec /F "+literal(plain(a.Name))+" /UF "+text(a.Name),
		description, fmt.Sprintf("/AFRelationship /%s /EF <</F %d 0 R /UF %d 0 R>>", relation, data, data))), nil
}

// name writes a name of PDF: what is no plain letter is written by its number.
func name(s string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '.' || c == '-' || c == '+' {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "#%02X", c)
		}
	}
	return b.String()
}

// plain is a name for readers that know no Unicode.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return '_'
		}
		return r
	}, s)
}

// cmpText compares two texts as the file writes them: by their code units.
func cmpText(a, b string) int { return strings.Compare(a, b) }
