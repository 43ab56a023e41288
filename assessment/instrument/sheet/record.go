package sheet

import (
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
)

func (r record) citation() law.Citation {
	return law.Citation{
		Instrument: r["citation/instrument"], Number: r["citation/number"], Article: r["citation/article"],
		Note: r["citation/note"], Recalled: r["citation/recalled"] == "true",
	}
}

func (r record) putCitation(c law.Citation) {
	r["citation/instrument"], r["citation/number"], r["citation/article"], r["citation/note"] = c.Instrument, c.Number, c.Article, c.Note
	if c.Recalled {
		r["citation/recalled"] = "true"
	}
}

func (r record) text(key string) instrument.Text {
	return instrument.Text{ZH: r[key+"/zh"], EN: r[key+"/en"]}
}

func (r record) putText(key string, text instrument.Text) {
	r[key+"/zh"], r[key+"/en"] = text.ZH, text.EN
}

func (r record) truth(key string) *bool {
	switch r[key] {
	case "true":
		return new(true)
	case "false":
		return new(false)
	}
	return nil
}

func (r record) putTruth(key string, value *bool) {
	switch {
	case value == nil:
	case *value:
		r[key] = "true"
	default:
		r[key] = "false"
	}
}

func headRecord(s instrument.Spec) record {
	r := record{
		"format": s.Format, "code": s.Code, "version": s.Version, "phase": string(s.Phase), "status": string(s.Status), "pack": s.Pack, "division": s.Division,
		"valid/from": s.Valid.From, "valid/to": s.Valid.To,
		"aggregation/method": string(s.Aggregation.Method), "aggregation/total": s.Aggregation.Total, "aggregation/cap": s.Aggregation.Cap,
	}
	r.putText("title", s.Title)
	r.putCitation(s.Citation)
	return r
}

func (r record) head() instrument.Spec {
	return instrument.Spec{
		Format: r["format"], Code: r["code"], Version: r["version"], Phase: instrument.Phase(r["phase"]), Title: r.text("title"), Citation: r.citation(),
		Status: law.Status(r["status"]), Pack: r["pack"], Division: r["division"], Valid: instrument.IntervalSpec{From: r["valid/from"], To: r["valid/to"]},
		Aggregation: instrument.AggregationSpec{Method: instrument.Method(r["aggregation/method"]), Total: r["aggregation/total"], Cap: r["aggregation/cap"]},
	}
}

func nodeRecord(n instrument.NodeSpec) record {
	r := record{
		"code": n.Code, typeKey: string(n.Type), "status": string(n.Status), "per_applicant": string(n.PerApplicant), "min": n.Min, "max": n.Max, "step": n.Step,
		"weight": n.Weight, "points": n.Points, "cap": n.Cap, "mitigation_from": n.MitigationFrom, "max_length": n.MaxLength,
	}
	r.putText("title", n.Title)
	r.putText("guidance", n.Guidance)
	r.putCitation(n.Citation)
	r.putTruth("optional", n.Optional)
	if e := n.Evidence; e != nil {
		r["evidence/demand"], r["evidence/kind"], r["evidence/title"], r["evidence/when"] = string(e.Demand), e.Kind, e.Title, string(e.When)
		if v := e.Valid; v != nil {
			r["evidence/valid/days"], r["evidence/valid/months"] = v.Days, v.Months
			r.putTruth("evidence/valid/expires", v.Expires)
		}
	}
	return r
}

func (r record) node() instrument.NodeSpec {
	return instrument.NodeSpec{
		Code: r["code"], Type: instrument.Kind(r[typeKey]), Title: r.text("title"), Guidance: r.text("guidance"), Citation: r.citation(),
		Status: law.Status(r["status"]), PerApplicant: instrument.Applicants(r["per_applicant"]), Evidence: r.evidence(),
		Min: r["min"], Max: r["max"], Step: r["step"], Weight: r["weight"], Points: r["points"], Cap: r["cap"],
		MitigationFrom: r["mitigation_from"], Optional: r.truth("optional"), MaxLength: r["max_length"],
	}
}

// evidence is nil when none of its cells is filled in.
func (r record) evidence() *instrument.EvidenceSpec {
	valid := &instrument.ValiditySpec{Days: r["evidence/valid/days"], Months: r["evidence/valid/months"], Expires: r.truth("evidence/valid/expires")}
	if *valid == (instrument.ValiditySpec{}) {
		valid = nil
	}
	evidence := instrument.EvidenceSpec{
		Demand: instrument.Demand(r["evidence/demand"]), Kind: r["evidence/kind"], Title: r["evidence/title"], When: instrument.When(r["evidence/when"]), Valid: valid,
	}
	if evidence == (instrument.EvidenceSpec{}) {
		return nil
	}
	return &evidence
}

func optionRecord(o instrument.OptionSpec) record {
	r := record{typeKey: optionRow, "code": o.Code, "points": o.Points, "min": o.From, "max": o.To}
	r.putText("title", o.Title)
	return r
}

func (r record) option() instrument.OptionSpec {
	return instrument.OptionSpec{Code: r["code"], Points: r["points"], From: r["min"], To: r["max"], Title: r.text("title")}
}

func gradeRecord(g instrument.GradeSpec) record {
	r := record{typeKey: gradeRow, "code": g.Rating}
	r.putText("title", g.Title)
	return r
}

func (r record) grade() instrument.GradeSpec {
	return instrument.GradeSpec{Rating: r["code"], Title: r.text("title")}
}
