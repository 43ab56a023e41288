package instrument

import "fmt"

func (r *reader) item(o object, node *Node) {
	r.evidence(o, node)
	node.applicants = oneOf(o, "per_applicant", Family, EachMean, EachLower, EachHigher, EachApplies)
	switch node.kind {
	case KindOption:
		node.high = o.needNumber("max")
		node.step = o.optionalNumber("step")
		r.choices(o, node)
	case KindPoints:
		node.low, _ = o.number("min", maxPointDecimal)
		node.high = o.needNumber("max")
		node.step = o.optionalNumber("step")
	case KindRating:
		r.ratings(o, node, 0)
		if !o.has("weight") {
			o.missing("weight", "add the weight, for example 0.10; all weights sum to exactly 1")
		}
		node.weight, _ = o.number("weight", maxTableDecimal)
	case KindBoolean:
		node.ifTrue = o.optionalNumber("points")
		node.high, _ = deref(node.ifTrue)
	case KindText:
		node.optional, _ = o.truth("optional")
		node.maxLength = o.whole("max_length", 1, maxText, maxText)
	case KindInteger:
		node.optional, _ = o.truth("optional")
		r.integer(o, node)
	case KindDate:
		node.optional, _ = o.truth("optional")
	case KindDual:
		r.ratings(o, node, 1)
		node.mitigateAt = o.whole("mitigation_from", 1, maxRating, 0)
	case KindSection, KindBonus, KindVeto: // nothing of their own here
	}
}

func (r *reader) integer(o object, node *Node) {
	node.low = FromInt(int64(o.whole("min", 0, maxInteger, 0)))
	node.high = FromInt(int64(o.whole("max", 0, maxInteger, maxInteger)))
	if !o.has("max") {
		o.missing("max", "add the highest number that may be written")
	}
}

func (o object) needNumber(key string) Exact {
	if !o.has(key) {
		o.missing(key, "add the highest points of the item")
	}
	x, _ := o.number(key, maxPointDecimal)
	return x
}

// ratings reads the whole numbers that a rating or a dual runs over, and what they mean.
func (r *reader) ratings(o object, node *Node, lowest int) {
	node.low = FromInt(int64(o.whole("min", lowest, maxRating, lowest)))
	node.high = FromInt(int64(o.whole("max", 1, maxRating, 1)))
	if !o.has("max") {
		o.missing("max", "add the highest rating")
	}
	for _, element := range o.list("grades") {
		inner := r.object(element, "a grade of "+o.what, "rating", "title")
		if !inner.has("rating") {
			inner.missing("rating", "add the rating that the words belong to")
		}
		node.grades = append(node.grades, Grade{Rating: inner.whole("rating", 0, maxRating, 0), Title: inner.title()})
	}
}

func (r *reader) evidence(o object, node *Node) {
	node.evidence = Evidence{Demand: NoEvidence}
	field := o.fields["evidence"]
	if field == nil {
		return
	}
	inner := r.object(field, "evidence of "+o.what, "demand", "kind", "title", "when", "valid")
	if !inner.has("demand") {
		inner.missing("demand", "add demand: none, note or file")
	}
	node.evidence.Demand = oneOf(inner, "demand", NoEvidence, NoEvidence, Note, File)
	node.evidence.When = oneOf(inner, "when", Always, Always, IfTrue, IfFalse, IfPoints, IfDiffer)
	r.proofValidity(inner, node)
	node.evidence.KindTitle = inner.words("title", maxKindTitle)
	if inner.has("title") && !inner.has("kind") {
		r.report(inner.at("title"), "title_without_kind", "a kind of file is worded, but has no code", "title goes with kind", "write kind: or remove title")
	}
	if inner.has("kind") {
		node.evidence.FileKind = inner.ident("kind", fileKind, "a kind of file is a lower-case word such as income_proof")
		if node.evidence.Demand != File {
			r.report(inner.at("kind"), "kind_without_file", "a kind of file is named, but no file is demanded", "kind goes with demand: file", "write demand: file or remove kind")
		}
	}
}

func (r *reader) choices(o object, node *Node) {
	seen := map[string]int{}
	for _, element := range o.list("options") {
		inner := r.object(element, "an option of "+o.what, "code", "title", "points", "from", "to")
		choice := Choice{Title: inner.title()}
		choice.Code = inner.ident("code", nodeCode, "a code has letters, digits, dots and hyphens, 32 at most")
		if earlier, twice := seen[choice.Code]; twice && choice.Code != "" {
			r.report(inner.at("code"), "duplicate_code", fmt.Sprintf("option code %q of %s is used twice, first on line %d", choice.Code, o.what, earlier),
				"a code names one option of the item", "give one of the two another code")
		}
		seen[choice.Code] = inner.at("code").line
		single, band := inner.has("points"), inner.has("from") && inner.has("to")
		if single == band || single && (inner.has("from") || inner.has("to")) {
			r.report(at(element), "option_without_points", "an option of "+o.what+" states neither points nor a band, or both",
				"an option has points, or from and to", "write points: 10, or from: 8 and to: 10")
			continue
		}
		if single {
			choice.Lowest, _ = inner.number("points", maxPointDecimal)
			choice.Highest = choice.Lowest
		} else {
			choice.Lowest, _ = inner.number("from", maxPointDecimal)
			choice.Highest, _ = inner.number("to", maxPointDecimal)
		}
		node.choices = append(node.choices, choice)
	}
}
