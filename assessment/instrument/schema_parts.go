package instrument

import (
	"slices"
	"strconv"
)

func allKinds() []Kind {
	return []Kind{KindSection, KindBonus, KindVeto, KindOption, KindPoints, KindRating, KindBoolean, KindText, KindInteger, KindDate, KindDual}
}

func ref(name string) fields { return fields{"$ref": "#/$defs/" + name} }

func pattern(expression string) fields { return fields{"type": "string", "pattern": expression} }

func words[T ~string](values ...T) fields { return fields{"enum": slices.Clone(values)} }

func list(of fields, least int) fields {
	return fields{"type": "array", "items": of, "minItems": least}
}

// closed is an object that takes no other keys.
func closed(required []string, properties fields) fields {
	object := fields{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		object["required"] = required
	}
	return object
}

// decimal is a plain decimal number, quoted or not.
func decimal(places int) fields {
	return fields{
		"type": []string{"number", "string"}, "minimum": 0,
		"pattern": `^(0|[1-9][0-9]{0,` + strconv.Itoa(maxWholeDigits-1) + `})(\.[0-9]{1,` + strconv.Itoa(places) + `})?$`,
	}
}

func wording(most int) fields {
	return fields{"type": "string", "minLength": 1, "maxLength": most, "pattern": `\S`}
}

func textSchema(most int) fields {
	return closed([]string{"zh"}, fields{"zh": wording(most), "en": wording(most)})
}

func aggregationSchema() fields {
	schema := closed([]string{"method"}, fields{"method": words(Sum, Weighted, NoTotal), "total": ref("number"), "cap": ref("number")})
	schema["if"] = fields{"properties": fields{"method": fields{"const": NoTotal}}}
	schema["then"] = fields{"properties": fields{"total": false, "cap": false}}
	schema["else"] = fields{"required": []string{"total"}}
	return schema
}

func citationSchema() fields {
	schema := closed(nil, fields{
		"instrument": fields{"type": "string", "minLength": 1, "maxLength": maxTitle, "pattern": "^[^《》]*$"},
		"number":     wording(maxTitle), "article": wording(maxTitle), "note": wording(maxGuidance), "recalled": fields{"type": "boolean"},
	})
	schema["anyOf"] = []any{fields{"required": []string{"instrument"}}, fields{"required": []string{"note"}}}
	return schema
}

func evidenceSchema() fields {
	valid := closed(nil, fields{"days": ref("whole"), "months": ref("whole"), "expires": fields{"type": "boolean"}})
	valid["minProperties"] = 1
	valid["not"] = fields{"required": []string{"days", "months"}}
	schema := closed([]string{"demand"}, fields{
		"demand": words(NoEvidence, Note, File), "kind": fileKindSchema(), "title": wording(maxKindTitle),
		"when": words(Always, IfTrue, IfFalse, IfPoints, IfDiffer), "valid": valid,
	})
	onlyFiles := fields{"properties": fields{"demand": fields{"const": File}}}
	schema["dependentSchemas"] = fields{"kind": onlyFiles, "valid": onlyFiles}
	schema["dependentRequired"] = fields{"title": []string{"kind"}}
	schema["if"] = fields{"required": []string{"kind"}, "properties": fields{"kind": fields{"enum": kindCodes()}}}
	schema["then"] = fields{"properties": fields{"title": false}}
	schema["else"] = fields{"if": fields{"required": []string{"kind"}}, "then": fields{"required": []string{"title"}}}
	return schema
}

func optionSchema() fields {
	schema := closed([]string{"code", "title"}, fields{
		"code": ref("code"), "title": ref("title"), "points": ref("number"), "from": ref("number"), "to": ref("number"),
	})
	schema["oneOf"] = []any{
		fields{"required": []string{"points"}, "not": fields{"anyOf": []any{fields{"required": []string{"from"}}, fields{"required": []string{"to"}}}}},
		fields{"required": []string{"from", "to"}, "not": fields{"required": []string{"points"}}},
	}
	return schema
}

// fileKindSchema offers the closed list; another kind needs a title beside it.
func fileKindSchema() fields {
	return fields{"type": "string", "anyOf": []any{fields{"enum": kindCodes()}, pattern(fileKind.String())}}
}

func kindCodes() []string {
	kinds := EvidenceKinds()
	codes := make([]string, len(kinds))
	for i, kind := range kinds {
		codes[i] = kind.Code
	}
	return codes
}
