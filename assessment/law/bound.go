package law

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// bound is what a value demands of the packs below: a number or a length of at most or at least so much, or no
// change at all. The article that sets the value sets the bound.
type bound struct {
	lowest, highest *int
	fixed           bool
}

func (p *packReader) readBound(n *yaml.Node, d *declaration, e *entry) error {
	f, err := p.fields(n, "the bound of "+d.key, "min", "max", "fixed")
	if err != nil {
		return err
	}
	b := &bound{}
	for key, into := range map[string]**int{"min": &b.lowest, "max": &b.highest} {
		if at, ok := f.values[key]; ok {
			number, err := p.whole(at, key)
			if err != nil {
				return err
			}
			*into = &number
		}
	}
	if b.fixed, err = p.flag(f, "fixed"); err != nil {
		return err
	}
	counted := d.kind == typeInt || d.kind == typeTerm
	if (b.lowest != nil || b.highest != nil) && !counted {
		return p.fail(n, "min or max for "+d.key+", which is no number and no term", "use fixed: true")
	}
	if b.lowest == nil && b.highest == nil && !b.fixed {
		return p.fail(n, "the bound of "+d.key+" says nothing", "add min, max or fixed: true")
	}
	if why := b.breaks(*e.val, *e.val); why != "" {
		return p.fail(n, d.key+" breaks its own bound: "+why, "correct the value or the bound")
	}
	e.bound = b
	return nil
}

// breaks says why a lower value breaks the bound of a higher one; empty when it does not.
func (b *bound) breaks(higher, lower value) string {
	if b.fixed {
		if higher.same(lower) {
			return ""
		}
		return lower.show() + " differs from " + higher.show()
	}
	if higher.kind == typeTerm {
		if why := shapeBreaks(higher.term, lower.term); why != "" {
			return why
		}
	}
	size := lower.size()
	switch {
	case b.highest != nil && size > *b.highest:
		return fmt.Sprintf("%s is above the maximum %d", lower.show(), *b.highest)
	case b.lowest != nil && size < *b.lowest:
		return fmt.Sprintf("%s is below the minimum %d", lower.show(), *b.lowest)
	}
	return ""
}

// shapeBreaks refuses another unit or kind, with which lengths cannot be compared, and a floor that protects less.
func shapeBreaks(higher, lower Term) string {
	switch {
	case higher.Unit != lower.Unit:
		return "unit " + string(lower.Unit) + " instead of " + string(higher.Unit)
	case higher.Kind != lower.Kind:
		return "kind " + string(lower.Kind) + " instead of " + string(higher.Kind)
	case higher.Rolls && !lower.Rolls:
		return "it does not roll off rest days"
	case higher.Full && !lower.Full:
		return "it need not have run out in full"
	}
	return ""
}

func (v value) size() int {
	if v.kind == typeTerm {
		return v.term.Length
	}
	return v.number
}

func (v value) same(o value) bool {
	return v.kind == o.kind && v.number == o.number && v.truth == o.truth && v.text == o.text &&
		slices.Equal(v.list, o.list) && v.term == o.term && slices.Equal(v.visits, o.visits)
}

// show writes a value for an error message.
func (v value) show() string {
	switch v.kind {
	case typeInt:
		return strconv.Itoa(v.number)
	case typeBool:
		return strconv.FormatBool(v.truth)
	case typeText:
		return strconv.Quote(clip(v.text))
	case typeStrings:
		return "[" + strings.Join(v.list, ", ") + "]"
	case typeTerm:
		return fmt.Sprintf("%d %s", v.term.Length, v.term.Unit)
	case typeSchedule:
		return fmt.Sprintf("a schedule of %d visits", len(v.visits))
	}
	return ""
}

// checkBounds refuses a value of low that breaks a bound of high while both are in force.
func checkBounds(high, low *layer) error {
	for key, lows := range low.entries {
		for i, l := range lows {
			if l.val == nil {
				continue
			}
			for j, h := range high.entries[key] {
				if h.bound == nil || !overlap(lows, i, high.entries[key], j) {
					continue
				}
				if why := h.bound.breaks(*h.val, *l.val); why != "" {
					return &LoadError{
						File: low.Path, Line: l.line, What: key + ": " + why, Rule: h.basis.String(),
						Remedy: "keep within the rule or leave the value out; pack " + high.Code + " applies then",
					}
				}
			}
		}
	}
	return nil
}

// overlap reports whether the i-th entry of a and the j-th of b are in force on a common day.
func overlap(a []entry, i int, b []entry, j int) bool {
	return a[i].from.n < endOf(b, j) && b[j].from.n < endOf(a, i)
}

func endOf(list []entry, i int) int32 {
	if i+1 < len(list) {
		return list[i+1].from.n
	}
	return lastDay + 1
}
