package seal

import (
	"fmt"
	"regexp"
	"strconv"
)

var (
	reSeals    = regexp.MustCompile(`/PieceInfo <</Anjia <<[^>]*/Private <</Seals \[((?:\[[0-9. ]{5,40}\])+)\]`)
	rePlace    = regexp.MustCompile(`\[(\d{1,5}\.\d\d) (\d{1,5}\.\d\d) (\d{1,5}\.\d\d)\]`)
	reMediaBox = regexp.MustCompile(`/MediaBox\s*\[\s*0 0 ([0-9.]{1,10}) `)
)

const (
	sealSide   = 119.06 // 42 mm, as wide as the place that an official paper leaves
	sealMargin = 108.0  // from the edges of a page that leaves no place
)

// freePlace finds the first place for a seal that no signature has taken, as the
// paper names them (see finish); else the lower right of the last page.
func (r *revision) freePlace() (page int, rect string, err error) {
	taken := r.shown()
	for n := 1; ; n++ {
		found, err := r.page(n)
		if err != nil {
			break
		}
		page = found
		m := reSeals.FindSubmatch(r.object(found))
		if m == nil {
			continue
		}
		for _, p := range rePlace.FindAllSubmatch(m[1], -1) {
			if rect := square(measure(p[1]), measure(p[2]), measure(p[3])); !taken[rect] {
				return found, rect, nil
			}
		}
	}
	if page == 0 {
		return 0, "", fmt.Errorf("%w: no pages", ErrForm)
	}
	m := reMediaBox.FindSubmatch(r.object(page))
	if m == nil {
		return 0, "", fmt.Errorf("%w: no size of page", ErrForm)
	}
	return page, square(max(0, measure(m[1])-sealMargin-sealSide), sealMargin, sealSide), nil
}

// shown are the rectangles of signatures that show a picture.
func (r *revision) shown() map[string]bool {
	out := map[string]bool{}
	for q := r; q.before != nil; q = q.before {
		if f := reField.FindSubmatch(q.b[len(q.before.b):]); f != nil && string(f[2]) != invisible {
			out[string(f[2])] = true
		}
	}
	return out
}

// measure reads what a pattern has let through.
func measure(b []byte) float64 {
	v, err := strconv.ParseFloat(string(b), 64)
	if err != nil {
		return 0
	}
	return v
}
