package law

import (
	"fmt"
	"maps"
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
	if b.lowest, err = p.side(f, "min"); err != nil {
		return err
	}
	if b.highest, err = p.side(f, "max"); err != nil {
		return err
	}
	if b.fixed, err = p.flag(f, "fixed"); err != nil {
		return err
	}
	counted := d.kind == typeInt || d.kind == typeTerm
	if (b.lowest != nil || b.highest != nil) && !counted {
		return p.fail(n, "bound_type", "min or max for "+d.key+", which is no number and no term", "use fixed: true")
	}
	if b.lowest == nil && b.highest == nil && !b.fixed {
		return p.fail(n, "bound_empty", "the bound of "+d.key+" says nothing", "add min, max or fixed: true")
	}
	if why := b.breaks(*e.val, *e.val); why != "" {
		return p.fail(n, "bound_breaks_itself", d.key+" breaks its own bound: "+why, "correct the value or the bound")
	}
	e.bound = b
	return nil
}

// side reads one side of a bound, nil when it is open.
func (p *packReader) side(f fields, key string) (*int, error) {
	n, ok := f.values[key]
	if !ok {
		return nil, nil //nolint:nilnil // an open side is no error
	}
	number, err := p.whole(n, key)
	return &number, err
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
	for _, key := range slices.Sorted(maps.Keys(low.entries)) {
		highs, lows := high.entries[key], low.entries[key]
		for i := range lows {
			for j := range highs {
				if err := checkBound(high, low, key, highs, j, lows, i); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func checkBound(high, low *layer, key string, highs []entry, j int, lows []entry, i int) error {
	h, l := highs[j], lows[i]
	if l.val == nil || h.bound == nil || !overlap(lows, i, highs, j) {
		return nil
	}
	why := h.bound.breaks(*h.val, *l.val)
	if why == "" {
		return nil
	}
	return &LoadError{
		Code: "breaks_higher_rule", File: low.Path, Line: l.line, Pointer: entryPointer(key, i), What: key + ": " + why, Rule: h.basis.String(),
		Remedy: "keep within the rule or leave the value out; pack " + high.Code + " applies then",
	}
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
