package pdf

import "fmt"

// Page is one page: its dictionary, what it inherits, and its number from 1.
type Page struct {
	Number    int
	Object    int // number of the object that holds it
	Dict      Dict
	resources Object
}

// Pages lists the pages in the order of the file's tree.
func (f *File) Pages() ([]Page, error) {
	root, err := f.Root()
	if err != nil {
		return nil, err
	}
	w := &pageWalk{file: f, seen: map[int]bool{}}
	if err := w.node(root["Pages"], nil, 0); err != nil {
		return nil, err
	}
	return w.out, nil
}

type pageWalk struct {
	file *File
	seen map[int]bool
	out  []Page
}

func (w *pageWalk) node(o, resources Object, depth int) error {
	if err := visit(w.seen, o, depth); err != nil {
		return err
	}
	node, err := w.file.dict(o)
	if err != nil {
		return err
	}
	if r, ok := node["Resources"]; ok {
		resources = r
	}
	switch node.name("Type") {
	case "Page":
		w.out = append(w.out, Page{Number: len(w.out) + 1, Object: number(o), Dict: node, resources: resources})
		return nil
	case "Pages":
		kids, err := w.file.array(node["Kids"])
		if err != nil {
			return err
		}
		for _, kid := range kids {
			if err := w.node(kid, resources, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	return &Error{Kind: ErrForm, Offset: -1, Object: number(o), Detail: "the tree of pages holds what is no page"}
}

// Content is the page's operators, unpacked; several streams are joined by a line
// end, as the format has it.
func (f *File) Content(p Page) ([]byte, error) {
	v, err := f.Resolve(p.Dict["Contents"])
	if err != nil {
		return nil, err
	}
	parts, ok := v.(Array)
	if !ok {
		parts = Array{p.Dict["Contents"]}
	}
	var out []byte
	for i, part := range parts {
		v, err := f.Resolve(part)
		if err != nil {
			return nil, err
		}
		s, ok := v.(*Stream)
		if !ok {
			return nil, &Error{Kind: ErrForm, Offset: -1, Object: p.Object, Detail: fmt.Sprintf("page %d has no content", p.Number)}
		}
		data, err := f.Data(s)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			out = append(out, '\n')
		}
		if len(parts) == 1 {
			return data, nil
		}
		out = append(out, data...)
	}
	return out, nil
}
