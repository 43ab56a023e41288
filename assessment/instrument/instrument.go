package instrument

import (
	"errors"
	"iter"
	"slices"
	"strings"

	"github.com/anjia-project/anjia/assessment/law"
)

// Phase is the part of an adoption that a table judges.
type Phase string

// The phases of 收养评估 that have tables.
const (
	Capacity    Phase = "capacity"    // 收养能力评估
	Integration Phase = "integration" // 融合情况评估
	FollowUp    Phase = "follow_up"   // 收养后回访
)

// Chinese is the term of art of the phase.
func (p Phase) Chinese() string {
	switch p {
	case Capacity:
		return "收养能力评估"
	case Integration:
		return "融合情况评估"
	case FollowUp:
		return "收养后跟踪回访评估"
	}
	return string(p)
}

// Text is a wording in Chinese, with an English one where the table gives it.
type Text struct {
	ZH string `json:"zh"`
	EN string `json:"en,omitempty"`
}

// IsZero reports whether there is no wording.
func (t Text) IsZero() bool { return t == Text{} }

// Ref names one version of one table; the hash pins its bytes, so that a case keeps for ever what judged it.
type Ref struct {
	Code    string `json:"code"`
	Version string `json:"version"`
	SHA256  string `json:"sha256"`
}

// Name is code@version.
func (r Ref) Name() string { return r.Code + "@" + r.Version }

// ParseName reads code@version; the hash stays empty. It fails unless both parts have the form that the loader
// demands of them.
func ParseName(name string) (Ref, error) {
	code, version, found := strings.Cut(name, "@")
	if !found || !isTableCode(code) || !isVersion(version) {
		return Ref{}, errors.New("a table is named code@version, for example sandbox-s1-capacity@1")
	}
	return Ref{Code: code, Version: version}, nil
}

// Method says how the items add up.
type Method string

// The aggregations that can be computed.
const (
	Sum      Method = "sum"      // 累加: points of the items, then bonus
	Weighted Method = "weighted" // 加权: rating × weight, weights of exactly 1
	NoTotal  Method = "none"     // 不计总分: conditions only
)

// Instrument is a compiled table. It is immutable and safe for concurrent use: all access is by methods that
// give values or copies.
type Instrument struct {
	ref       Ref
	raw       []byte
	phase     Phase
	title     Text
	citation  law.Citation
	status    law.Status // of the head, as the file states it
	standing  law.Status // the weakest of the head and of every node
	pack      string
	division  string
	from, to  law.Date
	method    Method
	total     Exact
	totalCap  *Exact
	low, high Exact
	roots     []*Node
	all       []*Node // document order; the position is Node.Index
	items     []*Node // those that are answered
	byCode    map[string]*Node
	gates     []Gate
}

// Ref names the table and its bytes.
func (i *Instrument) Ref() Ref { return i.ref }

// Raw is a copy of the bytes that were loaded; their SHA-256 is Ref().SHA256.
func (i *Instrument) Raw() []byte { return slices.Clone(i.raw) }

// Phase says what the table judges.
func (i *Instrument) Phase() Phase { return i.phase }

// Title is the name of the table as it stands on papers.
func (i *Instrument) Title() Text { return i.title }

// Citation says which rule the table stands on.
func (i *Instrument) Citation() law.Citation { return i.citation }

// Status says how firm the table is: no firmer than the weakest of its nodes, whatever the head of the file says.
// Illustrative tables are for training only.
func (i *Instrument) Status() law.Status { return i.standing }

// Pack is the code of the pack of local law that the table belongs to.
func (i *Instrument) Pack() string { return i.pack }

// Division is the six-digit code of the division (行政区划代码) in which the table applies, with all below it;
// 000000 is the whole country.
func (i *Instrument) Division() string { return i.division }

// Validity is the first and the last day on which an assessment may begin under the table; a zero last day means
// no end is set.
func (i *Instrument) Validity() (first, last law.Date) { return i.from, i.to }

// InForce reports whether an assessment may begin under the table on the given day.
func (i *Instrument) InForce(on law.Date) bool {
	return !on.Before(i.from) && (i.to.IsZero() || !on.After(i.to))
}

// Method says how the items add up.
func (i *Instrument) Method() Method { return i.method }

// Total is the declared maximum without bonus (满分), which equals the sum of the items' maxima. It is 0 when the
// method is NoTotal.
func (i *Instrument) Total() Exact { return i.total }

// TotalCap is the most that the total may reach with bonus, when the table sets such a cap.
func (i *Instrument) TotalCap() (Exact, bool) { return deref(i.totalCap) }

// Bounds are the lowest and the highest total that the table can give, bonus and caps included.
func (i *Instrument) Bounds() (lowest, highest Exact) { return i.low, i.high }

// Roots are the outermost nodes, in the order of the table.
func (i *Instrument) Roots() iter.Seq[*Node] { return slices.Values(i.roots) }

// Nodes are all nodes in the order of the table; the position of a node is its Index.
func (i *Instrument) Nodes() iter.Seq[*Node] { return slices.Values(i.all) }

// Items are the nodes that an evaluator answers, in the order of the table.
func (i *Instrument) Items() iter.Seq[*Node] { return slices.Values(i.items) }

// Len is the number of all nodes.
func (i *Instrument) Len() int { return len(i.all) }

// Node finds a node by its code.
func (i *Instrument) Node(code string) (*Node, bool) {
	node, ok := i.byCode[code]
	return node, ok
}

// Gates are the conditions that decide the conclusion, in the order in which they are tried.
func (i *Instrument) Gates() iter.Seq[Gate] { return slices.Values(i.gates) }

func deref(x *Exact) (Exact, bool) {
	if x == nil {
		return Exact{}, false
	}
	return *x, true
}
