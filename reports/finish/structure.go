package finish

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/anjia-project/anjia/reports/layout"
)

// structure writes the structure tree and ties each page's marked content to
// it. It returns the entries of the catalog.
func (f *file) structure(ps *layout.Pages, marks [][]int, leaves []int) string {
	root := f.add(nil)
	first := f.next
	for range ps.Elements {
		f.add(nil)
	}
	kids := make([][]string, len(ps.Elements))
	for pg, elements := range marks {
		for mcid, e := range elements {
			kids[e] = append(kids[e], fmt.Sprintf("<</Type /MCR /Pg %d 0 R /MCID %d>>", leaves[pg], mcid))
		}
	}
	for i, e := range ps.Elements {
		if e.Parent >= 0 {
			kids[e.Parent] = append(kids[e.Parent], fmt.Sprintf("%d 0 R", first+i))
		}
	}
	for i, e := range ps.Elements {
		parent := root
		if e.Parent >= 0 {
			parent = first + e.Parent
		}
		f.object[first+i] = dictionary(fmt.Sprintf("/Type /StructElem /S /%s /P %d 0 R", e.Tag, parent), attributes(e), "/K ["+strings.Join(kids[i], " ")+"]")
	}
	nums := f.parentTree(marks, leaves, first)
	f.object[root] = dictionary(fmt.Sprintf("/Type /StructTreeRoot /K [%d 0 R] /ParentTree %d 0 R /ParentTreeNextKey %d", first, nums, len(leaves)))
	return fmt.Sprintf("/MarkInfo <</Marked true>> /StructTreeRoot %d 0 R", root)
}

// attributes are the spans of a table cell and the scope of a head.
func attributes(e layout.Element) string {
	var a []string
	if e.Tag == "TH" {
		a = append(a, "/Scope /Both")
	}
	if e.ColSpan > 1 {
		a = append(a, fmt.Sprintf("/ColSpan %d", e.ColSpan))
	}
	if e.RowSpan > 1 {
		a = append(a, fmt.Sprintf("/RowSpan %d", e.RowSpan))
	}
	if len(a) == 0 {
		return ""
	}
	return "/A <</O /Table " + strings.Join(a, " ") + ">>"
}

// parentTree leads from a page's marked content back to its element.
func (f *file) parentTree(marks [][]int, leaves []int, first int) int {
	var nums strings.Builder
	for pg, elements := range marks {
		refs := make([]string, len(elements))
		for mcid, e := range elements {
			refs[mcid] = fmt.Sprintf("%d 0 R", first+e)
		}
		fmt.Fprintf(&nums, "%d [%s]\n", pg, strings.Join(refs, " "))
		page := f.object[leaves[pg]]
		f.object[leaves[pg]] = append(fmt.Appendf(nil, "<</StructParents %d /Tabs /S\n", pg), bytes.TrimPrefix(page, []byte("<<"))...)
	}
	return f.add([]byte("<</Nums [" + nums.String() + "]>>"))
}

// outline writes the bookmarks as a tree and returns the entries of the
// catalog, none when there are no bookmarks.
func (f *file) outline(ps *layout.Pages, leaves []int) string {
	if len(ps.Outline) == 0 {
		return ""
	}
	root := f.add(nil)
	first := f.next
	for range ps.Outline {
		f.add(nil)
	}
	parents := make([]int, len(ps.Outline)) // index of the parent, -1 for the root
	for i, m := range ps.Outline {
		parents[i] = -1
		for k := i - 1; k >= 0; k-- {
			if ps.Outline[k].Level < m.Level {
				parents[i] = k
				break
			}
		}
	}
	for i, m := range ps.Outline {
		parent := root
		if parents[i] >= 0 {
			parent = first + parents[i]
		}
		f.object[first+i] = dictionary(
			fmt.Sprintf("/Title %s /Parent %d 0 R /Dest [%d 0 R /XYZ 0 %.2f null]", text(m.Title), parent, leaves[m.Page], ps.Height-m.Y),
			siblings(parents, i, first), children(parents, i, first))
	}
	f.object[root] = dictionary("/Type /Outlines", children(parents, -1, first))
	return fmt.Sprintf("/Outlines %d 0 R", root)
}

func siblings(parents []int, i, first int) string {
	out := ""
	for k := i - 1; k >= 0; k-- {
		if parents[k] == parents[i] {
			out = fmt.Sprintf("/Prev %d 0 R ", first+k)
			break
		}
	}
	for k := i + 1; k < len(parents); k++ {
		if parents[k] == parents[i] {
			return out + fmt.Sprintf("/Next %d 0 R", first+k)
		}
	}
	return out
}

func children(parents []int, i, first int) string {
	a, z, n := -1, -1, 0
	for k, p := range parents {
		if p == i {
			if a < 0 {
				a = k
			}
			z = k
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("/First %d 0 R /Last %d 0 R /Count %d", first+a, first+z, n)
}
