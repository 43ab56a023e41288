package instrument

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/anjia-project/anjia/assessment/law"
)

// formatName is the first line of a table; a later format gets another number and a reader of its own.
const formatName = "anjia-instrument/1"

// Load reads, checks and compiles one table. name is the file name for messages. It fails with Problems, which
// lists everything that is wrong by line, each with the rule that it breaks and a remedy; a table that is not
// right in every part is not loaded at all.
func Load(name string, raw []byte) (*Instrument, error) {
	r := newReader(name)
	document := r.document(raw)
	if document == nil {
		return nil, r.problems.orNil()
	}
	table := r.table(document, raw)
	if r.locate(document); len(r.problems) > 0 {
		return nil, r.problems.orNil()
	}
	return table, nil
}

// table compiles a document; what it returns is of use only when no problem was reported.
func (r *reader) table(document *yaml.Node, raw []byte) *Instrument {
	table := &Instrument{raw: slices.Clone(raw), byCode: map[string]*Node{}}
	o := r.object(document, "the table", "format", "code", "version", "phase", "title", "citation", "status", "pack",
		"division", "valid", "aggregation", "nodes", "gates")
	if !r.knownFormat(o) {
		return table
	}
	r.head(o, table)
	r.validity(o, table)
	r.aggregation(o, table)
	r.nodes(o, table)
	r.gates(o, table)
	r.standing(table)
	if len(r.problems) == 0 {
		// Checks across the table would only repeat in other words what is wrong with its parts.
		r.check(table)
	}
	hash := sha256.Sum256(raw)
	table.ref.SHA256 = hex.EncodeToString(hash[:])
	return table
}

func (r *reader) knownFormat(o object) bool {
	node, ok := o.scalar("format")
	if ok && node.Value == formatName {
		return true
	}
	if len(r.problems) == 0 || ok {
		r.report(o.at("format"), "unknown_format", "the table does not say format: "+formatName,
			"this program reads "+formatName, "write format: "+formatName+" as the first line")
	}
	return false
}

func (r *reader) head(o object, table *Instrument) {
	table.ref.Code = o.ident("code", tableCode, "a table code has lower-case letters, digits, dots and hyphens, 64 at most")
	table.ref.Version = o.ident("version", version, "a version begins with a digit, for example \"1\" or \"2024.1\"")
	if !o.has("phase") {
		o.missing("phase", "add phase: capacity, integration or follow_up")
	}
	table.phase = oneOf(o, "phase", "", Capacity, Integration, FollowUp)
	table.title = o.title()
	table.citation = r.citation(o)
	if !o.has("citation") {
		r.report(o.lacks("citation"), "missing_citation", "the table names no source",
			"every value has its citation", "add citation: {instrument: …, number: …, article: …}; a note says so when no text sets the table")
	}
	table.status = oneOf(o, "status", "", law.Official, law.Practice, law.Illustrative)
	if !o.has("status") {
		r.report(o.lacks("status"), "missing_status", "the table does not say how firm it is",
			"every table is official, practice or illustrative", "add status: illustrative unless the table was keyed in from the official text")
	}
	r.officialSource(o, source{citation: table.citation, status: table.status})
	table.pack = o.ident("pack", packCode, "a pack is cn, cn-54, cn-540100 … or sandbox/ before one of these")
	table.division = o.ident("division", division, "a division is a six-digit code in quotes, 000000 for the whole country")
	if within := prefix(packDivision(table.pack)); table.pack != "" && table.division != "" && !strings.HasPrefix(table.division, within) {
		r.report(o.at("division"), "division_outside_pack", fmt.Sprintf("division %s lies outside pack %s", table.division, table.pack),
			"a table applies within the division of its pack", "correct division or pack")
	}
	if sandbox := strings.HasPrefix(table.pack, "sandbox/"); table.pack != "" && table.status != "" && sandbox != (table.status == law.Illustrative) {
		r.report(o.at("pack"), "sandbox_status", fmt.Sprintf("a table with status %s belongs to pack %s", table.status, table.pack),
			"illustrative tables belong to a sandbox/ overlay, and an overlay holds nothing else",
			"correct status or pack; a table may be called official only when it was keyed in from the official text")
	}
}

// packDivision is the division of a pack as six digits: 510000 of sandbox/cn-51, 000000 of cn.
func packDivision(pack string) string {
	_, digits, _ := strings.Cut(pack, "cn-")
	return (digits + "000000")[:6]
}

func (r *reader) validity(o object, table *Instrument) {
	field := o.fields["valid"]
	if field == nil {
		o.missing("valid", "add valid: {from: 2024-01-01}")
		return
	}
	valid := r.object(field, "valid", "from", "to")
	if !valid.has("from") {
		valid.missing("from", "add the first day on which an assessment may begin under the table")
	}
	table.from, table.to = valid.day("from"), valid.day("to")
	if !table.from.IsZero() && !table.to.IsZero() && table.to.Before(table.from) {
		r.report(valid.at("to"), "bad_interval", fmt.Sprintf("the table is valid from %s to %s", table.from, table.to),
			"the last day is not before the first; both are included", "correct one of the two days")
	}
}

func (r *reader) aggregation(o object, table *Instrument) {
	field := o.fields["aggregation"]
	if field == nil {
		o.missing("aggregation", "add aggregation: {method: sum, total: 100}")
		return
	}
	r.aggregationAt = at(field)
	inner := r.object(field, "aggregation", "method", "total", "cap")
	if !inner.has("method") {
		inner.missing("method", "add method: sum, weighted or none")
	}
	table.method = oneOf(inner, "method", "", Sum, Weighted, NoTotal)
	table.total, _ = inner.number("total", maxPointDecimal)
	table.totalCap = inner.optionalNumber("cap")
	switch {
	case table.method == NoTotal && (inner.has("total") || inner.has("cap")):
		r.report(at(field), "total_without_sum", "a total is declared, but the method is none",
			"a table without a sum has no total", "remove total and cap or choose the method sum")
	case table.method != NoTotal && !inner.has("total"):
		inner.missing("total", "add the maximum that the table declares (满分), without bonus")
	}
}

// citation reads where a rule stands; an absent one gives the zero citation.
func (r *reader) citation(o object) law.Citation {
	field := o.fields["citation"]
	if field == nil {
		return law.Citation{}
	}
	inner := r.object(field, "citation of "+o.what, "instrument", "number", "article", "note", "recalled")
	recalled, _ := inner.truth("recalled")
	citation := law.Citation{
		Instrument: inner.words("instrument", maxTitle),
		Number:     inner.words("number", maxTitle),
		Article:    inner.words("article", maxTitle),
		Note:       inner.words("note", maxGuidance),
		Recalled:   recalled,
	}
	if citation.Instrument == "" && citation.Note == "" {
		r.report(at(field), "missing_citation", "the citation of "+o.what+" names neither an instrument nor a note",
			"every value has its citation", "name the rule, or say in a note that no text sets the value")
	}
	if strings.ContainsAny(citation.Instrument, "《》") {
		r.report(inner.at("instrument"), "title_brackets", "the instrument of a citation stands in 《》",
			"the brackets are added where the citation is printed", "remove the outer 《》; titles inside a title take 〈〉")
	}
	return citation
}
