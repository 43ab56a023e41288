package instrument_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/assessment/instrument"
)

func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	raw, err := instrument.Schema()
	require.NoError(t, err)
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	require.NoError(t, err)
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	require.NoError(t, compiler.AddResource("table.json", document))
	compiled, err := compiler.Compile("table.json")
	require.NoError(t, err)
	return compiled
}

// asJSON turns YAML into what an editor's checker sees: numbers stay as they are written, dates are strings.
func asJSON(t require.TestingT, raw []byte) (any, bool) {
	var document yaml.Node
	if yaml.Unmarshal(raw, &document) != nil || len(document.Content) != 1 {
		return nil, false
	}
	var text bytes.Buffer
	writeJSON(&text, document.Content[0])
	value, err := jsonschema.UnmarshalJSON(&text)
	require.NoError(t, err)
	return value, true
}

func writeJSON(out *bytes.Buffer, node *yaml.Node) {
	quote := func(text string) {
		raw, _ := json.Marshal(text)
		out.Write(raw)
	}
	switch node.Kind {
	case yaml.MappingNode, yaml.SequenceNode:
		open, end, step := "{", "}", 2
		if node.Kind == yaml.SequenceNode {
			open, end, step = "[", "]", 1
		}
		out.WriteString(open)
		for i := 0; i+step <= len(node.Content); i += step {
			if i > 0 {
				out.WriteByte(',')
			}
			if step == 2 {
				quote(node.Content[i].Value)
				out.WriteByte(':')
			}
			writeJSON(out, node.Content[i+step-1])
		}
		out.WriteString(end)
	case yaml.AliasNode:
		writeJSON(out, node.Alias)
	default:
		plain := node.Tag == "!!int" || node.Tag == "!!float" || node.Tag == "!!bool" || node.Tag == "!!null"
		switch {
		case plain && json.Valid([]byte(node.Value)):
			out.WriteString(node.Value)
		case node.Tag == "!!int": // 010 and the like: a number to every reader of YAML, whatever its value
			out.WriteByte('8')
		default:
			quote(node.Value)
		}
	}
}

func TestSchemaTakesEveryGoodTable(t *testing.T) {
	t.Parallel()
	checker := schema(t)
	tables, err := instrument.LoadDir(os.DirFS("testdata"), "good")
	require.NoError(t, err)
	all, err := instrument.Shipped()
	require.NoError(t, err)
	for _, table := range append(tables, all...) {
		value, ok := asJSON(t, table.Raw())
		require.True(t, ok)
		require.NoError(t, checker.Validate(value), table.Ref().Name())
	}
}

// Whatever the loader takes, the schema takes: an editor never marks a table that is right.
func TestSchemaTakesWhatLoads(t *testing.T) {
	t.Parallel()
	checker := schema(t)
	rapid.Check(t, func(t *rapid.T) {
		table, err := instrument.Compile(drawSpec(t))
		require.NoError(t, err)
		value, ok := asJSON(t, table.Raw())
		require.True(t, ok)
		require.NoError(t, checker.Validate(value))
	})
}

// What is wrong in its form is wrong for the schema too; what takes arithmetic or looks across the table is for Load.
func TestSchemaRefusesBadForms(t *testing.T) {
	t.Parallel()
	checker := schema(t)
	byForm := []string{
		"unknown_key", "unknown_format", "unknown_value", "type_not_supported", "wrong_type", "missing_", "bad_code", "unquoted_code", "bad_number", "bad_date",
		"condition_count", "option_without_points", "empty_text", "empty_file", "empty_validity", "validity_", "kind_without_file", "title_brackets", "too_long",
	}
	// In these samples the form is right and the value alone is wrong.
	byLoad := []string{"bad_number.yaml", "bad_number_leading_zero", "bad_number_cap", "bad_number_weight", "bad_number_boolean", "bad_number_validity", "empty_validity", "unknown_code_answered"}
	files, err := filepath.Glob("testdata/bad/*.yaml")
	require.NoError(t, err)
	count := 0
	for _, file := range files {
		name := filepath.Base(file)
		_, body := splitSample(t, file)
		value, ok := asJSON(t, body)
		if !ok || !startsWithAny(name, byForm) || startsWithAny(name, byLoad) {
			continue
		}
		count++
		require.Error(t, checker.Validate(value), name)
	}
	require.Greater(t, count, 40)
}

func TestSchemaIsStable(t *testing.T) {
	t.Parallel()
	one, err := instrument.Schema()
	require.NoError(t, err)
	two, err := instrument.Schema()
	require.NoError(t, err)
	require.Equal(t, string(one), string(two))
	require.True(t, strings.HasPrefix(string(one), "{\n  \"$defs\""))
}
