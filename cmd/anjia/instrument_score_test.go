package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment"
)

type scoreAnswer struct {
	Total      string                  `json:"total"`
	Conclusion string                  `json:"conclusion"`
	Passed     *bool                   `json:"passed"`
	Outcome    string                  `json:"outcome"`
	DecidedBy  string                  `json:"decided_by"`
	Mode       string                  `json:"mode"`
	Vetoes     []assessment.Veto       `json:"vetoes"`
	Gates      []assessment.GateResult `json:"gates"`
	Tree       []assessment.Row        `json:"tree"`
	Error      string                  `json:"error"`
	Line       int                     `json:"line"`
	Problems   []assessment.Problem    `json:"problems"`
}

// sampleTable is the path of a table of the format's own tests.
func sampleTable(name string) string {
	return filepath.Join("..", "..", "assessment", "instrument", "testdata", "good", name)
}

// askScore runs the command; every line of its answer must be one JSON object with known members.
func askScore(t *testing.T, input string, args ...string) (int, []scoreAnswer) {
	t.Helper()
	var out, errOut strings.Builder
	status := runInstrument(append([]string{"score"}, args...), strings.NewReader(input), &out, &errOut)
	var answers []scoreAnswer
	for line := range strings.Lines(out.String()) {
		var a scoreAnswer
		dec := json.NewDecoder(strings.NewReader(line))
		dec.DisallowUnknownFields()
		require.NoError(t, dec.Decode(&a), line)
		require.Equal(t, a.Error == "", a.Passed != nil)
		answers = append(answers, a)
	}
	require.Equal(t, status != 0, errOut.Len() > 0)
	return status, answers
}

// s1 is a sheet under the shipped table S1 with the first option at every item, changed as told; vetoes stay empty.
func s1(evaluator string, change ...string) string {
	answers := map[string]string{}
	for at := range 12 {
		answers[fmt.Sprintf("%03d", 10*(at+1))] = `{"option":"a"}`
	}
	for at := 0; at < len(change); at += 2 {
		answers[change[at]] = change[at+1]
	}
	raw := map[string]json.RawMessage{}
	for code, answer := range answers {
		raw[code] = json.RawMessage(answer)
	}
	text, _ := json.Marshal(map[string]any{"evaluator": evaluator, "answers": raw})
	return string(text)
}

func line(sheets ...string) string { return `{"sheets":[` + strings.Join(sheets, ",") + "]}" }

func TestScoreByHand(t *testing.T) {
	t.Parallel()
	best, other := s1("e1"), s1("e2", "010", `{"option":"b"}`, "080", `{"option":"c"}`, "B2", `{"value":true}`)
	for name, c := range map[string]struct {
		sheets     []string
		flags      []string
		total      string
		mode       string
		passed     bool
		vetoes     int
		decided    string
		conclusion string
	}{
		"mean":                {[]string{best, other}, nil, "98.00", "mean", true, 0, "mark", "收养能力评估合格"},
		"lower":               {[]string{best, other}, []string{"--consolidation", "lower"}, "93.00", "lower", true, 0, "mark", "收养能力评估合格"},
		"lead":                {[]string{best, other}, []string{"--consolidation=lead", "--lead", "e2"}, "96.00", "lead", true, 0, "mark", "收养能力评估合格"},
		"consensus":           {[]string{best, s1("e2")}, []string{"--consolidation", "consensus"}, "100.00", "consensus", true, 0, "mark", "收养能力评估合格"},
		"one sheet":           {[]string{other}, nil, "96.00", "single", true, 0, "mark", "收养能力评估合格"},
		"three":               {[]string{other, best, s1("e3", "020", `{"option":"c"}`)}, nil, "95.33", "mean", true, 0, "mark", "收养能力评估合格"},
		"veto found":          {[]string{best, s1("e2", "V3", `{"value":true}`)}, nil, "100.00", "mean", false, 1, "veto", "存在否决性情形，收养能力评估不合格"},
		"veto box not ticked": {[]string{s1("e1", "V3", `{"value":false}`), s1("e2", "V3", `{}`)}, nil, "100.00", "mean", true, 0, "mark", "收养能力评估合格"},
		"too few points": {
			[]string{s1("e1", "010", `{"option":"c"}`, "080", `{"option":"d"}`, "090", `{"option":"c"}`)},
			nil,
			"75.00", "single", false, 0, "below", "总分未达到80分，收养能力评估不合格",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			status, answers := askScore(t, line(c.sheets...)+"\n", append([]string{"sandbox-s1-capacity@1"}, c.flags...)...)
			require.Zero(t, status)
			require.Len(t, answers, 1)
			a := answers[0]
			require.Equal(t, c.total, a.Total)
			require.Equal(t, c.mode, a.Mode)
			require.Equal(t, c.passed, *a.Passed)
			require.Len(t, a.Vetoes, c.vetoes)
			require.Equal(t, c.decided, a.DecidedBy)
			require.Equal(t, c.conclusion, a.Conclusion)
			require.NotEmpty(t, a.Tree)
		})
	}
}

func TestScoreNamesWhatIsWrong(t *testing.T) {
	t.Parallel()
	long := `{"sheets":[{"evaluator":"` + strings.Repeat("e", mostScoreLine) + `"}]}`
	many := `{"sheets":[{"evaluator":"e1","answers":{"x":{}`
	for at := range mostMembers + 1 {
		many += fmt.Sprintf(`,"k%d":{}`, at)
	}
	many += "}}]}"
	one := func(answer string) string { return line(s1("e1", "010", answer)) }
	cases := []struct{ input, want string }{
		{"", "line: blank"},
		{" \t", "line: blank"},
		{"{}", "/sheets: missing"},
		{"[]", "line: not a JSON object"},
		{"\ufeff" + line(s1("e1")), "line: not a JSON object"},
		{"{\"sheets\":[\xff]}", "line: not valid UTF-8"},
		{`{"sheets":[]}`, "/sheets: empty"},
		{`{"sheets":{}}`, "/sheets: an object stands where an array is wanted"},
		{`{"sheets":[null]}`, "/sheets/0: null stands where an object is wanted"},
		{`{"sheets":[{}]}`, "/sheets/0/evaluator: missing"},
		{`{"sheets":[{"evaluator":""}]}`, "/sheets/0/evaluator: empty"},
		{`{"sheets":[{"evaluator":"e1"}]}`, "/sheets/0/answers: missing"},
		{`{"sheets":[{"evaluator":"e1","answers":{},"total":1}]}`, "/sheets/0/total: unknown member"},
		{line(s1("e1")) + "{}", "line: more than one JSON value"},
		{line(s1("e1"))[:40], "not valid JSON"},
		{one(`{"option":"a","option":"b"}`), "/sheets/0/answers/010/option: given twice"},
		{`{"sheets":[{"evaluator":"e1","answers":{"010":{},"\u00301\u0030":{}}}]}`, "/sheets/0/answers/010: given twice"},
		{one(`{"option":"z"}`), "没有代码为“z”的选项"},
		{one(`{"option":null}`), "/sheets/0/answers/010/option: null stands where a string is wanted"},
		{one(`{"points":"7"}`), "/sheets/0/answers/010/option：项目“010 收养动机”尚未选择选项"},
		{one(`{"points":7}`), "/sheets/0/answers/010/points: a number stands where a string is wanted"},
		{one(`{"rating":1.5}`), `/sheets/0/answers/010/rating: "1.5" is no whole number`},
		{one(`{"rating":1e99}`), `/sheets/0/answers/010/rating: "1e99" is no whole number`},
		{one(`{"rating":99999999999999999999}`), "is no whole number"},
		{one(`{"value":1}`), "/sheets/0/answers/010/value: a number stands where true or false is wanted"},
		{one(`{"by_applicant":{"p1":{"by_applicant":{}}}}`), "/sheets/0/answers/010/by_applicant/p1/by_applicant: unknown member"},
		{one(`{"option":"a","evidence":[{"id":1}]}`), "/sheets/0/answers/010/evidence: "},
		{one(`{"option":"a","evidence":[{"id":"f1","sha256":"x"}]}`), "SHA-256不规范"},
		{one(`{"option":"` + strings.Repeat("长", 200) + `"}`), "没有代码为“" + strings.Repeat("长", 40) + "…”的选项"},
		{strings.ReplaceAll(line(s1("e1")), `"080"`, `"80"`), "评估表中没有代码为“80”的评定项目"},
		{line(s1("e1"), s1("e1")), "/sheets/1/evaluator/id："},
		{strings.Repeat(`{"sheets":[`, 30), "/sheets/0/sheets: unknown member"},
		{`{"sheets":[{"evaluator":"e1","answers":{"010":{"evidence":` + strings.Repeat("[", 30) + strings.Repeat("]", 30) + "}}}]}", "nested too deep"},
		{long, "line: longer than"},
		{many, "more than 4096 members"},
	}
	var input strings.Builder
	for _, c := range cases {
		input.WriteString(c.input + "\r\n" + line(s1("e1")) + "\n")
	}
	status, answers := askScore(t, input.String(), "sandbox-s1-capacity")
	require.Equal(t, 1, status)
	require.Len(t, answers, 2*len(cases))
	for at, c := range cases {
		bad, good := answers[2*at], answers[2*at+1]
		require.Contains(t, bad.Error, c.want)
		require.Equal(t, 2*at+1, bad.Line)
		require.Equal(t, "100.00", good.Total, "the line after a bad one")
	}
}

func TestScoreAsksForTwoEvaluatorsWhenTold(t *testing.T) {
	t.Parallel()
	status, answers := askScore(t, line(s1("e1"))+"\n"+line(s1("e1"), s1("e2")), "--at-least", "2", "sandbox-s1-capacity@1")
	require.Equal(t, 1, status)
	require.Contains(t, answers[0].Error, "第九条")
	require.Equal(t, "too_few_sheets", answers[0].Problems[0].Code)
	require.Equal(t, "100.00", answers[1].Total)
}

func TestScoreListsWhatIsNotAgreed(t *testing.T) {
	t.Parallel()
	_, answers := askScore(t, line(s1("e1"), s1("e2", "010", `{"option":"b"}`, "020", `{"option":"b"}`)), "sandbox-s1-capacity@1", "--consolidation", "consensus")
	require.Equal(t, []string{"no_consensus", "no_consensus"}, []string{answers[0].Problems[0].Code, answers[0].Problems[1].Code})
}

// Every frame can be scored, words, proofs and applicants left out.
func TestScoreOfEveryFrame(t *testing.T) {
	t.Parallel()
	for file, c := range map[string]struct{ answers, total, outcome string }{
		"free-points.yaml": {`{"010":{"points":"62.5"},"020":{"points":"10"},"B1":{"points":"6"},"B2":{"points":"6"}}`, "82.50", "pass"},
		"f3-choices.yaml":  {`{"1.1.1":{"option":"A","points":"28.5"},"1.2":{"by_applicant":{"p2":{"option":"A"},"p1":{"option":"B"}}},"2.1":{"by_applicant":{"p1":{"points":"20"},"p2":{"points":"15"}}},"2.2":{"points":"14.75"}}`, "80.75", "pass"},
		"f5-gates.yaml":    {`{"capable":{"value":true},"disease":{"value":false},"record":{"value":false}}`, "", "pass"},
		"f7-duals.yaml":    {`{"1.1":{"initial":2,"final":2},"1.2":{"initial":4,"mitigation":"定期复诊","final":3},"2":{"initial":1,"final":1}}`, "", "human"},
	} {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			status, answers := askScore(t, `{"sheets":[{"evaluator":"e1","answers":`+c.answers+"}]}", sampleTable(file))
			require.Zero(t, status, "%+v", answers)
			require.Equal(t, c.total, answers[0].Total)
			require.Equal(t, c.outcome, answers[0].Outcome)
		})
	}
}

func TestScoreKeepsTheOrderWithManyWorkers(t *testing.T) {
	t.Parallel()
	o := scoreOptions{how: assessment.Consolidation{Mode: assessment.Mean, AtLeast: 1}}
	var err error
	o.table, err = tableNamed("sandbox-s1-capacity@1")
	require.NoError(t, err)
	var input strings.Builder
	for at := range 1000 {
		if at%7 == 0 {
			input.WriteString("{\n")
			continue
		}
		input.WriteString(line(s1("e1", "010", fmt.Sprintf(`{"option":"%c"}`, 'a'+at%3))) + "\n")
	}
	var alone, together strings.Builder
	bad, err := scoreLines(o, 1, iotest.OneByteReader(strings.NewReader(input.String())), &alone)
	require.NoError(t, err)
	require.Equal(t, 143, bad)
	_, err = scoreLines(o, 8, strings.NewReader(input.String()), &together)
	require.NoError(t, err)
	require.Equal(t, alone.String(), together.String())
	require.Equal(t, 1000, strings.Count(alone.String(), "\n"))
}

func TestScoreStopsWhenNobodyReadsOrWrites(t *testing.T) {
	t.Parallel()
	o := scoreOptions{how: assessment.Consolidation{Mode: assessment.Mean, AtLeast: 1}}
	var err error
	o.table, err = tableNamed("sandbox-s1-capacity@1")
	require.NoError(t, err)
	broken := errors.New("the disk is broken")
	_, err = scoreLines(o, 2, strings.NewReader(strings.Repeat(line(s1("e1"))+"\n", 2000)), brokenPipe{})
	require.ErrorContains(t, err, "broken pipe")
	var out strings.Builder
	_, err = scoreLines(o, 2, iotest.DataErrReader(&failsAfter{text: line(s1("e1")) + "\n", err: broken}), &out)
	require.ErrorIs(t, err, broken)
	require.ErrorContains(t, err, "read line 2")
	require.Equal(t, 1, strings.Count(out.String(), "\n"))
}

// failsAfter gives its text and then an error.
type failsAfter struct {
	text string
	err  error
}

func (r *failsAfter) Read(b []byte) (int, error) {
	if r.text == "" {
		return 0, r.err
	}
	n := copy(b, r.text)
	r.text = r.text[n:]
	return n, nil
}

func TestScoreUsage(t *testing.T) {
	t.Parallel()
	bad := filepath.Join(t.TempDir(), "bad.yaml")
	require.NoError(t, os.WriteFile(bad, []byte("format: anjia-instrument/1\n"), 0o600))
	for want, args := range map[string][]string{
		"one table is named, not 0":               {"score"},
		"one table is named, not 2":               {"score", "a", "b"},
		"there is no consolidation":               {"score", "--consolidation", "median", "sandbox-s1-capacity@1"},
		"--lead goes with":                        {"score", "--lead", "e1", "sandbox-s1-capacity@1"},
		"--at-least is 1 or more":                 {"score", "--at-least", "0", "sandbox-s1-capacity@1"},
		"flag provided but not defined":           {"score", "--float", "sandbox-s1-capacity@1"},
		"there is no file nothing and no shipped": {"score", "nothing"},
		"no/such.yaml: no such file or directory": {"score", "no/such.yaml"},
		"bad.yaml":                                  {"score", bad},
		"anjia instrument: there is no command":     {"draw"},
		"usage: anjia instrument COMMAND [flags]\n": {},
	} {
		var out, errOut strings.Builder
		require.Equal(t, 2, runInstrument(args, strings.NewReader(""), &out, &errOut), want)
		require.Contains(t, errOut.String(), want)
		require.Empty(t, out.String())
	}
	var out, errOut strings.Builder
	require.Zero(t, dispatch([]string{"instrument", "score", "-h"}, strings.NewReader(""), &out, &errOut))
	require.Contains(t, out.String(), "usage: anjia instrument score")
}

// Whatever stands on a line, it is answered by one line of JSON, and what the standard decoder refuses is refused here.
func FuzzScoreLine(f *testing.F) {
	for _, name := range []string{"f3-choices.yaml", "f7-duals.yaml"} {
		_, err := os.Stat(sampleTable(name))
		require.NoError(f, err)
	}
	table, err := tableNamed(sampleTable("f3-choices.yaml"))
	require.NoError(f, err)
	f.Add([]byte(`{"sheets":[{"evaluator":"e1","answers":{"1.1.1":{"option":"A","points":"28.5"},"1.2":{"option":"A"},"2.1":{"points":"20"},"2.2":{"points":"14.75"}}}]}`))
	f.Add([]byte(`{"applicants":["p1"],"sheets":[{"evaluator":"\u0065","answers":{"1.2":{"by_applicant":{"p1":{"option":"A"}},"evidence":[{"id":"x","sha256":"y","issued_on":"2024-01-01"}]}}}]}`))
	f.Add([]byte(`{"sheets":[{"evaluator":"e1","answers":{"1.2":{"rating":-1,"value":false,"initial":1,"final":1e2}}}]}`))
	scorer := newLineScorer(scoreOptions{table: table, how: assessment.Consolidation{Mode: assessment.Mean, AtLeast: 1}})
	f.Fuzz(func(t *testing.T, raw []byte) {
		if strings.ContainsRune(string(raw), '\n') {
			return
		}
		out := scorer.answer(&batch{first: 1, text: raw, ends: []int{len(raw)}})
		require.Equal(t, 1, strings.Count(string(out), "\n"))
		var answer map[string]json.RawMessage
		require.NoError(t, json.Unmarshal(out, &answer))
		if _, failed := answer["error"]; failed == (answer["passed"] != nil) {
			t.Fatalf("neither result nor error: %s", out)
		}
		if answer["error"] == nil {
			require.True(t, json.Valid(raw))
		}
	})
}

func BenchmarkScoreLine(b *testing.B) {
	table, err := tableNamed("sandbox-s1-capacity@1")
	require.NoError(b, err)
	text := []byte(line(s1("e1"), s1("e2", "010", `{"option":"b"}`)))
	scorer := newLineScorer(scoreOptions{table: table, how: assessment.Consolidation{Mode: assessment.Mean, AtLeast: 1}})
	var out []byte
	b.ReportAllocs()
	for b.Loop() {
		if out, err = scorer.line(out[:0], text); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(len(text)))
}
