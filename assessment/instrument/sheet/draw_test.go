package sheet_test

import (
	"strconv"

	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
)

// drawer makes tables of any kind.
type drawer struct {
	*rapid.T
	count int
	total int
	veto  bool
}

func (d *drawer) oneOf(values ...string) string { return rapid.SampledFrom(values).Draw(d.T, "one of") }

func (d *drawer) yes() bool { return rapid.Bool().Draw(d.T, "yes") }

func (d *drawer) truth() *bool {
	if d.yes() {
		return nil
	}
	return new(d.yes())
}

func (d *drawer) words() string {
	return rapid.StringMatching(`[一-龥Ａ-Ｚ０-９a-z0-9 :#,'"&<>=+@_\\\n-]{0,12}[一-龥]`).Draw(d.T, "words")
}

// text has, now and then, what spreadsheets, XML and YAML each take for something else.
func (d *drawer) text() instrument.Text {
	text := instrument.Text{ZH: d.words()}
	if d.yes() {
		text.EN = d.oneOf("true", "010", "7.50", "1e3", "2024-01-01", "=1+1", "'x", " x ", "two\nlines", "_x0041_", "_x005F_", "_x005F_x0041_", "__x000D_", "a: b", "<b>&amp;</b>", "50%")
	}
	return text
}

func (d *drawer) number() string {
	return d.oneOf("", "0", "7", "7.5", "7.50", "0.07", "100", "0.3333")
}

func (d *drawer) code() string {
	return d.oneOf("", "010", "1.10", "2024.10", "1-2", "1e3", "A", "TRUE", "00", "9999999999999999999")
}

func (d *drawer) citation() law.Citation {
	if d.yes() {
		return law.Citation{}
	}
	return law.Citation{Instrument: d.words(), Number: d.oneOf("", "民发〔2020〕144号"), Article: d.oneOf("", "第八条", "010"), Note: d.words(), Recalled: d.yes()}
}

// anything is a table in any state of completion: what is half filled in must come back as it was.
func (d *drawer) anything() instrument.Spec {
	spec := instrument.Spec{
		Format: "anjia-instrument/1", Code: d.code(), Version: d.code(), Phase: instrument.Phase(d.oneOf("", "capacity", "integration", "follow_up")),
		Title: d.text(), Citation: d.citation(), Status: law.Status(d.oneOf("", "official", "practice", "illustrative")), Pack: d.oneOf("", "sandbox/cn-51"),
		Division: d.oneOf("", "000000", "510000"), Valid: instrument.IntervalSpec{From: d.oneOf("", "2024-01-01"), To: d.oneOf("", "2024-02-30")},
		Aggregation: instrument.AggregationSpec{Method: instrument.Method(d.oneOf("", "sum", "weighted", "none")), Total: d.number(), Cap: d.number()},
	}
	for range rapid.IntRange(0, 3).Draw(d.T, "roots") {
		spec.Nodes = append(spec.Nodes, d.anyNode(2))
	}
	for range rapid.IntRange(0, 3).Draw(d.T, "gates") {
		spec.Gates = append(spec.Gates, instrument.GateSpec{
			Code: d.code(), When: d.when(), Outcome: instrument.Outcome(d.oneOf("", "pass", "fail", "human")), Conclusion: d.text(), Citation: d.citation(),
		})
	}
	return spec
}

func (d *drawer) anyNode(depth int) instrument.NodeSpec {
	node := instrument.NodeSpec{
		Code: d.code(), Type: instrument.Kind(d.oneOf("", "section", "bonus", "veto", "option", "points", "rating", "boolean", "text", "integer", "date", "dual")),
		Title: d.text(), Guidance: d.text(), Citation: d.citation(), Status: law.Status(d.oneOf("", "practice")),
		PerApplicant: instrument.Applicants(d.oneOf("", "mean", "lower", "higher", "each")), Evidence: d.evidence(),
		Min: d.number(), Max: d.number(), Step: d.number(), Weight: d.number(), Points: d.number(), Cap: d.number(), MitigationFrom: d.number(),
		Optional: d.truth(), MaxLength: d.number(),
	}
	for range rapid.IntRange(0, 2).Draw(d.T, "grades") {
		node.Grades = append(node.Grades, instrument.GradeSpec{Rating: d.number(), Title: d.text()})
	}
	for range rapid.IntRange(0, 2).Draw(d.T, "options") {
		node.Options = append(node.Options, instrument.OptionSpec{Code: d.code(), Points: d.number(), From: d.number(), To: d.number(), Title: d.text()})
	}
	for range rapid.IntRange(0, min(depth, 1)).Draw(d.T, "below") {
		node.Nodes = append(node.Nodes, d.anyNode(depth-1))
	}
	return node
}

func (d *drawer) evidence() *instrument.EvidenceSpec {
	if d.yes() {
		return nil
	}
	evidence := &instrument.EvidenceSpec{Demand: instrument.Demand(d.oneOf("none", "note", "file")), Kind: d.oneOf("", "income_proof"), Title: d.oneOf("", "本县证明"), When: instrument.When(d.oneOf("", "always", "if_true", "if_differ"))}
	if d.yes() {
		evidence.Valid = &instrument.ValiditySpec{Days: d.number(), Months: "6", Expires: d.truth()}
	}
	return evidence
}

func (d *drawer) when() instrument.WhenSpec {
	codes := rapid.SampledFrom([][]string{nil, {"010"}, {"1.1", "1.10", "00"}}).Draw(d.T, "codes")
	return rapid.SampledFrom([]instrument.WhenSpec{
		{},
		{VetoFound: new(true)},
		{TotalAtLeast: "79.995"},
		{TotalBelow: "60"},
		{SectionBelow: &instrument.SectionSpec{Code: "010", Mark: "7.50"}},
		{Answered: &instrument.AnsweredSpec{Codes: codes, Value: d.truth()}},
		{FinalAtLeast: &instrument.FinalSpec{Mark: d.number(), Codes: codes}},
		{Otherwise: new(true)},
	}).Draw(d.T, "when")
}

// table is one that compiles: sections of items with and without points, their sum declared.
func (d *drawer) table() instrument.Spec {
	spec := instrument.Spec{
		Code: "drawn", Version: "2024.10", Phase: instrument.Capacity, Title: d.text(), Citation: law.Citation{Note: d.words()}, Status: law.Illustrative,
		Pack: "sandbox/cn", Division: "000000", Valid: instrument.IntervalSpec{From: "2024-01-01"},
	}
	for range rapid.IntRange(0, 4).Draw(d.T, "roots") {
		spec.Nodes = append(spec.Nodes, d.node(3))
	}
	d.total += 10
	spec.Nodes = append(spec.Nodes, instrument.NodeSpec{Code: "last", Type: instrument.KindPoints, Title: d.text(), Max: "10", Step: "0.25"})
	spec.Aggregation = instrument.AggregationSpec{Method: instrument.Sum, Total: strconv.Itoa(d.total)}
	if d.veto {
		spec.Gates = append(spec.Gates, instrument.GateSpec{Code: "veto", When: instrument.WhenSpec{VetoFound: new(true)}, Outcome: instrument.Fail, Conclusion: d.text()})
	}
	return d.decided(spec)
}

func (d *drawer) decided(spec instrument.Spec) instrument.Spec {
	spec.Gates = append(
		spec.Gates,
		instrument.GateSpec{Code: "010", When: instrument.WhenSpec{TotalAtLeast: strconv.Itoa(d.total)}, Outcome: instrument.Pass, Conclusion: d.text()},
		instrument.GateSpec{Code: "020", When: instrument.WhenSpec{Otherwise: new(true)}, Outcome: instrument.Fail, Conclusion: d.text(), Citation: law.Citation{Note: d.words()}},
	)
	return spec
}

func (d *drawer) node(depth int) instrument.NodeSpec {
	d.count++
	node := instrument.NodeSpec{Code: "0" + strconv.Itoa(d.count) + "0", Type: instrument.Kind(d.oneOf("veto", "boolean", "points", "option", "text", "integer", "date")), Title: d.text(), Guidance: d.text()}
	if depth > 0 && d.yes() {
		node.Type = instrument.KindSection
		for range rapid.IntRange(1, 3).Draw(d.T, "below") {
			node.Nodes = append(node.Nodes, d.node(depth-1))
		}
		return node
	}
	switch node.Type {
	case instrument.KindVeto:
		d.veto = true
	case instrument.KindPoints:
		node.Max, node.PerApplicant, d.total = "30", instrument.EachLower, d.total+30
	case instrument.KindOption:
		node.Max, node.Step, d.total = "20", "0.5", d.total+20
		node.Options = []instrument.OptionSpec{{Code: "010", From: "10", To: "20", Title: instrument.Text{ZH: "好"}}, {Code: "1e3", Points: "2.5", Title: instrument.Text{ZH: "差"}}}
	case instrument.KindText:
		node.Optional = new(true)
		node.Evidence = &instrument.EvidenceSpec{Demand: instrument.File, Kind: "proof", Title: "本县证明", Valid: &instrument.ValiditySpec{Months: "6", Expires: new(true)}}
	case instrument.KindInteger:
		node.Min, node.Max, node.Optional = "1", "99", new(true)
	case instrument.KindBoolean, instrument.KindDate, instrument.KindSection, instrument.KindBonus, instrument.KindRating, instrument.KindDual: // a title is enough, or not drawn
	}
	return node
}
