package finish

import (
	"fmt"

	"github.com/anjia-project/anjia/reports/layout"
)

// entry is a bookmark in the tree of bookmarks; the numbers are indices, -1
// where there is none.
type entry struct {
	parent, prev, next, first, last int
	count                           int
}

// target is a place in the file that a bookmark names.
type target struct {
	layout.Bookmark
	page   int // number of its object
	height float64
}

// outline writes the bookmarks as a tree and returns the entries of the
// catalog, none when there are no bookmarks.
func (f *file) outline(marks []target) string {
	if len(marks) == 0 {
		return ""
	}
	root := f.numbers(1 + len(marks))
	first := root + 1
	entries, top := nest(marks)
	ref := func(key string, i int) string {
		if i < 0 {
			return ""
		}
		return fmt.Sprintf("%s %d 0 R", key, first+i)
	}
	for i, m := range marks {
		e := entries[i]
		parent := root
		if e.parent >= 0 {
			parent = first + e.parent
		}
		f.put(first+i, dictionary(
			fmt.Sprintf("/Title %s /Parent %d 0 R /Dest [%d 0 R /XYZ 0 %.2f null]", text(m.Title), parent, m.page, m.height-m.Y),
			ref("/Prev", e.prev), ref("/Next", e.next), ref("/First", e.first), ref("/Last", e.last), counted(e)))
	}
	f.put(root, dictionary("/Type /Outlines", ref("/First", top.first), ref("/Last", top.last), counted(top)))
	return fmt.Sprintf("/Outlines %d 0 R /PageMode /UseOutlines", root)
}

func counted(e entry) string {
	if e.count == 0 {
		return ""
	}
	return fmt.Sprintf("/Count %d", e.count)
}

// nest puts each bookmark under the nearest one before it of a lower level.
func nest(marks []target) ([]entry, entry) {
	top := entry{parent: -1, prev: -1, next: -1, first: -1, last: -1}
	entries := make([]entry, len(marks))
	var open []int // those that the next may stand under
	for i, m := range marks {
		for len(open) > 0 && marks[open[len(open)-1]].Level >= m.Level {
			open = open[:len(open)-1]
		}
		e := entry{parent: -1, prev: -1, next: -1, first: -1, last: -1}
		parent := &top
		if len(open) > 0 {
			e.parent = open[len(open)-1]
			parent = &entries[e.parent]
		}
		if e.prev = parent.last; e.prev >= 0 {
			entries[e.prev].next = i
		} else {
			parent.first = i
		}
		parent.last = i
		entries[i] = e
		top.count++
		for _, o := range open { // all are shown open
			entries[o].count++
		}
		open = append(open, i)
	}
	return entries, top
}
