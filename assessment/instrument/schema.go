package instrument

import (
	"encoding/json"

	"github.com/anjia-project/anjia/assessment/law"
)

const schemaID = "https://anjia-project.github.io/schema/instrument-1.json"

type fields = map[string]any

// Schema is the JSON Schema (draft 2020-12) of the format, for editors that check while one types. It knows keys, types
// and words of closed lists; sums, ranges and gates are for Load, which checks everything.
func Schema() ([]byte, error) {
	kinds := []any{}
	for _, kind := range allKinds() {
		kinds = append(kinds, fields{
			"if":   fields{"properties": fields{"type": fields{"const": kind}}, "required": []string{"type"}},
			"then": kindSchema(kind),
		})
	}
	root := closed([]string{"format", "code", "version", "phase", "title", "citation", "status", "pack", "division", "valid", "aggregation", "nodes", "gates"}, fields{
		"format": fields{"const": formatName}, "code": pattern(tableCode.String()), "version": pattern(version.String()),
		"phase": words(Capacity, Integration, FollowUp), "title": ref("title"), "citation": ref("citation"), "status": ref("status"),
		"pack": pattern(packCode.String()), "division": pattern(division.String()),
		"valid":       closed([]string{"from"}, fields{"from": ref("date"), "to": ref("date")}),
		"aggregation": aggregationSchema(),
		"nodes":       list(ref("node"), 1), "gates": fields{"type": "array", "items": ref("gate"), "minItems": 1, "maxItems": maxGates},
	})
	root["$schema"], root["$id"], root["title"] = "https://json-schema.org/draft/2020-12/schema", schemaID, "anjia scoring table (评估指标表)"
	root["$defs"] = definitions(kinds)
	return json.MarshalIndent(root, "", "  ")
}

func definitions(kinds []any) fields {
	return fields{
		"node":       fields{"type": "object", "required": []string{"code", "type", "title"}, "properties": fields{"type": words(allKinds()...)}, "allOf": kinds},
		"title":      textSchema(maxTitle),
		"guidance":   textSchema(maxGuidance),
		"citation":   citationSchema(),
		"status":     words(law.Official, law.Practice, law.Illustrative),
		"code":       pattern(nodeCode.String()),
		"number":     decimal(maxPointDecimal),
		"weight":     decimal(maxTableDecimal),
		"whole":      fields{"type": []string{"integer", "string"}, "pattern": `^(0|[1-9][0-9]*)$`, "minimum": 0},
		"date":       fields{"type": "string", "format": "date", "pattern": `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`},
		"evidence":   evidenceSchema(),
		"option":     optionSchema(),
		"grade":      closed([]string{"rating", "title"}, fields{"rating": ref("whole"), "title": ref("title")}),
		"gate":       gateSchema(),
		"conclusion": textSchema(maxTitle),
	}
}

// kindSchema closes a node over the keys that the loader knows for its kind.
func kindSchema(kind Kind) fields {
	known := fields{
		"code": ref("code"), "type": fields{"const": kind}, "title": ref("title"), "guidance": ref("guidance"), "citation": ref("citation"), "status": ref("status"),
		"evidence": ref("evidence"), "per_applicant": words(EachMean, EachLower, EachHigher, EachApplies),
		"min": ref("number"), "max": ref("number"), "step": ref("number"), "weight": ref("weight"), "points": ref("number"), "cap": ref("number"),
		"mitigation_from": ref("whole"), "optional": fields{"type": "boolean"}, "max_length": ref("whole"),
		"grades": list(ref("grade"), 0), "options": list(ref("option"), minChoices), "nodes": list(ref("node"), 1),
	}
	if kind == KindRating || kind == KindDual || kind == KindInteger {
		known["min"], known["max"] = ref("whole"), ref("whole")
	}
	own := fields{}
	for _, key := range keysOf(kind) {
		own[key] = known[key]
	}
	return closed(requiredOf(kind), own)
}

// requiredOf are the keys that a node of a kind cannot do without.
func requiredOf(kind Kind) []string {
	switch kind {
	case KindSection, KindBonus:
		return []string{"nodes"}
	case KindOption:
		return []string{"max", "options"}
	case KindPoints, KindDual, KindInteger:
		return []string{"max"}
	case KindRating:
		return []string{"max", "weight"}
	case KindVeto, KindBoolean, KindText, KindDate:
	}
	return []string{}
}

func gateSchema() fields {
	yes, codes := fields{"const": true}, list(ref("code"), 1)
	when := closed(nil, fields{
		string(VetoFound): yes, string(TotalAtLeast): ref("number"), string(TotalBelow): ref("number"), string(Otherwise): yes,
		string(SectionBelow): closed([]string{"code", "mark"}, fields{"code": ref("code"), "mark": ref("number")}),
		string(Answered):     closed([]string{"codes", "value"}, fields{"codes": codes, "value": fields{"type": "boolean"}}),
		string(FinalAtLeast): closed([]string{"mark"}, fields{"mark": ref("whole"), "codes": codes}),
	})
	when["minProperties"], when["maxProperties"] = 1, 1
	return closed([]string{"code", "when", "outcome", "conclusion"}, fields{
		"code": ref("code"), "when": when, "outcome": words(Pass, Fail, Human), "conclusion": ref("conclusion"), "citation": ref("citation"),
	})
}
