package layout

import "errors"

// piece is a horizontal slice of the document that is placed as a whole or, if
// it knows how, split.
type piece struct {
	gap    float64 // space before it, dropped at the head of a page
	height float64
	keep   bool // on the page of the next piece
	feed   bool // begins a new page
	low    bool // stands at the foot of the type area
	tail   bool // part of what ends a paper: bases, notes, places to sign, seal
	signs  bool // a place to sign or of a seal
	draw   func(c *canvas, y float64)
	// split parts the piece so that head is at most room high; ok is false when
	// it cannot be parted there.
	split func(room float64) (head, tail piece, ok bool)
	// repeat is drawn again before the piece when it begins a later page: the
	// head of a table. It is furniture there.
	repeat *piece
	notes  []int     // footnotes whose marks stand in it
	mark   *Bookmark // set when the piece is placed
}

// flow places pieces on pages.
type flow struct {
	top     float64 // edges of the type area
	bottom  float64
	pages   []*canvas
	outline []Bookmark
	y       float64
	notes   [][]line // all footnotes
	foot    float64  // height of those of this page
	held    []line   // those of this page
	fresh   bool     // nothing stands on the page yet
	err     error
}

func (f *flow) newPage() {
	f.drawNotes()
	f.pages = append(f.pages, &canvas{index: len(f.pages), ops: make([]Op, 0, usualOps)})
	f.y, f.fresh = f.top, true
}

// room is the lower edge of what text may take of this page.
func (f *flow) room() float64 { return f.bottom - f.foot + slack }

func (f *flow) page() *canvas { return f.pages[len(f.pages)-1] }

// place sets all pieces, group by group: a group is what must share a page.
func (f *flow) place(ps []piece) {
	f.newPage()
	for i := 0; i < len(ps); {
		n := 1
		for i+n < len(ps) && ps[i+n-1].keep && !ps[i+n].feed {
			n++
		}
		f.group(ps[i : i+n])
		i += n
	}
	f.drawNotes()
}

// group places pieces that belong together: on this page, else on the next,
// and if no page can hold them all, piece by piece.
func (f *flow) group(ps []piece) {
	if ps[0].feed && !f.fresh {
		f.newPage()
	}
	if f.fits(ps) {
		f.all(ps)
		return
	}
	if f.opens(ps) {
		f.all(ps)
		return
	}
	if head, tail, ok := f.leaves(ps); ok {
		f.one(head)
		f.newPage()
		f.all(append([]piece{tail}, ps[1:]...))
		return
	}
	if !f.fresh {
		f.newPage()
	}
	f.all(ps)
}

// fits reports whether all of ps has room on this page.
func (f *flow) fits(ps []piece) bool { return f.y+f.extent(ps) <= f.room() }

func (f *flow) extent(ps []piece) (h float64) {
	var notes []int
	for i, p := range ps {
		if i > 0 || !f.fresh {
			h += p.gap
		}
		if i == 0 && f.fresh && p.repeat != nil {
			h += p.repeat.height
		}
		h += p.height
		notes = append(notes, p.notes...)
	}
	return h + f.noteHeight(notes)
}

// opens reports whether the group may begin on this page because its last
// piece can be split where the page ends. Only a piece that no page could hold
// together with the rest, or that would leave much of this page empty, is.
func (f *flow) opens(ps []piece) bool {
	last := ps[len(ps)-1]
	if last.split == nil {
		return false
	}
	room := f.room() - f.noteHeight(last.notes) - f.y - f.extent(ps[:len(ps)-1])
	if !f.fresh || len(ps) > 1 {
		room -= last.gap
	}
	if room < minOpening && !f.fresh {
		return false
	}
	if last.height < tallPiece && !f.fresh {
		return false
	}
	_, _, ok := last.split(room)
	return ok
}

// leaves parts the first piece of a group that does not fit, when that piece is
// tall: its upper part stays on this page, the end goes with the rest.
func (f *flow) leaves(ps []piece) (head, tail piece, ok bool) {
	p := ps[0]
	if len(ps) < 2 || p.split == nil || p.height < tallPiece {
		return piece{}, piece{}, false
	}
	room := f.room() - f.noteHeight(p.notes) - f.y - p.gap
	if f.fresh && p.repeat != nil {
		room -= p.repeat.height
	}
	if room < minOpening {
		return piece{}, piece{}, false
	}
	head, tail, ok = p.split(min(room, p.height-minOpening))
	head.gap, head.repeat = p.gap, p.repeat
	return head, tail, ok
}

const (
	tallPiece  = 60 * mm // pieces below this height are not split to fill a page
	minOpening = 30 * mm // nor into a strip narrower than this
)

// all places pieces one after another, splitting or turning the page as needed.
func (f *flow) all(ps []piece) {
	for _, p := range ps {
		f.one(p)
	}
}

func (f *flow) one(p piece) {
	for {
		begins := f.fresh
		if !begins {
			f.y += p.gap
		} else if p.repeat != nil {
			f.put(*p.repeat)
		}
		room := f.room() - f.noteHeight(p.notes)
		if f.y+p.height <= room {
			if p.low {
				f.y = max(f.y, f.bottom-f.foot-p.height)
			}
			f.put(p)
			return
		}
		if p.split != nil {
			if head, tail, ok := p.split(room - f.y); ok {
				f.put(head)
				f.newPage()
				p = tail
				continue
			}
		}
		if begins {
			f.err = errors.Join(f.err, errTooTall)
			return
		}
		f.newPage()
	}
}

// errTooTall says that something that cannot be parted is higher than a page.
var errTooTall = errors.New("内容无法分页：有一行高于整页")

func (f *flow) put(p piece) {
	if p.mark != nil {
		f.outline = append(f.outline, Bookmark{Title: p.mark.Title, Level: p.mark.Level, Page: len(f.pages) - 1, Y: f.y})
	}
	if p.draw != nil {
		p.draw(f.page(), f.y)
	}
	f.takeNotes(p.notes)
	f.y += p.height
	f.fresh = false
}
