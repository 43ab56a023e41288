package words_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/api/console/words"
	"github.com/anjia-project/anjia/assessment/law"
)

// TestEveryLanguageHasEveryKey finds a text that was written in one language only, and
// placeholders that got lost on the way.
func TestEveryLanguageHasEveryKey(t *testing.T) {
	t.Parallel()
	books, err := words.Load()
	require.NoError(t, err)
	zh, en := books.In(words.Chinese), books.In(words.English)
	require.NotEmpty(t, zh.Keys())
	require.Equal(t, zh.Keys(), en.Keys())
	holes := regexp.MustCompile(`\{\d\}`)
	for _, k := range zh.Keys() {
		a, b := holes.FindAllString(zh.T(k), -1), holes.FindAllString(en.T(k), -1)
		slices.Sort(a)
		slices.Sort(b)
		require.Equal(t, a, b, k)
	}
}

// TestPagesNameKeysThatThereAre reads the source of the console: every text that a page asks for by name is there.
func TestPagesNameKeysThatThereAre(t *testing.T) {
	t.Parallel()
	books, err := words.Load()
	require.NoError(t, err)
	zh := books.In(words.Chinese)
	asked := regexp.MustCompile(`(?:\bT|\bt|Words\.T)\("([a-z0-9_.]+)"[,)]`)
	n := 0
	err = filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, "_templ.go") ||
			!strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, ".templ") {
			return err
		}
		raw, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		for _, m := range asked.FindAllStringSubmatch(string(raw), -1) {
			n++
			if !zh.Has(m[1]) {
				t.Errorf("%s asks for %q, which no language has", name, m[1])
			}
		}
		return nil
	})
	require.NoError(t, err)
	require.Greater(t, n, 50, "the pages were not found")
}

func TestDatesAndCounts(t *testing.T) {
	t.Parallel()
	books, err := words.Load()
	require.NoError(t, err)
	zh, en := books.In(words.Chinese), books.In(words.English)
	d, err := law.ParseDate("2024-02-09")
	require.NoError(t, err)
	require.Equal(t, "2024年2月9日", zh.Date(d))
	require.Equal(t, "9 February 2024", en.Date(d))
	require.Empty(t, zh.Date(law.Date{}))
	require.Equal(t, "9,999", zh.Count(9999, 10_000))
	require.Equal(t, "10,000", zh.Count(10_000, 10_000))
	require.Equal(t, "10,000+", zh.Count(10_001, 10_000))
	require.Equal(t, "⟦no.such⟧", zh.T("no.such"), "what is missing is seen")
	require.Same(t, zh, books.In("tlh"))
}
