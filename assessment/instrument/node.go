package instrument

import (
	"iter"
	"slices"

	"github.com/anjia-project/anjia/assessment/law"
)

// Kind is the type of a node of the table.
type Kind string

// The kinds of node. A section and a bonus hold other nodes; the others are items that an evaluator answers.
const (
	KindSection Kind = "section" // 指标类别
	KindBonus   Kind = "bonus"   // 加分项目: added on top, with or without a cap
	KindVeto    Kind = "veto"    // 否决性指标: found or not found
	KindOption  Kind = "option"  // 分档选择: one of graded options, points attached
	KindPoints  Kind = "points"  // 区间评分: free points within a range
	KindRating  Kind = "rating"  // 加权评定: a whole number times a weight
	KindBoolean Kind = "boolean" // 是否判断: yes or no, with points for yes or without any
	KindText    Kind = "text"    // 文字记录: no number
	KindInteger Kind = "integer" // 整数填写: a whole number within bounds that no score is made of
	KindDate    Kind = "date"    // 日期填写: a day, YYYY-MM-DD
	KindDual    Kind = "dual"    // 双次评级 (初评—缓解措施—终评): an initial rating, what mitigates it, a final rating; no sum
)

// Written reports whether the item is written down and nothing comes of it: a text, a whole number or a day.
func (k Kind) Written() bool { return k == KindText || k == KindInteger || k == KindDate }

// Applicants says whether an item is answered once for the family or for each applicant (每位申请人), and how the
// applicants' points become one.
type Applicants string

// What an item asks of the applicants.
const (
	Family      Applicants = ""       // answered once
	EachMean    Applicants = "mean"   // each applicant; the mean counts
	EachLower   Applicants = "lower"  // each applicant; the lowest counts
	EachHigher  Applicants = "higher" // each applicant; the highest counts
	EachApplies Applicants = "each"   // each applicant; no number comes of it (veto, boolean, text)
)

// Demand is the evidence that an item asks for.
type Demand string

// Kinds of demand.
const (
	NoEvidence Demand = "none"
	Note       Demand = "note" // 文字说明: a comment
	File       Demand = "file" // 证明材料: at least one stored file
)

// When says in which case the evidence is demanded.
type When string

// Cases of a demand.
const (
	Always   When = "always"
	IfTrue   When = "if_true"   // veto found, boolean answered yes
	IfFalse  When = "if_false"  // veto not found, boolean answered no
	IfPoints When = "if_points" // more than no points are given
	IfDiffer When = "if_differ" // the final rating of a dual differs from the initial one
)

// Evidence is what an item demands as proof. FileKind, when set, is the kind of file that alone satisfies it.
// Valid, when set, demands that the proof still stand on the day of the decision.
type Evidence struct {
	Demand    Demand   `json:"demand"`
	FileKind  string   `json:"kind,omitempty"`
	KindTitle string   `json:"title,omitempty"` // of a kind of the table's own
	When      When     `json:"when,omitempty"`
	Valid     Validity `json:"valid,omitzero"`
}

// Choice is one graded option of an item. Lowest and Highest are equal unless the grade is a band (分数段) in which
// the evaluator sets the points.
type Choice struct {
	Code    string `json:"code"`
	Title   Text   `json:"title"`
	Lowest  Exact  `json:"lowest"`
	Highest Exact  `json:"highest"`
}

// IsBand reports whether the evaluator sets the points within the grade.
func (c Choice) IsBand() bool { return !c.Lowest.Equal(c.Highest) }

// Grade is the meaning of one rating (等级释义).
type Grade struct {
	Rating int  `json:"rating"`
	Title  Text `json:"title"`
}

// Node is one row or heading of the table. It is immutable.
type Node struct {
	index      int
	code       string
	kind       Kind
	title      Text
	guidance   Text
	citation   law.Citation
	ownSource  bool
	status     law.Status
	evidence   Evidence
	applicants Applicants
	optional   bool
	mitigateAt int // initial rating of a dual from which a mitigation is always demanded; 0 for none
	grades     []Grade
	choices    []Choice
	low, high  Exact
	step       *Exact
	weight     Exact
	limit      *Exact // cap of a bonus
	ifTrue     *Exact // points of a boolean answered yes
	maxLength  int
	declared   *Exact // max as the file states it, checked against the children
	scored     bool
	inBonus    bool
	children   []*Node
}

// Index is the position in Instrument.Nodes.
func (n *Node) Index() int { return n.index }

// Code is the stable code; "010" stays "010".
func (n *Node) Code() string { return n.code }

// Kind is the type of the node.
func (n *Node) Kind() Kind { return n.kind }

// Title is the wording of the table.
func (n *Node) Title() Text { return n.title }

// Guidance tells the evaluator how to judge; it may be empty.
func (n *Node) Guidance() Text { return n.guidance }

// Citation is the rule of the node, or of the nearest node above it that has one, or of the table.
func (n *Node) Citation() law.Citation { return n.citation }

// HasOwnCitation reports whether the citation is stated at this very node.
func (n *Node) HasOwnCitation() bool { return n.ownSource }

// Status is the standing of the node, inherited like the citation.
func (n *Node) Status() law.Status { return n.status }

// Evidence is what the item demands as proof.
func (n *Node) Evidence() Evidence { return n.evidence }

// Applicants says whether each applicant is judged.
func (n *Node) Applicants() Applicants { return n.applicants }

// PerApplicant reports whether each applicant is judged on his or her own.
func (n *Node) PerApplicant() bool { return n.applicants != Family }

// Optional reports whether the item may stay unanswered; only what is written may.
func (n *Node) Optional() bool { return n.optional }

// IsGroup reports whether the node holds others and is not answered itself.
func (n *Node) IsGroup() bool { return n.kind == KindSection || n.kind == KindBonus }

// Scored reports whether a number comes of the node: of an item that gives points, or of a group that holds one.
func (n *Node) Scored() bool { return n.scored }

// InBonus reports whether the node is a bonus or stands in one.
func (n *Node) InBonus() bool { return n.inBonus }

// Bounds are the lowest and highest number that can come of the node, weights and caps included.
func (n *Node) Bounds() (lowest, highest Exact) {
	switch n.kind {
	case KindRating:
		return n.low.Mul(n.weight), n.high.Mul(n.weight)
	case KindInteger: // nothing comes of it
		return Exact{}, Exact{}
	default:
		return n.low, n.high
	}
}

// Range is the lowest and highest answer that an evaluator may give: points, a rating before its weight, or the
// whole numbers of a dual or an integer.
func (n *Node) Range() (lowest, highest Exact) { return n.low, n.high }

// Step is the unit in which points are given, when the table sets one.
func (n *Node) Step() (Exact, bool) { return deref(n.step) }

// Weight is the weight of a rating, 0 for other kinds.
func (n *Node) Weight() Exact { return n.weight }

// Cap is the most that a bonus may add, when the table sets a cap.
func (n *Node) Cap() (Exact, bool) { return deref(n.limit) }

// IfTrue is what a boolean gives when answered yes; no number comes of it when there is none.
func (n *Node) IfTrue() (Exact, bool) { return deref(n.ifTrue) }

// MaxLength is the most characters that a text may have.
func (n *Node) MaxLength() int { return n.maxLength }

// Children are the nodes of a group, in order.
func (n *Node) Children() iter.Seq[*Node] { return slices.Values(n.children) }

// MitigationDue reports whether a dual demands the text of a mitigation (缓解措施): always when the final rating
// differs from the initial one, and from MitigationFrom on also when it does not.
func (n *Node) MitigationDue(initial, final int) bool {
	from, given := n.MitigationFrom()
	return n.kind == KindDual && (initial != final || given && initial >= from)
}

// MitigationFrom is the lowest initial rating of a dual that demands a mitigation even when the final rating is the
// same, when the table sets one.
func (n *Node) MitigationFrom() (int, bool) { return n.mitigateAt, n.mitigateAt > 0 }

// Grades are the meanings of the ratings of a rating or dual, from the lowest up, as far as the table words them.
func (n *Node) Grades() iter.Seq[Grade] { return slices.Values(n.grades) }

// Choices are the graded options, in the order of the table.
func (n *Node) Choices() iter.Seq[Choice] { return slices.Values(n.choices) }

// Choice finds a graded option by its code.
func (n *Node) Choice(code string) (Choice, bool) {
	for at := range n.choices {
		if n.choices[at].Code == code {
			return n.choices[at], true
		}
	}
	return Choice{}, false
}
