package instrument_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
)

func shipped(t *testing.T, name string) *instrument.Instrument {
	t.Helper()
	tables, err := instrument.Shipped()
	require.NoError(t, err)
	library, err := instrument.NewLibrary(tables...)
	require.NoError(t, err)
	ref, err := instrument.ParseName(name)
	require.NoError(t, err)
	table, err := library.Get(ref)
	require.NoError(t, err)
	return table
}

// Every table is fit for an evaluator: both languages, a source, enough to choose by.
func TestShippedTablesAreComplete(t *testing.T) {
	t.Parallel()
	tables, err := instrument.Shipped()
	require.NoError(t, err)
	require.Len(t, tables, 10)
	for _, table := range tables {
		require.Equal(t, table.Status() == law.Illustrative, strings.HasPrefix(table.Pack(), "sandbox/"), table.Ref().Name())
		require.NotEmpty(t, table.Citation().Note, "%s says what of it is known and what is ours", table.Ref().Name())
		for node := range table.Nodes() {
			require.NotEmpty(t, node.Title().ZH)
			require.NotEmpty(t, node.Title().EN, "%s %s", table.Ref().Name(), node.Code())
			require.False(t, node.Citation().IsZero())
			for choice := range node.Choices() {
				require.NotEmpty(t, choice.Title.EN, "%s %s %s", table.Ref().Name(), node.Code(), choice.Code)
			}
			for grade := range node.Grades() {
				require.NotEmpty(t, grade.Title.EN, "%s %s", table.Ref().Name(), node.Code())
			}
		}
		for gate := range table.Gates() {
			require.NotEmpty(t, gate.Conclusion().EN)
		}
	}
}

// What an office has not published applies nowhere: only the overlay of the sandbox is seeded.
func TestSeededTablesAreIllustrative(t *testing.T) {
	t.Parallel()
	seeded, err := instrument.Embedded()
	require.NoError(t, err)
	library, err := instrument.NewLibrary(seeded...)
	require.NoError(t, err)
	for _, table := range library.All() {
		require.Equal(t, law.Illustrative, table.Status(), table.Ref().Name())
	}
	on := law.MustDate("2024-01-02")
	for division, want := range map[string]string{"540102": "sandbox-s1-capacity", "510100": "sandbox-s1-capacity", "320402": "sandbox-s3-capacity", "430100": "sandbox-s6-capacity"} {
		require.Equal(t, want, library.InForce(instrument.Capacity, division, on)[0].Ref().Code, division)
		require.Equal(t, "sandbox-s2-integration", library.InForce(instrument.Integration, division, on)[0].Ref().Code, division)
	}
}

func TestFramesOfTheShippedTables(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		method instrument.Method
		status law.Status
		roots  int // outermost sections
		items  map[instrument.Kind]int
		marks  []string
		last   instrument.Outcome
	}{
		{"sandbox-s3-capacity@1", instrument.Sum, law.Illustrative, 10, map[instrument.Kind]int{instrument.KindOption: 38, instrument.KindText: 1}, []string{"75"}, instrument.Fail},
		{"sandbox-s4-capacity@1", instrument.NoTotal, law.Illustrative, 2, map[instrument.Kind]int{instrument.KindVeto: 6, instrument.KindBoolean: 8, instrument.KindText: 1}, nil, instrument.Pass},
		{"ministry-s5-capacity@2", instrument.NoTotal, law.Practice, 2, map[instrument.Kind]int{instrument.KindBoolean: 3, instrument.KindText: 6, instrument.KindInteger: 1, instrument.KindDate: 1}, nil, instrument.Pass},
		{"ministry-s5-integration@2", instrument.NoTotal, law.Practice, 1, map[instrument.Kind]int{instrument.KindBoolean: 1, instrument.KindText: 6, instrument.KindInteger: 1, instrument.KindDate: 1}, nil, instrument.Pass},
		{"sandbox-s6-capacity@1", instrument.Weighted, law.Illustrative, 3, map[instrument.Kind]int{instrument.KindRating: 12, instrument.KindText: 1}, []string{"80"}, instrument.Fail},
		{"national-capacity@1", instrument.NoTotal, law.Practice, 11, map[instrument.Kind]int{instrument.KindBoolean: 10, instrument.KindText: 12}, nil, instrument.Pass},
		{"national-integration@1", instrument.NoTotal, law.Practice, 1, map[instrument.Kind]int{instrument.KindBoolean: 1, instrument.KindText: 4}, nil, instrument.Pass},
		{"sandbox-f7-capacity@1", instrument.NoTotal, law.Illustrative, 9, map[instrument.Kind]int{instrument.KindDual: 28, instrument.KindText: 1}, []string{"5", "3"}, instrument.Human},
	} {
		table := shipped(t, c.name)
		items, roots := map[instrument.Kind]int{}, 0
		for node := range table.Roots() {
			if node.IsGroup() {
				roots++
			}
		}
		for item := range table.Items() {
			items[item.Kind()]++
		}
		var marks []string
		for gate := range table.Gates() {
			if mark, compares := gate.Mark(); compares {
				marks = append(marks, mark.String())
			}
		}
		require.Equal(t, c.items, items, c.name)
		require.Equal(t, c.roots, roots, c.name)
		require.Equal(t, c.marks, marks, c.name)
		require.Equal(t, c.method, table.Method(), c.name)
		require.Equal(t, c.status, table.Status(), c.name)
		require.Equal(t, c.last, lastGate(table).Outcome(), c.name)
	}
}

func TestS3HasItsMajorsMinorsAndOptions(t *testing.T) {
	t.Parallel()
	table := shipped(t, "sandbox-s3-capacity@1")
	points, minors, options := []string{}, []int{}, 0
	for major := range table.Roots() {
		if !major.IsGroup() {
			continue
		}
		_, most := major.Bounds()
		points = append(points, most.String())
		minors = append(minors, len(slices.Collect(major.Children())))
		for minor := range major.Children() {
			options += len(slices.Collect(minor.Choices()))
		}
	}
	require.Equal(t, []string{"8", "10", "12", "12", "12", "12", "10", "12", "6", "6"}, points)
	require.Equal(t, []int{4, 4, 4, 4, 4, 4, 4, 4, 3, 3}, minors)
	require.Equal(t, 116, options)
}

// S6 weighs the items of S1 by their points there.
func TestS6HasTheItemsOfS1AsWeights(t *testing.T) {
	t.Parallel()
	weights := map[string]string{}
	for item := range shipped(t, "sandbox-s6-capacity@1").Items() {
		if item.Kind() == instrument.KindRating {
			weights[item.Title().ZH] = item.Weight().Mul(instrument.FromInt(100)).String()
		}
	}
	want := map[string]string{}
	for item := range shipped(t, "sandbox-s1-capacity@1").Items() {
		if item.Kind() == instrument.KindOption {
			_, most := item.Bounds()
			want[item.Title().ZH] = most.String()
		}
	}
	require.Equal(t, want, weights)
}

// The ministry's form concludes 符合 only when all three gates are open, and wants the proof of each "no".
func TestS5RefusesAsTheFormDoes(t *testing.T) {
	t.Parallel()
	table := shipped(t, "ministry-s5-capacity@2")
	node := func(code string) *instrument.Node {
		found, ok := table.Node(code)
		require.True(t, ok, code)
		return found
	}
	for bits := range 8 {
		capable, disease, record := bits&1 > 0, bits&2 > 0, bits&4 > 0
		values := table.NewValues()
		for code, yes := range map[string]bool{"capable": capable, "disease": disease, "record": record} {
			at := node(code).Index()
			values.Yes[at], values.No[at] = yes, !yes
		}
		decision := table.Tally(values).Decision()
		want := "不符合收养条件"
		if capable && !disease && !record {
			want = "符合收养条件"
		}
		require.Equal(t, want, decision.Conclusion().ZH, "capable %t, disease %t, record %t", capable, disease, record)
	}
	for _, code := range []string{"disease", "record"} {
		require.Equal(t, instrument.File, node(code).Evidence().Demand)
		require.Equal(t, instrument.IfFalse, node(code).Evidence().When)
	}
	limits := map[string]int{"body": 32, "members": 100, "interview": 200, "opinion": 200}
	for _, code := range slices.Sorted(maps.Keys(limits)) {
		require.Equal(t, limits[code], node(code).MaxLength(), code)
	}
}

// The eleven contents of art. 8, in its order, are official; how they are judged is practice.
func TestNationalContents(t *testing.T) {
	t.Parallel()
	table := shipped(t, "national-capacity@1")
	var contents []string
	for node := range table.Roots() {
		if node.IsGroup() {
			contents = append(contents, node.Title().ZH)
			require.Equal(t, law.Official, node.Status())
			require.Equal(t, "第八条", node.Citation().Article)
			for item := range node.Children() {
				require.Equal(t, law.Practice, item.Status())
			}
		}
	}
	require.Equal(t, strings.Split("收养动机、道德品行、受教育程度、健康状况、经济及住房条件、婚姻家庭关系、共同生活家庭成员意见、抚育计划、邻里关系、社区环境、与被收养人融合情况", "、"), contents)
}
