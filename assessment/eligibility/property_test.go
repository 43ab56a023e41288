package eligibility

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// drawFacts draws facts of a category, sound or broken in a few places.
func drawFacts(t *rapid.T) Facts {
	f := sample(rapid.SampledFrom(Categories()).Draw(t, "category"))
	if rapid.Bool().Draw(t, "broken") {
		f = breach(f.Category)
	}
	cases := slices.DeleteFunc(ruleCases(), func(c ruleCase) bool { return c.category != f.Category })
	for range rapid.IntRange(0, 3).Draw(t, "changes") {
		if len(cases) > 0 && len(f.Applicants) == len(sample(f.Category).Applicants) { // changes name both spouses
			rapid.SampledFrom(cases).Draw(t, "change").change(&f)
		}
	}
	if f.Validate(day(testDay)) != nil {
		return sample(f.Category)
	}
	return f
}

// frame holds the members of Facts that say who asks and for which day; they are no facts about the family.
var frame = []string{"authority_division", "received_on", "decided_on", "registered_on"}

// leaves lists the pointers of all facts that are known. Members of the list of applicants count, not their number.
func leaves(at string, value any) []string {
	var list []string
	switch value := value.(type) {
	case map[string]any:
		for name, inner := range value {
			if at == "" && slices.Contains(frame, name) {
				continue
			}
			list = append(list, leaves(at+"/"+name, inner)...)
		}
	case []any:
		list = append(list, at)
		for i, inner := range value {
			list = append(list, leaves(at+"/"+strconv.Itoa(i), inner)...)
		}
	default:
		list = append(list, at)
	}
	slices.Sort(list)
	return list
}

// without returns the facts with one of them forgotten.
func without(t require.TestingT, f Facts, pick func([]string) string) (Facts, string) {
	raw, err := json.Marshal(f)
	require.NoError(t, err)
	var tree map[string]any
	require.NoError(t, json.Unmarshal(raw, &tree))
	pointer := pick(leaves("", tree))
	remove(tree, splitPointer(pointer))
	raw, err = json.Marshal(tree)
	require.NoError(t, err)
	var less Facts
	require.NoError(t, json.Unmarshal(raw, &less))
	return less, pointer
}

func splitPointer(pointer string) []string {
	var parts []string
	for _, c := range pointer {
		if c == '/' {
			parts = append(parts, "")
			continue
		}
		parts[len(parts)-1] += string(c)
	}
	return parts
}

func remove(tree any, path []string) {
	switch node := tree.(type) {
	case map[string]any:
		if len(path) == 1 {
			delete(node, path[0])
			return
		}
		remove(node[path[0]], path[1:])
	case []any:
		i, _ := strconv.Atoi(path[0])
		remove(node[i], path[1:])
	}
}

// TestForgettingNeverHelps: what is not known never turns a fail or an unknown into a pass, nor into "not applicable",
// and a pass never into a fail. No verdict gets better, but for the preliminary one when what is forgotten is a refusal of
// a step that only comes later.
func TestForgettingNeverHelps(t *testing.T) {
	t.Parallel()
	pack := testPack(t)
	rapid.Check(t, func(t *rapid.T) {
		f := drawFacts(t)
		less, pointer := without(t, f, func(list []string) string { return rapid.SampledFrom(list).Draw(t, "forgotten") })
		before, err := Run(f, pack, day(testDay))
		require.NoError(t, err)
		after, err := Run(less, pack, day(testDay))
		require.NoError(t, err)
		for i := range before.Outcomes {
			b, a := before.Outcomes[i], after.Outcomes[i]
			why := fmt.Sprintf("%s: %s became %s without %s", b.Rule, b.Kind, a.Kind, pointer)
			if pointer == "/foundling/supervisor_reason" && b.Rule == "private_foundling" {
				continue // not a fact but a decision: without it refusal is proposed
			}
			if b.Kind == Fail || b.Kind == Unknown {
				require.Contains(t, []Kind{b.Kind, Unknown}, a.Kind, why)
			}
			if b.Kind == Pass {
				require.NotEqual(t, Fail, a.Kind, why)
			}
		}
		requireNoBetter(t, before.Verdict, after.Verdict, pointer)
		if !slices.ContainsFunc(before.Outcomes, func(o Outcome) bool { return o.Stage == Registration && o.Refuses() }) {
			requireNoBetter(t, before.Preliminary, after.Preliminary, pointer)
		}
	})
}

func requireNoBetter(t require.TestingT, before, after Verdict, pointer string) {
	if before != Eligible {
		require.NotEqual(t, Eligible, after, "forgetting %s makes it eligible", pointer)
	}
}

// TestForgettingOneFactOfASample forgets each fact in turn: what a rule reads leads to an open verdict.
func TestForgettingOneFactOfASample(t *testing.T) {
	t.Parallel()
	for _, c := range Categories() {
		raw, err := json.Marshal(sample(c))
		require.NoError(t, err)
		var tree map[string]any
		require.NoError(t, json.Unmarshal(raw, &tree))
		open := 0
		for _, pointer := range leaves("", tree) {
			less, _ := without(t, sample(c), func([]string) string { return pointer })
			r := run(t, less)
			require.Contains(t, []Verdict{Eligible, Undetermined}, r.Verdict, "%s without %s", c.Chinese(), pointer)
			if r.Verdict == Undetermined {
				require.NotEmpty(t, r.Missing)
				open++
			}
		}
		require.Greater(t, open, 10)
	}
}

func TestNothingKnownIsNothingPassed(t *testing.T) {
	t.Parallel()
	for _, c := range append(Categories(), 0) {
		r := run(t, Facts{Category: c}.on(testDay))
		require.Equal(t, Undetermined, r.Verdict)
		require.Equal(t, Undetermined, r.Preliminary)
		for _, o := range r.Outcomes {
			require.NotEqual(t, Pass, o.Kind, o.Rule)
			require.NotEqual(t, Fail, o.Kind, o.Rule)
		}
	}
}

// TestReportSurvivesJSON: a report is kept with the case and must come back as it was.
func TestReportSurvivesJSON(t *testing.T) {
	t.Parallel()
	pack := testPack(t)
	rapid.Check(t, func(t *rapid.T) {
		r, err := Run(drawFacts(t), pack, day(testDay))
		require.NoError(t, err)
		raw, err := json.Marshal(r)
		require.NoError(t, err)
		var back Report
		require.NoError(t, json.Unmarshal(raw, &back))
		require.Equal(t, r, back)
	})
}
