package finish_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/reports/finish"
)

// bilingual is a form with Tibetan over its title, headings and labels. The words are
// there for their stacks, not for their sense.
func bilingual() reports.Document {
	d := form()
	stacked := []string{"བསྒྲུབས་པ", "སློབ་གྲྭ", "རྒྱལ་ཁོངས", "ཧཱུྃ", "འབྲེལ་གཏུགས་ཁ་པར", "བདེ་ཐང་གི་གནས་ཚུལ"}
	n := 0
	return d.Beside(reports.LanguageTibetan, true, func(string) string {
		n++
		return stacked[n%len(stacked)]
	}, func(string) string { return "" })
}

// TestTwoLanguagesComeOutAsTheyWentIn: readers of the file get every stack back and in
// order, and are told that it is Tibetan.
func TestTwoLanguagesComeOutAsTheyWentIn(t *testing.T) {
	t.Parallel()
	d := bilingual()
	require.Greater(t, len(d.Parallel.Labels), 8)
	file := save(t, "bilingual.pdf", render(t, d))
	same(t, source(d), structured(t, file))
	for _, word := range d.Parallel.Labels {
		require.Contains(t, squash(tool(t, "pdftotext", "-raw", file, "-")), squash(word), "poppler")
		require.Contains(t, squash(tool(t, "mutool", "draw", "-q", "-F", "txt", "-o", "-", file)), squash(word), "mutool")
	}
	require.NotContains(t, tool(t, "pdffonts", file), "no no no")
	require.Contains(t, unpacked(t, file), "/Lang (bo)")
}

// unpacked is the file with its streams open to read.
func unpacked(t *testing.T, file string) string {
	t.Helper()
	return tool(t, "qpdf", "--qdf", "--object-streams=disable", file, "-")
}

// TestGlossComesOutAsItWentIn: a gloss keeps the words of narrow columns whole, says on
// each page what it is, and does not claim to be built for an archive.
func TestGlossComesOutAsItWentIn(t *testing.T) {
	t.Parallel()
	for name, d := range samples() {
		g, err := d.Glossed()
		require.NoError(t, err)
		file := save(t, name+"-en.pdf", render(t, g))
		same(t, source(g), structured(t, file))
		raw := unpacked(t, file)
		require.NotContains(t, raw, "pdfaid:part")
		require.Contains(t, raw, "<pdf:Keywords>English gloss for information")
		pages := strings.Split(strings.TrimSuffix(tool(t, "pdftotext", "-layout", file, "-"), "\f"), "\f")
		for i, page := range pages {
			require.Contains(t, page, "English gloss for information; the Chinese text is authoritative.", "page %d of %s", i+1, name)
		}
		require.Contains(t, unpacked(t, save(t, name+".pdf", render(t, d))), "pdfaid:part", "the paper itself is built for it")
	}
}

// TestMissingGlyphOfAWordIsNamed: a word that no face can set is refused with its
// character and the label it goes with.
func TestMissingGlyphOfAWordIsNamed(t *testing.T) {
	t.Parallel()
	d := bilingual()
	for zh := range d.Parallel.Labels {
		d.Parallel.Labels[zh] = "བོད\u0F70" // no letter is assigned there
		_, err := finish.Render(d, finish.Options{Created: created})
		var se *reports.SettingError
		require.ErrorAs(t, err, &se, zh)
		require.Equal(t, reports.CodeMissingGlyph, se.Code)
		require.Equal(t, '\u0F70', se.Rune)
		require.NotEmpty(t, se.Path)
		d.Parallel.Labels[zh] = "བོད"
	}
}

// TestAnyWordsBesideLabels: whatever stands in a catalogue, the paper is set with it and
// says it, or is refused with a place; and the same paper has the same bytes.
func TestAnyWordsBesideLabels(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		over := rapid.Bool().Draw(rt, "over")
		d := form().Beside(rapid.SampledFrom([]string{"bo", "en"}).Draw(rt, "lang"), over,
			func(string) string { return strings.ReplaceAll(hostile().Draw(rt, "word"), "\n", "") }, func(string) string { return "" })
		b, err := finish.Render(d, finish.Options{Created: created})
		if err != nil {
			var se *reports.SettingError
			if !errors.As(err, &se) || se.Path == "" {
				rt.Fatalf("no place in %v", err)
			}
			return
		}
		again, err := finish.Render(d, finish.Options{Created: created})
		if err != nil || string(again) != string(b) {
			rt.Fatalf("another file the second time: %v", err)
		}
	})
}
