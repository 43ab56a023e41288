package instrument_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/assessment/instrument"
)

// sameTable compares everything but the bytes.
func sameTable(t require.TestingT, want, got *instrument.Instrument) {
	one, other := want.View(), got.View()
	one.SHA256, other.SHA256 = "", ""
	require.Equal(t, one, other)
	require.Equal(t, want.Spec(), got.Spec())
}

func TestEveryTableRoundTrips(t *testing.T) {
	t.Parallel()
	tables, err := instrument.LoadDir(os.DirFS("testdata"), "good")
	require.NoError(t, err)
	shipped, err := instrument.Embedded()
	require.NoError(t, err)
	for _, table := range append(tables, shipped...) {
		raw, err := instrument.Encode(table)
		require.NoError(t, err)
		back, err := instrument.Load("back.yaml", raw)
		require.NoError(t, err)
		sameTable(t, table, back)
		again, err := instrument.Encode(back)
		require.NoError(t, err)
		require.Equal(t, string(raw), string(again))
		compiled, err := instrument.Compile(table.Spec())
		require.NoError(t, err)
		require.Equal(t, back.Ref(), compiled.Ref(), "the hash of a compiled table is that of its canonical YAML")
	}
}

// A gate may state the very rule that its table states: what is written there stays written.
func TestGateKeepsACitationLikeThatOfItsTable(t *testing.T) {
	t.Parallel()
	shipped, err := instrument.Embedded()
	require.NoError(t, err)
	for _, table := range shipped {
		spec := table.Spec()
		for i := range spec.Gates {
			spec.Gates[i].Citation = spec.Citation
		}
		compiled, err := instrument.Compile(spec)
		require.NoError(t, err)
		require.Equal(t, spec.Gates, compiled.Spec().Gates)
	}
}

// Whatever an office keys in survives the way into YAML and back, wordings with quotes and colons included.
func TestSpecRoundTripsProperty(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		spec := drawSpec(t)
		table, err := instrument.Compile(spec)
		require.NoError(t, err)
		require.Equal(t, spec, table.Spec())
		raw, err := instrument.Encode(table)
		require.NoError(t, err)
		back, err := instrument.Load("back.yaml", raw)
		require.NoError(t, err)
		sameTable(t, table, back)
		require.Equal(t, table.Raw(), back.Raw())
	})
}

func TestCompileErrorsLeadToNodeAndField(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name                       string
		change                     func(*instrument.Spec)
		code, pointer, node, field string
	}{
		{"a number that is none", func(s *instrument.Spec) { s.Nodes[0].Nodes[1].Max = "十" }, "bad_number", "/nodes/0/nodes/1/max", "1.2", "max"},
		{"points of an option", func(s *instrument.Spec) { s.Nodes[0].Nodes[1].Options[2].Points = "31" }, "option_above_maximum", "/nodes/0/nodes/1/options/2/points", "1.2", "options.2.points"},
		{"options that overlap", func(s *instrument.Spec) { s.Nodes[0].Nodes[0].Nodes[0].Options[1].To = "25" }, "overlapping_options", "/nodes/0/nodes/0/nodes/0/options/1/from", "1.1.1", "options.1.from"},
		{"a title that is missing", func(s *instrument.Spec) { s.Nodes[1].Title = instrument.Text{} }, "missing_field", "/nodes/1/title", "2", "title"},
		{"a code twice", func(s *instrument.Spec) { s.Nodes[1].Nodes[0].Code = "1.2" }, "duplicate_code", "/nodes/1/nodes/0/code", "1.2", "code"},
		{"no code", func(s *instrument.Spec) { s.Nodes[1].Nodes[0].Code = "" }, "missing_field", "/nodes/1/nodes/0/code", "", "code"},
		{"an unknown type", func(s *instrument.Spec) { s.Nodes[1].Nodes[0].Type = "分值" }, "type_not_supported", "/nodes/1/nodes/0/type", "2.1", "type"},
		{"a field of another type", func(s *instrument.Spec) { s.Nodes[1].Nodes[0].Weight = "0.5" }, "unknown_key", "/nodes/1/nodes/0/weight", "2.1", "weight"},
		{"evidence without demand", func(s *instrument.Spec) { s.Nodes[1].Nodes[0].Evidence.Demand = "" }, "missing_field", "/nodes/1/nodes/0/evidence/demand", "2.1", "evidence.demand"},
		{"a mark above the maximum", func(s *instrument.Spec) { s.Gates[1].When.TotalAtLeast = "101" }, "pass_mark_above_maximum", "/gates/1/when", "mark", "when"},
		{"a gate without words", func(s *instrument.Spec) { s.Gates[1].Conclusion = instrument.Text{} }, "missing_field", "/gates/1/conclusion", "mark", "conclusion"},
		{"a total that differs", func(s *instrument.Spec) { s.Aggregation.Total = "99" }, "total_mismatch", "/aggregation", "", "aggregation"},
		{"no citation", func(s *instrument.Spec) { s.Citation.Note = "" }, "missing_citation", "/citation", "", "citation"},
		{"a section that promises more", func(s *instrument.Spec) { s.Nodes[0].Max = "61" }, "section_mismatch", "/nodes/0/max", "1", "max"},
		{"broken UTF-8", func(s *instrument.Spec) { s.Nodes[0].Title.ZH = "基本\xff" }, "control_character", "/nodes/0/title/zh", "1", "title.zh"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			spec := good(t, "f3-choices.yaml").Spec()
			c.change(&spec)
			table, err := instrument.Compile(spec)
			require.Nil(t, table)
			var problems instrument.Problems
			require.ErrorAs(t, err, &problems)
			first := problems[0]
			require.Equal(t, []string{c.code, c.pointer, c.node, c.field}, []string{first.Code, first.Pointer, first.Node, first.Field}, err.Error())
		})
	}
}

// A half-filled spreadsheet gives problems and never a panic, and each problem stands somewhere in the Spec.
func TestCompileOfAnythingPointsIntoTheSpec(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		spec := drawSpec(t)
		for range rapid.IntRange(1, 4).Draw(t, "faults") {
			spoil(t, &spec)
		}
		_, err := instrument.Compile(spec)
		if err == nil {
			return
		}
		var problems instrument.Problems
		require.ErrorAs(t, err, &problems)
		raw, err := json.Marshal(spec)
		require.NoError(t, err)
		var tree any
		require.NoError(t, json.Unmarshal(raw, &tree))
		for _, problem := range problems {
			require.True(t, leadsInto(tree, problem.Pointer), "%s in %s", problem.Pointer, raw)
		}
	})
}

// leadsInto walks a JSON pointer; its last key may be absent, for what is missing.
func leadsInto(tree any, pointer string) bool {
	tokens := strings.Split(pointer, "/")[1:]
	for i, token := range tokens {
		switch at := tree.(type) {
		case map[string]any:
			below, there := at[token]
			if !there {
				return i == len(tokens)-1
			}
			tree = below
		case []any:
			n := 0
			if _, err := fmt.Sscan(token, &n); err != nil || n >= len(at) {
				return false
			}
			tree = at[n]
		default:
			return false
		}
	}
	return true
}
