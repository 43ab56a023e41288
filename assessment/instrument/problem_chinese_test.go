package instrument_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/instrument"
)

// TestEveryBrokenSampleSpeaksChinese: place, fault, rule and remedy.
func TestEveryBrokenSampleSpeaksChinese(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/bad/*.yaml")
	require.NoError(t, err)
	require.Greater(t, len(files), 100)
	for _, file := range files {
		_, body := splitSample(t, file)
		_, err := instrument.Load(filepath.Base(file), body)
		var problems instrument.Problems
		require.ErrorAs(t, err, &problems)
		for _, p := range problems {
			w, ok := p.Chinese()
			require.True(t, ok, "%s: %s has no wording", file, p.Code)
			for _, text := range []string{w.What, w.Rule, w.Remedy} {
				require.True(t, strings.ContainsFunc(text, func(c rune) bool { return unicode.Is(unicode.Han, c) }), "%s: %s", p.Code, text)
			}
			if p.Line > 0 {
				require.Contains(t, w.What, "第")
			}
		}
	}
}

// reported finds the codes that the loader gives, also those of no sample.
var reported = regexp.MustCompile(`report\((?:[^()"]|\([^()]*\))*, "([a-z_]+)",`)

func TestEveryCodeOfTheLoaderHasAWording(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	found := map[string]bool{"too_many_problems": true}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		source, err := os.ReadFile(file)
		require.NoError(t, err)
		for _, m := range reported.FindAllStringSubmatch(string(source), -1) {
			found[m[1]] = true
		}
	}
	require.Greater(t, len(found), 40, "the pattern finds the reports")
	for code := range found {
		_, ok := (&instrument.Problem{Code: code}).Chinese()
		require.True(t, ok, code)
	}
	_, ok := (&instrument.Problem{Code: "no_such_code"}).Chinese()
	require.False(t, ok)
}
