package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
)

type dueAnswer struct {
	Due         string   `json:"due"`
	Provisional *bool    `json:"provisional"`
	Explanation []string `json:"explanation"`
	Error       string   `json:"error"`
	Line        int      `json:"line"`
}

// askDue runs the command and returns its status and its answers, of which every line must be one JSON object with
// known fields.
func askDue(t *testing.T, input string) (int, []dueAnswer) {
	t.Helper()
	var out, errOut strings.Builder
	status := runCalendar([]string{"due"}, strings.NewReader(input), &out, &errOut)
	require.Empty(t, errOut.String())
	var answers []dueAnswer
	for line := range strings.Lines(out.String()) {
		var a dueAnswer
		dec := json.NewDecoder(strings.NewReader(line))
		dec.DisallowUnknownFields()
		require.NoError(t, dec.Decode(&a), line)
		answers = append(answers, a)
	}
	return status, answers
}

func TestCalendarDue(t *testing.T) {
	t.Parallel()
	status, answers := askDue(t, `{"start":"2026-01-05","length":30,"unit":"day","region":"cn"}
{"start":"2026-02-01","length":15,"unit":"working_day"}
{"unit":"month","length":1,"start":"2026-01-31","region":"cn-540100"}
{"start":"2026-12-20","length":30,"unit":"day"}
{ "start" : "2024-02-29" , "length" : 1 , "unit" : "year" }`)
	require.Zero(t, status)
	var due []string
	for _, a := range answers {
		require.Empty(t, a.Error)
		require.GreaterOrEqual(t, len(a.Explanation), 3)
		require.Contains(t, a.Explanation[0], "起算")
		due = append(due, a.Due)
	}
	require.Equal(t, []string{"2026-02-04", "2026-02-27", "2026-02-28", "2027-01-19", "2025-02-28"}, due)
	require.False(t, *answers[0].Provisional)
	require.True(t, *answers[3].Provisional)
	require.Equal(t, []string{
		"起算：2026-01-05 当日不计入，自次日起计算（《中华人民共和国民法典》第二百零一条第一款）",
		"期间末日：第30日为 2026-02-04（星期三）",
		"不顺延：末日 2026-02-04 为工作日",
	}, answers[0].Explanation)
	require.Contains(t, strings.Join(answers[1].Explanation, "\n"), "跳过：2026-02-15至2026-02-23 休息日（春节）")
}

func TestCalendarDueBadLines(t *testing.T) {
	t.Parallel()
	const good = `{"start":"2026-01-05","length":30,"unit":"day"}`
	for line, want := range map[string]string{
		``:          "line: not valid JSON",
		`[1]`:       "line: not a JSON object",
		`"x"`:       "line: not a JSON object",
		good + `,`:  "line: not valid JSON",
		good + good: "line: not valid JSON",
		"\xff":      "line: not valid UTF-8",
		`{"start":"2026-02-30","length":30,"unit":"day"}`:                       `start: "2026-02-30": there is no such day`,
		`{"start":"2026-1-5","length":30,"unit":"day"}`:                         "a date is written YYYY-MM-DD",
		`{"start":20260105,"length":30,"unit":"day"}`:                           "start: not a string",
		`{"start":null,"length":30,"unit":"day"}`:                               "start: not a string",
		`{"start":"2026-01-05","length":0,"unit":"day"}`:                        "length: \"0\" is no whole number from 1 on",
		`{"start":"2026-01-05","length":-1,"unit":"day"}`:                       "length: ",
		`{"start":"2026-01-05","length":1.5,"unit":"day"}`:                      "length: ",
		`{"start":"2026-01-05","length":"30","unit":"day"}`:                     "length: ",
		`{"start":"2026-01-05","length":99999999999999999999,"unit":"day"}`:     "length: ",
		`{"start":"2026-01-05","length":100001,"unit":"day"}`:                   "length 100001; give a whole number from 1 to 100000",
		`{"start":"2026-01-05","length":1000,"unit":"year"}`:                    "end after 2200-12-31",
		`{"start":"2026-01-05","length":30,"unit":"days"}`:                      `unit: "days" is no unit; write day`,
		`{"start":"2026-01-05","length":30,"unit":["day"]}`:                     "unit: ",
		`{"start":"2026-01-05","length":30,"unit":"day","region":"../cn"}`:      `region: "../cn" has no calendar; use one of cn, cn-54, cn-540100`,
		`{"start":"2026-01-05","length":30,"unit":"day","region":null}`:         "region: not a string",
		`{"start":"2026-01-05","length":30,"unit":"day","Region":"cn"}`:         `"Region": unknown field`,
		`{"start":"2026-01-05","length":30,"unit":"day","kind":"limit"}`:        `"kind": unknown field`,
		`{"start":"2026-01-05","length":30,"unit":"day","length":31}`:           "length: given twice",
		`{"start":"2026-01-05","length":30}`:                                    "unit: missing",
		`{}`:                                                                    "start: missing",
		`{"x":"` + strings.Repeat("长", 30000) + `"}`:                            "line: longer than 65536 bytes",
		`{"start":"` + strings.Repeat("x", 9000) + `","length":1,"unit":"day"}`: "a date is written YYYY-MM-DD",
	} {
		status, answers := askDue(t, good+"\n"+line+"\n"+good+"\n")
		require.Equal(t, 1, status, "%.80s", line)
		require.Len(t, answers, 3, "one answer to each line")
		require.Contains(t, answers[1].Error, want, "%.80s", line)
		require.Less(t, len(answers[1].Error), 400)
		require.Equal(t, 2, answers[1].Line)
		require.Empty(t, answers[1].Due)
		require.Equal(t, "2026-02-04", answers[0].Due)
		require.Equal(t, answers[0], answers[2], "the lines after it are answered")
	}
}

func TestCalendarDueLineEnds(t *testing.T) {
	t.Parallel()
	const line = `{"start":"2026-01-05","length":30,"unit":"day"}`
	for input, want := range map[string]int{
		"": 0, line: 1, line + "\n": 1, line + "\r\n" + line + "\r\n": 2, line + "\n\n": 2, "\n": 1,
	} {
		_, answers := askDue(t, input)
		require.Len(t, answers, want, "%q", input)
	}
}

func TestCalendarUsage(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{nil, {"dew"}, {"due", "file"}} {
		var out, errOut strings.Builder
		require.Equal(t, 2, runCalendar(args, strings.NewReader(""), &out, &errOut))
		require.Contains(t, errOut.String(), "usage: anjia calendar due")
	}
	var out, errOut strings.Builder
	require.Zero(t, runCalendar([]string{"due", "-h"}, strings.NewReader(""), &out, &errOut))
	require.Contains(t, out.String(), "usage: anjia calendar due")
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

func TestCalendarDueTrouble(t *testing.T) {
	t.Parallel()
	var out, errOut strings.Builder
	require.Equal(t, 1, runCalendar([]string{"due"}, iotest.ErrReader(errors.New("disk gone")), &out, &errOut))
	require.Contains(t, errOut.String(), "read line 1: disk gone")
	errOut.Reset()
	require.Equal(t, 1, runCalendar([]string{"due"}, strings.NewReader("{}\n"), brokenPipe{}, &errOut))
	require.Contains(t, errOut.String(), "broken pipe")
}

// BenchmarkCalendarDue answers 100,000 lines of mixed units; less than two seconds is asked of it.
func BenchmarkCalendarDue(b *testing.B) {
	var lines strings.Builder
	units := []string{"day", "working_day", "month", "working_day"}
	for i := range 100_000 {
		start := law.MustDate("2004-01-01").AddDays(i % 8000)
		unit := units[i%len(units)]
		length := 1 + i%60
		fmt.Fprintf(&lines, `{"start":"%s","length":%d,"unit":"%s","region":"cn"}`+"\n", start, length, unit)
	}
	for b.Loop() {
		if status := runCalendar([]string{"due"}, strings.NewReader(lines.String()), io.Discard, io.Discard); status != 0 {
			b.Fatalf("status %d", status)
		}
	}
}

func FuzzCalendarLine(f *testing.F) {
	for _, seed := range []string{
		`{"start":"2026-01-05","length":30,"unit":"day","region":"cn"}`,
		`{"start":"2026-02-30","length":1e3,"unit":"working_day"}`,
		`{"start":"2199-12-31","length":400,"unit":"month"}`, `{"a":{"b":[1]}}`, "\xff{}", `{"unit":"\ud800"}`,
	} {
		f.Add(seed)
	}
	lines, err := newDueLines()
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, line string) {
		if strings.ContainsAny(line, "\n") {
			return
		}
		var a dueAnswer
		require.NoError(t, json.Unmarshal(lines.reply([]byte(line), false, 7), &a))
		if a.Error != "" {
			require.Equal(t, 7, a.Line)
			require.Empty(t, a.Due)
			return
		}
		due, err := law.ParseDate(a.Due)
		require.NoError(t, err)
		var q struct{ Start string }
		require.NoError(t, json.Unmarshal([]byte(line), &q))
		require.True(t, due.After(law.MustDate(q.Start)))
	})
}
