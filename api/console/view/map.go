package view

import (
	"fmt"
	"strconv"
)

// Place is one state on a map of the ways that a thing can go. The main road runs down the left column, what lies
// beside it stands to the right.
type Place struct {
	Name  string
	State string // "done", "here", "ahead"
	Said  string // the state in words, for who hears the page
	Row   int
	Side  bool
}

// Way leads from one place to another, by their numbers.
type Way struct{ From, To int }

// Map is a picture of places and ways.
type Map struct {
	Label  string
	Places []Place
	Ways   []Way
}

// Measures of the map in its own units.
const (
	placeWide, placeHigh = 176, 36
	rowStep              = 56
	roadX, sideX         = 96, 392
	mapWide              = sideX + placeWide + 8
	mapTop               = 8
	arcLeast, arcStep    = 22, 11
	arcMost              = 84
	railFirst, railStep  = 300, 26
	railFrom             = 4 // ways into a place from which on they share a rail
)

// Box is the frame of the picture.
func (m Map) Box() string { return fmt.Sprintf("0 0 %d %d", mapWide, m.high()) }

func (m Map) high() int {
	rows := 0
	for _, p := range m.Places {
		rows = max(rows, p.Row)
	}
	return 2*mapTop + rows*rowStep + placeHigh
}

// Wide and High are the size at which the words are as large as those of the page.
func (m Map) Wide() string { return strconv.Itoa(mapWide) }

// High is the height that goes with Wide.
func (m Map) High() string { return strconv.Itoa(m.high()) }

// X is the left edge of a place.
func (p Place) X() int {
	if p.Side {
		return sideX
	}
	return roadX
}

// Y is its upper edge.
func (p Place) Y() int { return mapTop + p.Row*rowStep }

func (p Place) middle() int { return p.Y() + placeHigh/2 }

// TextX and TextY are where its name stands.
func (p Place) TextX() int { return p.X() + placeWide/2 }

// TextY is the line of its name.
func (p Place) TextY() int {
	const drop = 5
	return p.middle() + drop
}

// Paths are the ways as lines: straight down the road, in an arc on its left where one leaps or goes back, to the right
// to what lies beside. Where many lead to one place they share a rail.
func (m Map) Paths() []string {
	into := map[int]int{}
	for _, w := range m.Ways {
		if m.Places[w.To].Side {
			into[w.To]++
		}
	}
	rails := map[int]int{}
	for i := range m.Places {
		if into[i] >= railFrom {
			rails[i] = railFirst + len(rails)*railStep
		}
	}
	out := make([]string, 0, len(m.Ways))
	for _, w := range m.Ways {
		a, b := m.Places[w.From], m.Places[w.To]
		switch rail := rails[w.To]; {
		case rail > 0:
			out = append(out, fmt.Sprintf("M%d %dH%dV%dH%d", a.X()+placeWide, a.middle()+offset(rail), rail, b.middle(), b.X()))
		case b.Side || a.Side:
			out = append(out, aside(a, b))
		case b.Row == a.Row+1:
			out = append(out, fmt.Sprintf("M%d %dV%d", a.TextX(), a.Y()+placeHigh, b.Y()))
		default:
			bend := roadX - min(arcLeast+arcStep*max(a.Row-b.Row, b.Row-a.Row), arcMost)
			out = append(out, fmt.Sprintf("M%d %dC%d %d %d %d %d %d", roadX, a.middle()+nudge(a, b), bend, a.middle(), bend, b.middle(), roadX, b.middle()-nudge(a, b)))
		}
	}
	return out
}

// offset keeps the rails apart where they leave a place.
func offset(rail int) int {
	const apart = 8
	return (rail - railFirst) / railStep * apart
}

// nudge lets what arrives and what leaves meet a place at different heights.
func nudge(a, b Place) int {
	const apart = 6
	if b.Row > a.Row {
		return apart
	}
	return -apart
}

func aside(a, b Place) string {
	const half, apart = 2, 6
	if a.Side { // back to the road
		bend := (a.X() + roadX + placeWide) / half
		return fmt.Sprintf("M%d %dC%d %d %d %d %d %d", a.X(), a.middle()+apart, bend, a.middle()+apart, bend, b.middle()+apart, b.X()+placeWide, b.middle()+apart)
	}
	bend := (b.X() + roadX + placeWide) / half
	return fmt.Sprintf("M%d %dC%d %d %d %d %d %d", a.X()+placeWide, a.middle()-apart, bend, a.middle()-apart, bend, b.middle()-apart, b.X(), b.middle()-apart)
}
