package instrument_test

import (
	"strconv"

	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
)

// drawSpec makes a table that is right, in canonical form, out of any kinds of node that its method allows.
func drawSpec(t *rapid.T) instrument.Spec {
	d := drawer{T: t, method: rapid.SampledFrom([]instrument.Method{instrument.Sum, instrument.NoTotal}).Draw(t, "method")}
	spec := instrument.Spec{
		Format: "anjia-instrument/1", Code: "drawn", Version: "1", Phase: instrument.Capacity, Title: d.text("title"), Citation: d.citation(),
		Status: law.Illustrative, Pack: "sandbox/cn", Division: "000000", Valid: instrument.IntervalSpec{From: "2024-01-01"},
		Aggregation: instrument.AggregationSpec{Method: d.method},
	}
	for range rapid.IntRange(1, 4).Draw(t, "roots") {
		spec.Nodes = append(spec.Nodes, d.node(2))
	}
	if d.veto {
		spec.Gates = append(spec.Gates, d.gate("veto", instrument.WhenSpec{VetoFound: new(true)}, instrument.Fail))
	}
	if d.method == instrument.Sum {
		spec.Nodes = append(spec.Nodes, instrument.NodeSpec{Code: "last", Type: instrument.KindPoints, Title: d.text("title"), Max: "10"})
		spec.Aggregation.Total = strconv.Itoa(d.total + 10)
		spec.Gates = append(spec.Gates, d.gate("mark", instrument.WhenSpec{TotalAtLeast: strconv.Itoa(d.total + 10)}, instrument.Pass))
	}
	if d.dual {
		spec.Gates = append(spec.Gates, d.gate("final", instrument.WhenSpec{FinalAtLeast: &instrument.FinalSpec{Mark: "2"}}, instrument.Human))
	}
	spec.Gates = append(spec.Gates, d.gate("rest", instrument.WhenSpec{Otherwise: new(true)}, instrument.Human))
	return spec
}

type drawer struct {
	*rapid.T
	method     instrument.Method
	count      int
	total      int
	veto, dual bool
}

func (d *drawer) text(what string) instrument.Text {
	words := rapid.StringMatching(`[一-龥a-z0-9 :#,'"&*!|>%@{}\[\]\\-]{0,12}[一-龥]`)
	text := instrument.Text{ZH: words.Draw(d.T, what)}
	if rapid.Bool().Draw(d.T, "english") {
		text.EN = rapid.SampledFrom([]string{"true", "null", "010", "2024-01-01", "a: b", "- a", "two\nlines", "~", "1e3", " x", "x ", "#"}).Draw(d.T, "en")
	}
	return text
}

func (d *drawer) citation() law.Citation {
	c := law.Citation{Note: d.text("note").ZH}
	if rapid.Bool().Draw(d.T, "cited") {
		c = law.Citation{Instrument: "收养评估办法（试行）", Article: "第八条", Recalled: rapid.Bool().Draw(d.T, "recalled")}
	}
	return c
}

func (d *drawer) gate(code string, when instrument.WhenSpec, outcome instrument.Outcome) instrument.GateSpec {
	return instrument.GateSpec{Code: code, When: when, Outcome: outcome, Conclusion: d.text("conclusion")}
}

func (d *drawer) node(depth int) instrument.NodeSpec {
	kinds := []instrument.Kind{instrument.KindVeto, instrument.KindBoolean, instrument.KindText, instrument.KindInteger, instrument.KindDate, instrument.KindDual}
	if d.method == instrument.Sum {
		kinds = []instrument.Kind{instrument.KindVeto, instrument.KindBoolean, instrument.KindText, instrument.KindInteger, instrument.KindDate, instrument.KindOption, instrument.KindPoints}
	}
	if depth > 0 {
		kinds = append(kinds, instrument.KindSection)
	}
	d.count++
	node := instrument.NodeSpec{Code: "0" + strconv.Itoa(d.count), Type: rapid.SampledFrom(kinds).Draw(d.T, "kind"), Title: d.text("title")}
	if rapid.Bool().Draw(d.T, "own source") {
		node.Citation, node.Guidance = d.citation(), d.text("guidance")
	}
	switch node.Type {
	case instrument.KindSection:
		for range rapid.IntRange(1, 3).Draw(d.T, "children") {
			node.Nodes = append(node.Nodes, d.node(depth-1))
		}
		return node
	case instrument.KindVeto:
		d.veto = true
		node.PerApplicant = instrument.EachApplies
	case instrument.KindInteger:
		node.Min, node.Max = "1", "99"
	case instrument.KindDate:
		node.PerApplicant = instrument.EachApplies
	case instrument.KindText:
		node.Optional = new(true)
		node.MaxLength = "200"
	case instrument.KindDual:
		d.dual = true
		node.Min, node.Max, node.MitigationFrom = "1", "2", "2"
		node.Grades = []instrument.GradeSpec{{Rating: "1", Title: d.text("grade")}, {Rating: "2", Title: d.text("grade")}}
	case instrument.KindPoints, instrument.KindOption:
		d.points(&node)
	case instrument.KindBoolean, instrument.KindRating, instrument.KindBonus: // a title is enough
	}
	if rapid.Bool().Draw(d.T, "evidence") {
		node.Evidence = &instrument.EvidenceSpec{Demand: instrument.File, Kind: "proof", Title: "本县证明", Valid: &instrument.ValiditySpec{Months: "6", Expires: new(true)}}
	}
	return node
}

func (d *drawer) points(node *instrument.NodeSpec) {
	most := rapid.IntRange(2, 30).Draw(d.T, "max")
	d.total += most
	node.Max = strconv.Itoa(most)
	if node.Type == instrument.KindPoints {
		node.Step = "0.5"
		return
	}
	node.Options = []instrument.OptionSpec{
		{Code: "a", From: strconv.Itoa(most) + "", Title: instrument.Text{ZH: "优"}},
		{Code: "b", Points: "0.25", Title: instrument.Text{ZH: "良"}},
		{Code: "c", Points: "0", Title: instrument.Text{ZH: "差"}},
	}
	node.Options[0].From, node.Options[0].To = "1.5", strconv.Itoa(most)
}

// spoil puts anything into one field of the table.
func spoil(t *rapid.T, spec *instrument.Spec) {
	anything := rapid.SampledFrom([]string{"", "-1", "0", "7.005", "十", "null", "true", "~", "a: b", "\x00", "\xff", "{}", "[", "999999999", " 1", "010", "《法》"}).Draw(t, "anything")
	node := &spec.Nodes[rapid.IntRange(0, len(spec.Nodes)-1).Draw(t, "node")]
	for len(node.Nodes) > 0 && rapid.Bool().Draw(t, "deeper") {
		node = &node.Nodes[len(node.Nodes)-1]
	}
	gate := &spec.Gates[rapid.IntRange(0, len(spec.Gates)-1).Draw(t, "gate")]
	fields := []*string{
		&spec.Code, &spec.Version, &spec.Division, &spec.Pack, &spec.Format, &spec.Valid.From, &spec.Valid.To, &spec.Aggregation.Total, &spec.Aggregation.Cap,
		(*string)(&spec.Phase), (*string)(&spec.Status), (*string)(&spec.Aggregation.Method), &spec.Citation.Instrument, &spec.Citation.Note,
		&node.Code, (*string)(&node.Type), &node.Title.ZH, &node.Title.EN, (*string)(&node.Status), (*string)(&node.PerApplicant),
		&node.Min, &node.Max, &node.Step, &node.Weight, &node.Points, &node.Cap, &node.MitigationFrom, &node.MaxLength,
		&gate.Code, (*string)(&gate.Outcome), &gate.Conclusion.ZH, &gate.When.TotalAtLeast, &gate.When.TotalBelow,
	}
	if len(node.Options) > 0 {
		fields = append(fields, &node.Options[0].Code, &node.Options[0].Points, &node.Options[0].From, &node.Options[1].Points, &node.Options[0].Title.ZH)
	}
	if len(node.Grades) > 0 {
		fields = append(fields, &node.Grades[0].Rating, &node.Grades[1].Title.ZH)
	}
	if node.Evidence != nil {
		fields = append(fields, (*string)(&node.Evidence.Demand), (*string)(&node.Evidence.When), &node.Evidence.Kind, &node.Evidence.Valid.Days)
	}
	*rapid.SampledFrom(fields).Draw(t, "field") = anything
}
