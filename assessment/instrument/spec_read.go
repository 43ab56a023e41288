package instrument

import (
	"bytes"
	"encoding/json"
	"fmt"

	"go.yaml.in/yaml/v3"
)

// ReadSpec reads a file into its editable form, whatever is wrong with the table as long as it has the shape of one: what
// Compile or Load would refuse for its values can so be mended by hand. It fails with Problems for what is no YAML of a
// table, and with an error for a key or a type that the format does not have: an edit would lose it, so that such a file
// is mended as text. Comments and layout are not kept.
func ReadSpec(name string, raw []byte) (Spec, error) {
	r := newReader(name)
	document := r.document(raw)
	if document == nil {
		return Spec{}, r.problems.orNil()
	}
	if key := repeated(document); key != nil {
		return Spec{}, fmt.Errorf("read %s as a table to be edited: line %d: the key %q stands there twice: remove one of them", name, key.Line, clip(key.Value))
	}
	plain, err := json.Marshal(plainValue(document))
	if err != nil {
		return Spec{}, fmt.Errorf("read %s as a table to be edited: %w", name, err)
	}
	decoder := json.NewDecoder(bytes.NewReader(plain))
	decoder.DisallowUnknownFields()
	var spec Spec
	if err := decoder.Decode(&spec); err != nil {
		return Spec{}, fmt.Errorf("read %s as a table to be edited: %w", name, err)
	}
	return spec, nil
}

// repeated is a key that its mapping has already; nil when there is none.
func repeated(node *yaml.Node) *yaml.Node {
	seen := map[string]bool{}
	for i, below := range node.Content {
		if node.Kind == yaml.MappingNode && i%2 == 0 {
			if seen[below.Value] {
				return below
			}
			seen[below.Value] = true
		}
		if key := repeated(below); key != nil {
			return key
		}
	}
	return nil
}

// plainValue is a node as JSON has it: numbers and dates stay the text that was typed, as in a Spec.
func plainValue(node *yaml.Node) any {
	switch node.Kind {
	case yaml.MappingNode:
		out := make(map[string]any, len(node.Content)/2) //nolint:mnd // keys and values take turns
		for i := 0; i+1 < len(node.Content); i += 2 {
			out[node.Content[i].Value] = plainValue(node.Content[i+1])
		}
		return out
	case yaml.SequenceNode:
		out := make([]any, len(node.Content))
		for i, below := range node.Content {
			out[i] = plainValue(below)
		}
		return out
	case yaml.ScalarNode:
		switch node.ShortTag() {
		case "!!bool":
			return node.Value == "true"
		case "!!null":
			return nil
		}
		return node.Value
	case yaml.DocumentNode, yaml.AliasNode: // the reader has refused these
	}
	return nil
}

// EncodeSpec gives the canonical YAML of an editable table, complete or not: ReadSpec of it gives the same Spec, and the
// pointers of Problems of a Load lead into both. It fails only when the encoder of YAML does.
func EncodeSpec(spec Spec) ([]byte, error) {
	if spec.Format == "" {
		spec.Format = formatName
	}
	raw, err := encodeYAML(spec)
	if err != nil {
		return nil, fmt.Errorf("encode the table %q: %w", spec.Code, err)
	}
	return raw, nil
}
