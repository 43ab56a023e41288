package instrument

import (
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// place is where a problem stands: at a node of the YAML tree, or at a key that the node lacks.
type place struct {
	line int
	node *yaml.Node
	key  string // lacking in node, or ""
}

func at(node *yaml.Node) place { return place{line: node.Line, node: node} }

// at is the value of a key, or the object itself when the key is missing.
func (o object) at(key string) place {
	if field := o.fields[key]; field != nil {
		return at(field)
	}
	return o.lacks(key)
}

// lacks is the place where a key is missing.
func (o object) lacks(key string) place { return place{line: o.node.Line, node: o.node, key: key} }

// at is where a field of a node of the table stands; keys lead into its mapping.
func (r *reader) at(node *Node, keys ...string) place { return descend(r.nodeSource[node], keys) }

// element is a field of one element of a list of a node of the table.
func (r *reader) element(node *Node, list string, index int, keys ...string) place {
	elements := field(r.nodeSource[node], list)
	if elements == nil || index >= len(elements.Content) {
		return r.at(node, list)
	}
	return descend(elements.Content[index], keys)
}

func (r *reader) gateAt(gate Gate, keys ...string) place {
	return descend(r.gateSource[gate.code], keys)
}

func descend(node *yaml.Node, keys []string) place {
	for _, key := range keys {
		below := field(node, key)
		if below == nil {
			return place{line: node.Line, node: node, key: key}
		}
		node = below
	}
	return at(node)
}

// locate gives each problem the JSON pointer of its place, and the node or gate with the field that people know.
func (r *reader) locate(document *yaml.Node) {
	pointers := map[*yaml.Node]location{}
	if document != nil && len(r.problems) > 0 {
		walk(document, location{}, pointers)
	}
	for i, where := range r.places {
		found, known := pointers[where.node]
		if !known {
			continue
		}
		if where.key != "" {
			found = found.into(where.key)
		}
		r.problems[i].Pointer, r.problems[i].Node, r.problems[i].Field = found.pointer, found.owner, strings.Join(found.fields, ".")
	}
}

// location is a place as programs and people name it.
type location struct {
	pointer string
	owner   string   // code of the nearest node or gate
	fields  []string // from there
}

func (l location) into(token string) location {
	fields := make([]string, 0, len(l.fields)+1)
	return location{
		pointer: l.pointer + "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(token),
		owner:   l.owner, fields: append(append(fields, l.fields...), token),
	}
}

func walk(node *yaml.Node, here location, found map[*yaml.Node]location) {
	found[node] = here
	switch node.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(node.Content); i += 2 {
			below := here.into(node.Content[i].Value)
			found[node.Content[i]] = below
			walk(node.Content[i+1], below, found)
		}
	case yaml.SequenceNode:
		for i, element := range node.Content {
			below := here.into(strconv.Itoa(i))
			if list := here.fields; len(list) > 0 && (list[len(list)-1] == "nodes" || list[len(list)-1] == "gates") {
				below.owner, below.fields = "", nil
				if code := field(element, "code"); code != nil {
					below.owner = code.Value
				}
			}
			walk(element, below, found)
		}
	case yaml.DocumentNode, yaml.ScalarNode, yaml.AliasNode: // nothing below
	}
}
