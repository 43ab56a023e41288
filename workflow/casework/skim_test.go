package casework

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/board"
	"github.com/anjia-project/anjia/workflow/whatif"
)

func TestSkimKeepsWhatIsAskedForWhole(t *testing.T) {
	t.Parallel()
	for document, want := range map[string]string{
		`{}`:                                `{}`,
		` { } `:                             `{}`,
		`{"a":1}`:                           `{"a":1}`,
		`{"x":1}`:                           `{}`,
		`{"x":[{"a":2}],"a":1}`:             `{"a":1}`,
		`{"a":"\"}\\","x":"\\\"","b":"\\"}`: `{"a":"\"}\\","b":"\\"}`,
		"{\n \"x\" : null ,\n \"a\" : {\"x\": [1, 2]} ,\n \"b\" : [ ] \n}\n": `{"a" : {"x": [1, 2]},"b" : [ ]}`,
		`{"x":{"a":"}"},"a":-1.5e3}`:                                         `{"a":-1.5e3}`,
		`{"a":true,"x":"}","b":{"y":"]"}}`:                                   `{"a":true,"b":{"y":"]"}}`,
	} {
		got, err := skim([]byte(document), map[string]bool{"a": true, "b": true})
		require.NoError(t, err, document)
		require.JSONEq(t, want, string(got), document)
	}
	for _, document := range []string{``, ` `, `[]`, `{`, `{"a"`, `{"a":`, `{"a":1`, `{"a":1,`, `{"a":1,}`, `{"a":"`, `{"a":[1}`, `null`, `{a:1}`, `{"a" 1}`, `{"a":"\`} {
		_, err := skim([]byte(document), map[string]bool{"a": true})
		require.Error(t, err, document)
	}
}

// FuzzSkim holds the cut against a decoder, and looks for panics on what is no JSON.
func FuzzSkim(f *testing.F) {
	for _, s := range []string{`{"a":1,"x":"\\\"","b":[{"a":"]"}]}`, `{"a":"\u0022","x":{}}`, `{"x":[[],{}],"a":null}`, `{"a":1,"a":2}`, `{]}`} {
		f.Add([]byte(s))
	}
	wanted := map[string]bool{"a": true, "b": true}
	f.Fuzz(func(t *testing.T, document []byte) {
		got, err := skim(document, wanted)
		var whole map[string]json.RawMessage
		if json.Unmarshal(document, &whole) != nil || whole == nil || strings.Contains(string(document), `\`) && slices.ContainsFunc(slices.Collect(maps.Keys(whole)), wantedEscaped(document)) {
			return
		}
		require.NoError(t, err)
		maps.DeleteFunc(whole, func(k string, _ json.RawMessage) bool { return !wanted[k] })
		var cut map[string]json.RawMessage
		require.NoError(t, json.Unmarshal(got, &cut))
		require.Len(t, cut, len(whole))
		for k, v := range whole {
			require.JSONEq(t, string(v), string(cut[k]))
		}
	})
}

// wantedEscaped finds names that stand in the document with escapes, or are not what they seem: out of the contract.
func wantedEscaped(document []byte) func(string) bool {
	return func(name string) bool { return !strings.Contains(string(document), `"`+name+`"`) }
}

func TestMembersThatAreReadAreThoseThatCasesHave(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for field := range reflect.TypeFor[workflow.Case]().Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		names[name] = true
	}
	for _, members := range []map[string]bool{boardMembers, replayMembers} {
		for name := range members {
			require.True(t, names[name], name)
		}
	}
}

func TestASkimmedCaseIsReplayedLikeTheWhole(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("../store/testdata/ended_case.json")
	require.NoError(t, err)
	whole := &workflow.Case{}
	require.NoError(t, json.Unmarshal(raw, whole))
	table, draft := leftAndMarked(t, whole)
	whole.Stated = []workflow.StatedOutcome{{Phase: workflow.PhaseCapacity}}
	whole.SetAside = []workflow.SetAside{{SheetID: "another"}}
	set, err := law.Embedded()
	require.NoError(t, err)
	raw, err = json.Marshal(whole)
	require.NoError(t, err)
	cut, err := readCase(raw, replayMembers)
	require.NoError(t, err)
	require.Empty(t, cut.Papers, "what it does not need was not read")

	was := whatif.Law{Tables: map[string]*instrument.Instrument{workflow.PhaseCapacity: table}}
	was.Pack, err = set.Pack("cn-540100", true)
	require.NoError(t, err)
	was.Calendar, err = set.Calendar("cn-540100")
	require.NoError(t, err)
	would := was
	would.Tables = map[string]*instrument.Instrument{workflow.PhaseCapacity: draft}
	would.Calendar, err = set.Calendar("cn") // without the days of the region
	require.NoError(t, err)
	today := law.MustDate("2026-01-01")
	want := whatif.Compare(whole, nil, was, would, today)
	require.NotEmpty(t, want)
	require.Equal(t, whatif.Outcome, want[0].Kind)
	require.Equal(t, want, whatif.Compare(cut, nil, was, would, today))

	kept, lost := whatif.NewReport(whatif.Draft{}, "", "", today), whatif.NewReport(whatif.Draft{}, "", "", today)
	kept.Add(whole, true, want)
	lost.Add(cut, true, want)
	require.Equal(t, kept, lost)
	require.Equal(t, []any{whole.Pack, whole.Calendar, whole.Instruments, whole.Authority}, []any{cut.Pack, cut.Calendar, cut.Instruments, cut.Authority})
}

// leftAndMarked is the capacity table of a case with its gates after the veto left to a person, and as it is shipped; the
// sheets of the case are taken for sheets of the former.
func leftAndMarked(t *testing.T, c *workflow.Case) (left, marked *instrument.Instrument) {
	t.Helper()
	tables, err := instrument.Embedded()
	require.NoError(t, err)
	for _, marked = range tables {
		if marked.Ref().Code == c.Instruments[workflow.PhaseCapacity].Code {
			break
		}
	}
	gates, _, found := bytes.Cut(marked.Raw(), []byte("  - code: \"mark\""))
	require.True(t, found)
	left, err = instrument.Load("left.yaml", append(gates, []byte("  - {code: \"person\", when: {otherwise: true}, outcome: human, conclusion: {zh: 由审批人判断}}\n")...))
	require.NoError(t, err)
	for i := range c.Sheets {
		if string(c.Sheets[i].Phase) == workflow.PhaseCapacity {
			c.Sheets[i].Instrument = left.Ref()
		}
	}
	return left, marked
}

func TestFactsOfASkimmedCaseAreThoseOfTheWhole(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("../store/testdata/ended_case.json")
	require.NoError(t, err)
	whole := &workflow.Case{}
	require.NoError(t, json.Unmarshal(raw, whole))
	whole.PastBodies = []workflow.Commission{{Kind: workflow.BodyAgency, BodyID: "b", NamedOn: whole.ReceivedOn, DeclinedOn: whole.ReceivedOn}}
	whole.SetAside = []workflow.SetAside{{SheetID: whole.Sheets[0].ID}}
	whole.IntegrationReport = whole.Report
	tables, err := instrument.Embedded()
	require.NoError(t, err)
	at := board.Law{Tables: map[string]*instrument.Instrument{}}
	for _, table := range tables {
		for i := range whole.Sheets {
			if whole.Sheets[i].Instrument.Code == table.Ref().Code {
				whole.Sheets[i].Instrument, at.Tables[string(table.Phase())] = table.Ref(), table
			}
		}
	}
	set, err := law.Embedded()
	require.NoError(t, err)
	at.Calendar, err = set.Calendar("cn")
	require.NoError(t, err)
	raw, err = json.Marshal(whole)
	require.NoError(t, err)
	cut, err := readCase(raw, boardMembers)
	require.NoError(t, err)
	require.Empty(t, cut.Papers, "what it does not need was not read")
	facts := board.FactsOf(whole, at)
	require.Len(t, facts, 2)
	require.Len(t, facts[1].Sheets, 3)
	require.False(t, facts[1].DueOn.IsZero() || facts[1].SealedOn.IsZero() || facts[1].VisitedOn.IsZero())
	for i, f := range board.FactsOf(cut, at) {
		slices.SortFunc(f.Sheets, bySheet) // phases come in no order
		slices.SortFunc(facts[i].Sheets, bySheet)
		require.Equal(t, facts[i], f)
	}
	require.Equal(t, []workflow.Ref{whole.Pack, whole.Calendar}, []workflow.Ref{cut.Pack, cut.Calendar})
	require.Equal(t, whole.Instruments, cut.Instruments)
}

func bySheet(a, b board.SheetFact) int { return strings.Compare(a.Sheet.ID, b.Sheet.ID) }
