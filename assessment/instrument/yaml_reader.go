package instrument

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

const (
	maxFileBytes = 1 << 20
	maxDepth     = 16 // of nested YAML; a table needs about eight
	maxProblems  = 200
)

// reader walks a YAML tree by hand, so that each fault is reported with its line, its rule and a remedy, and all
// of them at once; the library's own decoding into structs stops early and words its errors for programmers.
type reader struct {
	file     string
	problems Problems
	places   []place // of the problems, in the same order
	// Where nodes, gates and the aggregation of the table stand in the file, for checks across the table.
	nodeSource    map[*Node]*yaml.Node
	gateSource    map[string]*yaml.Node
	aggregationAt place
}

func newReader(file string) *reader {
	return &reader{file: file, nodeSource: map[*Node]*yaml.Node{}, gateSource: map[string]*yaml.Node{}}
}

// report adds a problem, up to a number that a person can work through and that a hostile file cannot blow up.
func (r *reader) report(where place, code, what, rule, remedy string) {
	switch {
	case len(r.problems) > maxProblems:
		return
	case len(r.problems) == maxProblems:
		code, what, rule, remedy = "too_many_problems", "there are more problems than are listed",
			fmt.Sprintf("at most %d problems are listed", maxProblems), "correct those that are listed and load the table again"
	}
	r.problems = append(r.problems, &Problem{Code: code, File: r.file, Line: where.line, What: what, Rule: rule, Remedy: remedy})
	r.places = append(r.places, where)
}

var yamlLine = regexp.MustCompile(`^yaml: line (\d+): `)

// document reads the one YAML document of a file and gives its mapping, or nil after reporting why not.
func (r *reader) document(raw []byte) *yaml.Node {
	if len(raw) > maxFileBytes {
		r.report(place{}, "too_large", fmt.Sprintf("the file has %d bytes", len(raw)),
			fmt.Sprintf("a table has at most %d bytes", maxFileBytes), "check that this is the file that was meant")
		return nil
	}
	decoder := yaml.NewDecoder(bytes.NewReader(raw))
	var document yaml.Node
	if err := decoder.Decode(&document); errors.Is(err, io.EOF) {
		r.report(place{}, "empty_file", "the file is empty", "a file holds one table", "write the table or remove the file")
		return nil
	} else if err != nil {
		r.syntax(err)
		return nil
	}
	var second yaml.Node
	if err := decoder.Decode(&second); err == nil {
		r.report(place{line: max(second.Line, 1)}, "leftover_document", "a second document follows the first",
			"a file holds one table", "remove what stands after the line ---, or put it into a file of its own")
		return nil
	} else if !errors.Is(err, io.EOF) {
		r.syntax(err)
		return nil
	}
	if len(document.Content) != 1 || !r.plain(document.Content[0], 0) {
		return nil
	}
	return document.Content[0]
}

func (r *reader) syntax(err error) {
	line, text := 0, err.Error()
	if found := yamlLine.FindStringSubmatch(text); found != nil {
		line, _ = strconv.Atoi(found[1]) // the pattern admits digits only; too many of them leave line 0
		text = text[len(found[0]):]
	}
	r.report(place{line: line}, "yaml_syntax", "the file is not YAML: "+strings.TrimPrefix(text, "yaml: "),
		"a table is written in YAML 1.2 and UTF-8", "correct the line; strings with : or # stand in quotes")
}

// plain refuses what a table never needs and what makes it hard to read by people: anchors, aliases, merge keys,
// own tags, deep nesting.
func (r *reader) plain(node *yaml.Node, depth int) bool {
	switch {
	case depth > maxDepth:
		r.report(at(node), "too_deep", "nesting is too deep",
			fmt.Sprintf("a table nests at most %d levels of YAML", maxDepth), "flatten the sections")
		return false
	case node.Kind == yaml.AliasNode || node.Anchor != "":
		r.report(at(node), "alias", "an anchor (&) or alias (*) is used",
			"each item stands in full, as on the paper table", "write the repeated text out")
		return false
	case node.Style&yaml.TaggedStyle != 0:
		r.report(at(node), "tag", "the tag "+node.Tag+" is used", "a table has no tags", "remove the tag")
		return false
	}
	for _, child := range node.Content {
		if !r.plain(child, depth+1) {
			return false
		}
	}
	return true
}

// object is one mapping whose keys have been checked against those that the format knows.
type object struct {
	r      *reader
	node   *yaml.Node
	what   string
	fields map[string]*yaml.Node
}

// object reads a mapping; it reports unknown and repeated keys. A node that is no mapping gives an object without
// fields, so that the caller can go on and report more.
func (r *reader) object(node *yaml.Node, what string, allowed ...string) object {
	o := object{r: r, node: node, what: what, fields: map[string]*yaml.Node{}}
	if node.Kind != yaml.MappingNode {
		r.report(at(node), "wrong_type", what+" is not a mapping", what+" has the keys "+strings.Join(allowed, ", "),
			"write key: value lines, indented under "+what)
		return o
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		if !slices.Contains(allowed, key.Value) {
			r.report(at(key), "unknown_key", fmt.Sprintf("unknown key %q in %s", clip(key.Value), what),
				what+" has the keys "+strings.Join(allowed, ", "), "correct the spelling or remove the line")
			continue
		}
		if earlier, twice := o.fields[key.Value]; twice {
			r.report(at(key), "duplicate_key", fmt.Sprintf("key %q stands twice in %s, first on line %d", key.Value, what, earlier.Line),
				"a key stands once", "keep one of the two lines")
			continue
		}
		o.fields[key.Value] = value
	}
	return o
}

func (o object) has(key string) bool { return o.fields[key] != nil }

// missing reports a key that must be there.
func (o object) missing(key, remedy string) {
	o.r.report(o.lacks(key), "missing_field", fmt.Sprintf("%s has no %s", o.what, key), key+" is required", remedy)
}

// list gives the elements of a sequence; nothing when the key is absent or, after a report, of another type.
func (o object) list(key string) []*yaml.Node {
	field := o.fields[key]
	if field == nil {
		return nil
	}
	if field.Kind != yaml.SequenceNode {
		o.r.report(at(field), "wrong_type", fmt.Sprintf("%s of %s is not a list", key, o.what),
			key+" is a list", "begin each element with a dash")
		return nil
	}
	return field.Content
}

// needList is list for a key that must be there with at least one element.
func (o object) needList(key, remedy string) []*yaml.Node {
	field, elements := o.fields[key], o.list(key)
	if field == nil || field.Kind == yaml.SequenceNode && len(elements) == 0 {
		o.missing(key, remedy)
	}
	return elements
}

func clip(text string) string {
	const most = 40
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:most]) + "…"
}
