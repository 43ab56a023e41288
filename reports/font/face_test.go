package font_test

import (
	"sync"
	"testing"

	"github.com/anjia-project/anjia/reports/font"
	"github.com/stretchr/testify/require"
)

// names that officers meet and ordinary fonts lack.
const rareNames = "𠮷𬭎𫖯𰻞囧·㛃䶮喆堃龑翀祎曌"

func TestEmbeddedSetShowsRareNames(t *testing.T) {
	t.Parallel()
	for _, style := range []font.Style{font.Regular, font.Bold} {
		for _, r := range rareNames + "☐☑☒，。《》（）“”‘’—…①⑳〔〕％ABCxyz019" {
			f, g, err := font.Embedded().Find(style, r)
			require.NoError(t, err, "%c U+%04X", r, r)
			require.NotZero(t, g)
			require.NotEmpty(t, f.Contours(g), "%c U+%04X has no ink", r, r)
		}
	}
}

func TestEmbeddedSetCoversLevelTwoIdeographs(t *testing.T) {
	t.Parallel()
	blocks := map[string][2]rune{
		"URO": {0x4E00, 0x9FEF}, "Extension A": {0x3400, 0x4DB5},
		"compatibility ideographs of GB 18030": {0xFA0E, 0xFA0F},
	}
	for name, b := range blocks {
		for r := b[0]; r <= b[1]; r++ {
			_, _, err := font.Embedded().Find(font.Regular, r)
			require.NoError(t, err, "%s U+%04X", name, r)
		}
	}
}

func TestMissingGlyphIsAnError(t *testing.T) {
	t.Parallel()
	for _, r := range []rune{0xE000, 0xF8FF, 0x0E01, 0x1F600, 0x10FFFD, -1, 0x110000} {
		_, _, err := font.Embedded().Find(font.Regular, r)
		require.ErrorIs(t, err, font.ErrNoGlyph, "U+%04X", r)
	}
}

func TestSubsetShowsWhatItWasCutFor(t *testing.T) {
	t.Parallel()
	uses := font.NewUses()
	for _, r := range "中国人" + rareNames + "AZ" {
		f, g, err := font.Embedded().Find(font.Regular, r)
		require.NoError(t, err)
		n, code := uses.Code(f, font.Shown{Glyph: g}, string(r))
		again, same := uses.Code(f, font.Shown{Glyph: g}, string(r))
		require.Equal(t, n, again)
		require.Equal(t, code, same)
	}
	subsets, err := uses.Subsets()
	require.NoError(t, err)
	require.Len(t, subsets, 2, "body and rare face")
	for _, s := range subsets {
		cut, err := font.Parse(s.Name, s.Data)
		require.NoError(t, err)
		for code, text := range s.Texts {
			r := []rune(text)[0]
			f, g, err := font.Embedded().Find(font.Regular, r)
			require.NoError(t, err)
			got := cut.Glyph(rune(code))
			require.NotZero(t, got)
			require.Equal(t, f.Contours(g), cut.Contours(got), text)
			require.Equal(t, f.Advance(g), cut.Advance(got))
		}
	}
}

func TestSubsetBytesDependOnTheMappingAlone(t *testing.T) {
	t.Parallel()
	f, _, err := font.Embedded().Find(font.Regular, '中')
	require.NoError(t, err)
	codes := map[uint16]font.Shown{}
	for _, r := range "收养登记评估报告" {
		codes[uint16(r)] = font.Shown{Glyph: f.Glyph(r)}
	}
	want, err := f.Subset(codes)
	require.NoError(t, err)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			got, err := f.Subset(codes)
			if err != nil || string(got) != string(want) {
				t.Error("the same mapping gave other bytes")
			}
		})
	}
	wg.Wait()
}

func TestPrivateCodesRunOverIntoASecondFont(t *testing.T) {
	t.Parallel()
	f, g, err := font.Embedded().Find(font.Regular, '中')
	require.NoError(t, err)
	uses := font.NewUses()
	seen := map[[2]int]string{}
	for i := range 7000 {
		text := "中" + string(rune(0xE0100)) + string(rune(0x4E00+i))
		n, c := uses.Code(f, font.Shown{Glyph: g}, text)
		require.Empty(t, seen[[2]int{n, int(c)}])
		seen[[2]int{n, int(c)}] = text
	}
	subsets, err := uses.Subsets()
	require.NoError(t, err)
	require.Len(t, subsets, 2)
}

func FuzzParse(f *testing.F) {
	face, _, err := font.Embedded().Find(font.Regular, 'A')
	require.NoError(f, err)
	small, err := face.Cut([]rune("Aé中"))
	require.NoError(f, err)
	f.Add(small)
	f.Add([]byte("\x00\x01\x00\x00\x00\x09"))
	f.Fuzz(func(t *testing.T, data []byte) {
		face, err := font.Parse("fuzz", data)
		if err != nil {
			return
		}
		codes := map[uint16]font.Shown{}
		for _, r := range "Aé中" {
			g := face.Glyph(r)
			face.Contours(g)
			codes[uint16(r)] = font.Shown{Glyph: g}
		}
		_, _ = face.Subset(codes)
	})
}
