package law_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
)

var update = flag.Bool("update", false, "write what the loader says into testdata/bad")

var section = regexp.MustCompile(`(?m)^-- (\S+) --\n`)

// badSample reads "want: …" and the sections "-- path --" that replace files of the shipped tree. A sample that
// replaces the national pack stands alone with the calendars; an empty section removes the file.
func badSample(t *testing.T, path string) (want string, tree fstest.MapFS, body string) {
	t.Helper()
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	head, body, ok := strings.Cut(string(data), "\n")
	require.True(t, ok)
	tree = shipped(t)
	at := section.FindAllStringSubmatchIndex(body, -1)
	require.NotEmpty(t, at)
	for i, m := range at {
		end := len(body)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		name, text := body[m[2]:m[3]], body[m[1]:end]
		if name == "packs/cn.yaml" {
			for other := range tree {
				if strings.HasPrefix(other, "packs/") {
					delete(tree, other)
				}
			}
		}
		if text != "" {
			tree[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	if !strings.Contains(body, "-- calendars/") { // they would be read for nothing
		for name := range tree {
			if strings.HasPrefix(name, "calendars/") {
				delete(tree, name)
			}
		}
	}
	return strings.TrimPrefix(head, "want: "), tree, body
}

// TestBadFiles walks testdata/bad: every broken file is refused with exactly the message its sample expects, which
// names file and line, what is wrong, the article where there is one, and the remedy.
func TestBadFiles(t *testing.T) {
	t.Parallel()
	samples, err := filepath.Glob("testdata/bad/*.txt")
	require.NoError(t, err)
	require.Greater(t, len(samples), 80)
	for _, path := range samples {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			t.Parallel()
			want, tree, body := badSample(t, path)
			_, err := law.Load(tree)
			var fault *law.LoadError
			require.ErrorAs(t, err, &fault)
			require.NotEmpty(t, fault.File)
			require.NotEmpty(t, fault.Remedy)
			said, ok := fault.Chinese()
			require.True(t, ok, "%s has no wording in Chinese", fault.Code)
			require.NotEmpty(t, said.What)
			require.NotEmpty(t, said.Rule)
			require.NotEmpty(t, said.Remedy)
			if *update {
				require.NoError(t, os.WriteFile(path, []byte("want: "+err.Error()+"\n"+body), 0o600))
				return
			}
			require.EqualError(t, err, want)
		})
	}
}

// TestAFaultNamesItsPlace: line and JSON pointer of the value, of a key that of its value, and both in Chinese.
func TestAFaultNamesItsPlace(t *testing.T) {
	t.Parallel()
	set, err := law.Embedded()
	require.NoError(t, err)
	const head = "code: \"cn-54\"\nname: \"x\"\nversion: \"office-1\"\nparent: \"cn\"\nparams:\n  evaluators.min:\n    values:\n"
	for row, want := range map[string]string{
		`      - {from: "2024-01-01", value: 2, status: lawful, note: "x"}`:                "8 unknown_status /params/evaluators.min/values/0/status",
		`      - {from: "2024-01-01", value: "2", status: practice, note: "x"}`:            "8 bad_number /params/evaluators.min/values/0/value",
		`      - {from: "2024-01-01", value: 2, status: practice, note: "x", remark: "y"}`: "8 unknown_key /params/evaluators.min/values/0/remark",
		`      - {from: "2024-01-01", value: 2, status: practice}`:                         "8 missing_citation /params/evaluators.min/values/0",
	} {
		_, err := set.ReadPackFile("packs/cn-54.yaml", []byte(head+row+"\n"))
		var fault *law.LoadError
		require.ErrorAs(t, err, &fault)
		require.Equal(t, want, fmt.Sprintf("%d %s %s", fault.Line, fault.Code, fault.Pointer))
		said, ok := fault.Chinese()
		require.True(t, ok)
		require.True(t, strings.HasPrefix(said.What, "第8行"+fault.Pointer+"："), said.What)
	}
}
