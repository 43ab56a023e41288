package view

import "strconv"

// Span is a stretch of days on a timeline. Days are counted from the first day of the picture, which is 0.
type Span struct {
	From, To int
	Tone     Tone
	Text     string // what it is, for who points at it
}

// Lane is one line of a timeline: spans one after the other, and marks on single days.
type Lane struct {
	Name  string
	Note  string // how it stands, beside the name
	Spans []Span
	Marks []Mark
}

// Mark is a day that matters: the end of a limit.
type Mark struct {
	Day  int
	Tone Tone
	Text string
}

// Timeline is a picture to scale of what happened when. The same stands in a table, in words.
type Timeline struct {
	Days    int // from the first day to the last
	Today   int
	Lanes   []Lane
	Ticks   []Mark
	Columns [4]string // heads of the table: line, what, from, to
	Label   string
	Table   string // what unfolds the table
	Rows    [][4]string
}

// Measures of the picture in pixels; across, everything is a share of the width.
const (
	laneHeight = 46
	laneTop    = 28
	barTop     = 22
	barHeight  = 14
	leastShare = 0.4
	whole      = 100.0
)

// Height is that of the picture.
func (t Timeline) Height() string { return strconv.Itoa(laneTop + len(t.Lanes)*laneHeight) }

// at is the place of a day, as a share of the width.
func (t Timeline) at(day int) float64 {
	if t.Days <= 0 {
		return 0
	}
	return min(max(whole*float64(day)/float64(t.Days), 0), whole)
}

func share(x float64) string { return strconv.FormatFloat(x, 'f', 2, 64) + "%" }

// X is where a day stands.
func (t Timeline) X(day int) string { return share(t.at(day)) }

// Anchor lets the text of a day near the right edge stand to its left.
func (t Timeline) Anchor(day int) string {
	const near = 88
	if t.at(day) > near {
		return "end"
	}
	return "start"
}

// Width is how much of the picture a span takes; one of a day is still seen.
func (t Timeline) Width(s Span) string { return share(max(t.at(s.To)-t.at(s.From), leastShare)) }

func laneY(i int) int { return laneTop + i*laneHeight }

func px(n int) string { return strconv.Itoa(n) }
