package instrument_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/instrument"
)

var update = flag.Bool("update", false, "write the messages of the broken samples anew; read the diff before committing")

const expectPrefix = "# expect: "

// Each broken sample begins with the message that it must give, word for word.
func TestBrokenSamplesSayWhereWhatAndHow(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/bad/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			want, body := splitSample(t, file)
			table, err := instrument.Load(filepath.Base(file), body)
			require.Error(t, err)
			require.Nil(t, table)
			var problems instrument.Problems
			require.ErrorAs(t, err, &problems)
			for _, problem := range problems {
				require.NotEmpty(t, problem.What)
				require.NotEmpty(t, problem.Rule)
				require.NotEmpty(t, problem.Remedy)
			}
			codes := make([]string, 0, len(problems))
			for _, problem := range problems {
				codes = append(codes, problem.Code)
			}
			require.True(t, startsWithAny(filepath.Base(file), codes), "the sample is named after its error; it gives %v", codes)
			if *update {
				head := expectPrefix + strings.ReplaceAll(err.Error(), "\n", "\n"+expectPrefix) + "\n"
				require.NoError(t, os.WriteFile(file, append([]byte(head), body...), 0o600))
				return
			}
			require.Equal(t, want, err.Error())
		})
	}
}

func startsWithAny(name string, codes []string) bool {
	for _, code := range codes {
		if strings.HasPrefix(name, code) {
			return true
		}
	}
	return false
}

// splitSample takes the expectation off, so that lines are counted in the table itself.
func splitSample(t *testing.T, file string) (want string, body []byte) {
	t.Helper()
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	var lines []string
	for bytes.HasPrefix(raw, []byte(expectPrefix)) {
		line, rest, _ := bytes.Cut(raw, []byte("\n"))
		lines, raw = append(lines, string(line[len(expectPrefix):])), rest
	}
	return strings.Join(lines, "\n"), raw
}

// Every code that the loader can report has a broken sample, or a test of its own in this file.
func TestEveryErrorHasASample(t *testing.T) {
	t.Parallel()
	sources, err := filepath.Glob("*.go")
	require.NoError(t, err)
	report := regexp.MustCompile(`r\.report\((?:place\{.*?\}|[\w.]+\([^)]*\)|[\w.]+), "([a-z_]+)"`)
	own := []string{"too_large", "too_many_nodes", "too_many_gates"}
	count := 0
	for _, source := range sources {
		raw, err := os.ReadFile(source)
		require.NoError(t, err)
		for _, found := range report.FindAllStringSubmatch(string(raw), -1) {
			count++
			if startsWithAny(found[1], own) {
				continue
			}
			samples, err := filepath.Glob("testdata/bad/" + found[1] + "*.yaml")
			require.NoError(t, err)
			require.NotEmpty(t, samples, "no broken sample for %s", found[1])
		}
	}
	require.Greater(t, count, 40)
}

func TestSizeLimits(t *testing.T) {
	t.Parallel()
	minimal, err := os.ReadFile("testdata/good/minimal.yaml")
	require.NoError(t, err)
	head, rest, found := strings.Cut(string(minimal), "gates:\n")
	require.True(t, found)
	var items, gates strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&items, "  - {code: \"T%d\", type: text, title: {zh: 文字}}\n", i)
	}
	for i := range 60 {
		fmt.Fprintf(&gates, "  - {code: \"g%d\", when: {otherwise: true}, outcome: pass, conclusion: {zh: 合格}}\n", i)
	}
	for code, body := range map[string]string{
		"too_large":      string(minimal) + strings.Repeat("#", 1<<20),
		"too_many_nodes": head + items.String() + "gates:\n" + rest,
		"too_many_gates": head + "gates:\n" + gates.String(),
	} {
		_, err := instrument.Load("t.yaml", []byte(body))
		problem, ok := errors.AsType[*instrument.Problem](err)
		require.True(t, ok)
		require.Equal(t, code, problem.Code)
	}
}

func TestListOfProblemsIsBounded(t *testing.T) {
	t.Parallel()
	_, err := instrument.Load("t.yaml", []byte("format: anjia-instrument/1\n"+strings.Repeat("k: 1\n", 100000)))
	var problems instrument.Problems
	require.ErrorAs(t, err, &problems)
	require.Len(t, problems, 201)
	require.Contains(t, err.Error(), "there are more problems than are listed")
}

func TestGoodSamplesLoad(t *testing.T) {
	t.Parallel()
	tables, err := instrument.LoadDir(os.DirFS("testdata"), "good")
	require.NoError(t, err)
	require.Len(t, tables, 6)
}

// A table is what its bytes are: same bytes, same hash; the caller's buffer may change afterwards.
func TestLoadedTableIsImmutable(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("testdata/good/f3-choices.yaml")
	require.NoError(t, err)
	kept := bytes.Clone(raw)
	table, err := instrument.Load("f3.yaml", raw)
	require.NoError(t, err)
	view := table.View()
	for i := range raw {
		raw[i] = 'x'
	}
	table.Raw()[0] = 'x'
	table.View().Nodes[0].Nodes[1].Options[0].Code = "changed"
	*table.View().Total = instrument.Exact{}
	for gate := range table.Gates() {
		if gate.Test() == instrument.SectionBelow {
			gate.Codes()[0] = "changed"
		}
	}
	require.Equal(t, kept, table.Raw())
	require.Equal(t, view, table.View())
	again, err := instrument.Load("other name.yaml", kept)
	require.NoError(t, err)
	require.Equal(t, again.Ref(), table.Ref())
}

func TestCodesStayStrings(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("testdata/good/minimal.yaml")
	require.NoError(t, err)
	table, err := instrument.Load("t.yaml", raw)
	require.NoError(t, err)
	node, found := table.Node("010")
	require.True(t, found)
	require.Equal(t, "010", node.Code())
	_, found = table.Node("10")
	require.False(t, found)
	_, found = table.Node("8")
	require.False(t, found, "010 is not an octal number")
}

func FuzzLoad(f *testing.F) {
	for _, pattern := range []string{"testdata/good/*.yaml", "testdata/bad/*.yaml", "data/*.yaml"} {
		files, err := filepath.Glob(pattern)
		require.NoError(f, err)
		for _, file := range files {
			raw, err := os.ReadFile(file)
			require.NoError(f, err)
			f.Add(raw)
		}
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		table, err := instrument.Load("fuzz.yaml", raw)
		if err != nil {
			var problems instrument.Problems
			require.ErrorAs(t, err, &problems)
			require.NotEmpty(t, problems)
			return
		}
		require.Equal(t, raw, table.Raw())
		lowest, highest := table.Bounds()
		require.LessOrEqual(t, lowest.Cmp(highest), 0)
		require.Equal(t, instrument.Otherwise, lastGate(table).Test())
		tally := table.Tally(table.NewValues())
		require.NotEmpty(t, tally.Gates)
		back, err := instrument.Compile(table.Spec())
		require.NoError(t, err, "what loads can be edited and compiled again")
		sameTable(t, table, back)
		require.Empty(t, instrument.Diff(table, back))
		require.NotEmpty(t, instrument.Describe(table))
	})
}

func lastGate(table *instrument.Instrument) instrument.Gate {
	var last instrument.Gate
	for gate := range table.Gates() {
		last = gate
	}
	return last
}
