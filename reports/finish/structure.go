package finish

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/reports/layout"
)

// standard are the tags of PDF 1.7 (ISO 32000-1, 14.8.4) that papers use: no
// role map is needed, and a reader by ear knows them all.
var standard = []string{
	"Document", "Part", "Sect", "Div", "P", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody",
	"Table", "Caption", "THead", "TBody", "TR", "TH", "TD", "Figure", "Note", "Reference", "Link", "Span", "TOC", "TOCI", "Form",
}

// place is marked content: the n-th of a page.
type place struct{ page, mark int }

func (a place) before(b place) bool { return a.page < b.page || a.page == b.page && a.mark < b.mark }

// node is an element as it stands in the file.
type node struct {
	layout.Element
	marks []place
	kids  []int
	first place // first marked content of the element and what is under it
}

// nowhere is after every place.
var nowhere = place{page: 1 << 30}

// grow makes the tree of the elements. Text that stands in an item of a list
// without a body gets one (LBody), as PDF/UA asks.
func grow(elements []layout.Element, marks [][]int) ([]node, [][]int, error) {
	nodes := make([]node, len(elements), len(elements)+len(elements)/8)
	for i, e := range elements {
		if !slices.Contains(standard, e.Tag) {
			return nil, nil, fmt.Errorf("element %d: %q is no standard tag of PDF 1.7", i, e.Tag)
		}
		if e.Parent >= i || i > 0 && e.Parent < 0 {
			return nil, nil, fmt.Errorf("element %d (%s): stands before its parent %d", i, e.Tag, e.Parent)
		}
		if e.Tag == "Figure" && e.Alt == "" {
			return nil, nil, fmt.Errorf("element %d: a figure without a text that stands for it", i)
		}
		nodes[i] = node{Element: e, first: nowhere}
	}
	bodies := map[int]int{} // the body of an item, its own or the one that it was given
	for i, e := range elements {
		if e.Tag == "LBody" {
			bodies[e.Parent] = i
		}
	}
	for i := range elements {
		e := &nodes[i]
		if e.Parent >= 0 && nodes[e.Parent].Tag == "LI" && e.Tag != "Lbl" && e.Tag != "LBody" {
			e.Parent, nodes = bodyOf(nodes, bodies, e.Parent)
		}
	}
	at := make([][]int, len(marks))
	for pg, ids := range marks {
		at[pg] = slices.Clone(ids)
		for n, id := range ids {
			if nodes[id].Tag == "LI" {
				id, nodes = bodyOf(nodes, bodies, id)
				at[pg][n] = id
			}
			nodes[id].marks = append(nodes[id].marks, place{pg, n})
		}
	}
	order(nodes, len(elements))
	return nodes, at, nil
}

// bodyOf is the body of an item, made if it has none.
func bodyOf(nodes []node, bodies map[int]int, item int) (int, []node) {
	if n, ok := bodies[item]; ok {
		return n, nodes
	}
	bodies[item] = len(nodes)
	return len(nodes), append(nodes, node{Element: layout.Element{Tag: "LBody", Parent: item}, first: nowhere})
}

// order puts every element under its parent, in the order in which they are
// read. The bodies that were made stand after the given elements.
func order(nodes []node, given int) {
	up := func(i int) {
		n := &nodes[i]
		if len(n.marks) > 0 && n.marks[0].before(n.first) {
			n.first = n.marks[0]
		}
		if n.Parent >= 0 && n.first.before(nodes[n.Parent].first) {
			nodes[n.Parent].first = n.first
		}
	}
	for i := given - 1; i >= 0; i-- {
		up(i)
	}
	for i := given; i < len(nodes); i++ { // up to the root, past parents that are done
		up(i)
		for p := nodes[i].Parent; p >= 0; p = nodes[p].Parent {
			up(p)
		}
	}
	for i, n := range nodes {
		if n.Parent >= 0 {
			nodes[n.Parent].kids = append(nodes[n.Parent].kids, i)
		}
	}
	for i := range nodes {
		if nodes[i].Tag == "LI" || len(nodes[i].marks) > 0 && len(nodes[i].kids) > 0 {
			slices.SortStableFunc(nodes[i].kids, func(a, b int) int { return compare(nodes[a].first, nodes[b].first) })
		}
	}
}

func compare(a, b place) int {
	switch {
	case a.before(b):
		return -1
	case b.before(a):
		return 1
	}
	return 0
}

// structure is the structure tree of a file: the elements of each part are
// written as the part comes, and what binds the parts together is kept.
type structure struct {
	*file
	root  int      // the element that the parts stand under, or the tree itself
	parts []kid    // elements at its top
	keys  int      // that the parent tree has so far
	nums  []byte   // the leaf of the parent tree under way
	kids  []string // the leaves before it
	ids   []named
}

// kid is an element at the top of the tree, and its place among the others.
type kid struct{ place, number int }

// named is an element that has a name.
type named struct {
	key string
	ref int
}

// begin makes the tree. A document that encloses others is an element of its own
// over them.
func (s *structure) begin(encloses bool) {
	s.root = structureObject
	if encloses {
		s.root = s.number()
	}
}

// add writes the elements of a part whose pages have the given numbers, and
// returns the key under which each page leads back to its elements. The links get
// theirs.
func (s *structure) add(p layout.Part, marks [][]int, pages []int, links []link) (keys []int, err error) {
	nodes, marks, err := grow(p.Elements, marks)
	if err != nil {
		return nil, err
	}
	w := treeWriter{nodes: nodes, leaves: pages, links: links, first: s.numbers(len(nodes)), root: s.root, height: p.Height}
	var b []byte
	for i, n := range nodes {
		b = w.element(b[:0], i)
		s.put(w.first+i, b)
		if n.ID != "" {
			s.ids = append(s.ids, named{text(n.ID), w.first + i})
		}
	}
	s.parts = append(s.parts, kid{p.Index, w.first})
	for _, m := range marks {
		refs := []byte{'['}
		for _, e := range m {
			refs = append(refer(refs, w.first+e), ' ')
		}
		keys = append(keys, s.lead(append(refs, ']')))
	}
	for i := range links {
		links[i].key = s.lead(refer(nil, w.first+links[i].Element))
	}
	return keys, nil
}

// end writes what binds the parts together and returns the entries of the catalog.
func (s *structure) end() string {
	slices.SortFunc(s.parts, func(a, b kid) int { return a.place - b.place })
	var kids []byte
	for _, p := range s.parts {
		kids = append(refer(kids, p.number), ' ')
	}
	if s.root != structureObject {
		s.put(s.root, fmt.Appendf(nil, "<</S /Document /P %d 0 R /K [%s]>>", structureObject, kids))
		kids = refer(nil, s.root)
	}
	s.turn()
	nums := s.tree(s.kids, "/Nums")
	s.put(structureObject, dictionary(fmt.Sprintf("/Type /StructTreeRoot /K [%s] /ParentTree %d 0 R /ParentTreeNextKey %d", kids, nums, s.keys), s.idTree()))
	return fmt.Sprintf("/MarkInfo <</Marked true>> /StructTreeRoot %d 0 R", structureObject)
}

// treeWriter writes elements as objects.
type treeWriter struct {
	nodes       []node
	leaves      []int // numbers of the pages
	links       []link
	first, root int // numbers of the first element and of what all stand under
	height      float64
}

func (w treeWriter) element(b []byte, i int) []byte {
	n := &w.nodes[i]
	parent := w.root
	if n.Parent >= 0 {
		parent = w.first + n.Parent
	}
	b = append(append(b, "<</S /"...), n.Tag...)
	b = refer(append(b, " /P "...), parent)
	b = w.attributes(b, n)
	pg := -1
	if len(n.marks) > 0 {
		pg = n.marks[0].page
		b = refer(append(b, " /Pg "...), w.leaves[pg])
	}
	b = append(b, " /K ["...)
	k := 0
	for _, m := range n.marks {
		for ; k < len(n.kids) && w.nodes[n.kids[k]].first.before(m); k++ {
			b = append(refer(b, w.first+n.kids[k]), ' ')
		}
		if m.page == pg {
			b = append(strconv.AppendInt(b, int64(m.mark), 10), ' ')
			continue
		}
		b = refer(append(b, "<</Type /MCR /Pg "...), w.leaves[m.page])
		b = append(strconv.AppendInt(append(b, " /MCID "...), int64(m.mark), 10), ">> "...)
	}
	for ; k < len(n.kids); k++ {
		b = append(refer(b, w.first+n.kids[k]), ' ')
	}
	if n.Tag == "Link" {
		b = w.annotations(b, i)
	}
	return append(b, "]>>"...)
}

// annotations ties a link element to what is clicked.
func (w treeWriter) annotations(b []byte, element int) []byte {
	for _, l := range w.links {
		if l.Element == element {
			b = refer(append(b, "<</Type /OBJR /Obj "...), l.number)
			b = append(refer(append(b, " /Pg "...), w.leaves[l.Box.Page]), ">> "...)
		}
	}
	return b
}

func refer(b []byte, n int) []byte {
	return append(strconv.AppendInt(b, int64(n), 10), " 0 R"...)
}

// attributes are what a reader must know of an element: spans and scope of a
// cell, box of a figure, numbers of a list, texts that stand for it.
func (w treeWriter) attributes(b []byte, n *node) []byte {
	switch n.Tag {
	case "TH", "TD":
		b = cell(b, n)
	case "L":
		if n.Ordered {
			b = append(b, " /A <</O /List /ListNumbering /Decimal>>"...)
		}
	case "Figure":
		if box := n.Box; box != nil {
			b = fmt.Appendf(b, " /A <</O /Layout /Placement /Block /BBox [%.2f %.2f %.2f %.2f]>>", box.X1, w.height-box.Y2, box.X2, w.height-box.Y1)
		}
	}
	for _, s := range []struct{ key, value string }{{"/Alt", n.Alt}, {"/ActualText", n.ActualText}, {"/ID", n.ID}} {
		if s.value != "" {
			b = append(b, " "+s.key+" "+text(s.value)...)
		}
	}
	if n.Lang != "" {
		b = append(b, " /Lang "+literal(n.Lang)...)
	}
	return b
}

func cell(b []byte, n *node) []byte {
	if n.Tag != "TH" && n.ColSpan <= 1 && n.RowSpan <= 1 {
		return b
	}
	b = append(b, " /A <</O /Table"...)
	if n.Tag == "TH" {
		scope := n.Scope
		if scope == "" {
			scope = layout.ScopeBoth
		}
		b = append(append(b, " /Scope /"...), scope...)
	}
	if n.ColSpan > 1 {
		b = strconv.AppendInt(append(b, " /ColSpan "...), int64(n.ColSpan), 10)
	}
	if n.RowSpan > 1 {
		b = strconv.AppendInt(append(b, " /RowSpan "...), int64(n.RowSpan), 10)
	}
	return append(b, ">>"...)
}

// leafSize is how many pages or names a leaf of a tree holds.
const leafSize = 64

// lead makes the way back from a page or a link to its elements and returns its
// key. Many get leaves of their own, so that a reader need not read all for one.
func (s *structure) lead(to []byte) int {
	key := s.keys
	s.nums = append(strconv.AppendInt(s.nums, int64(key), 10), ' ')
	s.nums = append(append(s.nums, to...), '\n')
	if s.keys++; s.keys%leafSize == 0 {
		s.turn()
	}
	return key
}

// turn ends the leaf under way.
func (s *structure) turn() {
	if len(s.nums) > 0 {
		s.kids = append(s.kids, fmt.Sprintf("<</Limits [%d %d] /Nums [%s]>>", (s.keys-1)/leafSize*leafSize, s.keys-1, s.nums))
		s.nums = s.nums[:0]
	}
}

// idTree finds elements by their names, as notes ask; without names there is
// none.
func (s *structure) idTree() string {
	if len(s.ids) == 0 {
		return ""
	}
	slices.SortFunc(s.ids, func(a, b named) int { return cmpText(a.key, b.key) })
	var kids []string
	for part := range slices.Chunk(s.ids, leafSize) {
		var b []byte
		for _, n := range part {
			b = append(refer(append(append(b, n.key...), ' '), n.ref), ' ')
		}
		kids = append(kids, fmt.Sprintf("<</Limits [%s %s] /Names [%s]>>", part[0].key, part[len(part)-1].key, b))
	}
	return fmt.Sprintf("/IDTree %d 0 R", s.tree(kids, "/Names"))
}

// tree adds leaves under one root. A single leaf is the root itself, which has
// no limits.
func (f *file) tree(kids []string, key string) int {
	if len(kids) == 1 {
		return f.add([]byte("<<" + kids[0][strings.Index(kids[0], key):]))
	}
	var b []byte
	for _, k := range kids {
		b = append(refer(b, f.add([]byte(k))), ' ')
	}
	return f.add([]byte("<</Kids [" + string(b) + "]>>"))
}
