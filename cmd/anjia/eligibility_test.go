package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/eligibility"
)

// checkLines runs the command and returns its status and output lines.
func checkLines(t *testing.T, input string) (int, []string) {
	t.Helper()
	var out, errOut strings.Builder
	status := runEligibility([]string{"check"}, strings.NewReader(input), &out, &errOut)
	require.Empty(t, errOut.String())
	return status, strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
}

func TestEligibilityAnswersEachLine(t *testing.T) {
	t.Parallel()
	status, lines := checkLines(t, strings.Join([]string{
		`{"category":7,"mode":"male_alone","applicants":[{"sex":"male","birth_date":"1994-06-04","marital":"10"}],"on":"2024-06-03"}`,
		`{"region":"cn-540100","sandbox":true,"on":"2024-06-03"}`,
		`{"category":7,"mode":"male_alone","applicants":[{"sex":"male","birth_date":"1994-06-04","marital":"10"}],"registered_on":"2024-06-04"}`,
	}, "\n"))
	require.Zero(t, status)
	require.Len(t, lines, 3)
	kinds := make([]eligibility.Kind, 0, 3)
	for _, line := range lines {
		var r eligibility.Report
		require.NoError(t, json.Unmarshal([]byte(line), &r))
		o, ok := r.Outcome("adopter_age")
		require.True(t, ok)
		kinds = append(kinds, o.Kind)
	}
	require.Equal(t, []eligibility.Kind{eligibility.Fail, eligibility.Unknown, eligibility.Pass}, kinds)
}

func TestEligibilityCountsTheNoticeWithTheCalendar(t *testing.T) {
	t.Parallel()
	// Day 60 is Saturday 2024-03-16, which rolls to Monday the 18th; registration is possible from the 19th.
	facts := `{"category":1,"notice":{"published_on":"2024-01-16","cleared":true,"open_claim":false},"registered_on":"%s"}`
	status, lines := checkLines(t, strings.ReplaceAll(facts, "%s", "2024-03-18")+"\n"+strings.ReplaceAll(facts, "%s", "2024-03-19"))
	require.Zero(t, status)
	for i, want := range []eligibility.Kind{eligibility.Fail, eligibility.Pass} {
		var r eligibility.Report
		require.NoError(t, json.Unmarshal([]byte(lines[i]), &r))
		o, _ := r.Outcome("notice_period")
		require.Equal(t, want, o.Kind)
		require.Equal(t, "2024-03-19", o.DecisiveOn.String())
	}
}

func TestEligibilityBadLinesStandInTheirPlace(t *testing.T) {
	t.Parallel()
	good := `{"category":5,"on":"2024-06-03"}`
	tests := []struct{ name, line, want string }{
		{"empty line", ``, "not a JSON object"},
		{"not an object", `[1]`, "not a JSON object"},
		{"cut JSON", `{"category":5`, "not valid JSON"},
		{"two values", good + good, "more than one JSON value"},
		{"unknown field", `{"categroy":5}`, `"categroy": unknown field`},
		{"unknown inner field", `{"child":{"age":5}}`, `"age": unknown field`},
		{"field twice", `{"child":{"sex":"male","sex":"female"}}`, "/child/sex: given twice"},
		{"wrong type", `{"applicants":[{"children":"two"}]}`, "/applicants/children: a string stands where int is wanted"},
		{"no such day", `{"child":{"birth_date":"2026-02-30"}}`, "/child/birth_date: "},
		{"date form", `{"on":"2026/02/03"}`, "/on: "},
		{"unknown region", `{"region":"cn-99","on":"2024-06-03"}`, "/region: "},
		{"vocabulary", `{"mode":"alone","on":"2024-06-03"}`, "/mode"},
		{"invalid UTF-8", "{\"child\":{\"name\":\"\xff\"}}", "not valid UTF-8"},
		{"too long", `{"child":{"name":"` + strings.Repeat("长", 30000) + `"}}`, "longer than"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			status, lines := checkLines(t, good+"\n"+tt.line+"\n"+good+"\n")
			require.Equal(t, 1, status)
			require.Len(t, lines, 3)
			var bad badLine
			require.NoError(t, json.Unmarshal([]byte(lines[1]), &bad))
			require.Equal(t, 2, bad.Line)
			require.Contains(t, bad.Error, tt.want)
			require.Contains(t, lines[0], `"verdict"`)
			require.Equal(t, lines[0], lines[2])
		})
	}
}

func TestEligibilityUsage(t *testing.T) {
	t.Parallel()
	for args, want := range map[string]int{"": 2, "chekc": 2, "check now": 2, "help": 0} {
		var out, errOut strings.Builder
		require.Equal(t, want, runEligibility(strings.Fields(args), strings.NewReader(""), &out, &errOut))
		require.Contains(t, errOut.String(), "usage: anjia eligibility check")
		require.Empty(t, out.String())
	}
}
