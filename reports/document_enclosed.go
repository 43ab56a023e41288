package reports

import "fmt"

// Enclosed is a whole document within another (卷内文件): a part of a dossier. It
// begins on a page of its own and is laid out as if it stood alone; besides its
// own page number each page carries that of the whole file (案卷页号). A document
// that encloses others has no other blocks.
type Enclosed struct {
	// Name is what Run.PagesOf refers to; it is not printed.
	Name     string   `json:"name"`
	Document Document `json:"document"`
}

func (Enclosed) kind() string { return "enclosed" }

func (b Enclosed) check(path string) error {
	if b.Name == "" {
		return badBlock(path+"/name", "卷内文件应当有名称")
	}
	for i, inner := range b.Document.Blocks {
		if _, again := inner.(Enclosed); again {
			return badBlock(fmt.Sprintf("%s/document/blocks/%d", path, i), "卷内文件不能再套卷内文件")
		}
	}
	return b.Document.Check()
}

func (b Enclosed) write(w *textWriter) { w.line(b.Document.Text()) }

// Encloses returns the documents that d encloses; all is false when it has other
// blocks as well, or none.
func (d Document) Encloses() (parts []Enclosed, all bool) {
	for _, b := range d.Blocks {
		if e, ok := b.(Enclosed); ok {
			parts = append(parts, e)
		}
	}
	return parts, len(parts) > 0 && len(parts) == len(d.Blocks)
}
