package agreement

import (
	"math"
	"strconv"
)

// DefaultMinSubjects (最少对象数) is the number of subjects below which no figure is given unless the caller asks for
// another minimum. The standard errors are large-sample approximations that are known to be too small on a handful of
// subjects; under ten, a single case moves percent agreement by more than ten points; and a figure over two or three
// families would let a reader see how one named family was judged.
const DefaultMinSubjects = 10

// DefaultLevel (置信水平) is the level of confidence of intervals when the caller names none.
const DefaultLevel = 0.95

// lowestMinimum is what no caller can go below: a variance needs two subjects.
const lowestMinimum = 2

// Terms are the conditions under which a figure is given. The zero value stands for the defaults.
type Terms struct {
	MinSubjects int     // no figure on fewer subjects; 0 is DefaultMinSubjects; less than 2 is refused
	Level       float64 // confidence level of the interval, over 0 and under 1; 0 is DefaultLevel
}

// settled fills in the defaults, or says why the terms are refused.
func (t Terms) settled() (Terms, *Refusal) {
	if t.MinSubjects == 0 {
		t.MinSubjects = DefaultMinSubjects
	}
	if t.Level == 0 {
		t.Level = DefaultLevel
	}
	if t.MinSubjects < lowestMinimum || !(t.Level > 0 && t.Level < 1) {
		return t, &Refusal{Note: invalidTerms}
	}
	return t, nil
}

// tail is the probability on one side outside the interval.
func (t Terms) tail() float64 { return (1 - t.Level) / 2 }

// Note is a machine code that never changes its meaning, and what it says to people.
type Note struct {
	Code string `json:"code"`
	ZH   string `json:"zh"`
	EN   string `json:"en"`
}

// Figure (统计值) is a number with its interval, and how both came about.
type Figure struct {
	Statistic Note    `json:"statistic"`         // what was measured
	Value     float64 `json:"value"`             // the estimate, in the unit of the statistic
	StdErr    float64 `json:"std_err,omitempty"` // standard error; 0 when the method gives an interval without one
	Low       float64 `json:"low"`               // lower end of the interval
	High      float64 `json:"high"`              // upper end of the interval
	Level     float64 `json:"level"`             // confidence level of the interval
	N         int     `json:"n"`                 // subjects, cases or observations that the figure rests on
	Raters    int     `json:"raters,omitempty"`  // assessors whose marks it rests on; 0 where there are none
	Method    Note    `json:"method"`            // where the interval comes from
}

// Refusal (不予计算) says why there is no figure. Need is the number of subjects that would do, 0 when more subjects are
// not the remedy.
type Refusal struct {
	Note
	N    int `json:"n"`
	Need int `json:"need,omitempty"`
}

// Answer is a figure or a refusal: exactly one of the two is there.
type Answer struct {
	Figure  *Figure  `json:"figure,omitempty"`
	Refusal *Refusal `json:"refusal,omitempty"`
}

// String is the answer on one line, in Chinese, with three decimals; the exact figures are in the fields.
func (a Answer) String() string {
	if a.Figure == nil {
		if a.Refusal == nil {
			return ""
		}
		return a.Refusal.ZH
	}
	f := a.Figure
	three := func(x float64) string { return strconv.FormatFloat(x, 'f', 3, 64) }
	return f.Statistic.ZH + three(f.Value) + "（" + strconv.FormatFloat(100*f.Level, 'g', 4, 64) + "%置信区间" +
		three(f.Low) + "至" + three(f.High) + "，n＝" + strconv.Itoa(f.N) + "）"
}

// give makes an answer of a figure; one that is not a number is refused.
func give(f Figure) Answer {
	for _, x := range []float64{f.Value, f.StdErr, f.Low, f.High} {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return refuse(notComputable, f.N)
		}
	}
	return Answer{Figure: &f}
}

func refuse(why Note, n int) Answer { return Answer{Refusal: &Refusal{Note: why, N: n}} }

// tooFew refuses a figure on n subjects where need are demanded.
func tooFew(n, need int) Answer {
	return Answer{Refusal: &Refusal{Note: Note{
		Code: CodeTooFewSubjects,
		ZH:   "只有" + strconv.Itoa(n) + "个可比对象，少于最低要求的" + strconv.Itoa(need) + "个，不予计算。",
		EN:   "only " + strconv.Itoa(n) + " comparable subjects, " + strconv.Itoa(need) + " are the minimum: no figure is given",
	}, N: n, Need: need}}
}
