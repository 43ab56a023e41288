package instrument

import (
	"strconv"

	"github.com/anjia-project/anjia/assessment/law"
)

// Spec gives the table in its editable form, in the canonical wording of each field: what is inherited or the default
// is left out, numbers have no trailing zeros. Compile of it gives the same table.
func (i *Instrument) Spec() Spec {
	spec := Spec{
		Format: formatName, Code: i.ref.Code, Version: i.ref.Version, Phase: i.phase, Title: i.title, Citation: i.citation, Status: i.status,
		Pack: i.pack, Division: i.division, Valid: IntervalSpec{From: i.from.String()}, Aggregation: AggregationSpec{Method: i.method, Cap: shown(i.totalCap)},
	}
	if !i.to.IsZero() {
		spec.Valid.To = i.to.String()
	}
	if i.method != NoTotal {
		spec.Aggregation.Total = i.total.String()
	}
	spec.Nodes = specNodes(i.roots, i.status)
	for _, gate := range i.gates {
		spec.Gates = append(spec.Gates, gate.spec())
	}
	return spec
}

func specNodes(nodes []*Node, inherited law.Status) []NodeSpec {
	list := make([]NodeSpec, len(nodes))
	for i, node := range nodes {
		list[i] = node.spec(inherited)
	}
	return list
}

func (n *Node) spec(inherited law.Status) NodeSpec {
	spec := NodeSpec{
		Code: n.code, Type: n.kind, Title: n.title, Guidance: n.guidance, PerApplicant: n.applicants, Evidence: n.evidence.spec(),
		Step: shown(n.step), Cap: shown(n.limit), Points: shown(n.ifTrue),
	}
	if n.ownSource {
		spec.Citation = n.citation
	}
	if n.status != inherited {
		spec.Status = n.status
	}
	if n.optional {
		spec.Optional = new(true)
	}
	n.specRange(&spec)
	for _, grade := range n.grades {
		spec.Grades = append(spec.Grades, GradeSpec{Rating: strconv.Itoa(grade.Rating), Title: grade.Title})
	}
	for _, choice := range n.choices {
		option := OptionSpec{Code: choice.Code, Title: choice.Title, Points: choice.Lowest.String()}
		if choice.IsBand() {
			option.Points, option.From, option.To = "", choice.Lowest.String(), choice.Highest.String()
		}
		spec.Options = append(spec.Options, option)
	}
	if n.IsGroup() {
		spec.Nodes = specNodes(n.children, n.status)
	}
	return spec
}

func (n *Node) specRange(spec *NodeSpec) {
	switch n.kind {
	case KindSection, KindBonus:
		spec.Max = shown(n.declared)
	case KindOption:
		spec.Max = n.high.String()
	case KindPoints:
		spec.Max = n.high.String()
		if n.low.Sign() > 0 {
			spec.Min = n.low.String()
		}
	case KindRating:
		spec.Min, spec.Max, spec.Weight = n.low.String(), n.high.String(), n.weight.String()
	case KindDual:
		spec.Min, spec.Max = n.low.String(), n.high.String()
		if from, given := n.MitigationFrom(); given {
			spec.MitigationFrom = strconv.Itoa(from)
		}
	case KindInteger:
		spec.Max = n.high.String()
		if n.low.Sign() > 0 {
			spec.Min = n.low.String()
		}
	case KindText:
		if n.maxLength != maxText {
			spec.MaxLength = strconv.Itoa(n.maxLength)
		}
	case KindVeto, KindBoolean, KindDate: // nothing of their own
	}
}

// spec is nil where nothing is demanded.
func (e Evidence) spec() *EvidenceSpec {
	if e.Demand == NoEvidence || e.Demand == "" {
		return nil
	}
	spec := &EvidenceSpec{Demand: e.Demand, Kind: e.FileKind, Title: e.KindTitle}
	if e.When != Always {
		spec.When = e.When
	}
	if e.Valid.IsZero() {
		return spec
	}
	spec.Valid = &ValiditySpec{}
	if e.Valid.Days > 0 {
		spec.Valid.Days = strconv.Itoa(e.Valid.Days)
	}
	if e.Valid.Months > 0 {
		spec.Valid.Months = strconv.Itoa(e.Valid.Months)
	}
	if e.Valid.Expires {
		spec.Valid.Expires = new(true)
	}
	return spec
}

func (g Gate) spec() GateSpec {
	spec := GateSpec{Code: g.code, Outcome: g.outcome, Conclusion: g.conclusion}
	if g.ownSource {
		spec.Citation = g.citation
	}
	switch g.test {
	case VetoFound:
		spec.When.VetoFound = new(true)
	case TotalAtLeast:
		spec.When.TotalAtLeast = g.mark.String()
	case TotalBelow:
		spec.When.TotalBelow = g.mark.String()
	case SectionBelow:
		spec.When.SectionBelow = &SectionSpec{Code: g.codes[0], Mark: g.mark.String()}
	case Answered:
		spec.When.Answered = &AnsweredSpec{Codes: g.Codes(), Value: new(g.answer)}
	case FinalAtLeast:
		spec.When.FinalAtLeast = &FinalSpec{Mark: g.mark.String()}
		if !g.anyDual {
			spec.When.FinalAtLeast.Codes = g.Codes()
		}
	case Otherwise:
		spec.When.Otherwise = new(true)
	}
	return spec
}

func shown(x *Exact) string {
	if x == nil {
		return ""
	}
	return x.String()
}
