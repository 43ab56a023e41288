package law

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// nodes reads one YAML file strictly: it keeps the line of every value, and refuses unknown and duplicate keys,
// anchors and aliases, and further documents. A plain decoder does not keep the lines.
type nodes struct {
	file string
	root *yaml.Node // of the document, once it is read: by it a fault knows its place
}

// document parses data into its only document.
func (r nodes) document(data []byte) (*yaml.Node, error) {
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var doc yaml.Node
	if err := dec.Decode(&doc); err != nil {
		if errors.Is(err, io.EOF) {
			return nil, r.fail(nil, "empty_file", "the file is empty", "write one YAML document")
		}
		return nil, r.syntax(err)
	}
	var more yaml.Node
	if err := dec.Decode(&more); !errors.Is(err, io.EOF) {
		if err != nil {
			return nil, r.syntax(err)
		}
		return nil, r.fail(&more, "leftover_document", "a second document follows", "remove the line --- and what follows, or put it into a file of its own")
	}
	if len(doc.Content) != 1 {
		return nil, r.fail(&doc, "empty_file", "the file is empty", "write one YAML document")
	}
	return doc.Content[0], r.plain(doc.Content[0], 0)
}

var yamlLine = regexp.MustCompile(`line (\d+)`)

func (r nodes) syntax(err error) error {
	line := 0
	if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
		line, _ = strconv.Atoi(m[1])
	}
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	return &LoadError{Code: "yaml_syntax", File: r.file, Line: line, What: "not valid YAML: " + text, Remedy: "correct the syntax near this line"}
}

// plain refuses anchors, aliases, merge keys and tags of one's own, which hide where a value stands, and nesting
// that no data file needs.
func (r nodes) plain(n *yaml.Node, depth int) error {
	const deepest = 20
	if n.Kind == yaml.AliasNode || n.Anchor != "" || n.Tag == "!!merge" {
		return r.fail(n, "alias", "anchors, aliases and merge keys are not used here", "write the value out")
	}
	if depth > deepest {
		return r.fail(n, "too_deep", "nested too deeply", "flatten the file")
	}
	for _, child := range n.Content {
		if err := r.plain(child, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (r nodes) fail(n *yaml.Node, code, what, remedy string) error {
	return r.broken(n, code, what, "", remedy)
}

func (r nodes) broken(n *yaml.Node, code, what, rule, remedy string) error {
	line := 0
	if n != nil {
		line = n.Line
	}
	at, _ := pointerTo(r.root, n)
	return &LoadError{Code: code, File: r.file, Line: line, Pointer: at, What: what, Rule: rule, Remedy: remedy}
}

// pointerTo is the JSON pointer of a node below another; a key has that of its value.
func pointerTo(root, n *yaml.Node) (pointer string, found bool) {
	if root == nil || n == nil || root == n {
		return "", root != nil && root == n
	}
	for i, child := range root.Content {
		at := "/" + strconv.Itoa(i)
		if root.Kind == yaml.MappingNode {
			at = "/" + pointerToken.Replace(root.Content[i-i%2].Value)
		}
		if below, found := pointerTo(child, n); found {
			return at + below, true
		}
	}
	return "", false
}

// pointerToken escapes a name for a JSON pointer (RFC 6901).
var pointerToken = strings.NewReplacer("~", "~0", "/", "~1") //nolint:gochecknoglobals // immutable

// entryPointer is the JSON pointer of a value of a parameter.
func entryPointer(key string, i int) string {
	return "/params/" + pointerToken.Replace(key) + "/values/" + strconv.Itoa(i)
}

// fields is a mapping with known keys.
type fields struct {
	at     *yaml.Node
	values map[string]*yaml.Node
	keys   []string // in the order of the file
	where  string
}

// fields reads a mapping and refuses keys that are not among the known ones, except when known is nil.
func (r nodes) fields(n *yaml.Node, where string, known ...string) (fields, error) {
	f := fields{at: n, values: map[string]*yaml.Node{}, where: where}
	if n.Kind != yaml.MappingNode {
		return f, r.fail(n, "wrong_type", where+" is no mapping", "write key: value pairs")
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind != yaml.ScalarNode || key.Tag != "!!str" {
			return f, r.fail(key, "key_not_text", "a key of "+where+" is no text: "+key.Value, "quote the key")
		}
		if known != nil && !slices.Contains(known, key.Value) {
			return f, r.fail(key, "unknown_key", fmt.Sprintf("unknown field %q in %s", key.Value, where), "use "+strings.Join(known, ", "))
		}
		if _, twice := f.values[key.Value]; twice {
			return f, r.fail(key, "duplicate_key", fmt.Sprintf("duplicate key %q in %s", key.Value, where), "keep one of the two")
		}
		f.values[key.Value] = n.Content[i+1]
		f.keys = append(f.keys, key.Value)
	}
	return f, nil
}

// text reads a required string; numbers and dates without quotes are refused, so that codes keep their zeros.
func (r nodes) text(f fields, key string) (string, error) {
	n, ok := f.values[key]
	if !ok {
		return "", r.fail(f.at, "missing_field", f.where+" lacks "+key, "add "+key)
	}
	return r.scalar(n, key)
}

func (r nodes) scalar(n *yaml.Node, what string) (string, error) {
	if n.Kind != yaml.ScalarNode || n.Tag != "!!str" {
		return "", r.fail(n, "wrong_type", what+" is no text: "+clip(n.Value), "write it in quotes")
	}
	if strings.TrimSpace(n.Value) == "" {
		return "", r.fail(n, "empty_text", what+" is empty", "write a text or leave the key out")
	}
	return n.Value, nil
}

// optional reads a string that may be left out.
func (r nodes) optional(f fields, key string) (string, error) {
	if _, ok := f.values[key]; !ok {
		return "", nil
	}
	return r.text(f, key)
}

// date reads a required date in quotes.
func (r nodes) date(f fields, key string) (Date, error) {
	text, err := r.text(f, key)
	if err != nil {
		return Date{}, err
	}
	d, err := ParseDate(text)
	if err != nil {
		return Date{}, r.fail(f.values[key], "bad_date", key+" "+err.Error(), "correct the date")
	}
	return d, nil
}

// flag reads a boolean that may be left out, false then.
func (r nodes) flag(f fields, key string) (bool, error) {
	n, ok := f.values[key]
	if !ok {
		return false, nil
	}
	return r.truth(n, key)
}

func (r nodes) truth(n *yaml.Node, what string) (bool, error) {
	if n.Kind != yaml.ScalarNode || n.Tag != "!!bool" {
		return false, r.fail(n, "wrong_type", what+" is neither true nor false: "+clip(n.Value), "write true or false")
	}
	return strings.EqualFold(n.Value, "true"), nil
}

var decimal = regexp.MustCompile(`^(0|[1-9][0-9]{0,8})$`)

// number reads a required whole number from 0 on, written in decimal without leading zeros.
func (r nodes) number(f fields, key string) (int, error) {
	n, ok := f.values[key]
	if !ok {
		return 0, r.fail(f.at, "missing_field", f.where+" lacks "+key, "add "+key)
	}
	return r.whole(n, key)
}

func (r nodes) whole(n *yaml.Node, what string) (int, error) {
	if n.Kind != yaml.ScalarNode || n.Tag != "!!int" || !decimal.MatchString(n.Value) {
		return 0, r.fail(n, "bad_number", what+" is no whole number: "+clip(n.Value), "write digits without quotes, sign or leading zero")
	}
	return strconv.Atoi(n.Value)
}

// items returns the elements of a required list.
func (r nodes) items(n *yaml.Node, what string) ([]*yaml.Node, error) {
	if n.Kind != yaml.SequenceNode {
		return nil, r.fail(n, "wrong_type", what+" is no list", "write a list, - item or [item, item]")
	}
	return n.Content, nil
}
