package whatif

import (
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// Law is what one case is judged by.
type Law struct {
	Pack     *law.Pack
	Calendar *law.Calendar
	Tables   map[string]*instrument.Instrument // by phase; those that the case has named
}

// Kind is what would be otherwise.
type Kind string

// The kinds of difference.
const (
	Outcome      Kind = "outcome"      // 结论: another outcome of the scoring, another verdict of the statutory conditions
	Score        Kind = "score"        // 总分: another total with the same outcome
	Due          Kind = "due"          // 期限: another date of a clock
	Undetermined Kind = "undetermined" // 不能推算: the record does not hold what the draft asks for
)

// Kinds lists the kinds, the gravest first.
func Kinds() []Kind { return []Kind{Outcome, Undetermined, Score, Due} }

// Chinese names the kind.
func (k Kind) Chinese() string {
	switch k {
	case Outcome:
		return "结论不同"
	case Score:
		return "总分不同"
	case Due:
		return "期限不同"
	case Undetermined:
		return "不能推算"
	}
	return string(k)
}

// Difference is one thing that would be otherwise in one case.
type Difference struct {
	Kind   Kind     `json:"kind"`
	Where  string   `json:"where"` // capacity, integration, eligibility, or the name of a clock
	Title  string   `json:"title"` // of the place, in Chinese
	Before string   `json:"before"`
	After  string   `json:"after"`
	Why    []Reason `json:"why"`
	More   int      `json:"more_reasons,omitempty"` // reasons beyond those listed
}

// What a reason points to.
const (
	ByNode      = "node"      // 评分项目
	ByGate      = "gate"      // 合格条件
	ByParameter = "parameter" // 规则包参数
	ByDay       = "day"       // 日历中的一日
	ByRule      = "rule"      // 法定条件
)

// Reason is one place of the draft that makes the difference.
type Reason struct {
	By     string `json:"by"`
	Code   string `json:"code"`
	Title  string `json:"title,omitempty"`
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
}

// mostReasons bounds what one difference lists; how many are left out is said.
const mostReasons = 20

// bounded cuts the list of reasons.
func (d Difference) bounded() Difference {
	if d.Why == nil {
		d.Why = []Reason{}
	}
	if len(d.Why) > mostReasons {
		d.More, d.Why = len(d.Why)-mostReasons, d.Why[:mostReasons]
	}
	return d
}

// Compare judges a case under the law that it was judged by and under another, and lists what would be otherwise: the
// scores first, then the statutory conditions, then the clocks. Nothing is an empty list. The child may be nil. Neither
// case nor child is changed. today is for clocks that nobody stopped.
func Compare(c *workflow.Case, child *workflow.Child, was, would Law, today law.Date) []Difference {
	var out []Difference
	for _, phase := range []string{workflow.PhaseCapacity, workflow.PhaseIntegration} {
		out = append(out, scores(c, phase, was, would)...)
	}
	if was.Pack != would.Pack {
		out = append(out, conditions(c, child, was, would)...)
	}
	if was.Pack != would.Pack || was.Calendar != would.Calendar {
		for _, k := range c.Clocks {
			out = append(out, clock(k, was, would, today)...)
		}
	}
	for i := range out {
		out[i] = out[i].bounded()
	}
	return out
}
