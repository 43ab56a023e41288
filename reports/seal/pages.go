package seal

import (
	"bytes"
	"fmt"
	"regexp"
)

var (
	rePages = regexp.MustCompile(`/Pages\s+(\d{1,9}) 0 R`)
	reKids  = regexp.MustCompile(`/Kids\s*\[([^\]]*)\]`)
	reRef   = regexp.MustCompile(`(\d{1,9}) 0 R`)
	rePage  = regexp.MustCompile(`/Type\s*/Page[\s/>]`)
)

const (
	maxDepth = 32
	maxNodes = 50_000 // that are looked at on the way to a page
)

// page is the number of the object of the n-th page, from 1.
func (r *revision) page(n int) (int, error) {
	m := rePages.FindSubmatch(r.object(r.root))
	if m == nil {
		return 0, fmt.Errorf("%w: no pages", ErrForm)
	}
	w := walk{r: r, left: n}
	if found := w.leaf(number(m[1]), 0); found > 0 {
		return found, nil
	}
	return 0, fmt.Errorf("%w: no page %d", ErrForm, n)
}

// walk goes through the tree of pages until left pages are counted.
type walk struct {
	r           *revision
	left, nodes int
}

func (w *walk) leaf(node, depth int) int {
	w.nodes++
	d := w.r.object(node)
	if d == nil || depth > maxDepth || w.nodes > maxNodes || w.left <= 0 {
		return 0
	}
	if rePage.Match(d) {
		w.left--
		if w.left == 0 {
			return node
		}
		return 0
	}
	kids := reKids.FindSubmatch(d)
	if kids == nil {
		return 0
	}
	for _, m := range reRef.FindAllSubmatch(kids[1], maxNodes) {
		if found := w.leaf(number(m[1]), depth+1); found > 0 || w.left <= 0 || w.nodes > maxNodes {
			return found
		}
	}
	return 0
}

// withEntry is a dictionary with one more reference in the array of key, which
// is begun by open when the dictionary has none.
func withEntry(d []byte, key, open, ref, shut string) []byte {
	if i := bytes.Index(d, []byte(key)); i >= 0 {
		i += len(key)
		return bytes.Join([][]byte{d[:i], []byte(ref + " "), d[i:]}, nil)
	}
	return bytes.Join([][]byte{bytes.TrimRight(d[:len(d)-2], " \n"), []byte("\n" + open + key + ref + shut + ">>")}, nil)
}
