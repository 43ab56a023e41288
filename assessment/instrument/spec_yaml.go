package instrument

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/anjia-project/anjia/assessment/law"
)

// writer builds the canonical YAML of a Spec: keys in the order of the documentation, absent ones left out, short
// mappings on one line, codes in double quotes.
type writer struct{ node *yaml.Node }

func block() writer { return writer{&yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}} }
func flow() writer {
	return writer{&yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Style: yaml.FlowStyle}}
}

func (w writer) put(key string, value *yaml.Node) writer {
	w.node.Content = append(w.node.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: key}, value)
	return w
}

// below puts a mapping unless it is empty.
func (w writer) below(key string, value writer) writer {
	if len(value.node.Content) == 0 {
		return w
	}
	return w.put(key, value.node)
}

func (w writer) list(key string, elements []*yaml.Node) writer {
	if len(elements) == 0 {
		return w
	}
	return w.put(key, &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq", Content: elements})
}

// code puts a string in double quotes, which no reader of YAML takes for a number.
func (w writer) code(key, value string) writer {
	if value == "" {
		return w
	}
	return w.put(key, quoted(value))
}

// words puts a wording; the encoder quotes it where it has to.
func (w writer) words(key, value string) writer {
	if value == "" {
		return w
	}
	return w.put(key, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: valid(value)})
}

// plain puts a number, a date or a word of a closed list without quotes where that is possible.
func (w writer) plain(key, value string) writer {
	if value == "" {
		return w
	}
	node := &yaml.Node{Kind: yaml.ScalarNode, Value: valid(value)}
	if !isPlain(value) {
		node.Style = yaml.DoubleQuotedStyle
	}
	return w.put(key, node)
}

func (w writer) truth(key string, value *bool) writer {
	switch {
	case value == nil:
		return w
	case *value:
		return w.plain(key, "true")
	}
	return w.plain(key, "false")
}

func (w writer) text(key string, text Text) writer {
	return w.below(key, flow().words("zh", text.ZH).words("en", text.EN))
}

func (w writer) citation(key string, c law.Citation) writer {
	inner := flow().words("instrument", c.Instrument).words("number", c.Number).words("article", c.Article).words("note", c.Note)
	if c.Recalled {
		inner = inner.plain("recalled", "true")
	}
	return w.below(key, inner)
}

func quoted(value string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Style: yaml.DoubleQuotedStyle, Value: valid(value)}
}

// valid keeps the encoder from failing on broken UTF-8; the replacement character is refused when the table is read.
func valid(value string) string { return strings.ToValidUTF8(value, string(utf8.RuneError)) }

func isPlain(value string) bool {
	for i := range len(value) {
		c := value[i]
		if (c < '0' || c > '9') && (c < 'a' || c > 'z') && c != '_' && c != '.' && c != '-' && c != '/' {
			return false
		}
	}
	return value[0] != '-' && value != "null"
}

func encodeYAML(spec Spec) ([]byte, error) {
	var out bytes.Buffer
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	if err := encoder.Encode(spec.yaml().node); err != nil {
		return nil, err
	}
	if err := encoder.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
