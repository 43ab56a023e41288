package assessment

import (
	"errors"
	"strings"

	"github.com/anjia-project/anjia/assessment/instrument"
)

const hundred = 100 // of percent

// Limit is how far the values of the evaluators may lie apart at one place (允许差值): so many points, or a share of the
// range that the place has. At most one of the two is set; the zero Limit allows any distance. What lies apart by
// exactly the limit is within it.
type Limit struct {
	Points *instrument.Exact `json:"points,omitempty"`
	Share  *instrument.Exact `json:"share,omitempty"` // 0 to 1
}

// ParseLimit reads a limit as a parameter states it: "2.5" is points, "20%" a share of the range, "" no limit. It fails
// on anything else, on negative numbers and on more than 100%.
func ParseLimit(text string) (Limit, error) {
	if text == "" {
		return Limit{}, nil
	}
	number, percent := strings.CutSuffix(text, "%")
	x, err := instrument.ParsePoints(number)
	if err != nil {
		return Limit{}, errors.New("a tolerance is points such as 2.5 or a share of the range such as 20%: " + err.Error())
	}
	if !percent {
		return Limit{Points: &x}, nil
	}
	part, err := instrument.Fraction(1, hundred)
	if err != nil {
		return Limit{}, err
	}
	x = x.Mul(part)
	if x.Cmp(instrument.FromInt(1)) > 0 {
		return Limit{}, errors.New("a tolerance of more than 100% of the range allows everything: leave it out instead")
	}
	return Limit{Share: &x}, nil
}

// IsZero reports whether no limit is set.
func (l Limit) IsZero() bool { return l.Points == nil && l.Share == nil }

// Chinese is the limit in words.
func (l Limit) Chinese() string {
	switch {
	case l.Points != nil:
		return l.Points.String() + "分"
	case l.Share != nil:
		return "分值范围的" + l.Share.Mul(instrument.FromInt(hundred)).String() + "%"
	}
	return "不设限"
}

// within gives the distance that the limit allows over a range; false when there is no limit.
func (l Limit) within(lowest, highest instrument.Exact) (instrument.Exact, bool) {
	switch {
	case l.Points != nil:
		return *l.Points, true
	case l.Share != nil:
		return highest.Sub(lowest).Mul(*l.Share), true
	}
	return instrument.Exact{}, false
}

func (l Limit) valid() bool {
	switch {
	case l.Points != nil && l.Share != nil:
		return false
	case l.Points != nil:
		return l.Points.Sign() >= 0
	case l.Share != nil:
		return l.Share.Sign() >= 0 && l.Share.Cmp(instrument.FromInt(1)) <= 0
	}
	return true
}

// Tolerance is how far evaluators may differ before somebody else has to settle it (评分差异容许范围): at each item, and in
// the total. No retrieved rule sets one; the pack of local law does. The zero Tolerance sets none.
type Tolerance struct {
	Item  Limit `json:"item,omitzero"`
	Total Limit `json:"total,omitzero"`
}

// IsZero reports whether neither limit is set.
func (t Tolerance) IsZero() bool { return t.Item.IsZero() && t.Total.IsZero() }

func (t Tolerance) problems() []Problem {
	var problems []Problem
	for _, place := range []struct {
		at    string
		limit Limit
	}{{"/tolerance/item", t.Item}, {"/tolerance/total", t.Total}} {
		if !place.limit.valid() {
			problems = append(problems, Problem{
				Code: "bad_tolerance", Pointer: place.at, Message: "评分差异的允许范围不规范",
				Rule: "允许差值为不小于零的分值，或者分值范围的0至100%，两者只取其一", Remedy: "请按照本地规定更正",
			})
		}
	}
	return problems
}
