package instrument_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
)

// variant loads the minimal table with some of its head replaced.
func variant(t *testing.T, pairs ...string) *instrument.Instrument {
	t.Helper()
	raw, err := os.ReadFile("testdata/good/minimal.yaml")
	require.NoError(t, err)
	table, err := instrument.Load("v.yaml", []byte(strings.NewReplacer(pairs...).Replace(string(raw))))
	require.NoError(t, err)
	return table
}

func TestLibraryFindsByReference(t *testing.T) {
	t.Parallel()
	one, two := variant(t), variant(t, `version: "1"`, `version: "2"`)
	library, err := instrument.NewLibrary(two, one, one)
	require.NoError(t, err)
	require.Equal(t, []*instrument.Instrument{one, two}, library.All())

	got, err := library.Get(one.Ref())
	require.NoError(t, err)
	require.Same(t, one, got)
	ref, err := instrument.ParseName("t@2")
	require.NoError(t, err)
	got, err = library.Get(ref)
	require.NoError(t, err)
	require.Same(t, two, got)

	_, err = library.Get(instrument.Ref{Code: "t", Version: "3"})
	require.ErrorContains(t, err, "there is no table t@3")
	_, err = library.Get(instrument.Ref{Code: "t", Version: "1", SHA256: two.Ref().SHA256})
	require.ErrorContains(t, err, "restore the bytes")

	_, err = instrument.NewLibrary(one, variant(t, "样表", "另一张样表"))
	require.ErrorContains(t, err, "a published version is immutable")
}

func TestParseNameRefusesWhatIsNoName(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"", "t", "t@", "@1", "T@1", "t@v1", "t@1@2", "t/x@1", "t 1@1"} {
		_, err := instrument.ParseName(bad)
		require.Error(t, err, bad)
	}
}

func TestInForceByDivisionAndDay(t *testing.T) {
	t.Parallel()
	day := law.MustDate
	nation := variant(t, `code: "t"`, `code: "nation"`)
	province := variant(t, `code: "t"`, `code: "province"`, `"000000"`, `"540000"`, "{from: 2024-01-01}", "{from: 2024-01-01, to: 2024-12-31}")
	city := variant(t, `code: "t"`, `code: "city"`, `"000000"`, `"540100"`, "{from: 2024-01-01}", "{from: 2024-06-01}")
	newer := variant(t, `code: "t"`, `code: "city"`, `version: "1"`, `version: "2"`, `"000000"`, `"540100"`, "{from: 2024-01-01}", "{from: 2025-06-01}")
	library, err := instrument.NewLibrary(nation, province, city, newer)
	require.NoError(t, err)
	for _, c := range []struct {
		division, on string
		want         []*instrument.Instrument
	}{
		{"540102", "2023-12-31", nil},
		{"540102", "2024-01-01", []*instrument.Instrument{province, nation}},
		{"540102", "2024-05-31", []*instrument.Instrument{province, nation}},
		{"540102", "2024-06-01", []*instrument.Instrument{city, province, nation}},
		{"540102", "2024-12-31", []*instrument.Instrument{city, province, nation}},
		{"540102", "2025-01-01", []*instrument.Instrument{city, nation}},
		{"540102", "2025-06-01", []*instrument.Instrument{newer, city, nation}},
		{"540200", "2024-06-01", []*instrument.Instrument{province, nation}},
		{"510100", "2024-06-01", []*instrument.Instrument{nation}},
	} {
		require.Equal(t, c.want, library.InForce(instrument.Capacity, c.division, day(c.on)), "%s on %s", c.division, c.on)
	}
	require.Empty(t, library.InForce(instrument.Integration, "540102", day("2024-06-01")))
}

func TestViewIsTheWholeTableAsJSON(t *testing.T) {
	t.Parallel()
	tables, err := instrument.LoadDir(os.DirFS("testdata"), "good")
	require.NoError(t, err)
	shipped, err := instrument.Embedded()
	require.NoError(t, err)
	for _, table := range append(tables, shipped...) {
		raw, err := json.Marshal(table.View())
		require.NoError(t, err)
		var back instrument.View
		require.NoError(t, json.Unmarshal(raw, &back))
		require.Equal(t, table.View(), back)
		for node := range table.Nodes() {
			require.Contains(t, string(raw), `"code":"`+node.Code()+`"`)
			for choice := range node.Choices() {
				require.Contains(t, string(raw), choice.Title.ZH)
			}
		}
		for gate := range table.Gates() {
			require.Contains(t, string(raw), gate.Conclusion().ZH)
			require.Contains(t, string(raw), gate.Chinese())
		}
		require.NotEmpty(t, table.Phase().Chinese())
	}
}

func TestLoadDirNamesTheBrokenFile(t *testing.T) {
	t.Parallel()
	_, err := instrument.LoadDir(fstest.MapFS{"d/a.yaml": {Data: []byte("format: anjia-instrument/9\n")}}, "d")
	require.ErrorContains(t, err, "d/a.yaml:1: ")
	tables, err := instrument.LoadDir(fstest.MapFS{}, "d")
	require.NoError(t, err)
	require.Empty(t, tables)
}

// What a node inherits and what is its own.
func TestCitationIsInherited(t *testing.T) {
	t.Parallel()
	tables, err := instrument.Embedded()
	require.NoError(t, err)
	node := func(code string) *instrument.Node {
		found, ok := tables[0].Node(code)
		require.True(t, ok)
		return found
	}
	require.Equal(t, tables[0].Citation(), node("010").Citation())
	require.False(t, node("010").HasOwnCitation())
	require.Equal(t, "第十一条第（七）项", node("V7").Citation().Article)
	require.True(t, node("V7").Citation().Recalled, "item 7 was recalled, not read")
	require.True(t, node("V").Scored() == false && node("G").Scored() && node("B1").InBonus())
	limit, capped := node("B").Cap()
	require.True(t, capped)
	require.Equal(t, exact(t, "10"), limit)
	require.Equal(t, instrument.Evidence{Demand: instrument.Note, When: instrument.IfTrue}, node("V1").Evidence())
}
