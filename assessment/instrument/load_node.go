package instrument

import (
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/anjia-project/anjia/assessment/law"
)

const (
	maxNodes   = 2000 // of one table; the largest known has about 170
	maxNesting = 5    // sections within sections
	maxRating  = 1000
	maxText    = 4000 // characters of a text answer
	maxInteger = 1_000_000_000
)

// commonKeys are known at every node; keysOf adds what a kind has of its own.
var commonKeys = []string{"code", "type", "title", "guidance", "citation", "status"} //nolint:gochecknoglobals // constant list

func keysOf(kind Kind) []string {
	var own []string
	switch kind {
	case KindSection:
		own = []string{"max", "nodes"}
	case KindBonus:
		own = []string{"max", "cap", "nodes"}
	case KindVeto:
		own = []string{"evidence", "per_applicant"}
	case KindOption:
		own = []string{"evidence", "per_applicant", "max", "step", "options"}
	case KindPoints:
		own = []string{"evidence", "per_applicant", "min", "max", "step"}
	case KindRating:
		own = []string{"evidence", "per_applicant", "min", "max", "weight", "grades"}
	case KindBoolean:
		own = []string{"evidence", "per_applicant", "points"}
	case KindText:
		own = []string{"evidence", "per_applicant", "optional", "max_length"}
	case KindInteger:
		own = []string{"evidence", "per_applicant", "min", "max", "optional"}
	case KindDate:
		own = []string{"evidence", "per_applicant", "optional"}
	case KindDual:
		own = []string{"evidence", "per_applicant", "min", "max", "mitigation_from", "grades"}
	}
	return append(slices.Clone(commonKeys), own...)
}

// source is the citation and status that a node hands down to those below it.
type source struct {
	citation law.Citation
	status   law.Status
}

func (r *reader) nodes(o object, table *Instrument) {
	from := source{citation: table.citation, status: table.status}
	for _, element := range o.needList("nodes", "add the sections and items of the table") {
		if node := r.treeNode(table, element, from, 1, false); node != nil {
			table.roots = append(table.roots, node)
		}
	}
}

// treeNode reads one node with all below it, and enters them into the table in document order; nil after a
// report when the node has no kind that can be read.
func (r *reader) treeNode(table *Instrument, element *yaml.Node, from source, depth int, inBonus bool) *Node {
	kind, ok := r.kind(element)
	if !ok {
		return nil
	}
	o := r.object(element, named("node", element), keysOf(kind)...)
	node := &Node{index: len(table.all), kind: kind, inBonus: inBonus || kind == KindBonus}
	r.nodeSource[node] = element
	node.code = o.ident("code", nodeCode, "a code has letters, digits, dots and hyphens, 32 at most")
	node.title = o.title()
	node.guidance = o.text("guidance", maxGuidance)
	r.source(o, node, &from)
	if !r.enter(table, node, o) {
		return nil
	}
	if node.IsGroup() {
		r.group(table, o, node, from, depth)
		return node
	}
	table.items = append(table.items, node)
	r.item(o, node)
	return node
}

// kind finds the type of a node before its keys are checked, because the type decides which keys there may be.
func (r *reader) kind(element *yaml.Node) (Kind, bool) {
	known := allKinds()
	if element.Kind != yaml.MappingNode {
		r.report(at(element), "wrong_type", "a node is not a mapping", "a node has code, type and title", "write the keys of the node under its dash")
		return "", false
	}
	value := field(element, "type")
	if value == nil {
		r.report(at(element), "missing_field", named("node", element)+" has no type", fmt.Sprintf("type is one of %v", known), "add the type")
		return "", false
	}
	kind := Kind(value.Value)
	if slices.Contains(known, kind) {
		return kind, true
	}
	r.report(at(value), "type_not_supported", fmt.Sprintf("%s has the type %q, which this program cannot score", named("node", element), clip(value.Value)),
		fmt.Sprintf("type is one of %v; a table is scored in full or not at all", known),
		"use one of these types")
	return "", false
}

func (r *reader) source(o object, node *Node, from *source) {
	if citation := r.citation(o); !citation.IsZero() {
		from.citation, node.ownSource = citation, true
	}
	from.status = oneOf(o, "status", from.status, law.Official, law.Practice, law.Illustrative)
	node.citation, node.status = from.citation, from.status
	if node.ownSource || o.has("status") { // what is handed down was judged where it is stated
		r.officialSource(o, *from)
	}
}

func (r *reader) enter(table *Instrument, node *Node, o object) bool {
	if len(table.all) >= maxNodes {
		if len(table.all) == maxNodes {
			r.report(r.at(node), "too_many_nodes", "the table has too many nodes", fmt.Sprintf("a table has at most %d nodes", maxNodes), "split the table by phase")
		}
		return false
	}
	if earlier, twice := table.byCode[node.code]; twice && node.code != "" {
		r.report(o.at("code"), "duplicate_code", fmt.Sprintf("code %q is used twice, first on line %d", node.code, r.nodeSource[earlier].Line),
			"a code names one node of the table for ever", "give one of the two another code")
	} else {
		table.byCode[node.code] = node
	}
	table.all = append(table.all, node)
	return true
}

func (r *reader) group(table *Instrument, o object, node *Node, from source, depth int) {
	node.declared = o.optionalNumber("max")
	node.limit = o.optionalNumber("cap")
	if depth > maxNesting {
		r.report(r.at(node, "nodes"), "too_deep", o.what+" is nested too deep", fmt.Sprintf("sections nest at most %d levels", maxNesting), "flatten the sections")
		return
	}
	for _, element := range o.needList("nodes", "add the items of the section or remove it") {
		if child := r.treeNode(table, element, from, depth+1, node.inBonus); child != nil {
			node.children = append(node.children, child)
		}
	}
}

// named is what messages call a node or gate: by its code when it has one that can be read.
func named(what string, element *yaml.Node) string {
	if code := field(element, "code"); code != nil && code.Value != "" {
		return fmt.Sprintf("%s %q", what, clip(code.Value))
	}
	return "a " + what
}

func field(mapping *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == key {
			return mapping.Content[i+1]
		}
	}
	return nil
}
